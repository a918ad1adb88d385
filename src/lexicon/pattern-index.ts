import { type Node, PatternError, PatternReader } from './pattern.js';

/**
 * One way in which a pattern can begin: the words, beginnings of words or numbers that can come first
 * there, and what they ask of the rest. Plain JSON, so that a build can keep it: finding it out means
 * reading the pattern.
 */
export interface Beginning {
  readonly words: readonly string[];
  readonly stems: readonly string[];
  readonly number: boolean;
  /** No more than this one word needs to match; left out where more does. */
  readonly whole?: true;
  /** Words of which one must stand in the statement too, as `needsKey` writes them; left out where there are none. */
  readonly needs?: string;
}

/**
 * Which patterns a word can begin. Rows are pairs, one after another: a pattern's number, and its hurdle
 * from this word on. A hurdle is the number of a set of words one of which must stand in the statement
 * too, `FREE` or `WHOLE`: most candidates fall at it, unread. Plain JSON.
 */
export interface PatternIndex {
  readonly words: Readonly<Record<string, readonly number[]>>;
  readonly stems: Readonly<Record<string, readonly number[]>>;
  readonly numbers: readonly number[];
  /** How many sets of needed words there are. */
  readonly sets: number;
  /** The sets that a word belongs to. */
  readonly setsOf: Readonly<Record<string, readonly number[]>>;
}

/** Nothing is known that the statement must hold. */
export const FREE = -1;
/** The word is all that the pattern needs. */
export const WHOLE = -2;

/**
 * Which words can begin which patterns.
 * @throws PatternError at the first pattern that cannot be read
 */
export function indexPatterns(
  patterns: readonly { readonly pattern: string }[],
  reader = new PatternReader(),
): PatternIndex {
  return indexBeginnings(patterns.map(({ pattern }) => beginningsOf(pattern, reader)));
}

/** @throws PatternError where the pattern cannot be read, or does not begin with a word */
export function beginningsOf(pattern: string, reader: PatternReader): Beginning[] {
  return waysInto([reader.read(pattern)], pattern).map(({ first, rest }) => {
    const needs = rarestNeed(rest);
    return {
      words: first.type === 'words' ? first.words : first.type === 'cased' ? [normOf(first.word)] : [],
      stems: first.type === 'stem' ? [first.stem] : [],
      number: first.type === 'number',
      ...(rest.length === 0 && first.type !== 'cased' && { whole: true as const }),
      ...(needs !== undefined && { needs: needsKey(needs) }),
    };
  });
}

/** @param beginnings of each pattern, by its number */
export function indexBeginnings(beginnings: readonly (readonly Beginning[])[]): PatternIndex {
  const words: Record<string, number[]> = Object.create(null);
  const stems: Record<string, number[]> = Object.create(null);
  const numbers: number[] = [];
  const setsOf: Record<string, number[]> = Object.create(null);
  const sets = new Map<string, number>();
  const setOf = (key: string): number => {
    let set = sets.get(key);
    if (set === undefined) {
      set = sets.size;
      sets.set(key, set);
      for (const word of key.split(' ')) addRow(setsOf, word, set);
    }
    return set;
  };
  for (const [number, ways] of beginnings.entries()) {
    for (const way of ways) {
      const hurdle = way.whole ? WHOLE : way.needs === undefined ? FREE : setOf(way.needs);
      for (const word of way.words) addRow(words, word, number, hurdle);
      for (const stem of way.stems) addRow(stems, stem, number, hurdle);
      if (way.number) numbers.push(number, hurdle);
    }
  }
  return { words, stems, numbers, sets: sets.size, setsOf };
}

function addRow(rows: Record<string, number[]>, key: string, ...row: readonly number[]): void {
  rows[key] ??= [];
  rows[key].push(...row);
}

/** NFKC and lower case: what words are compared by. */
export function normOf(word: string): string {
  return word.normalize('NFKC').toLowerCase();
}

/** One text for one set of words, in whatever order and how often they come. */
function needsKey(words: readonly string[]): string {
  return [...new Set(words)].sort().join(' ');
}

interface Way {
  readonly first: Extract<Node, { type: 'words' | 'stem' | 'cased' | 'number' }>;
  readonly rest: readonly Node[];
}

/** All elements that can come first in a row of nodes, each with what follows it. */
function waysInto(nodes: readonly Node[], pattern: string): Way[] {
  const [first, ...rest] = nodes;
  switch (first?.type) {
    case 'words':
    case 'stem':
    case 'cased':
    case 'number':
      return [{ first, rest }];
    case 'sequence':
      return waysInto([...first.items, ...rest], pattern);
    case 'choice':
      return first.options.flatMap(option => waysInto([option, ...rest], pattern));
    case 'optional':
      return [...waysInto([first.item, ...rest], pattern), ...waysInto(rest, pattern)];
    default:
      throw new PatternError(pattern, 1, 'a pattern must begin with a word, not with a gap or nothing');
  }
}

/** Of the words that must follow, those that are least likely to stand there anyway. */
function rarestNeed(nodes: readonly Node[]): readonly string[] | undefined {
  let rarest: readonly string[] | undefined;
  for (const node of nodes) {
    const words = neededWords(node);
    if (words !== undefined && (rarest === undefined || commonness(words) < commonness(rarest))) rarest = words;
  }
  return rarest;
}

/** Words of which one must stand where the node matches; undefined where none can be told. */
function neededWords(node: Node): readonly string[] | undefined {
  switch (node.type) {
    case 'words':
      return node.words;
    case 'cased':
      return [normOf(node.word)];
    case 'sequence':
      return rarestNeed(node.items);
    case 'choice': {
      const options = node.options.map(neededWords);
      return options.every(option => option !== undefined) ? options.flat() : undefined;
    }
    default:
      return undefined;
  }
}

/** A rough guess: short words stand everywhere. Each letter more makes a word some two times rarer. */
function commonness(words: readonly string[]): number {
  return words.reduce((sum, { length }) => sum + 2 ** -length, 0);
}
