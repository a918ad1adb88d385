import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { builtCopy } from '../support/built.js';
import { listPostings, OPEN_FOLDERS } from '../support/corpus.js';
import { quietOnClosedPipe } from '../support/output.js';
import { sample, seededRandom } from '../support/random.js';
import { PROJECT, sharedPath } from '../support/shared.js';
import { type CliRun, lintAsJson, type Printed, type PrintedFinding } from './run-cli.js';
import { show } from './show.js';
import { difference, type Entry, fromLines, hashOf, summary, toLines } from './snapshot.js';

interface Options {
  corpus: string;
  folders: string[];
  sample?: string;
  samples: string;
  rule: string[];
  on: string[];
  seed: string;
  check?: true;
  against?: string;
  keep: boolean;
  build: boolean;
}

interface Found {
  readonly file: string;
  readonly finding: PrintedFinding;
}

const FOLDER = join(PROJECT, '.findings');
const LAST = join(FOLDER, 'corpus.jsonl');
const BEFORE = join(FOLDER, 'corpus.before.jsonl');

function main(): void {
  const options = new Command('corpus')
    .description('Lints all open postings of the corpus in one call and shows what changed since the last time.')
    .option('--corpus <folder>', 'a folder with any of social/ roles/ general/', sharedPath('corpus'))
    .option('--folders <names...>', 'which of its folders', [...OPEN_FOLDERS])
    .option('--sample <n>', 'print n random findings with their context for reading by eye, and no difference')
    .option('--samples <n>', 'how many new and gone findings of each rule to print', '3')
    .option('--rule <ids...>', 'only findings of these rules', [])
    .option('--on <ids...>', 'switch these rules on, as --rule of sm-jd lint does', [])
    .option('--seed <n>', 'which random findings', '1')
    .option('--check', 'also run a second time and demand the very same bytes')
    .option('--against <file>', `compare with this snapshot instead of the last one`)
    .option('--no-keep', 'leave the last snapshot as it is')
    .option('--no-build', 'use dist/ as it is')
    .parse()
    .opts<Options>();
  const corpus = resolve(options.corpus);
  const folders = options.folders.filter(name => existsSync(join(corpus, name)));
  if (folders.length === 0)
    throw new Error(`none of ${options.folders.join(', ')} is below ${corpus}; name a corpus with --corpus <folder>`);
  const program = builtCopy(options.build);

  const more = options.on.flatMap(rule => ['--rule', rule]);
  const run = lintAsJson(program, corpus, folders, more);
  const sources = new Map(listPostings(corpus, folders).map(file => [file, readFileSync(join(corpus, file), 'utf8')]));
  const found = check(run, sources).filter(one => options.rule.length === 0 || options.rule.includes(one.finding.rule));
  console.log(
    `${sources.size} postings in one call, ${run.seconds.toFixed(1)} s, ${found.length} findings; every finding's words are its source slice`,
  );
  if (options.check) {
    if (lintAsJson(program, corpus, folders, more).text !== run.text)
      throw new Error('a second run printed other bytes');
    console.log('a second run printed the very same bytes');
  }

  const random = seededRandom(Number(options.seed));
  if (options.sample !== undefined) {
    for (const one of sample(found, Number(options.sample), random))
      console.log(`\n${showFound(corpus, sources, one)}`);
    return;
  }
  compare(corpus, sources, found, options, random);
  console.log(`\n${perPosting(found, sources.size)}`);
}

/** @throws Error where the run broke or a finding does not quote its source */
function check(run: CliRun, sources: ReadonlyMap<string, string>): Found[] {
  if (run.exitCode !== 0 && run.exitCode !== 1) {
    throw new Error(`sm-jd ended with exit code ${run.exitCode}:\n${run.errors.slice(0, 2000)}${failures(run.text)}`);
  }
  const printed = JSON.parse(run.text) as Printed;
  if (printed.files.length !== sources.size) {
    throw new Error(`${sources.size} postings were given, ${printed.files.length} came back`);
  }
  const found: Found[] = [];
  for (const { path, findings } of printed.files) {
    const source = sources.get(path);
    if (source === undefined) throw new Error(`sm-jd names a posting that was not given: ${path}`);
    for (const finding of findings) {
      const slice = source.slice(finding.span.start, finding.span.end);
      if (slice !== finding.actual) {
        throw new Error(`${path}: ${finding.rule} quotes "${finding.actual}", but the source has "${slice}" there`);
      }
      found.push({ file: path, finding });
    }
  }
  return found;
}

