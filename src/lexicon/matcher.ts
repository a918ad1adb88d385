import type { Token } from '../core/types.js';
import { type Word, wordOf } from '../core/words.js';
import { hyphenParts, type Node, PatternReader } from './pattern.js';
import { indexPatterns, normOf, type PatternIndex, WHOLE } from './pattern-index.js';

/** A pattern and the name its matches go by; several patterns may share an id. */
export interface NamedPattern<Id extends string | number = string> {
  readonly id: Id;
  readonly pattern: string;
}

/** Tokens `from` up to, not including, `to`. */
export interface Match<Id extends string | number = string> {
  readonly id: Id;
  readonly from: number;
  readonly to: number;
}

/** What patterns are matched against: the words of a text, hyphenated ones taken apart. */
interface Units {
  readonly words: readonly Word[];
  /** By unit, the token it stands in and which part of it it is, -1 for all; undefined where units are tokens. */
  readonly parts: readonly { readonly token: number; readonly part: number }[] | undefined;
  readonly tokens: readonly Token[];
  readonly text: string;
}

/**
 * One step of a pattern. All have the same fields in the same order, used or not: V8 reads one shape of
 * objects several times faster than eight.
 */
interface Step {
  readonly type: 'end' | 'word' | 'words' | 'stem' | 'cased' | 'number' | 'gap' | 'split';
  /** The word, also without its capitals; or the stem. */
  readonly norm: string;
  /** The word with its capitals. */
  readonly cased: string;
  readonly words: ReadonlySet<string>;
  /** Words that a gap may have. */
  readonly max: number;
  /** Ways to go on from a split. */
  readonly nexts: readonly Step[];
  /** What follows any step but a split and the end. */
  readonly next: Step | undefined;
}

const NO_WORDS: ReadonlySet<string> = new Set();
const END = step('end', undefined);

function step(
  type: Step['type'],
  next: Step | undefined,
  { norm = '', cased = '', words = NO_WORDS, max = 0, nexts = [] }: Partial<Omit<Step, 'type' | 'next'>> = {},
): Step {
  return { type, norm, cased, words, max, nexts, next };
}

const BEGINS_WITH_DIGIT = /^[$€£]?\d/;

/**
 * Finds many patterns in a statement's tokens in one pass: a look-up by each word tells which
 * patterns may begin there, and only those are tried. A pattern is parsed when first tried.
 */
export class Matcher<Id extends string | number = string> {
  readonly #patterns: readonly NamedPattern<Id>[];
  readonly #reader: PatternReader;
  readonly #index: PatternIndex;
  /** By the beginning that all stems of a length have at least: which lengths to try. */
  readonly #stemLengths = new Map<string, number[]>();
  readonly #headLength: number;
  /** Per set of words, the search in which one of them was last seen. */
  readonly #seen: Uint32Array;
  #searches = 0;
  readonly #starts: (Step | undefined)[];
  /** What is known of the words met so far, by their ids. */
  readonly #entries: (WordEntry | undefined)[] = [];

