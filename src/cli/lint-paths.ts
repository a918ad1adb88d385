import { resolve } from 'node:path';
import { LineIndex } from '../core/line-index.js';
import type { Failure, FileResult, Posting, RuleInfo } from '../core/types.js';
import { parsePosting } from '../document/index.js';
import { applyBaseline } from '../engine/baseline.js';
import type { Linter } from '../index.js';
import { plural } from '../reporters/summary.js';
import { BaselineFile } from './baseline-file.js';
import type { LineRange, Since } from './changed-files.js';
import type { FailOn } from './exit-code.js';
import { findPostings } from './find-postings.js';
import { InOrder } from './in-order.js';
import { defaultJobs, lintAll, type PostingOutcome } from './lint-all.js';
import { printError } from './output.js';
import type { Linted } from './posting-linter.js';
import { Progress } from './progress.js';
import { Project, type ProjectFlags } from './project.js';
import { type RawPosting, readPosting, readStandardInput } from './read-posting.js';
import { openStoredCorpus } from './stored-corpus.js';
import { messageOf } from './usage-error.js';

export interface LintPathsOptions extends ProjectFlags {
  readonly stdinFilename?: string;
  /** Only postings that changed. */
  readonly since?: Since;
  /** Of these, only findings on changed lines. */
  readonly changedLines?: boolean;
  /** A baseline file whose findings are marked as suppressed. */
  readonly baseline?: string;
  /** Whether results tell how the statements divide over the facets. */
  readonly balance?: boolean;
  /** Whether results tell why rules kept silent. */
  readonly skips?: boolean;
  /** Whether findings get fingerprints even without a baseline. */
  readonly fingerprints?: boolean;
  /** A file that keeps results for the next run. */
  readonly cache?: string;
  /** Threads at most; as many as the machine runs at once where it is left out. */
  readonly jobs?: number;
}

/** What was found in one file, and from which severity on its configuration lets it fail. */
export type TakeFile = (file: FileResult, failOn: FailOn | undefined) => Promise<void> | void;

export interface LintedPaths {
  readonly failures: readonly Failure[];
  readonly rules: readonly RuleInfo[];
  /** Entries of the baseline that nothing matched any more, in the postings of this run. */
  readonly stale: number;
  readonly maxWarnings?: number;
}

/**
 * Finds, reads and lints postings. Whatever cannot be done is a failure, and the rest is done.
 *
 * @param take called with each file's result as soon as those before it are there, in the order of the
 *   files; results are not kept, since ten thousand of them take more memory than all else
 */
