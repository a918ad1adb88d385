import type { NamedPattern } from '../lexicon/matcher.js';
import type { PatternReader } from '../lexicon/pattern.js';
import { type Beginning, beginningsOf, indexBeginnings, type PatternIndex } from '../lexicon/pattern-index.js';

/** The ways in which patterns begin, by pattern. */
export type Beginnings = Readonly<Record<string, readonly Beginning[]>>;

/**
 * What `indexPatterns` gives, without reading the patterns whose beginnings are known.
 * @throws PatternError at the first other pattern that cannot be read
 */
export function indexFrom(patterns: readonly NamedPattern[], known: Beginnings, reader: PatternReader): PatternIndex {
  return indexBeginnings(
    patterns.map(({ pattern }) => (Object.hasOwn(known, pattern) && known[pattern]) || beginningsOf(pattern, reader)),
  );
}
