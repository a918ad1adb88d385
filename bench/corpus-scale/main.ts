/**
 * Measures copied-run finding at scale (`npm run bench:corpus`). Each measurement runs in a process
 * of its own, so that its memory is its own. Needs the open pool beside the project.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { compare, type TextIndex } from '../../src/boilerplate/compare.js';
import { queryOfText } from '../../src/boilerplate/query.js';
import { Segment } from '../../src/boilerplate/store/segment.js';
import { VERSION } from '../../src/boilerplate/store/segment-format.js';
import { type CorpusText, SegmentWriter } from '../../src/boilerplate/store/segment-writer.js';
import { percentile } from '../support/metrics.js';
import { textTable } from '../support/table.js';
import { plantedCopies } from './planted.js';
import { rivals } from './rivals.js';
import { lmdbStore, type Store, sizeOf, sqlite, sqliteStore } from './stores.js';
import { poolTexts, recombine } from './texts.js';

const QUERIES = 1000;
const DEFAULT_SIZES = ['10047', '100000', '1000000'];

interface Measured {
  readonly texts: number;
  readonly buildSeconds: number;
  /** Processor time, which other work on the machine changes little. */
  readonly buildCpuSeconds: number;
  readonly bytesAText: number;
  readonly keys: number;
  readonly buildMegabytes: number;
  /** Of these, what the texts to be recombined took before the build began. */
  readonly textMegabytes: number;
  readonly verifySeconds: number;
}

interface Asked {
  readonly openMs: number;
  readonly firstMs: number;
  readonly p50: number;
  readonly p95: number;
  /** Processor time of a query, which other work on the machine changes little. */
  readonly cpuP50: number;
  readonly cpuP95: number;
  readonly megabytes: number;
  /** Of these, what the texts asked for took before the index was opened. */
  readonly textMegabytes: number;
  /** Of the queries, how many share a run of twelve words with some text. */
  readonly matched: number;
}

/** All texts of a size: the pool itself, or as many recombined ones. */
function textsOf(size: number, fresh: number): Iterable<CorpusText> {
  const pool = poolTexts();
  return size <= pool.length ? pool.slice(0, size) : recombine(pool, fresh)(0, size);
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function megabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

function build(folder: string, size: number, fresh: number): Measured {
  const texts = textsOf(size, fresh);
  const start = performance.now();
  const cpuStart = cpuSeconds();
  const textMegabytes = megabytes();
  const writer = new SegmentWriter(folder);
  for (const text of texts) writer.add(text);
  const header = writer.finish();
  const buildSeconds = (performance.now() - start) / 1000;
  const buildCpuSeconds = cpuSeconds() - cpuStart;
  const peak = megabytes();
  const path = join(folder, 'segment');
  const { parts } = header;
  const verifyStart = performance.now();
  new Segment(path).verify();
  return {
    texts: header.texts,
    buildSeconds,
    buildCpuSeconds,
    bytesAText: (parts.pageOffsets.offset + parts.pageOffsets.size) / header.texts,
    keys: header.keys,
    buildMegabytes: peak,
    textMegabytes,
    verifySeconds: (performance.now() - verifyStart) / 1000,
  };
}

/** Asks for texts of the corpus itself and for new ones of the same making, half and half. */
function ask(open: () => TextIndex, size: number, fresh: number): Asked {
  const pool = poolTexts();
  const make = recombine(pool, fresh);
  const queries = Array.from({ length: QUERIES }, (_, i) => {
    const id = Math.floor(((i + 0.5) / QUERIES) * size);
    if (size <= pool.length) return { id, text: pool[id] as CorpusText };
    return i % 2 === 0
      ? { id, text: make(id, id + 1).next().value as CorpusText }
      : { id: -1, text: pool[i] as CorpusText };
  }).map(({ id, text }) => ({ id, query: queryOfText(text.source, text.employer) }));
  const textMegabytes = megabytes();
  const start = performance.now();
  const index = open();
  const openMs = performance.now() - start;
  const times: number[] = [];
  let matched = 0;
  const cpuTimes: number[] = [];
  for (const { id, query } of queries) {
    const before = performance.now();
    const cpuBefore = cpuSeconds();
    if (compare(query, index, { minWords: 12, skip: other => other === id }).length > 0) matched++;
    cpuTimes.push(1000 * (cpuSeconds() - cpuBefore));
    times.push(performance.now() - before);
  }
  cpuTimes.sort((a, b) => a - b);
  const firstMs = times[0] as number;
  const sorted = [...times].sort((a, b) => a - b);
  return {
    openMs,
    firstMs,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    cpuP50: percentile(cpuTimes, 0.5),
    cpuP95: percentile(cpuTimes, 0.95),
    megabytes: megabytes(),
    textMegabytes,
    matched,
  };
}

/** Runs one measurement in a new process and reads what it prints. */
function apart<T>(...args: string[]): T {
  const script = fileURLToPath(import.meta.url);
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`measuring failed: ${args.join(' ')}`);
  return JSON.parse(stdout) as T;
}

function withFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'sm-jd-bench-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * An index of its size and making, below `keep`: the one that an earlier run left there, or a new one.
 * `built.json` stands beside it once it is whole.
 */
function keptIndex(keep: string, size: string, fresh: string): { readonly folder: string; readonly built: Measured } {
  const folder = join(keep, `${size}-${fresh}-format-${VERSION}`);
  const figures = join(folder, 'built.json');
  if (existsSync(figures)) return { folder, built: JSON.parse(readFileSync(figures, 'utf8')) as Measured };
  mkdirSync(folder, { recursive: true });
  const built = apart<Measured>('build', folder, size, '--fresh', fresh);
  writeFileSync(figures, JSON.stringify(built));
  return { folder, built };
}

function scale(sizes: readonly string[], fresh: string, keep: string | undefined): void {
  const rows = sizes.map(size =>
    withFolder(temporary => {
      const { folder, built } = keptIndex(keep ?? temporary, size, fresh);
      const asked = apart<Asked>('ask', 'own', folder, size, '--fresh', fresh);
      return [
        size,
        built.buildSeconds.toFixed(1),
        built.buildCpuSeconds.toFixed(1),
        Math.round(built.bytesAText).toString(),
        built.keys.toString(),
        `${built.buildMegabytes} (${built.textMegabytes})`,
        built.verifySeconds.toFixed(1),
        asked.openMs.toFixed(1),
        asked.firstMs.toFixed(1),
        asked.p50.toFixed(2),
        asked.p95.toFixed(2),
        `${asked.cpuP50.toFixed(2)}, ${asked.cpuP95.toFixed(2)}`,
        `${asked.megabytes} (${asked.textMegabytes})`,
        `${asked.matched} of ${QUERIES}`,
      ];
    }),
  );
  const head = [
    'postings',
    'build s',
    'CPU s',
    'bytes a posting',
    'shingles',
    'build MB (texts)',
    'verify s',
    'open ms',
    'first ms',
    'query p50 ms',
    'p95 ms',
    'CPU ms p50, p95',
    'query MB (texts)',
    'queries matched',
  ];
  console.log(textTable(head, rows));
}

const STORES: Readonly<Record<string, Store>> = { lmdb: lmdbStore, sqlite: sqliteStore };

