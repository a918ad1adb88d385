import type { CorpusText } from '../../src/boilerplate/store/segment-writer.js';
import { seededRandom } from '../support/random.js';
import { readPool } from '../truth/pool.js';

/** Sentences of a made-up posting: as many as a real one of the pool has in the middle. */
const SENTENCES = 28;
/** Made-up postings for each made-up employer; the pool has three. */
const POSTINGS_AN_EMPLOYER = 3;

/** The real postings of the open pool as corpus texts. */
export function poolTexts(): CorpusText[] {
  return readPool().map(({ id, org, text }) => ({ name: id, employer: org, source: text }));
}

/**
 * Postings made by recombining the pool's sentences; the same for the same numbers.
 *
 * @param from number of the first posting
 * @param fresh replaces every so many-th word by a made-up one, so that rows of words are as rare as
 *   in real postings; 0 leaves the sentences as they are
 */
export function recombine(
  texts: readonly CorpusText[],
  fresh = 0,
): (from: number, to: number) => Generator<CorpusText> {
  const sentences = texts.flatMap(({ source }) =>
    source.split(/(?<=[.!?])\s+|\n+/).filter(sentence => sentence.length > 20),
  );
  return function* (from, to) {
    for (let i = from; i < to; i++) {
      const random = seededRandom(i + 1);
      const chosen = Array.from(
        { length: SENTENCES },
        () => sentences[Math.floor(random() * sentences.length)] as string,
      );
      const employer = `Employer ${Math.floor(i / POSTINGS_AN_EMPLOYER)}`;
      const source = chosen.join('\n');
      yield { name: `made/${i}.md`, employer, source: fresh === 0 ? source : refresh(source, fresh, random) };
    }
  };
}

function refresh(source: string, every: number, random: () => number): string {
  let word = Math.floor(random() * every);
  return source.replace(/\p{L}+/gu, old =>
    ++word % every === 0 ? `x${Math.floor(random() * 1e9).toString(36)}` : old,
  );
}
