import type { Posting } from '../../core/types.js';
import type { Lexicon } from '../../lexicon/lexicon.js';
import model from './model.json' with { type: 'json' };
import { FacetScorer, type FacetScores } from './scorer.js';
import { readWeights } from './weights.js';

export type { FacetScores } from './scorer.js';

const scorers = new WeakMap<Lexicon, FacetScorer>();

/**
 * What each statement of a posting asks for, by trained weights (docs/facets.md). The weights are
 * read on first call.
 *
 * @returns by statement index; undefined for headings
 */
export function scoreFacets(posting: Posting, lexicon: Lexicon): (FacetScores | undefined)[] {
  let scorer = scorers.get(lexicon);
  if (scorer === undefined) {
    scorer = new FacetScorer(readWeights(model), lexicon);
    scorers.set(lexicon, scorer);
  }
  return scorer.score(posting);
}
