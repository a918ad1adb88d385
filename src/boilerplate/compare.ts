/**
 * Finds what a text shares with the texts of an index: looks up the shingles that winnowing keeps,
 * then grows every hit to the ends of the shared run in the text that holds it.
 */
import type { Checks } from './checks.js';
import type { Query, Stretch } from './query.js';
import { checkAt, keyAt, SHINGLE, winnow } from './shingles.js';
import type { Words } from './words.js';

/** A run that the query shares with another text, in words, half-open. */
export interface Run extends Stretch {
  /** First word of the run in the other text. */
  readonly otherFrom: number;
}

/** A text of an index. */
export interface IndexedText {
  /** A path or another name a person knows the text by. */
  readonly name: string;
  /** As written; empty where unknown. */
  readonly employer: string;
  /**
   * The runs around every place of this text that holds the query's shingle `at`, grown within
   * `bounds`. Places that lie in a run of `known` are passed over: they would give the same run again.
   */
  runsAt(query: Query, at: number, bounds: Stretch, known: readonly Run[]): Run[];
  /** Offsets in the text's source of the words `from` to `to`, where the source is at hand. */
  locate?(from: number, to: number): { readonly start: number; readonly end: number };
  /** The lines (from 1) on which the words `from` to `to` stand, where the source is at hand. */
  lines?(from: number, to: number): readonly [number, number];
}

/** Texts that can be asked which of them hold a shingle. */
export interface TextIndex {
  /**
   * Numbers of the texts that hold a shingle, at most `TEXTS_AN_EMPLOYER` of each of at most
   * `STOCK_EMPLOYERS + 1` employers.
   */
  find(key: number): readonly number[];
  text(id: number): IndexedText;
  /** Number that is the same for all texts of one employer, and another for each text without one. */
  employerOf(id: number): number;
}

/** A run that so many employers use besides the posting's own is stock wording, not copying. */
export const STOCK_EMPLOYERS = 5;
/** Of one employer's many texts with the same shingle so many are kept. */
export const TEXTS_AN_EMPLOYER = 8;

/** What the query shares with one text. */
export interface Match {
  readonly id: number;
  readonly text: IndexedText;
  /** In order of the query; none lies within another. */
  readonly runs: readonly Run[];
}

export interface CompareOptions {
  /** Runs of fewer words are left out. */
  readonly minWords: number;
  /** True for texts that must not be compared with: the query itself. */
  readonly skip?: (id: number) => boolean;
  /** Of the same employer as the query; such texts do not count towards stock. */
  readonly ownEmployer?: (id: number) => boolean;
  /** From so many other employers a shingle is stock and starts no comparison. */
  readonly stockEmployers?: number;
  /** Of one employer's texts so many are compared, those that share the most shingles. */
  readonly textsAnEmployer?: number;
}

/** All texts of the index that share a run with the query. */
export function compare(query: Query, index: TextIndex, options: CompareOptions): Match[] {
  const stockEmployers = options.stockEmployers ?? STOCK_EMPLOYERS;
  const hits = new Map<number, Hit[]>();
  for (const bounds of query.stretches) {
    if (bounds.to - bounds.from < SHINGLE) continue;
    for (const at of winnow(query.shingles, bounds.from, bounds.to - SHINGLE + 1)) {
      const listed = index.find(keyAt(query.shingles, at));
      // With one employer more it is stock whoever asks; only rarer shingles are worth a closer look.
      if (listed.length > stockEmployers && employersOf(listed, index) > stockEmployers) continue;
      const ids = listed.filter(id => !options.skip?.(id));
      if (ids.length >= stockEmployers && otherEmployers(ids, index, options) >= stockEmployers) continue;
      for (const id of ids) {
        const known = hits.get(id);
        if (known === undefined) hits.set(id, [{ at, bounds }]);
        else known.push({ at, bounds });
      }
    }
  }
  const matches: Match[] = [];
  for (const id of mostAlike(hits, index, options.textsAnEmployer ?? TEXTS_AN_EMPLOYER)) {
    const text = index.text(id);
    const runs: Run[] = [];
    for (const { at, bounds } of hits.get(id) as Hit[]) {
      for (const run of text.runsAt(query, at, bounds, runs)) addRun(runs, run);
    }
    const long = runs.filter(run => run.to - run.from >= options.minWords).sort((a, b) => a.from - b.from);
    if (long.length > 0) matches.push({ id, text, runs: long });
  }
  return stockEmployers === Number.POSITIVE_INFINITY ? matches : dropStockRuns(matches, index, options, stockEmployers);
}

/** A shingle of the query that a text holds, and the stretch it stands in. */
interface Hit {
  readonly at: number;
  readonly bounds: Stretch;
}

/** Of each employer's texts those with the most hits. Bounds the work where one employer has thousands. */
function mostAlike(hits: ReadonlyMap<number, readonly Hit[]>, index: TextIndex, textsAnEmployer: number): number[] {
  const counts = new Map<number, number>();
  const ids = [...hits.keys()].sort((a, b) => (hits.get(b)?.length ?? 0) - (hits.get(a)?.length ?? 0) || a - b);
  return ids.filter(id => {
    const employer = index.employerOf(id);
    const count = counts.get(employer) ?? 0;
    counts.set(employer, count + 1);
    return count < textsAnEmployer;
  });
}

function employersOf(ids: readonly number[], index: TextIndex): number {
  return new Set(ids.map(id => index.employerOf(id))).size;
}

