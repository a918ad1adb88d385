import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Key of package.json that holds a configuration. */
export const PACKAGE_KEY = 'sm-jd';

/** In one folder, the first of these that is there is taken. */
export const CONFIG_NAMES = ['.sm-jd.yaml', '.sm-jd.yml', '.sm-jd.json', 'package.json'] as const;

/**
 * Finds the nearest configuration file of a folder: in it, or in the nearest folder above that has
 * one. A repository is a border: nothing above it is looked at. Answers are kept.
 */
export class ConfigFinder {
  readonly #found = new Map<string, string | undefined>();

  /** @param folder Absolute path. */
  nearest(folder: string): string | undefined {
    if (!this.#found.has(folder)) this.#found.set(folder, this.#search(folder));
    return this.#found.get(folder);
  }

  #search(folder: string): string | undefined {
    for (const name of CONFIG_NAMES) {
      const file = join(folder, name);
      if (existsSync(file) && (name !== 'package.json' || hasOwnKey(file))) return file;
    }
    const above = dirname(folder);
    return above === folder || existsSync(join(folder, '.git')) ? undefined : this.nearest(above);
  }
}

/** Most packages configure nothing here; a broken package.json is for npm to complain about. */
function hasOwnKey(file: string): boolean {
  try {
    const text = readFileSync(file, 'utf8');
    return text.includes(`"${PACKAGE_KEY}"`) && Object.hasOwn(JSON.parse(text) as object, PACKAGE_KEY);
  } catch {
    return false;
  }
}