  /**
   * @param reader knows the lists that the patterns name
   * @param index from `indexPatterns` over the same patterns; left out, it is made here, which
   * reads every pattern at once
   * @throws PatternError where no index is given and a pattern cannot be read
   */
  constructor(
    patterns: readonly NamedPattern<Id>[],
    reader: PatternReader = new PatternReader(),
    index: PatternIndex = indexPatterns(patterns, reader),
  ) {
    this.#patterns = patterns;
    this.#reader = reader;
    this.#index = index;
    const stems = Object.keys(index.stems);
    this.#headLength = stems.reduce((least, stem) => Math.min(least, stem.length), 3);
    for (const stem of stems) {
      const head = stem.slice(0, this.#headLength);
      const lengths = this.#stemLengths.get(head) ?? [];
      this.#stemLengths.set(head, lengths);
      if (!lengths.includes(stem.length)) lengths.push(stem.length);
    }
    this.#seen = new Uint32Array(index.sets);
    this.#starts = new Array(patterns.length);
  }

  /**
   * All matches, by position. Matches of one id never overlap: the leftmost, and of those that
   * begin together the longest, wins. Matches of different ids may overlap.
   *
   * @param text the statement's `prose.text`, for patterns that ask for capitals
   */
  find(tokens: readonly Token[], text: string): Match<Id>[] {
    const units = unitsOf(tokens, text);
    const { words } = units;
    const found: Match<Id>[] = [];
    const search = ++this.#searches;
    const begins: (readonly number[])[] = [];
    for (let i = 0; i < words.length; i++) {
      const entry = this.#entryOf(words[i] as Word);
      begins.push(entry.begins);
      for (let s = 0; s < entry.sets.length; s++) this.#seen[entry.sets[s] as number] = search;
    }
    let busyUntil: Map<Id, number> | undefined;
    for (let i = 0; i < words.length; i++) {
      const rows = begins[i] as readonly number[];
      const firstHere = found.length;
      for (let r = 0; r < rows.length; r += 2) {
        const hurdle = rows[r + 1] as number;
        if (hurdle >= 0 && this.#seen[hurdle] !== search) continue;
        const number = rows[r] as number;
        const end = hurdle === WHOLE ? i + 1 : run(this.#start(number), i, units);
        if (end < 0) continue;
        const { id } = this.#patterns[number] as NamedPattern<Id>;
        if (busyUntil !== undefined && (busyUntil.get(id) ?? 0) > i) continue;
        keepLongest(found, firstHere, { id, from: i, to: end });
      }
      for (let f = firstHere; f < found.length; f++) {
        const { id, to } = found[f] as Match<Id>;
        busyUntil ??= new Map();
        busyUntil.set(id, to);
      }
    }
    return units.parts === undefined ? found : found.map(match => inTokens(match, units));
  }

  #start(number: number): Step {
    let start = this.#starts[number];
    if (start === undefined) {
      start = stepsOf(this.#reader.read((this.#patterns[number] as NamedPattern<Id>).pattern), END);
      this.#starts[number] = start;
    }
    return start;
  }

  #entryOf(word: Word): WordEntry {
    return this.#entries[word.id] ?? this.#readEntry(word);
  }

  #readEntry({ id, norm }: Word): WordEntry {
    const { words, stems, numbers, setsOf } = this.#index;
    let begins = own(words, norm);
    for (const length of this.#stemLengths.get(norm.slice(0, this.#headLength)) ?? []) {
      if (norm.length >= length) begins = joined(begins, own(stems, norm.slice(0, length)));
    }
    if (numbers.length > 0 && BEGINS_WITH_DIGIT.test(norm)) begins = joined(begins, numbers);
    const sets = own(setsOf, norm);
    const entry = begins.length === 0 && sets.length === 0 ? NOTHING : { begins, sets };
    setAt(this.#entries, id, entry);
    return entry;
  }
}

/** What a word means to a matcher. */
interface WordEntry {
  /** Patterns that it can begin and their hurdles, as rows of `PatternIndex`. */
  readonly begins: readonly number[];
  /** Sets of needed words that it belongs to. */
  readonly sets: readonly number[];
}

const NONE: readonly number[] = [];
const NOTHING: WordEntry = { begins: NONE, sets: NONE };

/** Enters a match among those that begin at the same place, from `first` on: of one id only the longest stays. */
function keepLongest<Id>(
  found: Match<Id & (string | number)>[],
  first: number,
  match: Match<Id & (string | number)>,
): void {
  for (let i = first; i < found.length; i++) {
    const other = found[i] as Match<Id & (string | number)>;
    if (other.id !== match.id) continue;
    if (match.to > other.to) found[i] = match;
    return;
  }
  found.push(match);
}

function own(record: Readonly<Record<string, readonly number[]>>, key: string): readonly number[] {
  return Object.hasOwn(record, key) ? (record[key] as readonly number[]) : NONE;
}

function joined(a: readonly number[], b: readonly number[]): readonly number[] {
  return b.length === 0 ? a : a.length === 0 ? b : [...a, ...b];
}

/** A named list is one node in many patterns; its set is made once. */
const wordSets = new WeakMap<Node, ReadonlySet<string>>();
function wordSet(node: Extract<Node, { type: 'words' }>): ReadonlySet<string> {
  let set = wordSets.get(node);
  if (set === undefined) {
    set = new Set(node.words);
    wordSets.set(node, set);
  }
  return set;
}

/** Builds the steps of a node back to front, so that each knows what follows it. */
function stepsOf(node: Node, next: Step): Step {
  switch (node.type) {
    case 'words':
      return node.words.length === 1
        ? step('word', next, { norm: node.words[0] as string })
        : step('words', next, { words: wordSet(node) });
    case 'stem':
      return step('stem', next, { norm: node.stem });
    case 'cased':
      return step('cased', next, { norm: normOf(node.word), cased: node.word });
    case 'number':
      return step('number', next);
    case 'gap':
      return step('gap', next, { max: node.max });
    case 'sequence':
      return node.items.reduceRight((following, item) => stepsOf(item, following), next);
    case 'choice':
      return step('split', undefined, { nexts: node.options.map(option => stepsOf(option, next)) });
    case 'optional':
      return step('split', undefined, { nexts: [stepsOf(node.item, next), next] });
  }
}

/**
 * Where the match ends (a unit number, exclusive), or -1. Choices take the longest way, gaps the
 * fewest words that let the rest match.
 */
function run(first: Step, from: number, units: Units): number {
  const { words } = units;
  let at = from;
  for (let here = first; ; here = here.next as Step) {
    if (here.type === 'end') return at;
    if (here.type === 'split') {
      let longest = -1;
      for (const next of here.nexts) longest = Math.max(longest, run(next, at, units));
      return longest;
    }
    if (here.type === 'gap') {
      for (let skipped = 0; skipped <= here.max && at + skipped < words.length; skipped++) {
        const end = run(here.next as Step, at + skipped, units);
        if (end >= 0) return end;
      }
      return -1;
    }
    if (at >= words.length || !accepts(here, at, units)) return -1;
    at++;
  }
}

function accepts(here: Step, at: number, units: Units): boolean {
  const { norm } = units.words[at] as Word;
  switch (here.type) {
    case 'word':
      return norm === here.norm;
    case 'words':
      return here.words.has(norm);
    case 'stem':
      return norm.startsWith(here.norm);
    case 'number':
      return BEGINS_WITH_DIGIT.test(norm);
    case 'cased':
      return norm === here.norm && written(units, at) === here.cased;
    default:
      return false;
  }
}

/** The unit as the author wrote it, capitals and all. */
function written(units: Units, at: number): string {
  const token = units.tokens[tokenAt(units, at)] as Token;
  const part = units.parts?.[at]?.part ?? -1;
  const whole = units.text.slice(token.at, token.to).replace(/[’ʼ]/g, "'");
  return part < 0 ? whole : (whole.split(/[-‐‑]/).filter(one => one !== '')[part] ?? '');
}

function tokenAt({ parts }: Units, at: number): number {
  return parts === undefined ? at : (parts[at] as { token: number }).token;
}

function inTokens<Id extends string | number>({ id, from, to }: Match<Id>, units: Units): Match<Id> {
  return { id, from: tokenAt(units, from), to: tokenAt(units, to - 1) + 1 };
}

/** Sets an entry without leaving holes, with which an array would become slow. */
function setAt<T>(entries: (T | undefined)[], at: number, entry: T): void {
  while (entries.length <= at) entries.push(undefined);
  entries[at] = entry;
}

/** By a word's id, the words that it is taken apart into; null where it stays whole. */
const partsOfWords: (readonly Word[] | null | undefined)[] = [];

function partsOf({ id, norm }: Word): readonly Word[] | null {
  let parts = partsOfWords[id];
  if (parts === undefined) {
    parts = hyphenParts(norm)?.map(wordOf) ?? null;
    setAt(partsOfWords, id, parts);
  }
  return parts;
}

/** Nearly all texts have no word to take apart; their tokens serve as they are. */
function unitsOf(tokens: readonly Token[], text: string): Units {
  const whole: Word[] = [];
  let isWhole = true;
  for (let i = 0; i < tokens.length; i++) {
    const { word } = tokens[i] as Token;
    whole.push(word);
    if (isWhole && partsOf(word) !== null) isWhole = false;
  }
  if (isWhole) return { words: whole, parts: undefined, tokens, text };
  const words: Word[] = [];
  const places: { token: number; part: number }[] = [];
  for (const [token, word] of whole.entries()) {
    const parts = partsOf(word);
    for (const [part, one] of (parts ?? [word]).entries()) {
      words.push(one);
      places.push({ token, part: parts === null ? -1 : part });
    }
  }
  return { words, parts: places, tokens, text };
}