export async function lintPaths(
  args: readonly string[],
  options: LintPathsOptions,
  take: TakeFile,
): Promise<LintedPaths> {
  const project = new Project(options);
  const progress = new Progress();
  const { raw, failures } = await readRaw(args, options, project);
  const { corpus, failure } = await openStoredCorpus((await project.configHere()).corpus);
  if (failure) failures.push(failure);
  const linters = new Map<RawPosting, Linter>();
  const failOn = new Map<RawPosting, FailOn | undefined>();
  let jobs = options.jobs ?? defaultJobs();
  for (const posting of raw) {
    const linter = await project.linterFor(posting.path);
    const config = await project.configOf(posting.path);
    // A posting must not pass because its configuration could not be read.
    if (linter.failures.length > 0 || config.failures.length > 0) continue;
    // What a plugin's kind asks of other postings is not known beforehand.
    if (config.plugins.length > 0) jobs = 1;
    linters.set(posting, linter);
    failOn.set(posting, config.failOn);
  }
  // What a stored corpus holds is no part of a key, so with one nothing is kept.
  const cache = options.cache !== undefined && !corpus ? await openCache(options.cache, raw, options) : undefined;
  const asks = {
    balance: options.balance ?? false,
    skips: options.skips ?? false,
    fingerprints: options.baseline !== undefined || (options.fingerprints ?? false) || cache !== undefined,
  };
  const baseline = options.baseline === undefined ? undefined : await openBaseline(options.baseline, failures);
  const numbers = new Map([...linters.keys()].map((posting, number) => [posting, number]));
  let stale = 0;
  let done = 0;
  let findings = 0;
  const results = new InOrder<{ posting: RawPosting; outcome: PostingOutcome }>(async ({ posting, outcome }) => {
    if ('lost' in outcome) {
      failures.push({ kind: 'file', subject: posting.path, message: `could not be linted: ${outcome.lost}` });
      return;
    }
    failures.push(...outcome.failures);
    const file = await onlyChanged({ ...outcome.file, source: posting.source }, options);
    const known = baseline?.(file);
    stale += known?.stale ?? 0;
    progress.clear();
    await take(known?.file ?? file, failOn.get(posting));
  });
  const wanted: RawPosting[] = [];
  for (const [posting, linter] of linters) {
    const kept = cache?.get(posting, linter);
    if (kept) await results.add(numbers.get(posting) as number, { posting, outcome: { file: kept, failures: [] } });
    else wanted.push(posting);
  }
  const isWanted = new Set(wanted);
  const beside = raw.filter(posting => !isWanted.has(posting));
  const runLengths = [...new Set([...new Set(linters.values())].flatMap(runLengthsOf))];
  await lintAll(
    { wanted, beside },
    project,
    { flags: options, asks, corpus, runLengths, jobs },
    {
      onRead: count => progress.update(() => `${count} of ${plural(raw.length, 'posting')} read`),
      onLinted(posting, outcome) {
        done++;
        if ('file' in outcome) {
          findings += outcome.file.findings.length;
          if (outcome.failures.length === 0) cache?.set(posting, linters.get(posting) as Linter, outcome.file);
        }
        progress.update(() => `${done} of ${plural(wanted.length, 'posting')}, ${plural(findings, 'finding')}`);
        return results.add(numbers.get(posting) as number, { posting, outcome });
      },
    },
  );
  await results.end();
  progress.clear();
  await keep(cache, options);
  const maxWarnings = (await project.configHere()).maxWarnings;
  return {
    failures: [...project.failures(), ...failures],
    rules: rulesOf(new Set(linters.values())),
    stale,
    ...(maxWarnings !== undefined && { maxWarnings }),
  };
}

/** Results of the last run, by everything that they hang on. */
interface KeptResults {
  get(raw: RawPosting, linter: Linter): Linted['file'] | undefined;
  set(raw: RawPosting, linter: Linter, file: Linted['file']): void;
  save(): Promise<void>;
}

/** Loaded only where it is asked for: hashing takes a module that other runs do without. */
async function openCache(file: string, raws: readonly RawPosting[], options: LintPathsOptions): Promise<KeptResults> {
  const { ResultCache } = await import('./result-cache.js');
  const cache = await ResultCache.open(file);
  const linterKeys = new Map<Linter, string>();
  let allTexts: string | undefined;
  const keyOf = ({ source, format, path }: RawPosting, linter: Linter) => {
    const linterKey = linterKeys.get(linter) ?? cache.keyOf([JSON.stringify([linter.cards, linter.given])]);
    linterKeys.set(linter, linterKey);
    if (runLengthsOf(linter).length > 0) {
      allTexts ??= cache.keyOf(raws.flatMap(raw => [raw.path, raw.source]));
    }
    const asks = JSON.stringify([options.balance ?? false, options.skips ?? false, format, path]);
    return cache.keyOf([source, linterKey, asks, runLengthsOf(linter).length > 0 ? (allTexts as string) : '']);
  };
  return {
    get(raw, linter) {
      const kept = cache.get(raw.path, keyOf(raw, linter));
      return kept && { path: raw.path, ...kept };
    },
    set: (raw, linter, result) => cache.set(raw.path, keyOf(raw, linter), result),
    save: () => cache.save(),
  };
}

