import type { CorpusText } from '../../src/boilerplate/store/segment-writer.js';

const VERBS = ['answer', 'plan', 'write', 'sort', 'draw', 'film', 'edit', 'tally', 'mend', 'greet', 'weigh', 'pack'];
const THINGS = [
  'letters',
  'parcels',
  'walks',
  'pictures',
  'ledgers',
  'maps',
  'songs',
  'boats',
  'lamps',
  'kilns',
  'kites',
];
const PLACES = ['harbour', 'orchard', 'mill', 'library', 'market', 'quarry', 'chapel', 'theatre', 'garden', 'station'];

/** Made-up sentences, the same for the same seed: hardly a row of words stands in two of them. */
export function sentences(seed: number, count: number): string[] {
  let state = seed * 2654435761 + 1;
  const next = (list: readonly string[]) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return list[(state >>> 8) % list.length] as string;
  };
  return Array.from(
    { length: count },
    () =>
      `Each ${next(THINGS)} day ${next(VERBS)} ${next(THINGS)} and ${next(VERBS)} ${next(THINGS)} by the ${next(PLACES)} ${next(PLACES)} ${next(VERBS)} ${next(THINGS)}.`,
  );
}

/** Texts of different employers; text `i` holds two sentences of text `i - 1`. */
export function chainOfTexts(count: number, first = 0): CorpusText[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `jobs/${first + i}.md`,
    employer: `Employer ${'abcdefghijklmnopqrstuvwxyz'[(first + i) % 26]}`,
    source: [...sentences(first + i, 6), ...sentences(first + i + 1, 6).slice(0, 2)].join('\n'),
  }));
}
