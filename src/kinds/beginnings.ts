import { indexPatterns, type NamedPattern, NeedsBuilder, needsKey, type PatternIndex } from '../lexicon/matcher.js';
import type { PatternReader } from '../lexicon/pattern.js';

/** What a pattern can begin with. Plain JSON, so that the build can keep it: finding it out means reading the pattern. */
export interface Beginning {
  readonly words: readonly string[];
  readonly stems: readonly string[];
  readonly number: boolean;
  /** The beginning is all of it; left out where it is not. */
  readonly single?: true;
  /** Words of which one must stand in the statement too, as `needsKey` writes them; left out where there are none. */
  readonly needs?: string;
}

/** By pattern. */
export type Beginnings = Readonly<Record<string, Beginning>>;

/** @throws PatternError where the pattern cannot be read */
export function beginningOf(pattern: string, reader: PatternReader): Beginning {
  const { words, stems, numbers, single = [], needs } = indexPatterns([{ pattern }], reader);
  const needed = Object.keys(needs?.setsOf ?? {});
  return {
    words: Object.keys(words),
    stems: Object.keys(stems),
    number: numbers.length > 0,
    ...(single.length > 0 && { single: true as const }),
    ...(needed.length > 0 && { needs: needsKey(needed) }),
  };
}

/**
 * What `indexPatterns` gives, without reading the patterns whose beginning is known.
 * @throws PatternError at the first other pattern that cannot be read
 */
export function indexFrom(patterns: readonly NamedPattern[], known: Beginnings, reader: PatternReader): PatternIndex {
  const words: Record<string, number[]> = Object.create(null);
  const stems: Record<string, number[]> = Object.create(null);
  const numbers: number[] = [];
  const single: number[] = [];
  const needs = new NeedsBuilder();
  for (const [i, { pattern }] of patterns.entries()) {
    const beginning = Object.hasOwn(known, pattern) ? (known[pattern] as Beginning) : beginningOf(pattern, reader);
    needs.addKey(beginning.needs);
    if (beginning.single) single.push(i);
    for (const word of beginning.words) {
      words[word] ??= [];
      words[word].push(i);
    }
    for (const stem of beginning.stems) {
      stems[stem] ??= [];
      stems[stem].push(i);
    }
    if (beginning.number) numbers.push(i);
  }
  return { words, stems, numbers, single, needs };
}