function failures(text: string): string {
  try {
    const list = (JSON.parse(text) as Printed).failures;
    return list
      .slice(0, 10)
      .map(one => `\n${one.kind} ${one.subject}: ${one.message}`)
      .join('');
  } catch {
    return `\n${text.slice(0, 1000)}`;
  }
}

function compare(
  corpus: string,
  sources: ReadonlyMap<string, string>,
  found: readonly Found[],
  options: Options,
  random: () => number,
): void {
  const now = found.map(toEntry);
  const against = options.against ?? LAST;
  const before = existsSync(against) ? fromLines(readFileSync(against, 'utf8'), against) : undefined;
  const relevant = before?.filter(entry => options.rule.length === 0 || options.rule.includes(entry.rule));
  const diff = relevant && difference(relevant, now);
  if (!diff) console.log(`no snapshot at ${against} to compare with`);
  console.log(`\n${summary(now, diff)}`);
  if (diff) printSamples(corpus, sources, found, diff, Number(options.samples), random);
  // A part of the rules is no snapshot to compare the next run with.
  if (options.keep && options.rule.length === 0) {
    mkdirSync(FOLDER, { recursive: true });
    if (existsSync(LAST)) renameSync(LAST, BEFORE);
    writeFileSync(LAST, toLines(now));
  }
}

function toEntry({ file, finding }: Found): Entry {
  const { rule, severity, span, message, evidence, suggestions } = finding;
  return {
    file,
    rule,
    severity,
    start: span.start,
    end: span.end,
    hash: hashOf(finding.actual),
    shown: hashOf(JSON.stringify([message, evidence, suggestions])),
  };
}

function printSamples(
  corpus: string,
  sources: ReadonlyMap<string, string>,
  found: readonly Found[],
  diff: ReturnType<typeof difference>,
  most: number,
  random: () => number,
): void {
  const key = (entry: Entry) => JSON.stringify(entry);
  const shown = new Map(found.map(one => [key(toEntry(one)), one]));
  const groups: [string, readonly Entry[]][] = [
    ['NEW', diff.added],
    ['CHANGED', diff.changed.map(one => one.after)],
    ['GONE', diff.gone],
  ];
  for (const [label, entries] of groups) {
    for (const rule of [...new Set(entries.map(entry => entry.rule))].sort()) {
      const picked = sample(
        entries.filter(entry => entry.rule === rule),
        most,
        random,
      );
      for (const entry of picked) {
        const one = shown.get(key(entry));
        console.log(`\n${label} ${one ? showFound(corpus, sources, one) : showGone(sources, entry)}`);
      }
    }
  }
}

function showFound(corpus: string, sources: ReadonlyMap<string, string>, { file, finding }: Found): string {
  return show(join(corpus, file), sources.get(file) as string, finding);
}

/** Of a finding that is gone, only its place is known. */
function showGone(sources: ReadonlyMap<string, string>, entry: Entry): string {
  const words = sources.get(entry.file)?.slice(entry.start, entry.end) ?? '';
  return `${entry.file} at ${entry.start}  ${entry.severity}  ${entry.rule}\n  ⟦${words.replace(/\s+/g, ' ').slice(0, 300)}⟧`;
}

/** How many findings at warning or above, and in all, a posting gets. */
function perPosting(found: readonly Found[], postings: number): string {
  const spread = (list: readonly Found[]) => {
    const counts = new Map<string, number>();
    for (const { file } of list) counts.set(file, (counts.get(file) ?? 0) + 1);
    const all = [...counts.values(), ...Array.from({ length: postings - counts.size }, () => 0)].sort((a, b) => a - b);
    const at = (share: number) => all[Math.min(all.length - 1, Math.floor(share * all.length))] ?? 0;
    return `median ${at(0.5)}, 90th percentile ${at(0.9)}, most ${all.at(-1) ?? 0}`;
  };
  const loud = found.filter(one => one.finding.severity !== 'info');
  return `findings a posting: ${spread(found)}; at warning or above: ${spread(loud)}`;
}

quietOnClosedPipe();
try {
  main();
} catch (error) {
  console.error(`corpus: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
