import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { profilePosting } from '../../src/profile/index.js';
import { builtCopy } from '../support/built.js';
import { replaceBetweenMarkers } from '../support/markers.js';
import { quietOnClosedPipe } from '../support/output.js';
import { profileReport } from './cpu-profile.js';
import { type Figure, figure, figureTable, markdownTable, time } from './figures.js';
import { peerCases, peersInstalled } from './peers.js';
import { phases } from './phases.js';
import { type Growth, growthPlot } from './plot.js';
import { loadPostings, type Postings, wordCount, writeFolder, writeOneFile } from './postings.js';
import { type Case, peakMemory, projectFile, runOnce, scratchPath, timeInRounds } from './run.js';

interface Options {
  quick?: true;
  peers?: true;
  growth?: true;
  phases?: true;
  write?: true;
  json?: string;
  cpuProf?: 'one' | 'thousand';
  build: boolean;
}

/** How many of what a run measures. */
interface Plan {
  readonly coldRounds: number;
  readonly warmRounds: number;
  readonly folder: number;
  readonly pool: number;
  readonly fileCounts: readonly number[];
  readonly fileSizes: readonly number[];
}

const FULL: Plan = {
  coldRounds: 9,
  warmRounds: 5,
  folder: 1000,
  pool: 10_047,
  fileCounts: [10, 100, 1000, 10_000],
  fileSizes: [1e3, 1e4, 1e5, 1e6, 2e6],
};
/** To see whether something moved; no figures to publish. */
const QUICK: Plan = {
  coldRounds: 5,
  warmRounds: 3,
  folder: 200,
  pool: 2000,
  fileCounts: [10, 100, 1000],
  fileSizes: [1e3, 1e4, 1e5, 1e6],
};

/** The copy of the program that is measured; set before anything is. */
let smJdBin = '';
const PAGE = projectFile('docs/performance.md');
const PLOT = projectFile('docs/performance-growth.svg');

async function main(): Promise<void> {
  const options = new Command('bench')
    .description('Times sm-jd, bare remark-parse and other linters on the same postings, as ratios within one run.')
    .option('--quick', 'fewer rounds and postings; no figures to publish')
    .option('--peers', 'the other linters too (npm ci --prefix bench/peers installs them); takes minutes')
    .option('--growth', 'how the time grows with the number of files and the size of one')
    .option('--phases', 'instead of that, time each layer in this one process')
    .option('--write', 'put the tables into docs/performance.md, and with --growth the plot beside it')
    .option('--json <file>', 'write all figures there too')
    .option(
      '--cpu-prof [what]',
      'instead of timing, profile "one" posting or a "thousand" and print where the time went',
    )
    .option('--no-build', 'measure dist/ as it is')
    .parse()
    .opts<Options>();
  if (options.write && options.quick) throw new Error('--write publishes figures: leave --quick out');
  const plan = options.quick ? QUICK : FULL;
  const postings = loadPostings(plan.pool);
  if (options.phases) {
    const texts = postings.texts.slice(0, plan.folder);
    console.log(machine(postings));
    console.log(`\n${figureTable(await phases(texts, plan.warmRounds, profilePosting), 'remark-parse')}`);
    return;
  }
  if (options.cpuProf) {
    profile(options.cpuProf === 'one' ? 'one' : 'thousand', postings, options.build);
    return;
  }
  smJdBin = builtCopy(options.build);
  if (options.peers && !peersInstalled()) throw new Error('the peers are not installed: npm ci --prefix bench/peers');

  const about = machine(postings);
  console.log(about);
  const tables = new Map<string, string>();
  const figures: Record<string, readonly Figure[]> = {};
  const keep = (key: string, title: string, list: readonly Figure[], base: string) => {
    figures[key] = list;
    const table = `**${title}**\n\n${figureTable(list, base)}`;
    tables.set(key, table);
    console.log(`\n${table}`);
  };

  keep('cold', 'Cold: one process, one ordinary posting', cold(plan, postings, options), '`node -e 0`');
  const thousand = `${plan.folder.toLocaleString('en')} distinct postings`;
  keep('folder', `${thousand}, one call`, folder(plan, postings, options), 'remark-parse');
  keep('pool', 'Many postings, one call', pool(plan, postings), `${plan.folder} postings`);
  const growth = options.growth ? grow(plan, postings) : undefined;
  if (growth) {
    console.log(`\n${growthTables(growth)}`);
  }

  if (options.json) writeFileSync(options.json, `${JSON.stringify({ about, figures, growth }, null, 1)}\n`);
  if (options.write) write(about, tables.values(), growth);
}

