/**
 * What ships with sm-jd to compare with, as hashes only: phrases that stand in the postings of several
 * unrelated employers, with how many, and the public job-description templates. `bench/stock` makes both.
 */
import { ByteReader, ByteWriter, crc32 } from './bytes.js';
import { union } from './compare.js';
import { CorpusError } from './corpus-error.js';
import type { StockTexts, TemplateMatch } from './peers.js';
import type { PostingQuery, Stretch } from './query.js';
import { keyAt, SHINGLE, type Shingles } from './shingles.js';
import { mix } from './words.js';

/** Lengths of counted phrases, in words. */
export const SHORTEST_PHRASE = SHINGLE;
export const LONGEST_PHRASE = 24;

/** A phrase that so many employers use tells nothing about where a text comes from. */
const TOO_COMMON = 5;
/** A template is told by one run of so many words … */
const TEMPLATE_RUN = 12;
/** … or by so many different runs of six. */
const TEMPLATE_RUNS = 3;

const MAGIC = 'sm-jd stock\n';
const VERSION = 1;

/** Calls back with a 40-bit key for each phrase that begins at word `at`, shortest first, until `visit` returns false. */
export function eachPhrase(
  hashes: Uint32Array,
  at: number,
  end: number,
  visit: (key: number, length: number) => boolean,
): void {
  let a = 0;
  let b = 0;
  const most = Math.min(LONGEST_PHRASE, end - at);
  for (let length = 1; length <= most; length++) {
    const word = hashes[at + length - 1] as number;
    a = (Math.imul(a, 0x9e3779b1) + word) | 0;
    b = (Math.imul(b, 0x85ebca77) + (word ^ 0x2545f491)) | 0;
    if (length < SHORTEST_PHRASE) continue;
    const key = mix(a ^ ((b << 15) | (b >>> 17))) * 256 + (mix(b + length) & 0xff);
    if (!visit(key, length)) return;
  }
}

/** A template as it ships: whose, for what role, and its shingles in order. */
export interface Template {
  /** Absent where nobody is known to own the wording. */
  readonly vendor?: string;
  /** In plain words: `social media manager`. */
  readonly role: string;
  /** 40-bit keys, one a shingle; see `keyAt`. */
  readonly keys: readonly number[];
}

export interface Stock {
  /** Employers whose postings were counted. */
  readonly employers: number;
  /** Key of a phrase to the number of unrelated employers that use it. */
  readonly phrases: ReadonlyMap<number, number>;
  readonly templates: readonly Template[];
}

/** The stored form: the same stock gives the same bytes. */
export function encodeStock(stock: Stock): Uint8Array {
  const body = new ByteWriter();
  body.varint(stock.employers);
  body.varint(stock.phrases.size);
  let last = 0;
  for (const [key, count] of [...stock.phrases].sort(([a], [b]) => a - b)) {
    body.varint(key - last);
    body.varint(count);
    last = key;
  }
  body.varint(stock.templates.length);
  for (const { vendor = '', role, keys } of stock.templates) {
    for (const string of [vendor, role]) {
      const bytes = new TextEncoder().encode(string);
      body.varint(bytes.length);
      body.append(bytes);
    }
    body.varint(keys.length);
    for (const key of keys) body.fixed(key, 5);
  }
  const out = new ByteWriter();
  out.append(new TextEncoder().encode(MAGIC));
  out.fixed(VERSION, 2);
  out.fixed(body.length, 4);
  out.fixed(crc32(body.bytes, 0, body.length), 4);
  out.append(body.bytes.subarray(0, body.length));
  return out.bytes.slice(0, out.length);
}

/** @throws CorpusError where the file is missing, foreign, cut short, damaged or of another version */
export function decodeStock(path: string, bytes: Uint8Array): Stock {
  const mend = 'Install sm-jd again.';
  if (new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) {
    throw new CorpusError(path, 'foreign', `this is no stock file of sm-jd. ${mend}`);
  }
  const head = new ByteReader(bytes, MAGIC.length);
  const truncated = () => new CorpusError(path, 'truncated', `the file ends too soon. ${mend}`);
  if (bytes.length < MAGIC.length + 10) throw truncated();
  const version = head.fixed(2);
  if (version !== VERSION) {
    const reason = version > VERSION ? 'newer-version' : 'older-version';
    throw new CorpusError(path, reason, `the file has format ${version}, this sm-jd reads ${VERSION}. ${mend}`);
  }
  const length = head.fixed(4);
  const crc = head.fixed(4);
  if (bytes.length < head.at + length) throw truncated();
  if (bytes.length > head.at + length || crc32(bytes, head.at) !== crc) {
    throw new CorpusError(path, 'corrupted', `the file does not agree with its checksum. ${mend}`);
  }
  const employers = head.varint();
  const phrases = new Map<number, number>();
  let key = 0;
  for (let rest = head.varint(); rest > 0; rest--) {
    key += head.varint();
    phrases.set(key, head.varint());
  }
  const string = () => new TextDecoder().decode(head.take(head.varint()));
  const templates = Array.from({ length: head.varint() }, (): Template => {
    const vendor = string();
    const role = string();
    const keys = Array.from({ length: head.varint() }, () => head.fixed(5));
    return { ...(vendor === '' ? {} : { vendor }), role, keys };
  });
  return { employers, phrases, templates };
}

