/**
 * Holds `src/boilerplate` against brute force on the open pool (`npm run bench:truth`).
 *
 * Truth: every row of 12 words, as strings, tells which pairs of postings share a run; each such
 * pair's runs are then found by trying every pair of places. Random other pairs are tried as well,
 * so that the telling itself is checked. The whole takes ten minutes of processor time; with a number
 * as argument only every so many-th pair is tried.
 */
import { compare, totalWords, union } from '../../src/boilerplate/compare.js';
import { buildMemoryIndex } from '../../src/boilerplate/memory-index.js';
import { queryOfText } from '../../src/boilerplate/query.js';
import { GUARANTEE } from '../../src/boilerplate/shingles.js';
import { readPool } from './pool.js';
import { type SlowRun, slowRuns, slowWords } from './slow.js';

const OTHER_PAIRS = 20_000;
const every = Number(process.argv[2] ?? 1);

const pool = readPool();
const ids = new Map<string, number>();
const texts = pool.map(posting => {
  const words = slowWords(posting.text, posting.org);
  return Uint32Array.from(words, word => {
    const id = ids.get(word) ?? ids.size;
    ids.set(word, id);
    return id;
  });
});

const rows = new Map<string, number | number[]>();
texts.forEach((text, doc) => {
  for (let i = 0; i + GUARANTEE <= text.length; i++) {
    const row = text.subarray(i, i + GUARANTEE).join(' ');
    const docs = rows.get(row);
    if (docs === undefined) rows.set(row, doc);
    else if (typeof docs === 'number') {
      if (docs !== doc) rows.set(row, [docs, doc]);
    } else if (docs[docs.length - 1] !== doc) docs.push(doc);
  }
});
const sharing = new Set<number>();
for (const docs of rows.values()) {
  if (typeof docs === 'number') continue;
  for (let i = 0; i < docs.length; i++) {
    for (let j = i + 1; j < docs.length; j++) sharing.add((docs[i] as number) * pool.length + (docs[j] as number));
  }
}
rows.clear();
console.log(
  `${pool.length} postings, ${texts.reduce((n, t) => n + t.length, 0)} words, ${sharing.size} pairs share a run of ${GUARANTEE} words`,
);

const queries = pool.map(posting => queryOfText(posting.text, posting.org));
const index = buildMemoryIndex(
  pool.map((posting, i) => ({
    name: posting.id,
    employer: posting.org,
    source: posting.text,
    query: queries[i] as (typeof queries)[number],
  })),
  { employers: Number.POSITIVE_INFINITY, textsAnEmployer: Number.POSITIVE_INFINITY },
);

const found = new Map<number, readonly SlowRun[]>();
queries.forEach((query, doc) => {
  const options = {
    minWords: GUARANTEE,
    skip: (id: number) => id <= doc,
    stockEmployers: Number.POSITIVE_INFINITY,
    textsAnEmployer: Number.POSITIVE_INFINITY,
  };
  for (const match of compare(query, index, options)) found.set(doc * pool.length + match.id, match.runs);
});

let runs = 0;
let hit = 0;
let untrue = 0;
let worst = 0;
let differing = 0;
const keyOf = (run: SlowRun) => `${run.from}-${run.to}`;
function check(pair: number): void {
  const a = texts[Math.floor(pair / pool.length)] as Uint32Array;
  const b = texts[pair % pool.length] as Uint32Array;
  const truth = slowRuns(a, b, GUARANTEE);
  const told = found.get(pair) ?? [];
  const toldKeys = new Set(told.map(keyOf));
  const trueKeys = new Set(truth.map(keyOf));
  runs += truth.length;
  hit += truth.filter(run => toldKeys.has(keyOf(run))).length;
  untrue += told.filter(run => !trueKeys.has(keyOf(run))).length;
  const share = (list: readonly SlowRun[]) => (a.length === 0 ? 0 : totalWords(union(list)) / a.length);
  const gap = Math.abs(share(truth) - share(told));
  worst = Math.max(worst, gap);
  if (gap > 0.02) differing++;
}
[...sharing].filter((_, i) => i % every === 0).forEach(check);
const unsuspected = [...found.keys()].filter(pair => !sharing.has(pair)).length;

// A fixed multiplier spreads the tries over all pairs, the same ones at every run.
let tried = 0;
for (let n = 1; tried < OTHER_PAIRS; n++) {
  const i = (n * 7919) % pool.length;
  const j = (n * 104729 + 13) % pool.length;
  const pair = Math.min(i, j) * pool.length + Math.max(i, j);
  if (i === j || sharing.has(pair)) continue;
  check(pair);
  tried++;
}

console.log(`shared runs: ${runs}; found ${hit} (${((100 * hit) / runs).toFixed(3)} %); told but not there ${untrue}`);
console.log(
  `pairs told though no row of ${GUARANTEE} words is shared: ${unsuspected}; other pairs tried at random: ${tried}`,
);
console.log(
  `containment: largest difference ${(100 * worst).toFixed(2)} points; pairs off by more than 2 points: ${differing}`,
);
if (hit < 0.999 * runs || untrue > 0 || unsuspected > 0 || differing > 0) process.exitCode = 1;