function machine(postings: Postings): string {
  const cores = cpus();
  const words = postings.texts.map(wordCount).reduce((a, b) => a + b, 0) / postings.texts.length;
  return (
    `Node ${process.versions.node}, ${cores.length} cores (${cores[0]?.model ?? 'unknown'}); ${postings.from}, ` +
    `${words.toFixed(0)} words on average, the single one ${wordCount(postings.texts[postings.ordinary] as string)}.`
  );
}

const tell = (what: string) => (text: string) => process.stderr.write(`${what}: ${text}\n`);

function smJd(name: string, ...args: string[]): Case {
  return { name, args: [smJdBin, ...args] };
}

const parseOnly = (name: string, target: string): Case => ({
  name,
  args: [projectFile('bench/speed/parse-only.mjs'), target],
});

function cold(plan: Plan, postings: Postings, options: Options): Figure[] {
  const folderOfOne = writeFolder('one', [postings.texts[postings.ordinary] as string], 1);
  const posting = join(folderOfOne, 'posting-00000.md');
  const repository = writeFolder('repository', postings.texts, plan.fileCounts.at(-1) as number);
  const base: Case = { name: '`node -e 0`', args: ['-e', '0'] };
  const goals = new Map([
    ['sm-jd lint', 1.9],
    ['sm-jd --version', 1.2],
    ['sm-jd --help', 1.2],
  ]);
  const cases = [
    base,
    parseOnly('unified + remark-parse', posting),
    smJd('sm-jd --version', '--version'),
    smJd('sm-jd --help', '--help'),
    smJd('sm-jd lint', 'lint', posting),
    {
      ...smJd(
        `sm-jd lint, one file of ${(plan.fileCounts.at(-1) as number).toLocaleString('en')}`,
        'lint',
        'posting-00007.md',
      ),
      cwd: repository,
    },
    ...(options.peers ? peerCases(posting, false).map(peer => peer.one) : []),
  ];
  return measure('cold', cases, plan.coldRounds, base, goals);
}

function folder(plan: Plan, postings: Postings, options: Options): Figure[] {
  const target = writeFolder('folder', postings.texts, plan.folder);
  const base = parseOnly('unified + remark-parse, one core', target);
  // The unmeasured first run fills the cache.
  const cached = smJd('sm-jd lint --cache, nothing changed', 'lint', target, '--cache', scratchPath('cache'));
  const goals = new Map([
    ['sm-jd lint', 0.8],
    [cached.name, 0.15],
  ]);
  const own = measure(
    'folder',
    [base, smJd('sm-jd lint', 'lint', target), smJd('sm-jd lint --jobs 1', 'lint', target, '--jobs', '1'), cached],
    plan.warmRounds,
    base,
    goals,
  );
  if (!options.peers) return own;
  // Peers after, beside a base of their own: some take a hundred times as long.
  const peers = peerCases(target, true).map(({ one, rounds }) => {
    const times = timeInRounds([base, one], Math.min(rounds, plan.warmRounds), tell(one.name));
    return figure(one.name, times.get(one.name) as number[], times.get(base.name) as number[], {
      memory: peakMemory(one),
    });
  });
  return [...own, ...peers];
}

