import { LineIndex } from '../core/line-index.js';
import { type IndexedText, runsInWords, STOCK_EMPLOYERS, TEXTS_AN_EMPLOYER, type TextIndex } from './compare.js';
import { employerKey } from './employers.js';
import { KeyLists } from './key-lists.js';
import type { Query } from './query.js';
import { keyAt, winnow } from './shingles.js';
import type { Words } from './words.js';

/** What an index keeps of a text whose source is at hand. */
export interface TextAtHand {
  readonly name: string;
  readonly employer: string | undefined;
  readonly source: string;
  readonly query: Pick<Query, 'words' | 'shingles'>;
}

/** How many texts may be listed for one shingle; see `TextIndex.find`. */
export interface Caps {
  readonly employers: number;
  readonly textsAnEmployer: number;
}

export const DEFAULT_CAPS: Caps = { employers: STOCK_EMPLOYERS + 1, textsAnEmployer: TEXTS_AN_EMPLOYER };

/** The first texts of each of the first employers, in order. Keeps work in line with what is listed. */
export function capTexts(ids: readonly number[], employerOf: (id: number) => number, caps: Caps): number[] {
  const counts = new Map<number, number>();
  const kept: number[] = [];
  for (const id of ids) {
    const employer = employerOf(id);
    const count = counts.get(employer);
    if (count === undefined) {
      if (counts.size === caps.employers) continue;
      counts.set(employer, 1);
    } else {
      if (count === caps.textsAnEmployer) continue;
      counts.set(employer, count + 1);
    }
    kept.push(id);
  }
  return kept;
}

/**
 * An index over texts that are in memory: the postings of one run. Shared runs are exact to the word
 * and their place in the other text is known.
 */
export function buildMemoryIndex(texts: readonly TextAtHand[], caps: Caps = DEFAULT_CAPS): TextIndex {
  const lists = new KeyLists();
  texts.forEach(({ query }, id) => {
    const { shingles } = query;
    for (const at of winnow(shingles)) lists.add(keyAt(shingles, at), id);
  });
  const employers = numberEmployers(texts.map(text => text.employer));
  const employerOf = (id: number) => employers[id] as number;
  lists.shorten(list => (list.length > caps.employers ? capTexts(list, employerOf, caps) : list));
  const views: (IndexedText | undefined)[] = [];
  return {
    employerOf,
    find: key => lists.get(key),
    text(id) {
      views[id] ??= viewOf(texts[id] as TextAtHand);
      return views[id];
    },
  };
}

/** Texts without an employer get numbers of their own: nothing is known to be the same. */
function numberEmployers(employers: readonly (string | undefined)[]): number[] {
  const numbers = new Map<string, number>();
  return employers.map((employer, id) => {
    const key = employerKey(employer);
    if (key === '') return -1 - id;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
}

function viewOf(text: TextAtHand): IndexedText {
  return {
    name: text.name,
    employer: text.employer ?? '',
    runsAt: (query, at, bounds, known) => runsInWords(query, at, bounds, known, text.query.words),
    ...locator(text.source, text.query.words),
  };
}

/** Places of words in a source, for people and for editors. */
export function locator(source: string, words: Words): Required<Pick<IndexedText, 'locate' | 'lines'>> {
  let index: LineIndex | undefined;
  const locate = (from: number, to: number) => ({
    start: words.starts[from] as number,
    end: words.ends[to - 1] as number,
  });
  return {
    locate,
    lines(from, to) {
      index ??= new LineIndex(source);
      const { start, end } = locate(from, to);
      return [index.place(start).line, index.place(end).line];
    },
  };
}
