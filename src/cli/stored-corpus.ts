import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CorpusError } from '../boilerplate/corpus-error.js';
import type { Corpus } from '../boilerplate/store/corpus.js';
import type { Failure } from '../core/types.js';

/** Where a corpus lies unless the configuration or `--corpus` says otherwise. */
export const DEFAULT_CORPUS = join('.sm-jd', 'corpus');

/**
 * The stored corpus that postings are compared with. At the default place it may be absent; one that
 * was asked for by name must be there. One that cannot be used is a failure, never passed over.
 */
export async function openStoredCorpus(
  folder?: string,
): Promise<{ readonly corpus?: Corpus; readonly failure?: Failure }> {
  // Most runs have none and need not load what reads one.
  if (folder === undefined && !existsSync(DEFAULT_CORPUS)) return {};
  const { hasCorpus, openCorpus } = await import('../boilerplate/store/corpus.js');
  if (folder === undefined && !hasCorpus(DEFAULT_CORPUS)) return {};
  try {
    return { corpus: openCorpus(folder ?? DEFAULT_CORPUS) };
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    return { failure: { kind: 'file', subject: error.path, message: error.what } };
  }
}