function pool(plan: Plan, postings: Postings): Figure[] {
  const few = smJd(
    `sm-jd lint, ${plan.folder.toLocaleString('en')}`,
    'lint',
    writeFolder('folder', postings.texts, plan.folder),
  );
  const count = Math.min(plan.pool, postings.texts.length);
  const many = smJd(`sm-jd lint, ${count.toLocaleString('en')}`, 'lint', writeFolder('pool', postings.texts, count));
  const goals = new Map([[many.name, (1.05 * count) / plan.folder]]);
  return measure('pool', [few, many], Math.min(3, plan.warmRounds), few, goals);
}

function measure(
  what: string,
  cases: readonly Case[],
  rounds: number,
  base: Case,
  goals: ReadonlyMap<string, number>,
): Figure[] {
  // Once unmeasured: the first run fills the file cache for all.
  for (const one of cases) runOnce(one);
  const times = timeInRounds(cases, rounds, tell(what));
  return cases.map(one => {
    const goal = goals.get(one.name);
    return figure(one.name, times.get(one.name) as number[], times.get(base.name) as number[], {
      memory: peakMemory(one),
      ...(goal !== undefined && { goal }),
    });
  });
}

function grow(plan: Plan, postings: Postings): Growth[] {
  const files = plan.fileCounts.map(count => ({
    size: count,
    one: smJd(`${count} files`, 'lint', writeFolder(`growth-${count}`, postings.texts, count)),
  }));
  const sizes = plan.fileSizes.map(bytes => ({
    size: bytes,
    one: smJd(`${bytes} bytes`, 'lint', writeOneFile(`growth-${bytes}.md`, postings.texts, bytes)),
  }));
  const times = timeInRounds(
    [...files, ...sizes].map(point => point.one),
    3,
    tell('growth'),
  );
  const points = (list: typeof files) =>
    list.map(({ size, one }) => ({ size, seconds: figure(one.name, times.get(one.name) as number[], [1]).seconds }));
  return [
    { title: 'Files in one call', unit: 'files', points: points(files) },
    { title: 'One file', unit: 'bytes', points: points(sizes) },
  ];
}

function growthTables(growth: readonly Growth[]): string {
  return growth
    .map(({ title, unit, points }) => {
      const rows = points.map(({ size, seconds }, i) => {
        const before = points[i - 1];
        const factor = before ? `× ${(seconds / before.seconds).toFixed(1)} for × ${size / before.size}` : '';
        return [size.toLocaleString('en'), time(seconds), factor];
      });
      return `**${title}**\n\n${markdownTable([unit, 'median of 3', 'growth'], rows)}`;
    })
    .join('\n\n');
}

function write(about: string, tables: Iterable<string>, growth: readonly Growth[] | undefined): void {
  let page = replaceBetweenMarkers(readFileSync(PAGE, 'utf8'), 'bench', [about, ...tables].join('\n\n'));
  if (growth) {
    writeFileSync(PLOT, growthPlot(growth));
    const plot = `![How the time grows with the number of files and with the size of one file](${basename(PLOT)})`;
    page = replaceBetweenMarkers(page, 'growth', `${growthTables(growth)}\n\n${plot}`);
  }
  writeFileSync(PAGE, page);
  console.log(`\nwritten to ${PAGE}`);
}

function profile(what: 'one' | 'thousand', postings: Postings, build: boolean): void {
  const texts = what === 'one' ? [postings.texts[postings.ordinary] as string] : postings.texts;
  const target = writeFolder('profiled', texts, what === 'one' ? 1 : FULL.folder);
  const out = projectFile(`.findings/cpu-${what}-${Date.now()}`);
  mkdirSync(out, { recursive: true });
  // Start-up is the bundle's; of a long run one wants to know which source file to look at.
  const program =
    what === 'one'
      ? [builtCopy(build)]
      : ['--import', import.meta.resolve('tsx'), projectFile('bench/speed/from-sources.mjs')];
  runOnce({
    name: `sm-jd lint, ${what}`,
    args: ['--cpu-prof', `--cpu-prof-dir=${out}`, '--cpu-prof-interval=200', ...program, 'lint', target],
  });
  console.log(profileReport(out));
}

quietOnClosedPipe();
try {
  await main();
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
