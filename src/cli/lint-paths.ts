import { resolve } from 'node:path';
import { LineIndex } from '../core/line-index.js';
import type { Failure, FileResult, Posting, RuleInfo } from '../core/types.js';
import { parsePosting } from '../document/index.js';
import { applyBaseline } from '../engine/baseline.js';
import { type Linter, type PeerIndex, peersOf } from '../index.js';
import { plural } from '../reporters/summary.js';
import { BaselineFile } from './baseline-file.js';
import type { LineRange, Since } from './changed-files.js';
import type { FailOn } from './exit-code.js';
import { findPostings } from './find-postings.js';
import { printError } from './output.js';
import { Progress } from './progress.js';
import { Project, type ProjectFlags } from './project.js';
import { type RawPosting, readPosting, readStandardInput } from './read-posting.js';
import type { ResultCache } from './result-cache.js';
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
  /** Whether findings get fingerprints even without a baseline. */
  readonly fingerprints?: boolean;
  /** A file that keeps results for the next run. */
  readonly cache?: string;
}

export interface LintedPaths {
  readonly files: readonly FileResult[];
  readonly failures: readonly Failure[];
  readonly rules: readonly RuleInfo[];
  /** Entries of the baseline that nothing matched any more, in the postings of this run. */
  readonly stale: number;
  /** What the configuration of a posting, or of the working folder, says about failing. */
  failOnOf(path: string): FailOn | undefined;
  readonly maxWarnings?: number;
}

/** Finds, reads and lints postings. Whatever cannot be done is a failure, and the rest is done. */
export async function lintPaths(args: readonly string[], options: LintPathsOptions): Promise<LintedPaths> {
  const project = new Project(options);
  const progress = new Progress();
  const { raw, failures } = await readRaw(args, options, project);
  const { corpus, failure } = await openStoredCorpus((await project.configHere()).corpus);
  if (failure) failures.push(failure);
  // What a stored corpus holds is no part of a key, so with one nothing is kept.
  const cache = options.cache !== undefined && !corpus ? await openCache(options.cache) : undefined;
  const run = new Run(raw, options, cache, progress, postings => peersOf(postings, options.employer, corpus));
  const files: FileResult[] = [];
  const failOn = new Map<string, FailOn | undefined>();
  let findings = 0;
  for (const posting of raw) {
    progress.update(() => `${files.length} of ${plural(raw.length, 'posting')}, ${plural(findings, 'finding')}`);
    const linter = await project.linterFor(posting.path);
    const config = await project.configOf(posting.path);
    // A posting must not pass because its configuration could not be read.
    if (linter.failures.length > 0 || config.failures.length > 0) continue;
    failOn.set(posting.path, config.failOn);
    const result = await run.lint(posting, linter);
    failures.push(...result.failures);
    files.push(await onlyChanged(result.file, options));
    findings += result.file.findings.length;
  }
  progress.clear();
  await run.keep();
  const known = options.baseline === undefined ? undefined : await withBaseline(files, options.baseline);
  const maxWarnings = (await project.configHere()).maxWarnings;
  return {
    files: known?.files ?? files,
    failures: [...project.failures(), ...failures, ...(known?.failures ?? [])],
    rules: rulesOf(run.linters),
    stale: known?.stale ?? 0,
    failOnOf: path => failOn.get(path),
    ...(maxWarnings !== undefined && { maxWarnings }),
  };
}

/** Loaded only where it is asked for: hashing takes a module that other runs do without. */
async function openCache(file: string): Promise<ResultCache> {
  const { ResultCache } = await import('./result-cache.js');
  return ResultCache.open(file);
}

/** The postings of one run, parsed when the first of them has to be linted anew. */
class Run {
  /** The linters used, with their part of the cache's keys. */
  readonly linters = new Map<Linter, string>();
  readonly #raw: readonly RawPosting[];
  readonly #options: LintPathsOptions;
  readonly #cache: ResultCache | undefined;
  readonly #progress: Progress;
  readonly #peersOf: (postings: readonly Posting[]) => PeerIndex;
  #parsed: { readonly postings: ReadonlyMap<RawPosting, Posting>; readonly peers: PeerIndex } | undefined;
  #allTexts: string | undefined;

