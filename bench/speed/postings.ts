import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPool } from '../support/corpus.js';
import { sample, seededRandom } from '../support/random.js';
import { sharedPath } from '../support/shared.js';
import { projectFile, scratchPath } from './run.js';

export interface Postings {
  /** Where the texts come from, for the report. */
  readonly from: string;
  /** Distinct where they come from the pool. */
  readonly texts: readonly string[];
  /** Index of the text that stands for one ordinary posting of about 600 words. */
  readonly ordinary: number;
}

const ORDINARY_WORDS = 600;

/**
 * The pool's postings in a fixed random order, or, where there is no pool, the project's own
 * fixtures repeated.
 */
export function loadPostings(fallbackCount: number): Postings {
  const pool = readPool(sharedPath('corpus'));
  if (pool) {
    const texts = sample(
      pool.map(posting => posting.text),
      pool.length,
      seededRandom(8),
    );
    return { from: `${texts.length} real postings of the pool`, texts, ordinary: nearest(texts) };
  }
  const folder = projectFile('fixtures');
  const fixtures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(md|txt)$/.test(name))
    .sort()
    .map(name => readFileSync(join(folder, name), 'utf8'));
  if (fixtures.length === 0)
    throw new Error(`neither the pool of postings nor fixtures below ${folder}: nothing to measure with`);
  const texts = Array.from({ length: fallbackCount }, (_, i) => fixtures[i % fixtures.length] as string);
  return {
    from: `${fixtures.length} fixtures, repeated (the shared pool of real postings is absent)`,
    texts,
    ordinary: nearest(texts),
  };
}

function nearest(texts: readonly string[]): number {
  let best = 0;
  let distance = Number.POSITIVE_INFINITY;
  for (const [i, text] of texts.entries()) {
    const away = Math.abs(wordCount(text) - ORDINARY_WORDS);
    if (away < distance) [best, distance] = [i, away];
  }
  return best;
}

export function wordCount(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** Writes the first `count` postings into a folder, one a file. */
export function writeFolder(name: string, texts: readonly string[], count: number): string {
  const folder = scratchPath(name);
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    writeFileSync(join(folder, `posting-${String(i).padStart(5, '0')}.md`), texts[i % texts.length] as string);
  }
  return folder;
}

/** Writes postings one after another into one file until it holds `bytes` bytes. */
export function writeOneFile(name: string, texts: readonly string[], bytes: number): string {
  const parts: Buffer[] = [];
  let size = 0;
  for (let i = 0; size < bytes; i++) {
    const part = Buffer.from(`${texts[i % texts.length]}\n\n`);
    parts.push(part);
    size += part.length;
  }
  const path = scratchPath(name);
  // Cutting may halve a character at the very end; `toString` mends it.
  writeFileSync(path, Buffer.concat(parts).subarray(0, bytes).toString('utf8'));
  return path;
}