function otherEmployers(ids: readonly number[], index: TextIndex, options: CompareOptions): number {
  return employersOf(
    ids.filter(id => !options.ownEmployer?.(id)),
    index,
  );
}

/** Keeps `run` unless a run of the list holds it; drops the list's runs that it holds. */
function addRun(runs: Run[], run: Run): void {
  for (let i = runs.length - 1; i >= 0; i--) {
    const other = runs[i] as Run;
    if (other.from <= run.from && run.to <= other.to) return;
    if (run.from <= other.from && other.to <= run.to) runs.splice(i, 1);
  }
  runs.push(run);
}

/** Leaves out the runs that many employers use as a whole, though some shingle of theirs is rare. */
function dropStockRuns(matches: Match[], index: TextIndex, options: CompareOptions, stockEmployers: number): Match[] {
  const others = matches.filter(match => !options.ownEmployer?.(match.id));
  if (new Set(others.map(match => index.employerOf(match.id))).size < stockEmployers) return matches;
  const isStock = (run: Run) => {
    const employers = new Set<number>();
    for (const match of others) {
      if (match.runs.some(other => other.from <= run.from && run.to <= other.to))
        employers.add(index.employerOf(match.id));
    }
    return employers.size >= stockEmployers;
  };
  const kept: Match[] = [];
  for (const match of matches) {
    const runs = match.runs.filter(run => !isStock(run));
    if (runs.length > 0) kept.push({ ...match, runs });
  }
  return kept;
}

/** Sorts, joins what overlaps or touches. */
export function union(stretches: readonly Stretch[]): Stretch[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = joined[joined.length - 1];
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** Words that stand both in `a` and in `b`; each list ascending and apart. */
export function commonWords(a: readonly Stretch[], b: readonly Stretch[]): number {
  let words = 0;
  let j = 0;
  for (const { from, to } of a) {
    while (j < b.length && (b[j] as Stretch).to <= from) j++;
    for (let k = j; k < b.length && (b[k] as Stretch).from < to; k++) {
      words += Math.min(to, (b[k] as Stretch).to) - Math.max(from, (b[k] as Stretch).from);
    }
  }
  return words;
}

export function totalWords(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0);
}

function liesIn(known: readonly Run[], at: number, place: number): boolean {
  return known.some(run => place - at === run.otherFrom - run.from && run.from <= at && at + SHINGLE <= run.to);
}

/**
 * Of a shingle so many places in one text are looked at. More there are only of words that go round in
 * circles (the same word a thousand times), where looking at all takes time by the cube.
 */
const MOST_PLACES = 8;

/** True where nothing longer can be found in `bounds`. */
function isFilled(known: readonly Run[], bounds: Stretch): boolean {
  return known.some(run => run.from <= bounds.from && bounds.to <= run.to);
}

/** Runs around every place where `other` holds the shingle `at` of the query, word by word: exact. */
export function runsInWords(query: Query, at: number, bounds: Stretch, known: readonly Run[], other: Words): Run[] {
  const mine = query.words.hashes;
  const theirs = other.hashes;
  const first = mine[at] as number;
  const runs: Run[] = [];
  if (isFilled(known, bounds)) return runs;
  let places = 0;
  for (let place = theirs.indexOf(first); place >= 0; place = theirs.indexOf(first, place + 1)) {
    if (place + SHINGLE > theirs.length) break;
    let length = 1;
    while (length < SHINGLE && mine[at + length] === theirs[place + length]) length++;
    if (length < SHINGLE) continue;
    if (++places > MOST_PLACES) break;
    if (liesIn(known, at, place)) continue;
    let from = at;
    let otherFrom = place;
    while (from > bounds.from && otherFrom > 0 && mine[from - 1] === theirs[otherFrom - 1]) {
      from--;
      otherFrom--;
    }
    let to = at + SHINGLE;
    let otherTo = place + SHINGLE;
    while (to < bounds.to && otherTo < theirs.length && mine[to] === theirs[otherTo]) {
      to++;
      otherTo++;
    }
    runs.push({ from, to, otherFrom });
  }
  return runs;
}

/**
 * The same where the other text is known by its checks only. A check agrees by chance once in 16,384,
 * so a run may be told one word too long at either end in that share of cases; a run of fewer than
 * three shingles means nothing and is left out.
 */
export function runsInChecks(query: Query, at: number, bounds: Stretch, known: readonly Run[], checks: Checks): Run[] {
  const { shingles } = query;
  const wanted = checkAt(shingles, at);
  const last = bounds.to - SHINGLE;
  const runs: Run[] = [];
  if (isFilled(known, bounds)) return runs;
  let places = 0;
  for (let place = checks.indexOf(wanted, 0); place >= 0; place = checks.indexOf(wanted, place + 1)) {
    if (++places > MOST_PLACES) break;
    if (liesIn(known, at, place)) continue;
    let from = at;
    let otherFrom = place;
    while (from > bounds.from && otherFrom > 0 && checkAt(shingles, from - 1) === checks.at(otherFrom - 1)) {
      from--;
      otherFrom--;
    }
    let to = at;
    let otherTo = place;
    while (to < last && otherTo + 1 < checks.count && checkAt(shingles, to + 1) === checks.at(otherTo + 1)) {
      to++;
      otherTo++;
    }
    if (to - from >= 2) runs.push({ from, to: to + SHINGLE, otherFrom });
  }
  return runs;
}
