import type { HeadingGuess, OutOfFold } from '../support/out-of-fold.js';
import { BoundaryEval, type BoundaryResult } from './boundaries.js';
import { HeadingEval, type HeadingResult } from './headings.js';
import type { ParsedPosting } from './parsed.js';

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
    // Headings without a guess are those that no label names; their role weighs nothing here.
    unseen.add(one, posting, heading => guesses?.find(one.file, heading.span.start)?.role ?? heading.section.role);
    boundaries.add(one, posting);
  }
  return { fitted: fitted.result(), unseen: guesses && unseen.result(), boundaries: boundaries.result() };
}
