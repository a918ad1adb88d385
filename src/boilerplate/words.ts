/**
 * Reads a source as the plain row of words that texts are compared by. One reader serves postings,
 * corpus texts and templates alike, so that the same words always give the same row, however they
 * are marked up: markup, punctuation, case, list marks, link targets and HTML tags leave no trace.
 */
import { shortName } from './employers.js';

/** The words of one source, as parallel arrays. */
export interface Words {
  readonly count: number;
  /** 32-bit hash of each word after normalising. */
  readonly hashes: Uint32Array;
  /** UTF-16 offset of each word's first unit. */
  readonly starts: Uint32Array;
  /** UTF-16 offset behind each word's last unit. */
  readonly ends: Uint32Array;
}

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const DIGIT = 48;
/** Stands for the employer's own name. */
const MASK = 0x5eed0001;

const SEPARATOR = 1;
const LETTER = 2;
const IGNORED = 3;
/** What each BMP unit from 128 on is, filled in as units are met. */
const classes = new Uint8Array(0x10000);
const WORD_UNIT = /[\p{L}\p{M}\p{N}]/u;
/** Soft hyphens, joiners, marks of direction, variation selectors: they stand within words unseen. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]|[\ufe00-\ufe0f]/;

function classOf(unit: number): number {
  const known = classes[unit] as number;
  if (known !== 0) return known;
  const character = String.fromCharCode(unit);
  const found = INVISIBLE.test(character) ? IGNORED : WORD_UNIT.test(character) ? LETTER : SEPARATOR;
  classes[unit] = found;
  return found;
}

const isDigit = (unit: number) => unit >= 48 && unit <= 57;
const isAsciiLetter = (unit: number) => (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
const isApostrophe = (unit: number) => unit === 39 || unit === 0x2019 || unit === 0x02bc;

/** Units of the letter beyond the BMP (`𝗕`) at `at`; 0 where there is none, as with emoji. */
function astralLetter(source: string, at: number): number {
  return WORD_UNIT.test(String.fromCodePoint(source.codePointAt(at) as number)) ? 2 : 0;
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;

function startsWord(source: string, at: number): boolean {
  const unit = source.charCodeAt(at);
  if (unit < 128) return isAsciiLetter(unit) || isDigit(unit);
  return isHighSurrogate(unit) ? astralLetter(source, at) > 0 : classOf(unit) === LETTER;
}

/** Spreads every bit of a 32-bit value over all of it (the finaliser of MurmurHash3). */
export function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Hash of a word that holds other than ASCII letters, by way of its NFKC form. */
function hashUnicode(word: string): number {
  const text = word.normalize('NFKC').toLowerCase();
  let hash = FNV_START;
  let digits = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isApostrophe(unit) || (unit >= 128 && classOf(unit) === IGNORED)) continue;
    if (isDigit(unit)) {
      if (!digits) hash = Math.imul(hash ^ DIGIT, FNV_PRIME);
      digits = true;
      continue;
    }
    digits = false;
    hash = Math.imul(hash ^ unit, FNV_PRIME);
  }
  return mix(hash);
}

/** Offset behind a front matter block, 0 where there is none. */
function skipFrontMatter(source: string): number {
  const from = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!source.startsWith('---', from)) return from;
  const fence = /\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/g;
  fence.lastIndex = from + 3;
  const close = /^---[ \t]*\r?\n/.test(source.slice(from, from + 80)) ? fence.exec(source) : null;
  return close ? close.index + close[0].length : from;
}

const isBlank = (unit: number) => unit === 32 || unit === 9 || unit === 0xa0;

/** Offset behind the list mark (`3.`, `a)`, `o`) that opens the line at `at`; other marks are no words anyway. */
function skipListMark(source: string, at: number): number {
  let i = at;
  // Block quotes put their marks before those of lists.
  while (isBlank(source.charCodeAt(i)) || source.charCodeAt(i) === 62) i++;
  let mark = i;
  while (mark - i < 3 && isDigit(source.charCodeAt(mark))) mark++;
  if (mark === i && isAsciiLetter(source.charCodeAt(i))) mark++;
  const next = source.charCodeAt(mark);
  if (mark > i && (next === 46 || next === 41) && isBlank(source.charCodeAt(mark + 1))) return mark + 1;
  // The letter o before a blank is a bullet that a word processor left behind.
  if (source.charCodeAt(i) === 111 && isBlank(source.charCodeAt(i + 1))) return i + 1;
  return i;
}

let hashBuffer = new Uint32Array(4096);
let startBuffer = new Uint32Array(4096);
let endBuffer = new Uint32Array(4096);

function grow(): void {
  const size = hashBuffer.length * 2;
  const copy = (from: Uint32Array) => {
    const to = new Uint32Array(size);
    to.set(from);
    return to;
  };
  hashBuffer = copy(hashBuffer);
  startBuffer = copy(startBuffer);
  endBuffer = copy(endBuffer);
}