  constructor(
    raw: readonly RawPosting[],
    options: LintPathsOptions,
    cache: ResultCache | undefined,
    progress: Progress,
    peersOf: (postings: readonly Posting[]) => PeerIndex,
  ) {
    this.#raw = raw;
    this.#options = options;
    this.#cache = cache;
    this.#progress = progress;
    this.#peersOf = peersOf;
  }

  async lint(raw: RawPosting, linter: Linter): Promise<{ file: FileResult; failures: readonly Failure[] }> {
    const key = this.#keyOf(raw, linter);
    const kept = key === undefined ? undefined : this.#cache?.get(raw.path, key);
    if (kept) return { file: { path: raw.path, source: raw.source, ...kept }, failures: [] };
    this.#parsed ??= this.#parse();
    const posting = this.#parsed.postings.get(raw) as Posting;
    const result = linter.lint(posting, this.#parsed.peers, { balance: this.#options.balance ?? false });
    let { file } = result;
    if (this.#options.baseline !== undefined || this.#options.fingerprints || this.#cache) {
      const { withFingerprints } = await import('../engine/fingerprint.js');
      file = { ...file, findings: withFingerprints(posting, file.findings) };
    }
    if (key !== undefined && result.failures.length === 0) this.#cache?.set(raw.path, key, file);
    return { file, failures: result.failures };
  }

  /** Writes the cache; that it cannot be written is no reason for a run to fail. */
  async keep(): Promise<void> {
    try {
      await this.#cache?.save();
    } catch (error) {
      await printError(`The cache ${this.#options.cache} was not written: ${messageOf(error)}\n`);
    }
  }

  #parse() {
    const postings = new Map<RawPosting, Posting>();
    for (const one of this.#raw) {
      this.#progress.update(() => `${postings.size} of ${plural(this.#raw.length, 'posting')} read`);
      postings.set(one, parsePosting(one.source, { path: one.path, format: one.format }));
    }
    return { postings, peers: this.#peersOf([...postings.values()]) };
  }

  /** Undefined without a cache. */
  #keyOf({ format, source, path }: RawPosting, linter: Linter): string | undefined {
    const cache = this.#cache;
    let linterKey = this.linters.get(linter);
    if (linterKey === undefined) {
      linterKey = cache ? cache.keyOf([JSON.stringify([linter.cards, linter.given])]) : '';
      this.linters.set(linter, linterKey);
    }
    if (!cache) return undefined;
    const asks = JSON.stringify([this.#options.balance ?? false, format, path]);
    return cache.keyOf([source, linterKey, asks, comparesWithOthers(linter) ? this.#textsOfRun(cache) : '']);
  }

  #textsOfRun(cache: ResultCache): string {
    this.#allTexts ??= cache.keyOf(this.#raw.flatMap(({ path, source }) => [path, source]));
    return this.#allTexts;
  }
}

/** Whether a rule is on that compares postings of the run with each other. */
function comparesWithOthers({ cards }: Linter): boolean {
  return cards.some(card => card.kind === 'shared-runs' && card.severity !== 'off');
}

/** The rules of all linters, each once, as the first one that has it sets it. */
function rulesOf(linters: ReadonlyMap<Linter, unknown>): RuleInfo[] {
  const rules = new Map<string, RuleInfo>();
  for (const { id, summary, why, severity } of [...linters.keys()].flatMap(linter => linter.cards)) {
    if (!rules.has(id)) rules.set(id, { id, summary, why, severity });
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
  for (const path of found.paths) {
    if (changed && !changed.has(resolve(path))) continue;
    if (!(await project.isIgnored(path))) results.push(await readPosting(path));
  }
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

async function withBaseline(files: readonly FileResult[], path: string) {
  const baseline = new BaselineFile(path);
  const read = await baseline.read();
  if ('failure' in read) return { files, failures: [read.failure], stale: 0 };
  const applied = files.map(file => applyBaseline(file, read.baseline.files[baseline.nameOf(file.path)]));
  return {
    files: applied.map(one => one.file),
    failures: [],
    stale: applied.reduce((sum, one) => sum + one.stale, 0),
  };
}
