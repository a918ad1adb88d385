import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FileResult } from '../core/types.js';
import { VERSION } from '../core/version.js';
import { writeFileAtomic } from './write-file.js';

/** What a posting's result is kept of; its source is read anyway. */
type Kept = Omit<FileResult, 'path' | 'source'>;

interface Entry {
  readonly key: string;
  readonly result: Kept;
}

/**
 * Results of earlier runs, by posting. A result is used again only where everything that it hangs on
 * is the same: the posting's bytes, the rules with their settings, the version, and the other
 * postings where rules compare with them. A cache that is damaged, torn or of another version is
 * as good as none.
 */
export class ResultCache {
  readonly #file: string;
  readonly #entries: Map<string, Entry>;
  #isChanged = false;

  private constructor(file: string, entries: Map<string, Entry>) {
    this.#file = file;
    this.#entries = entries;
  }

  static async open(file: string): Promise<ResultCache> {
    return new ResultCache(file, await readEntries(file));
  }

  /** A key that hangs on every part, and on where one part ends and the next begins. */
  keyOf(parts: readonly string[]): string {
    return digest(parts);
  }

  get(path: string, key: string): Kept | undefined {
    const entry = this.#entries.get(this.#nameOf(path));
    return entry?.key === key ? entry.result : undefined;
  }

  set(path: string, key: string, { path: _, ...result }: Omit<FileResult, 'source'>): void {
    this.#entries.set(this.#nameOf(path), { key, result });
    this.#isChanged = true;
  }

  /** @throws WriteError where the folder cannot be written. */
  async save(): Promise<void> {
    if (!this.#isChanged) return;
    const body = JSON.stringify([...this.#entries]);
    await writeFileAtomic(this.#file, `${HEADER}${digest([body])}\n${body}`);
  }

  /** Absolute, so that runs from different folders share a cache. */
  #nameOf(path: string): string {
    return resolve(path);
  }
}

const HEADER = `sm-jd ${VERSION} cache `;

export function digest(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}

async function readEntries(file: string): Promise<Map<string, Entry>> {
  try {
    const text = await readFile(file, 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    if (text.slice(0, end) !== `${HEADER}${digest([body])}`) return new Map();
    return new Map(JSON.parse(body) as [string, Entry][]);
  } catch {
    return new Map();
  }
}
