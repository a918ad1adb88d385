import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Files of patterns, in gitignore syntax, that name what is not to be linted. */
export const IGNORE_FILES = ['.gitignore', '.sm-jdignore'] as const;

/**
 * Answers whether a path is ignored by any ignore file in its folder or a folder above, up to the
 * top of the git repository, or up to `cwd` outside one. Each ignore file is read once.
 */
export class IgnoreRules {
  readonly #names: readonly string[];
  readonly #top: string;
  readonly #folders = new Map<string, FolderRules>();

  constructor(cwd: string, names: readonly string[] = IGNORE_FILES) {
    this.#top = repositoryOf(resolve(cwd)) ?? resolve(cwd);
    this.#names = names;
  }

  /** @param path Absolute path of a file. */
  ignores(path: string): boolean {
    for (let rules: FolderRules | undefined = this.#rulesOf(dirname(path)); rules; rules = rules.parent) {
      if (!rules.patterns) continue;
      // As in git, the nearest file that says anything about the path decides.
      const result = rules.patterns.test(relative(rules.folder, path).split(sep).join('/'));
      if (result.ignored) return true;
      if (result.unignored) return false;
    }
    return false;
  }

  #rulesOf(folder: string): FolderRules {
    const known = this.#folders.get(folder);
    if (known) return known;
    const isTop = folder === this.#top || folder === dirname(folder);
    const rules: FolderRules = {
      folder,
      patterns: this.#read(folder),
      parent: isTop ? undefined : this.#rulesOf(dirname(folder)),
    };
    this.#folders.set(folder, rules);
    return rules;
  }

  #read(folder: string): Ignore | undefined {
    let patterns: Ignore | undefined;
    for (const name of this.#names) {
      let text: string;
      try {
        text = readFileSync(join(folder, name), 'utf8');
      } catch {
        continue; // There is none here, or it cannot be read: git goes on too.
      }
      patterns ??= ignore();
      patterns.add(text);
    }
    return patterns;
  }
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  return folder === dirname(folder) ? undefined : repositoryOf(dirname(folder));
}

interface FolderRules {
  readonly folder: string;
  readonly patterns: Ignore | undefined;
  readonly parent: FolderRules | undefined;
}
