import type { Failure, Posting } from '../core/types.js';
import { parsePosting } from '../document/index.js';
import { type FixOptions, type FixResult, fixText, type Linted } from '../engine/fix.js';
import type { Linter } from '../index.js';
import type { Project } from './project.js';
import { replaceFile, WriteError } from './write-file.js';

/** Lints any text as if it stood in the posting's file. */
export type LintText = (source: string) => Linted & { readonly posting: Posting };

/** Without other postings to compare with: what is found so has questions to ask, and nothing to apply. */
export function lintTextAs(posting: Posting, linter: Linter): LintText {
  const { path, format } = posting;
  return source => {
    const read = source === posting.source ? posting : parsePosting(source, { path, format });
    return { posting: read, opaque: read.opaque, findings: linter.lint(read).file.findings };
  };
}

/** The linter for a posting; undefined where its configuration is at fault, which `project.failures()` tells. */
export async function usableLinter(project: Project, path: string): Promise<Linter | undefined> {
  const linter = await project.linterFor(path);
  if (linter.failures.length > 0 || (await project.configOf(path)).failures.length > 0) return undefined;
  return linter;
}

export interface FixedPosting {
  readonly before: Posting;
  /** The same object where nothing was fixed. */
  readonly after: Posting;
  readonly result: FixResult;
}

/** Fixes postings in memory. Rules whose fixes come to no end are told and left out. */
export async function fixPostings(
  postings: readonly Posting[],
  project: Project,
  options: FixOptions,
): Promise<{ fixed: FixedPosting[]; failures: Failure[] }> {
  const fixed: FixedPosting[] = [];
  const failures: Failure[] = [];
  for (const before of postings) {
    const linter = await usableLinter(project, before.path);
    if (!linter) continue;
    const lint = lintTextAs(before, linter);
    const result = fixText(before.source, lint, options);
    if (result.unsettled.length > 0) failures.push(unsettledFailure(before.path, result));
    const after = result.applied.length > 0 ? lint(result.source).posting : before;
    fixed.push({ before, after, result });
  }
  return { fixed, failures };
}

export function unsettledFailure(path: string, { unsettled }: FixResult): Failure {
  const rules = unsettled.join(', ');
  return {
    kind: 'rule',
    subject: path,
    message: `the fixes of ${rules} come to no end and were left out; switch the rule off, or mend its card`,
  };
}

/** Writes a posting back; what keeps it from being written is a failure, and the file stays as it is. */
export async function writePosting(before: Posting, next: string): Promise<Failure | undefined> {
  try {
    await replaceFile(before.path, before.source, next);
    return undefined;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    return { kind: 'file', subject: before.path, message: `was not changed: ${error.message}` };
  }
}
