import type { RoleFamily } from '../core/facets.js';
import { type Failure, type FileResult, type RunResult, SEVERITIES, type Severity } from '../core/types.js';
import { VERSION } from '../core/version.js';
import { withoutRepeats } from '../engine/joint-help.js';
import type { NamedSettings } from '../engine/linter.js';
import { FORMAT_NAMES, type Format, loadReporter } from '../reporters/formats.js';
import { DEFAULT_BASELINE } from './baseline-file.js';
import { ExitCount, type FailOn, failsAt, severityWord } from './exit-code.js';
import { type LintPathsOptions, lintPaths, readPostings } from './lint-paths.js';
import { outputWidth, Printer, print, printError, wantsColor } from './output.js';
import { Project, type ProjectFlags } from './project.js';
import { UsageError } from './usage-error.js';

/** Options that all commands that run rules share, as commander gives them. */
export interface RuleFlags {
  readonly config?: string | false;
  readonly plugins?: boolean;
  readonly rule?: readonly string[];
  readonly disable?: readonly string[];
  readonly role?: RoleFamily;
  readonly jurisdiction?: readonly string[];
  readonly employer?: string;
}

/** The options of `sm-jd lint` as commander gives them. */
export interface LintFlags extends RuleFlags {
  readonly stdinFilename?: string;
  readonly format: Format;
  readonly output?: readonly string[];
  readonly failOn?: FailOn;
  readonly maxWarnings?: number;
  readonly baseline?: string | true;
  readonly since?: string;
  readonly cache?: string | true;
  readonly jobs?: number;
  readonly staged?: boolean;
  readonly changedLines?: boolean;
  readonly fix?: 'safe' | 'review';
  readonly diff?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
}

/** Where `--cache` keeps results without a name. */
export const DEFAULT_CACHE = '.sm-jd-cache';

/** Formats that name a finding by its fingerprint. */
const WITH_FINGERPRINTS: readonly Format[] = ['sarif', 'gitlab'];

/** `sm-jd lint`: lints postings, prints the report, writes those asked for, answers with the exit code. */
export async function lintAndReport(args: readonly string[], flags: LintFlags): Promise<number> {
  const onlyChanged = flags.since !== undefined || flags.staged === true;
  if (args.length === 0 && !onlyChanged) {
    throw new UsageError('say what to lint: a file, a folder, a glob, or - for standard input');
  }
  const outputs = outputsOf(flags);
  const paths = args.length > 0 ? args : ['.'];
  const options = pathsOptions(flags, outputs);
  let unfixed: readonly Failure[] = [];
  if (flags.fix !== undefined || flags.diff) {
    const { fixFirst, fixesInput, summaryOf, tellFailures } = await import('./fix-first.js');
    const project = projectFor(flags);
    const { postings, failures } = await readPostings(paths, options, project);
    const fixed = await fixFirst(postings, project, flags, fixesInput(paths));
    if (fixed.code !== undefined) return tellFailures([...failures, ...fixed.failures], project, fixed.code);
    if (fixed.fixes > 0) await printError(`${summaryOf(fixed.fixes, fixed.files)}\n`);
    unfixed = fixed.failures;
  }
  const reports = await Promise.all(outputs.map(output => openReport(output, flags)));
  const exit = new ExitCount();
  const linted = await lintPaths(paths, options, async (result, configured) => {
    const failOn = flags.failOn ?? configured ?? 'warning';
    exit.add(result, failOn);
    const seen = flags.quiet ? withoutHarmless(result, failOn) : result;
    const shown = { ...seen, findings: withoutRepeats(seen.findings) };
    for (const report of reports) await report.file(shown);
  });
  const failures = [...unfixed, ...linted.failures];
  const tool = { name: 'sm-jd', version: VERSION } as const;
  for (const report of reports) await report.end({ tool, failures, rules: linted.rules });
  if (linted.stale > 0 && flags.verbose) {
    await printError(`${linted.stale} findings of the baseline are gone: run “sm-jd baseline update”.\n`);
  }
  return exit.code(failures.length, flags.maxWarnings ?? linted.maxWarnings);
}

/** What the flags say to the project. */
function projectFlags(flags: RuleFlags): ProjectFlags {
  return {
    ...(flags.config !== undefined && { config: flags.config }),
    ...(flags.plugins !== undefined && { plugins: flags.plugins }),
    settings: flagSettings(flags),
    ...(flags.role && { role: flags.role }),
    ...(flags.employer !== undefined && { employer: flags.employer }),
    jurisdictions: (flags.jurisdiction ?? []).map(code => code.toLowerCase()),
  };
}