/** Writes the cache; that it cannot be written is no reason for a run to fail. */
async function keep(cache: KeptResults | undefined, options: LintPathsOptions): Promise<void> {
  try {
    await cache?.save();
  } catch (error) {
    await printError(`The cache ${options.cache} was not written: ${messageOf(error)}\n`);
  }
}

/** Fewest words of the runs that the linter's rules look for in other postings. */
function runLengthsOf({ cards }: Linter): number[] {
  return cards
    .filter(card => card.kind === 'shared-runs' && card.severity !== 'off')
    .map(card => (card.params as { minWords: number }).minWords);
}

/** The rules of all linters, each once, as the first one that has it sets it. */
function rulesOf(linters: ReadonlySet<Linter>): RuleInfo[] {
  const rules = new Map<string, RuleInfo>();
  for (const { id, summary, why, severity, sources } of [...linters].flatMap(linter => linter.cards)) {
    if (!rules.has(id)) rules.set(id, { id, summary, why, severity, sources });
  }
  return [...rules.values()];
}

/** Finds, reads and parses what the arguments stand for; `-` is standard input. */
export async function readPostings(
  args: readonly string[],
  options: Pick<LintPathsOptions, 'stdinFilename' | 'since'>,
  project: Project,
): Promise<{ postings: Posting[]; failures: Failure[] }> {
  const { raw, failures } = await readRaw(args, options, project);
  return { postings: raw.map(({ source, path, format }) => parsePosting(source, { path, format })), failures };
}

async function readRaw(
  args: readonly string[],
  options: Pick<LintPathsOptions, 'stdinFilename' | 'since'>,
  project: Project,
): Promise<{ raw: RawPosting[]; failures: Failure[] }> {
  const found = await findPostings(
    args.filter(argument => argument !== '-'),
    process.cwd(),
  );
  const changed = options.since && (await filesSince(options.since));
  const results = args.includes('-') ? [await readStandardInput(options.stdinFilename)] : [];
  const paths: string[] = [];
  for (const path of found.paths) {
    if (changed && !changed.has(resolve(path))) continue;
    if (!(await project.isIgnored(path))) paths.push(path);
  }
  for (const path of paths) results.push(readPosting(path));
  return {
    raw: results.flatMap(result => ('posting' in result ? [result.posting] : [])),
    failures: [...found.failures, ...results.flatMap(result => ('failure' in result ? [result.failure] : []))],
  };
}

async function filesSince(since: Since): Promise<ReadonlySet<string>> {
  const { changedFiles } = await import('./changed-files.js');
  return changedFiles(since, process.cwd());
}

/** With `--changed-lines`, the findings on lines that changed; else all. */
async function onlyChanged(file: FileResult, options: LintPathsOptions): Promise<FileResult> {
  if (!options.since || !options.changedLines) return file;
  const { changedLines } = await import('./changed-files.js');
  const ranges = await changedLines(resolve(file.path), options.since, process.cwd());
  return ranges ? { ...file, findings: onLines(file.findings, ranges, new LineIndex(file.source)) } : file;
}

/** Findings whose words, or the evidence for them, stand on one of the lines. */
function onLines(findings: FileResult['findings'], ranges: readonly LineRange[], index: LineIndex) {
  return findings.filter(({ span, evidence }) =>
    [span, ...evidence].some(({ start, end }) => {
      const first = index.place(start).line;
      const last = index.place(end).line;
      return ranges.some(([from, to]) => first <= to && from <= last);
    }),
  );
}

/** What marks the findings of a file that the baseline holds; nothing where it cannot be read, which is a failure. */
async function openBaseline(path: string, failures: Failure[]) {
  const baseline = new BaselineFile(path);
  const read = await baseline.read();
  if ('failure' in read) {
    failures.push(read.failure);
    return undefined;
  }
  return (file: FileResult) => applyBaseline(file, read.baseline.files[baseline.nameOf(file.path)]);
}
