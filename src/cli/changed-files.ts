import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from './usage-error.js';

const run = promisify(execFile);

/** Lines, from 1, both ends included. */
export type LineRange = readonly [first: number, last: number];

/** What `git diff` is asked for: what is staged, or what changed since a commit, uncommitted work included. */
export type Since = { readonly staged: true } | { readonly ref: string };

/** Absolute paths of files that were added or changed; new files that git does not know yet count for `ref`. */
export async function changedFiles(since: Since, cwd: string): Promise<Set<string>> {
  const top = (await git(['rev-parse', '--show-toplevel'], cwd)).trimEnd();
  if (
    'ref' in since &&
    (await git(['rev-list', '--max-count=1', '--end-of-options', since.ref, '--'], top).catch(() => '')) === ''
  ) {
    throw new UsageError(`--since: git knows no commit “${since.ref}”`);
  }
  const listed = await git(['diff', '--name-only', '--diff-filter=d', '-z', ...diffBase(since)], top);
  const untracked = 'ref' in since ? await git(['ls-files', '--others', '--exclude-standard', '-z'], top) : '';
  return new Set(
    `${listed}${untracked}`
      .split('\0')
      .filter(Boolean)
      .map(path => resolve(top, path)),
  );
}

/** The lines of a file that were added or changed; undefined where all of them are new. */
export async function changedLines(path: string, since: Since, cwd: string): Promise<LineRange[] | undefined> {
  const diff = await git(['diff', '--unified=0', '--no-color', '--no-ext-diff', ...diffBase(since), '--', path], cwd);
  if (diff === '') return undefined;
  return Array.from(diff.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm), ([, start, count = '1']) => {
    const first = Number(start);
    return [first, first + Number(count) - 1] as const;
  });
}

function diffBase(since: Since): string[] {
  // `--end-of-options`, so that a ref that begins with a dash is no option of git's.
  return 'ref' in since ? ['--end-of-options', since.ref] : ['--cached'];
}

async function git(args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await run('git', [...args], { cwd, maxBuffer: 256 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') throw new UsageError('--since and --staged need git, which is not installed');
    throw new UsageError(`git says: ${(stderr ?? '').trim().split('\n')[0]}`);
  }
}
