/**
 * What else one would take: MinHash with LSH (npm `minhash`), and full-text search (SQLite FTS5). All
 * look for two planted sentences of a known posting in a new one.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare } from '../../src/boilerplate/compare.js';
import { queryOfText } from '../../src/boilerplate/query.js';
import { Segment } from '../../src/boilerplate/store/segment.js';
import { type CorpusText, SegmentWriter } from '../../src/boilerplate/store/segment-writer.js';
import { readWords } from '../../src/boilerplate/words.js';
import { percentile } from '../support/metrics.js';
import { textTable } from '../support/table.js';
import { sqlite } from './stores.js';
import { poolTexts, recombine } from './texts.js';

const QUERIES = 200;
/** `minhash` takes so long for a posting that it is measured on fewer. */
const MINHASH_TEXTS = 2000;
/** Replaced words make the sentences of one made-up posting differ from those of another. */
const FRESH = 12;

interface Wanted {
  readonly source: number;
  readonly text: string;
}

export async function rivals(size: number): Promise<void> {
  const make = recombine(poolTexts(), FRESH);
  const folder = mkdtempSync(join(tmpdir(), 'sm-jd-bench-'));
  try {
    const rows = [
      row(`sm-jd, ${size} postings`, measureOwn(folder, make, size)),
      row(`minhash, ${MINHASH_TEXTS} postings`, measureMinhash(make, MINHASH_TEXTS)),
    ];
    if (sqlite() === undefined) console.log('better-sqlite3 is not installed: FTS5 is left out');
    else rows.push(row(`SQLite FTS5, ${size} postings`, measureFts(folder, make, size)));
    console.log(
      textTable(['what', 'build s', 'ms a posting', 'bytes a posting', 'query p50 ms', 'p95 ms', 'recall'], rows),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Make = ReturnType<typeof recombine>;

interface Result {
  readonly texts: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly times: readonly number[];
  readonly recall: number;
}

/** New postings, each with two sentences of a posting of the corpus (at least 24 words). */
function wanted(make: Make, size: number): Wanted[] {
  const list: Wanted[] = [];
  for (let i = 0; list.length < QUERIES; i++) {
    const source = Math.floor((i * 7919) % size);
    const [posting] = make(source, source + 1) as Iterable<CorpusText>;
    const lines = (posting as CorpusText).source.split('\n');
    const at = 3 + (i % 20);
    const passage = `${lines[at]}\n${lines[at + 1]}`;
    if (readWords(passage).count < 24) continue;
    const [fresh] = make(size + i, size + i + 1) as Iterable<CorpusText>;
    list.push({ source, text: `${(fresh as CorpusText).source}\n${passage}` });
  }
  return list;
}

function askAll(list: readonly Wanted[], find: (text: string) => Iterable<number>) {
  const times: number[] = [];
  let found = 0;
  for (const { source, text } of list) {
    const start = performance.now();
    const ids = new Set(find(text));
    times.push(performance.now() - start);
    if (ids.has(source)) found++;
  }
  return { times, recall: found / list.length };
}

function measureOwn(folder: string, make: Make, size: number): Result {
  const start = performance.now();
  const writer = new SegmentWriter(folder);
  for (const text of make(0, size)) writer.add(text);
  writer.finish();
  const seconds = (performance.now() - start) / 1000;
  const path = join(folder, 'segment');
  const segment = new Segment(path);
  const answers = askAll(wanted(make, size), text =>
    compare(queryOfText(text), segment, { minWords: 12 }).map(({ id }) => id),
  );
  return { texts: size, seconds, bytes: statSync(path).size, ...answers };
}

interface Minhash {
  update(word: string): void;
  readonly hashvalues: readonly number[];
}

interface Lsh {
  insert(key: number, hash: Minhash): void;
  getHashbands(hash: Minhash): string[];
  readonly index: Readonly<Record<string, readonly number[] | undefined>>;
}

function measureMinhash(make: Make, size: number): Result {
  const require = createRequire(import.meta.url);
  const { Minhash, LshIndex } = require('minhash') as {
    Minhash: new () => Minhash;
    LshIndex: new (options: { bandSize: number }) => Lsh;
  };
  const hashOf = (text: string) => {
    const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
    const hash = new Minhash();
    for (let i = 0; i + 6 <= words.length; i++) hash.update(words.slice(i, i + 6).join(' '));
    return hash;
  };
  const start = performance.now();
  // The smallest bands find the most.
  const index = new LshIndex({ bandSize: 2 });
  let id = 0;
  for (const { source } of make(0, size)) index.insert(id++, hashOf(source));
  const seconds = (performance.now() - start) / 1000;
  // Its own `query` breaks off at a band that no text of the index has.
  const answers = askAll(wanted(make, size), text =>
    index.getHashbands(hashOf(text)).flatMap(band => (index.index[band] ?? []).map(Number)),
  );
  return { texts: size, seconds, bytes: size * 128 * 4, ...answers };
}

function measureFts(folder: string, make: Make, size: number): Result {
  const Database = sqlite() as NonNullable<ReturnType<typeof sqlite>>;
  const path = join(folder, 'fts.sqlite');
  const start = performance.now();
  const db = new Database(path);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE VIRTUAL TABLE texts USING fts5(text)');
  const add = db.prepare('INSERT INTO texts (rowid, text) VALUES (?, ?)');
  db.exec('BEGIN');
  let id = 1;
  for (const { source } of make(0, size)) add.run(id++, source);
  db.exec('COMMIT');
  const seconds = (performance.now() - start) / 1000;
  const find = db.prepare(
    'SELECT group_concat(rowid) AS ids FROM (SELECT rowid FROM texts WHERE texts MATCH ? LIMIT 50)',
  );
  // Rows of twelve words, one after the other, as phrases: what a person would search for.
  const answers = askAll(wanted(make, size), text => {
    const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const ids: number[] = [];
    for (let i = 0; i + 12 <= words.length; i += 12) {
      const found = find.get(`"${words.slice(i, i + 12).join(' ')}"` as unknown as number)?.ids as string | null;
      if (found) ids.push(...found.split(',').map(rowid => Number(rowid) - 1));
    }
    return ids;
  });
  db.close();
  return { texts: size, seconds, bytes: statSync(path).size, ...answers };
}

function row(name: string, { texts, seconds, bytes, times, recall }: Result): string[] {
  const sorted = [...times].sort((a, b) => a - b);
  return [
    name,
    seconds.toFixed(1),
    ((1000 * seconds) / texts).toFixed(2),
    Math.round(bytes / texts).toString(),
    percentile(sorted, 0.5).toFixed(2),
    percentile(sorted, 0.95).toFixed(2),
    `${(100 * recall).toFixed(1)} %`,
  ];
}
