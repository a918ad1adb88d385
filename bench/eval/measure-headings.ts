import type { HeadingGuess, OutOfFold } from '../support/out-of-fold.js';
import { BoundaryEval, type BoundaryResult } from './boundaries.js';
import { HeadingEval, type HeadingResult } from './headings.js';
import type { ParsedPosting } from './parsed.js';

/** The column for labelled headings that the training did not see: the parser has changed since. */
export const NO_GUESS = '(no guess)';

export interface HeadingMeasures {
  readonly fitted: HeadingResult;
  /** With roles from models that have not seen the employer; undefined without such guesses. */
  readonly unseen: HeadingResult | undefined;
  readonly boundaries: BoundaryResult;
}

export function measureHeadings(
  parsed: readonly ParsedPosting[],
  guesses: OutOfFold<HeadingGuess> | undefined,
): HeadingMeasures {
  const fitted = new HeadingEval();
  const unseen = new HeadingEval();
  const boundaries = new BoundaryEval();
  for (const { labelled: one, posting } of parsed) {
    fitted.add(one, posting);
    unseen.add(one, posting, heading => guesses?.find(one.file, heading.span.start)?.role ?? NO_GUESS);
    boundaries.add(one, posting);
  }
  return { fitted: fitted.result(), unseen: guesses && unseen.result(), boundaries: boundaries.result() };
}