/** The project as the flags that several commands share want it. */
export function projectFor(flags: RuleFlags): Project {
  return new Project(projectFlags(flags));
}

function pathsOptions(flags: LintFlags, outputs: readonly Output[]): LintPathsOptions {
  if (flags.since !== undefined && flags.staged) throw new UsageError('--since and --staged exclude each other');
  const since = flags.staged ? ({ staged: true } as const) : flags.since !== undefined && { ref: flags.since };
  if (flags.changedLines && !since) throw new UsageError('--changed-lines needs --since or --staged');
  const baseline = flags.baseline === true ? DEFAULT_BASELINE : flags.baseline;
  return {
    ...projectFlags(flags),
    ...(flags.stdinFilename !== undefined && { stdinFilename: flags.stdinFilename }),
    ...(since && { since }),
    ...(flags.changedLines && { changedLines: true }),
    ...(baseline !== undefined && { baseline }),
    ...(flags.cache !== undefined && { cache: flags.cache === true ? DEFAULT_CACHE : flags.cache }),
    ...(flags.jobs !== undefined && { jobs: flags.jobs }),
    skips: flags.verbose ?? false,
    balance: outputs.some(({ format }) => format === 'html'),
    fingerprints: outputs.some(({ format }) => WITH_FINGERPRINTS.includes(format)),
  };
}

interface Output {
  readonly format: Format;
  /** Absent for standard output. */
  readonly file?: string;
}

/** `--format` to standard output, and each `--output format=file`. */
function outputsOf(flags: LintFlags): Output[] {
  const files = (flags.output ?? []).map(argument => {
    const at = argument.indexOf('=');
    const format = argument.slice(0, Math.max(at, 0));
    const file = argument.slice(at + 1);
    if (!isFormat(format) || file === '') {
      throw new UsageError(`--output ${argument}: write format=file, with one of ${FORMAT_NAMES.join(', ')}`);
    }
    return { format, file };
  });
  return [{ format: flags.format }, ...files];
}

function isFormat(name: string): name is Format {
  return (FORMAT_NAMES as readonly string[]).includes(name);
}

/** A report that takes the files of a run one after another. */
interface OpenReport {
  file(result: FileResult): Promise<void>;
  end(run: Omit<RunResult, 'files'>): Promise<void>;
}

/** What can be printed while the run goes on is; other reports are written at the end. */
async function openReport({ format, file }: Output, flags: LintFlags): Promise<OpenReport> {
  const reporter = await loadReporter(format);
  const options = {
    color: file === undefined && wantsColor(flags.color),
    width: file === undefined ? outputWidth() : 100,
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
  };
  const stream = file === undefined ? reporter.stream?.(options) : undefined;
  if (stream) {
    const printer = new Printer();
    return {
      file: result => printer.add(stream.file(result)),
      async end(run) {
        await printer.add(stream.end(run.failures));
        await printer.flush();
      },
    };
  }
  const files: FileResult[] = [];
  return {
    async file(result) {
      files.push(result);
    },
    async end(run) {
      const text = reporter.format({ ...run, files }, options);
      await (file === undefined ? print(text) : writeReport(file, text));
    },
  };
}

async function writeReport(file: string, text: string): Promise<void> {
  try {
    const { writeFileAtomic } = await import('./write-file.js');
    await writeFileAtomic(file, text);
  } catch (error) {
    throw new UsageError(`--output: ${file} cannot be written: ${(error as Error).message}`);
  }
}

/** The result with only those findings that make the run fail. */
function withoutHarmless(file: FileResult, failOn: FailOn): FileResult {
  return { ...file, findings: file.findings.filter(finding => failsAt(finding.severity, failOn)) };
}

/** `--rule id`, `--rule id:severity` and `--disable id`, in that order. */
function flagSettings(flags: Pick<RuleFlags, 'rule' | 'disable'>): NamedSettings[] {
  return [
    ...(flags.rule ?? []).map(argument => {
      const at = argument.lastIndexOf(':');
      const severity = at < 0 ? 'on' : severityWord(argument.slice(at + 1));
      if (severity !== 'off' && severity !== 'on' && !(SEVERITIES as readonly string[]).includes(severity)) {
        throw new UsageError(`--rule ${argument}: “${severity}” is none of ${SEVERITIES.join(', ')}, off`);
      }
      return { name: at < 0 ? argument : argument.slice(0, at), severity: severity as Severity | 'off' | 'on' };
    }),
    ...(flags.disable ?? []).map(name => ({ name, severity: 'off' as const })),
  ];
}
