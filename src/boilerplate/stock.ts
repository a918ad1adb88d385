/**
 * What ships with sm-jd to compare with, as hashes only: phrases that stand in the postings of several
 * unrelated employers, with how many, and the public job-description templates. `bench/stock` makes both.
 */
import { ByteReader, ByteWriter, crc32 } from './bytes.js';
import { union } from './compare.js';
import { CorpusError } from './corpus-error.js';
import { KeyTable } from './key-table.js';
import type { StockTexts, TemplateMatch } from './peers.js';
import type { PostingQuery, Stretch } from './query.js';
import { keyAt, SHINGLE } from './shingles.js';
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
/** Magic, version, length and checksum of what follows. */
const HEAD = MAGIC.length + 12;

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

/** What `bench/stock` counts and reads. */
export interface Stock {
  /** Employers whose postings were counted. */
  readonly employers: number;
  /** Key of a phrase to the number of unrelated employers that use it. */
  readonly phrases: ReadonlyMap<number, number>;
  readonly templates: readonly Template[];
}

/** The stock as it is asked: tables of sorted keys, used as the file holds them. */
export interface StockTables {
  readonly employers: number;
  readonly phrases: KeyTable;
  /** Of each phrase, how many employers use it. */
  readonly counts: Uint16Array;
  readonly shingles: KeyTable;
  /** Of each shingle its template (upper 16 bits) and its number within (lower 16 bits). */
  readonly places: Uint32Array;
  readonly templates: readonly Pick<Template, 'vendor' | 'role'>[];
}

