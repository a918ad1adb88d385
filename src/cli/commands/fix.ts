import type { Command } from 'commander';
import type { Failure, Posting } from '../../core/types.js';
import { type PeerIndex, peersOf } from '../../index.js';
import { EXIT } from '../exit-code.js';
import { fixFirst, summaryOf, tellFailures } from '../fix-first.js';
import { lintTextAs, usableLinter, writePosting } from '../fix-postings.js';
import { projectFor } from '../lint-and-report.js';
import { readPostings } from '../lint-paths.js';
import { outputWidth, print, wantsColor } from '../output.js';
import { Project } from '../project.js';
import { addColorOptions, addRuleOptions } from '../rule-options.js';
import { UsageError } from '../usage-error.js';

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
  const project = new Project(projectFlags(flags));
  const { postings, failures } = await readPostings(args, flags, project);
  if (flags.interactive) {
    const peers = postings.length > 0 ? peersOf(postings, flags.employer) : undefined;
    failures.push(...(await fixOneByOne(postings, project, peers, flags)));
    return tellFailures(failures, project, EXIT.ok);
  }
  const fixed = await fixFirst({ postings, failures }, project, args, {
    ...flags,
    fix: flags.review ? 'review' : 'safe',
  });
  if (fixed.code !== undefined) return fixed.code;
  await print(`${summaryOf(fixed.fixes, fixed.files)}\n`);
  return tellFailures(failures, project, EXIT.ok);
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
  peers: PeerIndex | undefined,
  flags: FixFlags,
): Promise<Failure[]> {
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
      const { source, accepted, quit } = await walkThrough(posting, lintTextAs(posting, linter, peers), dialogue);
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
  return failures;
}
