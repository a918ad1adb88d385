import type { Command } from 'commander';
import type { Failure, Posting } from '../../core/types.js';
import { visibleText } from '../../reporters/visible-text.js';
import { EXIT } from '../exit-code.js';
import { fixesInput, fixFirst, summaryOf, tellFailures } from '../fix-first.js';
import { lintTextAs, usableLinter, writePosting } from '../fix-postings.js';
import { projectFor, type RuleFlags } from '../lint-and-report.js';
import { readPostings } from '../lint-paths.js';
import { outputWidth, print, wantsColor } from '../output.js';
import type { Project } from '../project.js';
import { addColorOptions, addRuleOptions } from '../rule-options.js';
import { UsageError } from '../usage-error.js';

/** 128 and the number of SIGINT, as shells have it. */
const INTERRUPTED = 130;

interface FixFlags extends RuleFlags {
  readonly review?: boolean;
  readonly interactive?: boolean;
  readonly diff?: boolean;
  readonly stdinFilename?: string;
  readonly color?: boolean;
}

export function configure(command: Command): void {
  command
    .argument('[paths...]', 'files, folders, globs, or - for standard input')
    .usage('[options] <paths...>')
    .option('--review', 'apply also what a person should read before it is published')
    .option('-i, --interactive', 'walk through the fixes one by one; needs a terminal')
    .option('--diff', 'print what would change and write nothing; exits with 1 if anything would')
    .option('--stdin-filename <name>', 'the name that standard input goes by; its ending decides the format');
  addRuleOptions(command);
  addColorOptions(command);
  command.addHelpText(
    'after',
    `
Applies the suggestions that keep the meaning, again and again until nothing is left to apply. Front
matter and code are never touched. With - the fixed posting goes to standard output.

Examples:
  sm-jd fix posting.md
  sm-jd fix jobs/ --review --diff
  sm-jd fix posting.md --interactive
`,
  );
}

export async function run(command: Command): Promise<number> {
  const flags = command.opts<FixFlags>();
  const { args } = command;
  if (args.length === 0) throw new UsageError('say what to fix: a file, a folder, a glob, or - for standard input');
  if (flags.interactive) refuseWithoutTerminal(args, flags);
  const project = projectFor(flags);
  const { postings, failures } = await readPostings(args, flags, project);
  if (flags.interactive) {
    const walked = await fixOneByOne(postings, project, flags);
    return tellFailures([...failures, ...walked.failures], project, walked.code);
  }
  const { review, ...rest } = flags;
  const fixed = await fixFirst(postings, project, { ...rest, fix: review ? 'review' : 'safe' }, fixesInput(args));
  if (fixed.code === undefined) await print(`${summaryOf(fixed.fixes, fixed.files)}\n`);
  return tellFailures([...failures, ...fixed.failures], project, fixed.code ?? EXIT.ok);
}

function refuseWithoutTerminal(args: readonly string[], flags: FixFlags): void {
  if (flags.diff) throw new UsageError('--interactive shows each diff itself; leave --diff out');
  if (!process.stdin.isTTY || !process.stdout.isTTY || args.includes('-')) {
    throw new UsageError(
      '--interactive asks a person, and this is no terminal; use “sm-jd fix --diff” to see the changes, or “sm-jd fix” to make them',
    );
  }
}

async function fixOneByOne(
  postings: readonly Posting[],
  project: Project,
  flags: FixFlags,
): Promise<{ code: number; failures: Failure[] }> {
  const [{ createInterface }, { terminalDialogue, walkThrough }] = await Promise.all([
    import('node:readline/promises'),
    import('../walk-through.js'),
  ]);
  const readline = createInterface({ input: process.stdin, output: process.stdout });
  const dialogue = terminalDialogue(readline, { color: wantsColor(flags.color), width: outputWidth(), show: print });
  const failures: Failure[] = [];
  let fixes = 0;
  let files = 0;
  try {
    for (const posting of postings) {
      const linter = await usableLinter(project, posting.path);
      if (!linter) continue;
      const { source, accepted, quit } = await walkThrough(posting, lintTextAs(posting, linter), dialogue);
      if (dialogue.interrupted) {
        await print(`\nStopped; ${visibleText(posting.path)} is as it was.\n`);
        return { code: INTERRUPTED, failures };
      }
      if (source !== posting.source) {
        const failure = await writePosting(posting, source);
        if (failure) failures.push(failure);
        else {
          fixes += accepted;
          files++;
        }
      }
      if (quit) break;
    }
  } finally {
    readline.close();
  }
  await print(`\n${summaryOf(fixes, files)}\n`);
  return { code: EXIT.ok, failures };
}
