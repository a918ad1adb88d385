import type { Failure, Posting } from '../core/types.js';
import { peersOf } from '../index.js';
import { EXIT } from './exit-code.js';
import { fixPostings, writePosting } from './fix-postings.js';
import { print, printError, wantsColor } from './output.js';
import type { Project } from './project.js';
import { unifiedDiff } from './unified-diff.js';
import { UsageError } from './usage-error.js';

export interface FixFirstFlags {
  readonly fix?: 'safe' | 'review';
  readonly diff?: boolean;
  readonly employer?: string;
  readonly color?: boolean;
}

/** What `lint --fix` and `sm-jd fix` do with the postings before anything is reported. */
export interface FixedFirst {
  /** As they stand on the disk now. */
  readonly postings: Posting[];
  /** Fixes applied, and files they were written to. */
  readonly fixes: number;
  readonly files: number;
  /** Set where there is nothing to report: with `--diff`, and for standard input, which is printed mended. */
  readonly code?: number;
}

/**
 * Mends the postings and writes them back, or shows what would change. Failures are added to
 * those given, and told at once where nothing else will tell them.
 */
export async function fixFirst(
  read: { readonly postings: readonly Posting[]; readonly failures: Failure[] },
  project: Project,
  args: readonly string[],
  flags: FixFirstFlags,
): Promise<FixedFirst> {
  const fromInput = args.includes('-');
  if (fromInput && args.length > 1) throw new UsageError('fix either standard input or files, not both');
  const peers = read.postings.length > 0 ? peersOf(read.postings, flags.employer) : undefined;
  const { fixed, failures } = await fixPostings(read.postings, project, { safety: flags.fix ?? 'safe' }, peers);
  read.failures.push(...failures);
  const changed = fixed.filter(({ before, after }) => before !== after);
  if (flags.diff || fromInput) {
    for (const { before, after } of flags.diff ? changed : fixed) {
      await print(flags.diff ? diffFor(before, after.source, flags) : after.source);
    }
    const code = flags.diff && changed.length > 0 ? EXIT.findings : EXIT.ok;
    return { postings: [], fixes: 0, files: 0, code: await tellFailures(read.failures, project, code) };
  }
  const written = new Map<Posting, Posting>();
  let fixes = 0;
  for (const { before, after, result } of changed) {
    const failure = await writePosting(before, after.source);
    if (failure) read.failures.push(failure);
    else {
      written.set(before, after);
      fixes += result.applied.length;
    }
  }
  const postings = read.postings.map(posting => written.get(posting) ?? posting);
  return { postings, fixes, files: written.size };
}

/** Prints failures; any of them outweighs the code. */
export async function tellFailures(failures: readonly Failure[], project: Project, code: number): Promise<number> {
  const all = [...project.failures(), ...failures];
  for (const { subject, message } of all) await printError(`error: ${subject} ${message}\n`);
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
