import type { Failure, Posting } from '../core/types.js';
import { EXIT } from './exit-code.js';
import { fixPostings, writePosting } from './fix-postings.js';
import { failureInWords, print, printError, wantsColor } from './output.js';
import type { Project } from './project.js';
import { unifiedDiff } from './unified-diff.js';
import { UsageError } from './usage-error.js';

export interface FixFirstFlags {
  /** Default `safe`. */
  readonly fix?: 'safe' | 'review';
  readonly diff?: boolean;
  readonly color?: boolean;
}

/** What was done with the postings before anything is reported. */
export interface FixedFirst {
  /** Fixes applied, and files they were written to. */
  readonly fixes: number;
  readonly files: number;
  /** Postings that could not be fixed or written; they are as they were. */
  readonly failures: readonly Failure[];
  /** The exit code where there is nothing more to report: with `--diff`, and for standard input. */
  readonly code?: number;
}

/**
 * Mends postings and writes them back; with `--diff` shows what would change instead. What came
 * through standard input goes, mended, to standard output.
 */
export async function fixFirst(
  postings: readonly Posting[],
  project: Project,
  flags: FixFirstFlags,
  fromInput: boolean,
): Promise<FixedFirst> {
  const { fixed, failures } = await fixPostings(postings, project, { safety: flags.fix ?? 'safe' });
  const changed = fixed.filter(({ before, after }) => before !== after);
  if (flags.diff) {
    for (const { before, after } of changed) await print(diffFor(before, after.source, flags));
    if (changed.length === 0 && failures.length === 0) {
      const more = flags.fix === 'review' ? 0 : await countForReview(postings, project);
      await printError(`${nothingToShow(more, flags)}\n`);
    }
    return { fixes: 0, files: 0, failures, code: changed.length > 0 ? EXIT.findings : EXIT.ok };
  }
  if (fromInput) {
    for (const { after } of fixed) await print(after.source);
    return { fixes: 0, files: 0, failures, code: EXIT.ok };
  }
  let fixes = 0;
  let files = 0;
  for (const { before, after, result } of changed) {
    const failure = await writePosting(before, after.source);
    if (failure) failures.push(failure);
    else {
      fixes += result.applied.length;
      files++;
    }
  }
  return { fixes, files, failures };
}

/** How many fixes there would be that want reading. */
async function countForReview(postings: readonly Posting[], project: Project): Promise<number> {
  const { fixed } = await fixPostings(postings, project, { safety: 'review' });
  return fixed.reduce((sum, { result }) => sum + result.applied.length, 0);
}

/** Why there is no diff, and how to see more. */
function nothingToShow(more: number, { fix }: FixFirstFlags): string {
  if (fix === 'review') return 'Nothing to fix.';
  if (more === 0) return 'Nothing to fix, neither what is safe nor what wants reading.';
  const fixes = more === 1 ? 'one fix that wants' : `${more} fixes that want`;
  return `Nothing that is safe to fix unseen; there ${more === 1 ? 'is' : 'are'} ${fixes} reading: see “sm-jd fix --review --diff”.`;
}

/**
 * Whether it is standard input that is to be mended.
 * @throws UsageError where files are named besides: a stream of several postings is no use
 */
export function fixesInput(args: readonly string[]): boolean {
  const fromInput = args.includes('-');
  if (fromInput && args.length > 1) throw new UsageError('fix either standard input or files, not both');
  return fromInput;
}

/** Prints failures; any of them outweighs the code. */
export async function tellFailures(failures: readonly Failure[], project: Project, code: number): Promise<number> {
  const all = [...project.failures(), ...failures];
  for (const failure of all) await printError(`error: ${failureInWords(failure)}\n`);
  return all.length > 0 ? EXIT.failure : code;
}

/** "Fixed 3 things in 2 postings." */
export function summaryOf(fixes: number, files: number): string {
  if (fixes === 0) return 'Nothing to fix.';
  return `Fixed ${fixes} ${fixes === 1 ? 'thing' : 'things'} in ${files} ${files === 1 ? 'posting' : 'postings'}.`;
}

/** The diff as a program reads it, or as a person on a terminal does. */
function diffFor(posting: Posting, next: string, { color }: FixFirstFlags): string {
  return unifiedDiff(posting.path, posting.source, next, {
    color: wantsColor(color),
    visible: Boolean(process.stdout.isTTY),
  });
}
