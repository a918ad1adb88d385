/**
 * Holds the stored index, which knows texts by fourteen bits a shingle only, against the index in
 * memory, which `run.ts` has proved by brute force: every run of every posting of the open pool.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, type Match, totalWords, union } from '../../src/boilerplate/compare.js';
import { buildMemoryIndex } from '../../src/boilerplate/memory-index.js';
import { queryOfText } from '../../src/boilerplate/query.js';
import { GUARANTEE } from '../../src/boilerplate/shingles.js';
import { Segment } from '../../src/boilerplate/store/segment.js';
import { SegmentWriter } from '../../src/boilerplate/store/segment-writer.js';
import { readPool } from './pool.js';

const pool = readPool();
const texts = pool.map(({ id, org, text }) => ({
  name: id,
  employer: org,
  source: text,
  query: queryOfText(text, org),
}));
const memory = buildMemoryIndex(texts);
const folder = mkdtempSync(join(tmpdir(), 'sm-jd-truth-'));
const writer = new SegmentWriter(folder);
for (const text of texts) writer.add(text);
writer.finish();
const stored = new Segment(join(folder, 'segment'));

let runs = 0;
let same = 0;
let untrue = 0;
let worst = 0;
let pairs = 0;
let differing = 0;
const keysOf = (matches: readonly Match[]) =>
  matches.flatMap(({ id, runs }) => runs.map(run => `${id}:${run.from}-${run.to}`));
const shares = (matches: readonly Match[], words: number) =>
  new Map(matches.map(({ id, runs }) => [id, totalWords(union(runs)) / words] as const));
texts.forEach(({ query }, i) => {
  const options = { minWords: GUARANTEE, skip: (id: number) => id === i };
  const [truth, told] = [compare(query, memory, options), compare(query, stored, options)];
  const [trueKeys, toldKeys] = [new Set(keysOf(truth)), new Set(keysOf(told))];
  runs += trueKeys.size;
  for (const key of toldKeys) {
    if (trueKeys.has(key)) same++;
    else untrue++;
  }
  const [a, b] = [shares(truth, query.words.count), shares(told, query.words.count)];
  for (const id of new Set([...a.keys(), ...b.keys()])) {
    const gap = Math.abs((a.get(id) ?? 0) - (b.get(id) ?? 0));
    worst = Math.max(worst, gap);
    pairs++;
    if (gap > 0.02) differing++;
  }
});
stored.close();
rmSync(folder, { recursive: true, force: true });
const percent = (part: number) => `${((100 * part) / runs).toFixed(3)} %`;
console.log(
  `runs: ${runs}; the same to the word ${same} (${percent(same)}); told otherwise ${untrue} (${percent(untrue)})`,
);
console.log(
  `containment of ${pairs} pairs: largest difference ${(100 * worst).toFixed(2)} points; off by more than 2 points: ${differing}`,
);
if (same < 0.999 * runs || differing > 0) process.exitCode = 1;
