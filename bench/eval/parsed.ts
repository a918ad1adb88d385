import type { Posting } from '../../src/core/types.js';
import { parsePosting } from '../../src/document/index.js';
import type { LabelledPosting } from '../support/corpus.js';

/** A posting as the reader labelled it and as the parser sees it. */
export interface ParsedPosting {
  readonly labelled: LabelledPosting;
  readonly posting: Posting;
}

export function parseLabelled(labelled: readonly LabelledPosting[]): ParsedPosting[] {
  return labelled.map(one => ({ labelled: one, posting: parsePosting(one.source, { path: one.path }) }));
}