/** Answers what of a posting is stock, and which templates it holds. */
export function stockTexts(stock: Stock): StockTexts {
  const places = placesOf(stock.templates);
  return {
    stockRuns: query => findPhrases(query, stock.phrases),
    templates(query) {
      const common = commonShingles(query, stock.phrases);
      const byTemplate = new Map<number, TemplateRun[]>();
      for (const run of templateRuns(query, stock.templates, places, common)) {
        const runs = byTemplate.get(run.template) ?? [];
        byTemplate.set(run.template, runs);
        runs.push(run);
      }
      const matches: TemplateMatch[] = [];
      for (const [template, found] of byTemplate) {
        const apart = union(found.map(({ run }) => run));
        const longest = Math.max(...apart.map(run => run.to - run.from));
        // A line that the posting repeats is one line of the template.
        const different = union(found.map(({ run, at }) => ({ from: at, to: at + run.to - run.from }))).length;
        if (different < TEMPLATE_RUNS && longest < TEMPLATE_RUN) continue;
        const { vendor, role } = stock.templates[template] as Template;
        matches.push({ ...(vendor === undefined ? {} : { vendor }), role, runs: apart });
      }
      return bestOfVendors(matches);
    },
  };
}

/** The longest counted phrases, left to right, none overlapping the next. */
function findPhrases({ words, stretches }: PostingQuery, phrases: ReadonlyMap<number, number>) {
  const found: { run: Stretch; employers: number }[] = [];
  for (const stretch of stretches) {
    for (let at = stretch.from; at + SHORTEST_PHRASE <= stretch.to; ) {
      let longest = 0;
      let employers = 0;
      eachPhrase(words.hashes, at, stretch.to, (key, length) => {
        const count = phrases.get(key);
        if (count === undefined) return false;
        longest = length;
        employers = count;
        return true;
      });
      if (longest > 0) found.push({ run: { from: at, to: at + longest }, employers });
      at += Math.max(1, longest);
    }
  }
  return found;
}

/** Which of the query's shingles are stock by themselves. */
function commonShingles({ words, shingles }: PostingQuery, phrases: ReadonlyMap<number, number>): Uint8Array {
  const common = new Uint8Array(shingles.count);
  for (let at = 0; at < shingles.count; at++) {
    eachPhrase(words.hashes, at, at + SHINGLE, key => {
      if ((phrases.get(key) ?? 0) >= TOO_COMMON) common[at] = 1;
      return false;
    });
  }
  return common;
}

interface TemplatePlace {
  readonly template: number;
  readonly at: number;
}

interface TemplateRun extends TemplatePlace {
  readonly run: Stretch;
}

function placesOf(templates: readonly Template[]): ReadonlyMap<number, readonly TemplatePlace[]> {
  const places = new Map<number, TemplatePlace[]>();
  templates.forEach(({ keys }, template) => {
    keys.forEach((key, at) => {
      const known = places.get(key) ?? [];
      places.set(key, known);
      known.push({ template, at });
    });
  });
  return places;
}

/** Runs that the query shares with templates, stock shingles left out. */
function* templateRuns(
  query: PostingQuery,
  templates: readonly Template[],
  places: ReadonlyMap<number, readonly TemplatePlace[]>,
  common: Uint8Array,
): Generator<TemplateRun> {
  const { shingles } = query;
  const holds = (at: number, keys: readonly number[], place: number) =>
    common[at] === 0 && keyAt(shingles as Shingles, at) === keys[place];
  for (const { from, to } of query.stretches) {
    for (let at = from; at + SHINGLE <= to; at++) {
      if (common[at] === 1) continue;
      for (const place of places.get(keyAt(shingles, at)) ?? []) {
        const { keys } = templates[place.template] as Template;
        // A run is told where it begins.
        if (at > from && place.at > 0 && holds(at - 1, keys, place.at - 1)) continue;
        let length = 1;
        while (
          at + length + SHINGLE <= to &&
          place.at + length < keys.length &&
          holds(at + length, keys, place.at + length)
        )
          length++;
        yield { ...place, run: { from: at, to: at + length + SHINGLE - 1 } };
      }
    }
  }
}

/** One vendor's templates repeat each other: of each vendor the one that shares the most words is told. */
function bestOfVendors(matches: readonly TemplateMatch[]): TemplateMatch[] {
  const words = (match: TemplateMatch) => match.runs.reduce((sum, { from, to }) => sum + to - from, 0);
  const best = new Map<string, TemplateMatch>();
  for (const match of matches) {
    const vendor = match.vendor ?? '';
    const known = best.get(vendor);
    if (known === undefined || words(match) > words(known)) best.set(vendor, match);
  }
  return [...best.values()].sort((a, b) => words(b) - words(a));
}
