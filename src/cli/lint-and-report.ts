import type { RoleFamily } from '../core/facets.js';
import { type Failure, type FileResult, type RunResult, SEVERITIES, type Severity } from '../core/types.js';
import { VERSION } from '../core/version.js';
import { parsePosting } from '../document/index.js';
import { createLinter } from '../index.js';
import { type Format, loadReporter } from '../reporters/formats.js';
import type { RuleSettings } from '../rules/rule-set.js';
import { exitCodeOf, type FailOn, failsAt } from './exit-code.js';
import { findPostings } from './find-postings.js';
import { outputWidth, print, wantsColor } from './output.js';
import { type RawPosting, readPosting, readStandardInput } from './read-posting.js';
import { UsageError } from './usage-error.js';

/** The options of `sm-jd lint` as commander gives them. */
export interface LintFlags {
  readonly stdinFilename?: string;
  readonly format: Format;
  readonly failOn: FailOn;
  readonly maxWarnings?: number;
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
  const linter = createLinter({
    settings: ruleSettings(flags),
    ...(flags.role && { role: flags.role }),
    ...(flags.employer !== undefined && { employer: flags.employer }),
    jurisdictions: (flags.jurisdiction ?? []).map(code => code.toLowerCase()),
  });
  if (linter.failures.length > 0) {
    return report({ tool: TOOL, files: [], failures: linter.failures }, flags);
  }
  const { raw, failures } = await readAll(args, flags);
  const postings = raw.map(({ path, format, source }) => parsePosting(source, { path, format }));
  const peers = linter.peersOf(postings);
  const files: FileResult[] = [];
  for (const posting of postings) {
    const result = linter.lint(posting, peers);
    files.push(result.file);
    failures.push(...result.failures);
  }
  return report({ tool: TOOL, files, failures }, flags);
}

const TOOL = { name: 'sm-jd', version: VERSION } as const;

async function report(run: RunResult, flags: LintFlags): Promise<number> {
  const reporter = await loadReporter(flags.format);
  const shown = flags.quiet ? withoutHarmless(run, flags.failOn) : run;
  await print(
    reporter.format(shown, {
      color: wantsColor(flags.color),
      width: outputWidth(),
      quiet: flags.quiet ?? false,
      verbose: flags.verbose ?? false,
    }),
  );
  return exitCodeOf(run, flags.failOn, flags.maxWarnings);
}

/** The run with only those findings that make it fail. */
function withoutHarmless(run: RunResult, failOn: FailOn): RunResult {
  const files = run.files.map(file => ({
    ...file,
    findings: file.findings.filter(finding => failsAt(finding.severity, failOn)),
  }));
  return { ...run, files };
}

async function readAll(args: readonly string[], flags: LintFlags): Promise<{ raw: RawPosting[]; failures: Failure[] }> {
  const paths = args.filter(argument => argument !== '-');
  const found = await findPostings(paths, process.cwd());
  const results = args.includes('-') ? [await readStandardInput(flags.stdinFilename)] : [];
  for (const path of found.paths) results.push(await readPosting(path));
  return {
    raw: results.flatMap(result => ('posting' in result ? [result.posting] : [])),
    failures: [...found.failures, ...results.flatMap(result => ('failure' in result ? [result.failure] : []))],
  };
}

/** `--rule id`, `--rule id:severity` and `--disable id`, in that order. */
function ruleSettings(flags: LintFlags): (readonly [string, RuleSettings])[] {
  return [
    ...(flags.rule ?? []).map((argument): readonly [string, RuleSettings] => {
      const at = argument.lastIndexOf(':');
      const severity = at < 0 ? 'warning' : argument.slice(at + 1);
      if (severity !== 'off' && !(SEVERITIES as readonly string[]).includes(severity)) {
        throw new UsageError(`--rule ${argument}: “${severity}” is none of ${SEVERITIES.join(', ')}, off`);
      }
      return [at < 0 ? argument : argument.slice(0, at), { severity: severity as Severity | 'off' }];
    }),
    ...(flags.disable ?? []).map((name): readonly [string, RuleSettings] => [name, { severity: 'off' }]),
  ];
}
