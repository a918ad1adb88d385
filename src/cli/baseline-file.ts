import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type { Failure } from '../core/types.js';
import type { Baseline, BaselineEntry } from '../engine/baseline.js';
import { toSlashes } from './paths.js';
import { explainReadError } from './read-posting.js';

/** Where `baseline update` writes, and what `--baseline` means without a name. */
export const DEFAULT_BASELINE = '.sm-jd-baseline.json';

/** A baseline file; postings are named in it relative to its folder. */
export class BaselineFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  nameOf(posting: string): string {
    return toSlashes(relative(dirname(resolve(this.path)), resolve(posting)));
  }

  async read(): Promise<{ readonly baseline: Baseline } | { readonly failure: Failure }> {
    const failed = (message: string) => ({ failure: { kind: 'config' as const, subject: this.path, message } });
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      return failed(missing ? 'there is no such baseline; “sm-jd baseline update” makes one' : explainReadError(error));
    }
    try {
      const value: unknown = JSON.parse(text);
      return isBaseline(value)
        ? { baseline: value }
        : failed('is no baseline of sm-jd; “sm-jd baseline update” makes it anew');
    } catch {
      return failed('is no valid JSON (a merge conflict?); “sm-jd baseline update” makes it anew');
    }
  }

  async write(baseline: Baseline): Promise<void> {
    const { writeFileAtomic } = await import('./write-file.js');
    await writeFileAtomic(this.path, `${JSON.stringify(baseline, undefined, 2)}\n`);
  }
}

function isBaseline(value: unknown): value is Baseline {
  if (typeof value !== 'object' || value === null) return false;
  const { schemaVersion, files } = value as Partial<Baseline>;
  if (schemaVersion !== 1 || typeof files !== 'object' || files === null) return false;
  return Object.values(files).every(list => Array.isArray(list) && list.every(isEntry));
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, fingerprint } = value as Partial<BaselineEntry>;
  return typeof rule === 'string' && typeof fingerprint === 'string';
}