/** The stored form: the same stock gives the same bytes. */
export function encodeStock(stock: Stock): Uint8Array {
  const phrases = [...stock.phrases].sort(([a], [b]) => a - b);
  const shingles = stock.templates
    .flatMap(({ keys }, template) => keys.map((key, at) => ({ key, place: template * 0x10000 + at })))
    .sort((a, b) => a.key - b.key || a.place - b.place);
  const out = new ByteWriter();
  out.append(new TextEncoder().encode(MAGIC));
  out.fixed(VERSION, 4);
  out.fixed(0, 8);
  // The widest numbers come first, so that all lie where arrays of their kind may begin.
  for (const count of [stock.employers, phrases.length, shingles.length, stock.templates.length]) out.fixed(count, 4);
  for (const [key] of phrases) out.fixed(Math.floor(key / 256), 4);
  for (const { key } of shingles) out.fixed(Math.floor(key / 256), 4);
  for (const { place } of shingles) out.fixed(place, 4);
  for (const [, count] of phrases) out.fixed(Math.min(count, 0xffff), 2);
  for (const [key] of phrases) out.fixed(key % 256, 1);
  for (const { key } of shingles) out.fixed(key % 256, 1);
  for (const { vendor = '', role } of stock.templates) {
    for (const string of [vendor, role]) {
      const bytes = new TextEncoder().encode(string);
      out.varint(bytes.length);
      out.append(bytes);
    }
  }
  const bytes = out.bytes.slice(0, out.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(MAGIC.length + 4, bytes.length - HEAD, true);
  view.setUint32(MAGIC.length + 8, crc32(bytes, HEAD), true);
  return bytes;
}

/** @throws CorpusError where the file is missing, foreign, cut short, damaged or of another version */
export function decodeStock(path: string, bytes: Uint8Array): StockTables {
  const fail = (reason: CorpusError['reason'], what: string) =>
    new CorpusError(path, reason, `${what}. Install sm-jd again.`);
  if (new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) {
    throw fail('foreign', 'this is no stock file of sm-jd');
  }
  if (bytes.length < HEAD) throw fail('truncated', 'the file ends too soon');
  const head = new ByteReader(bytes, MAGIC.length);
  const [version, length, crc] = [head.fixed(4), head.fixed(4), head.fixed(4)];
  if (version !== VERSION) {
    throw fail(
      version > VERSION ? 'newer-version' : 'older-version',
      `the file has format ${version}, this sm-jd reads ${VERSION}`,
    );
  }
  if (bytes.length < HEAD + length) throw fail('truncated', 'the file ends too soon');
  if (bytes.length > HEAD + length || crc32(bytes, HEAD) !== crc) {
    throw fail('corrupted', 'the file does not agree with its checksum');
  }
  const [employers, phraseCount, shingleCount, templateCount] = [
    head.fixed(4),
    head.fixed(4),
    head.fixed(4),
    head.fixed(4),
  ];
  const take = (size: number) => new Uint8Array(head.take(size));
  const words = (count: number) => new Uint32Array(take(count * 4).buffer);
  const phraseHigh = words(phraseCount);
  const shingleHigh = words(shingleCount);
  const places = words(shingleCount);
  const counts = new Uint16Array(take(phraseCount * 2).buffer);
  const phrases = new KeyTable(phraseHigh, take(phraseCount));
  const shingles = new KeyTable(shingleHigh, take(shingleCount));
  const string = () => new TextDecoder().decode(head.take(head.varint()));
  const templates = Array.from({ length: templateCount }, () => {
    const vendor = string();
    return { ...(vendor === '' ? {} : { vendor }), role: string() };
  });
  return { employers, phrases, counts, shingles, places, templates };
}

/** How many employers use a phrase; 0 for one that is not stock. */
export function employersOf({ phrases, counts }: StockTables, key: number): number {
  const at = phrases.find(key);
  return at < 0 ? 0 : (counts[at] as number);
}

/** Where the templates hold a shingle. */
export function templatePlaces({ shingles, places }: StockTables, key: number): TemplatePlace[] {
  const found: TemplatePlace[] = [];
  for (let i = shingles.find(key); i >= 0 && i < shingles.size && shingles.at(i) === key; i++) {
    const place = places[i] as number;
    found.push({ template: place >>> 16, at: place & 0xffff });
  }
  return found;
}

/** Answers what of a posting is stock, and which templates it holds. */
export function stockTexts(stock: StockTables): StockTexts {
  return {
    stockRuns: query => findPhrases(query, stock),
    templates(query) {
      const byTemplate = new Map<number, TemplateRun[]>();
      for (const run of templateRuns(query, stock)) {
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
function findPhrases({ words, stretches }: PostingQuery, stock: StockTables) {
  const found: { run: Stretch; employers: number }[] = [];
  for (const stretch of stretches) {
    for (let at = stretch.from; at + SHORTEST_PHRASE <= stretch.to; ) {
      let longest = 0;
      let employers = 0;
      eachPhrase(words.hashes, at, stretch.to, (key, length) => {
        const count = employersOf(stock, key);
        if (count === 0) return false;
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

/** Whether the words that begin at `at` are stock by themselves. */
function isCommon({ words }: PostingQuery, at: number, stock: StockTables): boolean {
  let common = false;
  eachPhrase(words.hashes, at, at + SHINGLE, key => {
    common = employersOf(stock, key) >= TOO_COMMON;
    return false;
  });
  return common;
}

interface TemplatePlace {
  readonly template: number;
  readonly at: number;
}

interface TemplateRun extends TemplatePlace {
  readonly run: Stretch;
}

/** Runs that the query shares with templates, stock shingles left out. */
function* templateRuns(query: PostingQuery, stock: StockTables): Generator<TemplateRun> {
  for (const { from, to } of query.stretches) {
    const last = to - SHINGLE;
    // Of each shingle of the stretch the places where templates hold it.
    const held = Array.from({ length: Math.max(0, last - from + 1) }, (_, i) => {
      const places = templatePlaces(stock, keyAt(query.shingles, from + i));
      return places.length > 0 && isCommon(query, from + i, stock) ? [] : places;
    });
    const holds = (i: number, template: number, at: number) =>
      held[i]?.some(place => place.template === template && place.at === at) ?? false;
    for (let i = 0; i < held.length; i++) {
      for (const { template, at } of held[i] as TemplatePlace[]) {
        // A run is told where it begins.
        if (holds(i - 1, template, at - 1)) continue;
        let length = 1;
        while (holds(i + length, template, at + length)) length++;
        yield { template, at, run: { from: from + i, to: from + i + length + SHINGLE - 1 } };
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
