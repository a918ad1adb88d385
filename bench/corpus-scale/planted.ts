/**
 * How much of a planted copy is found after editing. Two paragraphs of one real posting are put into
 * another employer's, then edited; the recall is over many such pairs.
 */
import { commonWords, compare, type Run, totalWords, union } from '../../src/boilerplate/compare.js';
import { employerKey, shortName } from '../../src/boilerplate/employers.js';
import { buildMemoryIndex } from '../../src/boilerplate/memory-index.js';
import { queryOfText } from '../../src/boilerplate/query.js';
import type { CorpusText } from '../../src/boilerplate/store/segment-writer.js';
import { readWords } from '../../src/boilerplate/words.js';
import { seededRandom } from '../support/random.js';

const FEWEST_WORDS = 40;

type Edit = (text: string, from: string, to: string, random: () => number) => string;

const changeWords =
  (every: number): Edit =>
  (text, _from, _to, random) => {
    let word = Math.floor(random() * every);
    return text.replace(/\p{L}+/gu, old => (++word % every === 0 ? `${old}x` : old));
  };

const reorder: Edit = (text, _from, _to, random) =>
  text
    .split(/(?<=[.!?])\s+|\n+/)
    .filter(sentence => sentence.trim() !== '')
    .map(sentence => ({ sentence, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ sentence }) => sentence)
    .join('\n');

const rename: Edit = (text, from, to) => (from === '' ? text : text.replaceAll(shortName(from), shortName(to)));

export const EDITS: readonly (readonly [string, Edit])[] = [
  ['as it is', text => text],
  ['company name replaced', rename],
  ['sentences reordered', reorder],
  ['every 25th word changed', changeWords(25)],
  ['every 15th word changed', changeWords(15)],
  ['every 8th word changed', changeWords(8)],
  [
    'every 15th word changed, reordered, renamed',
    (text, from, to, random) =>
      rename(reorder(changeWords(15)(text, from, to, random), from, to, random), from, to, random),
  ],
];

export interface Recall {
  readonly edit: string;
  readonly minWords: number;
  readonly planted: number;
  /** Share of planted copies whose source is named. */
  readonly found: number;
  /** Share of planted copies that the rule would tell of: three runs, or one of 25 words. */
  readonly told: number;
  /** Share of all planted words that stand in runs told. */
  readonly words: number;
}

/** Plants `count` copies for every edit and looks for them among all texts. */
export function plantedCopies(texts: readonly CorpusText[], count: number, seed = 1): Recall[] {
  const index = buildMemoryIndex(
    texts.map(({ name, employer, source }) => ({ name, employer, source, query: queryOfText(source, employer) })),
  );
  const recalls: Recall[] = [];
  for (const [edit, change] of EDITS) {
    for (const minWords of [12, 8]) {
      const random = seededRandom(seed);
      let planted = 0;
      let found = 0;
      let told = 0;
      let words = 0;
      let wordsFound = 0;
      while (planted < count) {
        const a = Math.floor(random() * texts.length);
        const b = Math.floor(random() * texts.length);
        const [from, into] = [texts[a] as CorpusText, texts[b] as CorpusText];
        const passage = twoParagraphs(from.source, random);
        if (passage === undefined || employerKey(from.employer) === employerKey(into.employer)) continue;
        const copy = change(passage, from.employer ?? '', into.employer ?? '', random);
        const source = `${into.source}\n\n${copy}`;
        const own = readWords(into.source, into.employer).count;
        const query = queryOfText(source, into.employer);
        const place = [{ from: own, to: query.words.count }];
        planted++;
        words += query.words.count - own;
        // An employer's other posting with the same words is as good a source as the one copied from.
        const sameSource = (id: number) => employerKey(texts[id]?.employer) === employerKey(from.employer);
        const inside = compare(query, index, { minWords, skip: id => id === b })
          .filter(({ id }) => sameSource(id))
          .map(({ runs }) => runs.filter(run => run.to > own))
          .reduce(
            (best, runs) => (totalWords(union(runs)) > totalWords(union(best)) ? runs : best),
            [] as readonly Run[] as readonly Run[],
          );
        if (inside.length > 0) found++;
        if (inside.length >= 3 || inside.some(run => run.to - run.from >= 25)) told++;
        wordsFound += commonWords(union(inside), place);
      }
      recalls.push({
        edit,
        minWords,
        planted,
        found: found / planted,
        told: told / planted,
        words: wordsFound / words,
      });
    }
  }
  return recalls;
}

function twoParagraphs(source: string, random: () => number): string | undefined {
  const paragraphs = source.split(/\n\s*\n/).filter(paragraph => readWords(paragraph).count >= 15);
  if (paragraphs.length < 2) return undefined;
  const first = Math.floor(random() * (paragraphs.length - 1));
  const passage = `${paragraphs[first]}\n\n${paragraphs[first + 1]}`;
  return readWords(passage).count >= FEWEST_WORDS ? passage : undefined;
}
