import { indexPatterns, type NamedPattern, NeedsBuilder, type PatternIndex } from '../lexicon/matcher.js';
import type { PatternReader } from '../lexicon/pattern.js';

/** What a pattern can begin with. Plain JSON, so that the build can keep it: finding it out means reading the pattern. */
export interface Beginning {
  readonly words: readonly string[];
  readonly stems: readonly string[];
  readonly number: boolean;
  /** Words of which one must stand in the statement too; left out where there are none. */
  readonly needs?: readonly string[];
}

/** By pattern. */
export type Beginnings = Readonly<Record<string, Beginning>>;

/** @throws PatternError where the pattern cannot be read */
export function beginningOf(pattern: string, reader: PatternReader): Beginning {
  const { words, stems, numbers, needs } = indexPatterns([{ pattern }], reader);
  const needed = Object.keys(needs?.setsOf ?? {});
  return {
    words: Object.keys(words),
    stems: Object.keys(stems),
    number: numbers.length > 0,
    ...(needed.length > 0 && { needs: needed }),
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
  const needs = new NeedsBuilder();
  for (const [i, { pattern }] of patterns.entries()) {
    const beginning = Object.hasOwn(known, pattern) ? (known[pattern] as Beginning) : beginningOf(pattern, reader);
    needs.add(beginning.needs);
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
  return { words, stems, numbers, needs };
}