/**
 * The words of a source, normalised: NFKC, lower case, apostrophes dropped, every run of digits the
 * same, hyphens dividing. Front matter, HTML tags, entities, link targets and list marks are passed
 * over. Words of the employer's own name count as one word that is the same for every employer.
 */
export function readWords(source: string, employer?: string): Words {
  let count = 0;
  let i = skipFrontMatter(source);
  i = skipListMark(source, i);
  const length = source.length;
  while (i < length) {
    const unit = source.charCodeAt(i);
    if (unit === 10) {
      i = skipListMark(source, i + 1);
      continue;
    }
    if (unit === 38) {
      const entity = /&(?:[a-zA-Z]{2,24}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});/y;
      entity.lastIndex = i;
      i = entity.test(source) ? entity.lastIndex : i + 1;
      continue;
    }
    if (unit === 60) {
      const tag = /<\/?[a-zA-Z][^<>\n]{0,400}>|<!--[\s\S]{0,2000}?-->/y;
      tag.lastIndex = i;
      i = tag.test(source) ? tag.lastIndex : i + 1;
      continue;
    }
    if (unit === 93 && source.charCodeAt(i + 1) === 40) {
      const target = /\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"\n]*")?\)/y;
      target.lastIndex = i;
      i = target.test(source) ? target.lastIndex : i + 2;
      continue;
    }
    if (!startsWord(source, i)) {
      i++;
      continue;
    }
    const start = i;
    let hash = FNV_START;
    let plain = true;
    let digits = false;
    while (i < length) {
      const u = source.charCodeAt(i);
      if (u >= 97 && u <= 122) {
        hash = Math.imul(hash ^ u, FNV_PRIME);
        digits = false;
        i++;
      } else if (u >= 65 && u <= 90) {
        hash = Math.imul(hash ^ (u + 32), FNV_PRIME);
        digits = false;
        i++;
      } else if (isDigit(u)) {
        if (!digits) hash = Math.imul(hash ^ DIGIT, FNV_PRIME);
        digits = true;
        i++;
      } else if ((u === 44 || u === 46) && digits && isDigit(source.charCodeAt(i + 1))) {
        i++;
      } else if (isApostrophe(u) && i + 1 < length && startsWord(source, i + 1)) {
        i++;
      } else if (isHighSurrogate(u)) {
        const units = astralLetter(source, i);
        if (units === 0) break;
        plain = false;
        i += units;
      } else if (u >= 128 && classOf(u) !== SEPARATOR) {
        plain = false;
        i++;
      } else break;
    }
    if (count === hashBuffer.length) grow();
    hashBuffer[count] = plain ? mix(hash) : hashUnicode(source.slice(start, i).replace(/(?<=\d)[.,](?=\d)/g, ''));
    startBuffer[count] = start;
    endBuffer[count] = i;
    count++;
  }
  const words: Words = {
    count,
    hashes: hashBuffer.slice(0, count),
    starts: startBuffer.slice(0, count),
    ends: endBuffer.slice(0, count),
  };
  return employer === undefined ? words : maskEmployer(source, words, employer);
}

/**
 * The same words where their hashes are known: their places are read from the source when first asked for, which
 * few texts are.
 */
export function knownWords(hashes: Uint32Array, source: string, employer?: string): Words {
  let words: Words | undefined;
  const places = () => {
    words ??= readWords(source, employer);
    return words;
  };
  return {
    count: hashes.length,
    hashes,
    get starts() {
      return places().starts;
    },
    get ends() {
      return places().ends;
    },
  };
}

function maskEmployer(source: string, words: Words, employer: string): Words {
  const name = readWords(shortName(employer)).hashes;
  const first = name[0];
  if (first === undefined) return words;
  let count = 0;
  const { hashes, starts, ends } = words;
  for (let i = 0; i < words.count; i++) {
    let length = 1;
    let hash = hashes[i] as number;
    if (hash === first && matchesAt(hashes, i, name) && isCapital(source, starts[i] as number)) {
      length = name.length;
      hash = MASK;
    }
    // Written in place: `count` never passes `i`.
    hashes[count] = hash;
    starts[count] = starts[i] as number;
    ends[count] = ends[i + length - 1] as number;
    count++;
    i += length - 1;
  }
  return count === words.count
    ? words
    : { count, hashes: hashes.slice(0, count), starts: starts.slice(0, count), ends: ends.slice(0, count) };
}

function matchesAt(hashes: Uint32Array, at: number, name: Uint32Array): boolean {
  if (at + name.length > hashes.length) return false;
  for (let k = 1; k < name.length; k++) if (hashes[at + k] !== name[k]) return false;
  return true;
}

/** A name is written with a capital or a figure; the everyday word ("remote", "target") is not. */
function isCapital(source: string, at: number): boolean {
  const character = source.charAt(at);
  return character.toLowerCase() !== character || isDigit(source.charCodeAt(at));
}
