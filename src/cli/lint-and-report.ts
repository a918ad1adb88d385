import type { RoleFamily } from '../core/facets.js';
import {
  type Failure,
  type FileResult,
  type Posting,
  type RunResult,
  SEVERITIES,
  type Severity,
} from '../core/types.js';
import { VERSION } from '../core/version.js';
import { parsePosting } from '../document/index.js';
import type { NamedSettings } from '../engine/linter.js';
import { peersOf } from '../index.js';
import { type Format, loadReporter } from '../reporters/formats.js';
import { exitCodeOf, type FailOn, failsAt } from './exit-code.js';
import { findPostings } from './find-postings.js';
import { outputWidth, print, printError, wantsColor } from './output.js';
import { Project } from './project.js';
import { readPosting, readStandardInput } from './read-posting.js';
import { UsageError } from './usage-error.js';

/** The options of `sm-jd lint` as commander gives them. */
export interface LintFlags {
  readonly stdinFilename?: string;
  readonly config?: string | false;
  readonly format: Format;
  readonly failOn?: FailOn;
  readonly maxWarnings?: number;
  readonly fix?: 'safe' | 'review';
  readonly diff?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly rule?: readonly string[];
  readonly disable?: readonly string[];
  readonly role?: RoleFamily;
  readonly jurisdiction?: readonly string[];
  readonly employer?: string;
  readonly color?: boolean;
}

/** `sm-jd lint`: finds, reads and lints postings, prints the report, answers with the exit code. */
export async function lintAndReport(args: readonly string[], flags: LintFlags): Promise<number> {
  if (args.length === 0) throw new UsageError('say what to lint: a file, a folder, a glob, or - for standard input');
  const project = projectFor(flags);
  const read = await readPostings(args, flags, project);
  if (flags.fix !== undefined || flags.diff) {
    const { fixFirst, summaryOf } = await import('./fix-first.js');
    const fixed = await fixFirst(read, project, args, flags);
    if (fixed.code !== undefined) return fixed.code;
    if (fixed.fixes > 0) await printError(`${summaryOf(fixed.fixes, fixed.files)}\n`);
    read.postings = fixed.postings;
  }
  const { postings, failures } = read;
  const peers = postings.length > 0 ? peersOf(postings, flags.employer) : undefined;
  const files: FileResult[] = [];
  for (const posting of postings) {
    const linter = await project.linterFor(posting.path);
    // A posting must not pass because its configuration could not be read.
    if (linter.failures.length > 0 || (await project.configOf(posting.path)).failures.length > 0) continue;
    const result = linter.lint(posting, peers);
    files.push(result.file);
    failures.push(...result.failures);
  }
  const run = { tool: TOOL, files, failures: [...project.failures(), ...failures] };
  const failOn = await failOnOf(run, flags, project);
  await report(run, flags, failOn);
  const maxWarnings = flags.maxWarnings ?? (await project.configOf('.')).maxWarnings;
  return exitCodeOf(run, failOn, maxWarnings);
}

const TOOL = { name: 'sm-jd', version: VERSION } as const;

/** The project as the flags that several commands share want it. */
export function projectFor(
  flags: Pick<LintFlags, 'config' | 'rule' | 'disable' | 'role' | 'jurisdiction' | 'employer'>,
): Project {
  return new Project({
    ...(flags.config !== undefined && { config: flags.config }),
    settings: flagSettings(flags),
    ...(flags.role && { role: flags.role }),
    ...(flags.employer !== undefined && { employer: flags.employer }),
    jurisdictions: (flags.jurisdiction ?? []).map(code => code.toLowerCase()),
  });
}

/** Finds, reads and parses what the arguments stand for; `-` is standard input. */
export async function readPostings(
  args: readonly string[],
  flags: Pick<LintFlags, 'stdinFilename'>,
  project: Project,
): Promise<{ postings: Posting[]; failures: Failure[] }> {
  const found = await findPostings(
    args.filter(argument => argument !== '-'),
    process.cwd(),
  );
  const results = args.includes('-') ? [await readStandardInput(flags.stdinFilename)] : [];
  for (const path of found.paths) if (!(await project.isIgnored(path))) results.push(await readPosting(path));
  const postings: Posting[] = [];
  const failures = [...found.failures];
  for (const result of results) {
    if ('failure' in result) failures.push(result.failure);
    else {
      const { path, format, source } = result.posting;
      postings.push(parsePosting(source, { path, format }));
    }
  }
  return { postings, failures };
}

async function report(run: RunResult, flags: LintFlags, failOn: (path: string) => FailOn): Promise<void> {
  const reporter = await loadReporter(flags.format);
  await print(
    reporter.format(flags.quiet ? withoutHarmless(run, failOn) : run, {
      color: wantsColor(flags.color),
      width: outputWidth(),
      quiet: flags.quiet ?? false,
      verbose: flags.verbose ?? false,
    }),
  );
}

/** The run with only those findings that make it fail. */
function withoutHarmless(run: RunResult, failOn: (path: string) => FailOn): RunResult {
  const files = run.files.map(file => ({
    ...file,
    findings: file.findings.filter(finding => failsAt(finding.severity, failOn(file.path))),
  }));
  return { ...run, files };
}

/** From which severity on a file's findings fail: by the flag, the file's configuration, or `warning`. */
async function failOnOf(run: RunResult, flags: LintFlags, project: Project): Promise<(path: string) => FailOn> {
  const byPath = new Map<string, FailOn>();
  for (const { path } of run.files) {
    byPath.set(path, flags.failOn ?? (await project.configOf(path)).failOn ?? 'warning');
  }
  return path => byPath.get(path) ?? 'warning';
}

/** `--rule id`, `--rule id:severity` and `--disable id`, in that order. */
function flagSettings(flags: Pick<LintFlags, 'rule' | 'disable'>): NamedSettings[] {
  return [
    ...(flags.rule ?? []).map(argument => {
      const at = argument.lastIndexOf(':');
      const severity = at < 0 ? 'on' : argument.slice(at + 1);
      if (severity !== 'off' && severity !== 'on' && !(SEVERITIES as readonly string[]).includes(severity)) {
        throw new UsageError(`--rule ${argument}: “${severity}” is none of ${SEVERITIES.join(', ')}, off`);
      }
      return { name: at < 0 ? argument : argument.slice(0, at), severity: severity as Severity | 'off' | 'on' };
    }),
    ...(flags.disable ?? []).map(name => ({ name, severity: 'off' as const })),
  ];
}