function stores(size: string, fresh: string): void {
  withFolder(folder => {
    const own = join(folder, 'own');
    mkdirSync(own);
    const built = apart<Measured>('build', own, size, '--fresh', fresh);
    const asked = apart<Asked>('ask', 'own', own, size, '--fresh', fresh);
    const rows: [string, number, number, Asked][] = [
      ['sorted file with fan-out table', built.buildSeconds, built.bytesAText, asked],
    ];
    for (const name of Object.keys(STORES)) {
      if (name === 'sqlite' && sqlite() === undefined) {
        console.log('better-sqlite3 is not installed: left out (npm install --no-save better-sqlite3)');
        continue;
      }
      const place = join(folder, name);
      const { seconds, bytes } = apart<{ seconds: number; bytes: number }>('copy', name, own, place);
      const answers = apart<Asked>('ask', name, place, size, '--fresh', fresh);
      rows.push([(STORES[name] as Store).name, built.buildSeconds + seconds, bytes / built.texts, answers]);
    }
    const cells = rows.map(
      ([
        name,
        seconds,
        bytes,
        { openMs, firstMs, p50, p95, cpuP50, cpuP95, megabytes: mb, textMegabytes, matched },
      ]) => [
        name,
        seconds.toFixed(1),
        Math.round(bytes).toString(),
        openMs.toFixed(1),
        firstMs.toFixed(1),
        p50.toFixed(2),
        p95.toFixed(2),
        `${cpuP50.toFixed(2)}, ${cpuP95.toFixed(2)}`,
        `${mb} (${textMegabytes})`,
        matched.toString(),
      ],
    );
    console.log(
      textTable(
        [
          'store',
          'build s',
          'bytes a posting',
          'open ms',
          'first ms',
          'p50 ms',
          'p95 ms',
          'CPU ms p50, p95',
          'query MB (texts)',
          'matched',
        ],
        cells,
      ),
    );
  });
}

async function copy(name: string, from: string, folder: string): Promise<void> {
  const segment = new Segment(join(from, 'segment'));
  const start = performance.now();
  await (STORES[name] as Store).build(segment, folder);
  print({ seconds: (performance.now() - start) / 1000, bytes: sizeOf(folder) });
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

const program = new Command('bench:corpus').description('Measures copied-run finding at scale.');
const freshOption = [
  '--fresh <n>',
  'replace every n-th word of recombined sentences by a made-up one; 0: none',
  '0',
] as const;
program
  .command('scale', { isDefault: true })
  .option('--sizes <n...>', 'how many postings', DEFAULT_SIZES)
  .option(...freshOption)
  .option('--keep <folder>', 'keep the indexes there; where an earlier run left them, only ask')
  .action(({ sizes, fresh, keep }) => {
    console.log(
      `${cpus().length} cores, load ${loadavg()
        .map(load => load.toFixed(1))
        .join(' ')}`,
    );
    scale(sizes, fresh, keep);
  });
program
  .command('stores')
  .argument('[size]', 'how many postings', '100000')
  .option(...freshOption)
  .action((size, { fresh }) => stores(size, fresh));
program
  .command('rivals')
  .argument('[size]', 'how many postings', '100000')
  .action(size => rivals(Number(size)));
program
  .command('planted')
  .argument('[count]', 'copies for every edit', '300')
  .action(count => {
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    const rows = plantedCopies(poolTexts(), Number(count)).map(recall => [
      recall.edit,
      recall.minWords.toString(),
      percent(recall.found),
      percent(recall.told),
      percent(recall.words),
    ]);
    console.log(textTable(['edit', 'shortest run', 'source found', 'told', 'words found'], rows));
  });
// What follows runs in a process of its own.
program
  .command('build <folder> <size>', { hidden: true })
  .option(...freshOption)
  .action((folder, size, { fresh }) => print(build(folder, Number(size), Number(fresh))));
program.command('copy <store> <from> <folder>', { hidden: true }).action(copy);
program
  .command('ask <store> <folder> <size>', { hidden: true })
  .option(...freshOption)
  .action((store, folder, size, { fresh }) =>
    print(
      ask(
        () => (store === 'own' ? new Segment(join(folder, 'segment')) : (STORES[store] as Store).open(folder)),
        Number(size),
        Number(fresh),
      ),
    ),
  );
await program.parseAsync();
