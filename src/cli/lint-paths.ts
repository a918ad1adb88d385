import { resolve } from 'node:path';
import { LineIndex } from '../core/line-index.js';
import type { Failure, FileResult, Posting, RuleInfo } from '../core/types.js';
import { parsePosting } from '../document/index.js';
import { applyBaseline } from '../engine/baseline.js';
import { type Linter, peersOf } from '../index.js';
import { plural } from '../reporters/summary.js';
import { BaselineFile } from './baseline-file.js';
import { changedFiles, changedLines, type LineRange, type Since } from './changed-files.js';
import type { FailOn } from './exit-code.js';
import { findPostings } from './find-postings.js';
import { Progress } from './progress.js';
import { Project, type ProjectFlags } from './project.js';
import { readPosting, readStandardInput } from './read-posting.js';
import { openStoredCorpus } from './stored-corpus.js';

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
  const { postings, failures } = await readPostings(args, options, project, progress);
  const files: FileResult[] = [];
  const failOn = new Map<string, FailOn | undefined>();
  const { corpus, failure } = openStoredCorpus((await project.configOf('.')).corpus);
  if (failure) failures.push(failure);
  const peers = postings.length > 0 ? peersOf(postings, options.employer, corpus) : undefined;
  const linters = new Set<Linter>();
  let findings = 0;
  for (const posting of postings) {
    progress.update(() => `${files.length} of ${plural(postings.length, 'posting')}, ${plural(findings, 'finding')}`);
    const linter = await project.linterFor(posting.path);
    const config = await project.configOf(posting.path);
    // A posting must not pass because its configuration could not be read.
    if (linter.failures.length > 0 || config.failures.length > 0) continue;
    linters.add(linter);
    failOn.set(posting.path, config.failOn);
    const result = linter.lint(posting, peers, { balance: options.balance ?? false });
    failures.push(...result.failures);
    files.push(await refined(result.file, posting, options));
    findings += result.file.findings.length;
  }
  progress.clear();
  const known = options.baseline === undefined ? undefined : await withBaseline(files, options.baseline);
  const maxWarnings = (await project.configOf('.')).maxWarnings;
  return {
    files: known?.files ?? files,
    failures: [...project.failures(), ...failures, ...(known?.failures ?? [])],
    rules: rulesOf(linters),
    stale: known?.stale ?? 0,
    failOnOf: path => failOn.get(path),
    ...(maxWarnings !== undefined && { maxWarnings }),
  };
}

/** The rules of all linters, each once, as the first one that has it sets it. */
function rulesOf(linters: Iterable<Linter>): RuleInfo[] {
  const rules = new Map<string, RuleInfo>();
  for (const { id, summary, why, severity } of [...linters].flatMap(linter => linter.cards)) {
    if (!rules.has(id)) rules.set(id, { id, summary, why, severity });
  }
  return [...rules.values()];
}

/** Finds, reads and parses what the arguments stand for; `-` is standard input. */
export async function readPostings(
  args: readonly string[],
  options: Pick<LintPathsOptions, 'stdinFilename' | 'since'>,
  project: Project,
  progress?: Progress,
): Promise<{ postings: Posting[]; failures: Failure[] }> {
  const found = await findPostings(
    args.filter(argument => argument !== '-'),
    process.cwd(),
  );
  const changed = options.since && (await changedFiles(options.since, process.cwd()));
  const results = args.includes('-') ? [await readStandardInput(options.stdinFilename)] : [];
  for (const path of found.paths) {
    if (changed && !changed.has(resolve(path))) continue;
    if (!(await project.isIgnored(path))) results.push(await readPosting(path));
  }
  const postings: Posting[] = [];
  const failures = [...found.failures];
  for (const result of results) {
    progress?.update(() => `${postings.length} of ${plural(results.length, 'posting')} read`);
    if ('failure' in result) failures.push(result.failure);
    else {
      const { path, format, source } = result.posting;
      postings.push(parsePosting(source, { path, format }));
    }
  }
  return { postings, failures };
}

async function refined(file: FileResult, posting: Posting, options: LintPathsOptions): Promise<FileResult> {
  let findings = file.findings;
  if (options.baseline !== undefined || options.fingerprints) {
    const { withFingerprints } = await import('../engine/fingerprint.js');
    findings = withFingerprints(posting, findings);
  }
  if (options.since && options.changedLines) {
    const ranges = await changedLines(resolve(file.path), options.since, process.cwd());
    if (ranges) findings = onLines(findings, ranges, new LineIndex(file.source));
  }
  return { ...file, findings };
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
