import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import type { Command } from 'commander';
import type { Posting } from '../../core/types.js';
import { suggestedVersion } from '../../engine/suggested-version.js';
import { EXIT } from '../exit-code.js';
import { tellFailures } from '../fix-first.js';
import { lintTextAs, unsettledFailure, usableLinter } from '../fix-postings.js';
import { projectFor, type RuleFlags } from '../lint-and-report.js';
import { readPostings } from '../lint-paths.js';
import { print, printError } from '../output.js';
import { addRuleOptions } from '../rule-options.js';
import { messageOf, UsageError } from '../usage-error.js';
import { writeFileAtomic } from '../write-file.js';

interface RewriteFlags extends RuleFlags {
  readonly output?: string;
  readonly stdout?: boolean;
  readonly force?: boolean;
  readonly stdinFilename?: string;
}

export function configure(command: Command): void {
  command
    .argument('<posting>', 'a posting, or - for standard input')
    .option('-o, --output <file>', 'where to write; default is posting.suggested.md beside posting.md')
    .option('--stdout', 'print instead of writing a file')
    .option('--force', 'replace a file that is there already')
    .option('--stdin-filename <name>', 'the name that standard input goes by; its ending decides the format');
  addRuleOptions(command);
  command.addHelpText(
    'after',
    `
Writes a whole suggested version: statements said anew, missing lines drafted, and at the top the
questions that only the hiring manager can answer. What nobody but you can know stands there as a
blank ‹like this?›. The posting itself is not changed.

Examples:
  sm-jd rewrite posting.md
  sm-jd rewrite posting.md --stdout | less
`,
  );
}

export async function run(command: Command): Promise<number> {
  const flags = command.opts<RewriteFlags>();
  const [argument = ''] = command.args;
  const project = projectFor(flags);
  const { postings, failures } = await readPostings([argument], flags, project);
  const [posting] = postings;
  if (postings.length > 1) throw new UsageError(`${argument} holds ${postings.length} postings; rewrite one at a time`);
  if (!posting && failures.length === 0) throw new UsageError(`${argument} is left out by the configuration`);
  const target = posting && targetFor(posting, argument, flags);
  const linter = posting && (await usableLinter(project, posting.path));
  const problems = [...failures];
  if (posting && linter) {
    const version = suggestedVersion(posting.source, lintTextAs(posting, linter));
    if (version.fix.unsettled.length > 0) problems.push(unsettledFailure(posting.path, version.fix));
    if (target === undefined) await print(version.source);
    else await writeTo(target, version.source);
    const { questions, blanks, fix } = version;
    const counts = `${counted(fix.applied.length, 'change')}, ${counted(blanks, 'blank')} to fill, ${counted(questions.length, 'question')} for the hiring manager`;
    await printError(`${target === undefined ? '' : `Wrote ${target}: `}${counts}.\n`);
  }
  return tellFailures(problems, project, EXIT.ok);
}

/** The file to write, or undefined for standard output. */
function targetFor(posting: Posting, argument: string, flags: RewriteFlags): string | undefined {
  if (flags.stdout && flags.output !== undefined) throw new UsageError('use either --output or --stdout');
  if (flags.stdout || (argument === '-' && flags.output === undefined)) return undefined;
  const ending = extname(posting.path);
  const target = flags.output ?? `${posting.path.slice(0, posting.path.length - ending.length)}.suggested${ending}`;
  if (existsSync(target) && !flags.force) {
    throw new UsageError(`${target} is there already; --force replaces it, --output names another file`);
  }
  return target;
}

async function writeTo(target: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(target, text);
  } catch (error) {
    throw new UsageError(`${target} was not written: ${messageOf(error)}`);
  }
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
