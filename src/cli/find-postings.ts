import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Failure } from '../core/types.js';
import { IgnoreRules } from './ignore-files.js';
import { toSlashes } from './paths.js';
import { explainReadError, hasPostingExtension, POSTING_EXTENSIONS } from './read-posting.js';

/** What the arguments stand for. */
export interface FoundPostings {
  /** In order of the arguments, files of one folder or glob sorted; no file twice. */
  readonly paths: readonly string[];
  readonly failures: readonly Failure[];
  /** Files named one by one that `.sm-jdignore` leaves out. */
  readonly ignored: readonly string[];
}

/** Never looked into: what others wrote or machines made. */
const SKIPPED_FOLDERS = ['**/node_modules/**', '**/.git/**'];

/** What `sm-jd rewrite` writes beside a posting is a draft full of blanks; it is read where it is named outright. */
const SUGGESTED_VERSION = /\.suggested\.\w+$/i;

/**
 * Resolves files, folders and globs to postings. A folder means all postings below it that no
 * ignore file leaves out. A file named outright is taken even if git ignores it, but not if
 * `.sm-jdignore` does: pre-commit names each changed file outright.
 */
export async function findPostings(args: readonly string[], cwd: string): Promise<FoundPostings> {
  const paths = new Map<string, string>();
  const failures: Failure[] = [];
  const ignored: string[] = [];
  const discovered = new IgnoreRules(cwd);
  const named = new IgnoreRules(cwd, ['.sm-jdignore']);
  const add = (path: string) => {
    const key = resolve(cwd, path);
    if (!paths.has(key)) paths.set(key, path);
  };
  const fail = (subject: string, message: string) => failures.push({ kind: 'file', subject, message });

  for (const argument of args) {
    const kind = await kindOf(resolve(cwd, argument));
    if (kind === 'file') {
      if (named.ignores(resolve(cwd, argument))) ignored.push(argument);
      else add(toSlashes(argument));
      continue;
    }
    if (kind === 'folder' || (kind === 'missing' && (await isGlob(argument)))) {
      const found = await search(argument, kind === 'folder', cwd);
      const kept = found.filter(path => !discovered.ignores(resolve(cwd, path)));
      for (const path of kept) add(path);
      if (found.length === 0) {
        const where = kind === 'folder' ? 'holds no posting' : 'matches no posting';
        fail(argument, `${where} (looked for ${POSTING_EXTENSIONS.join(', ')})`);
      } else if (kept.length === 0) {
        fail(argument, `all ${found.length} postings are left out by .gitignore or .sm-jdignore`);
      }
      continue;
    }
    fail(argument, kind === 'missing' ? 'does not exist' : kind.reason);
  }
  return { paths: [...paths.values()], failures, ignored };
}

type PathKind = 'file' | 'folder' | 'missing' | { readonly reason: string };

async function kindOf(path: string): Promise<PathKind> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return missing ? 'missing' : { reason: explainReadError(error) };
  }
}

async function isGlob(argument: string): Promise<boolean> {
  const { isDynamicPattern } = await import('tinyglobby');
  return isDynamicPattern(argument);
}

async function search(argument: string, isFolder: boolean, cwd: string): Promise<string[]> {
  const { escapePath, glob } = await import('tinyglobby');
  const folder = toSlashes(argument).replace(/\/+$/, '');
  const endings = `{${POSTING_EXTENSIONS.map(extension => extension.slice(1)).join(',')}}`;
  const pattern = isFolder ? `${escapePath(folder)}/**/*.${endings}` : toSlashes(argument);
  const found = await glob(pattern, {
    cwd,
    ignore: SKIPPED_FOLDERS,
    expandDirectories: false,
    followSymbolicLinks: false,
    caseSensitiveMatch: false,
  });
  return found.filter(path => hasPostingExtension(path) && !SUGGESTED_VERSION.test(path)).sort();
}
