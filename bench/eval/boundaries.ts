import type { Posting, Span } from '../../src/core/types.js';
import type { LabelledPosting } from '../support/corpus.js';
import { type Counts, noCounts, type Score, score } from '../support/metrics.js';
import { core, sharedLength } from './align.js';
import type { Miss } from './miss.js';

export interface BoundaryResult {
  /** Statements whose first and last letter are those of a labelled unit. */
  readonly spans: Score;
  /** First letters of statements that are first letters of labelled units. */
  readonly starts: Score;
  /** Labelled units that the parser cut in two or more. */
  readonly cut: number;
  /** Labelled units that share a statement with another one. */
  readonly joined: number;
  /** Labelled units that no statement touches. */
  readonly lost: number;
  readonly misses: readonly Miss[];
}

/** Collects how statements agree with the labels' units, one posting after another. */
export class BoundaryEval {
  readonly #spans: Counts[] = [];
  readonly #starts: Counts[] = [];
  readonly #misses: Miss[] = [];
  #cut = 0;
  #joined = 0;
  #lost = 0;

  add(labelled: LabelledPosting, posting: Posting): void {
    const units = labelled.units.map(unit => core(labelled.source, unit));
    const statements = posting.statements.map(statement => core(labelled.source, statement.span));
    this.#spans.push(compare(units, statements, span => `${span.start}-${span.end}`));
    this.#starts.push(compare(units, statements, span => String(span.start)));
    const held = statements.map(statement => touching(units, statement));
    for (const unit of units) {
      const pieces = touching(statements, unit);
      if (pieces.length === 0) this.#lost++;
      if (pieces.length > 1) this.#cut++;
      const joined = Math.max(0, ...pieces.map(j => (held[j] as number[]).length));
      if (joined > 1) this.#joined++;
      if (pieces.length !== 1 || joined > 1) {
        const answer =
          pieces.length === 0 ? 'lost' : joined > 1 ? `joined with ${joined - 1}` : `cut in ${pieces.length}`;
        this.#misses.push({
          measure: 'boundary',
          path: labelled.path,
          ...unit,
          label: 'one unit',
          answer,
          weight: Math.max(pieces.length, joined),
        });
      }
    }
  }

  result(): BoundaryResult {
    return {
      spans: score(this.#spans),
      starts: score(this.#starts),
      cut: this.#cut,
      joined: this.#joined,
      lost: this.#lost,
      misses: this.#misses,
    };
  }
}

function compare(units: readonly Span[], statements: readonly Span[], key: (span: Span) => string): Counts {
  const labels = new Set(units.map(key));
  const answers = new Set(statements.map(key));
  const counts = noCounts();
  for (const answer of answers) {
    if (labels.has(answer)) counts.tp++;
    else counts.fp++;
  }
  counts.fn = labels.size - counts.tp;
  return counts;
}

/** Positions of the ranges that share a character with `span`; `ranges` are sorted and do not overlap. */
function touching(ranges: readonly Span[], span: Span): number[] {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as Span).end <= span.start) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let j = low; j < ranges.length && (ranges[j] as Span).start < span.end; j++) {
    if (sharedLength(ranges[j] as Span, span) > 0) found.push(j);
  }
  return found;
}
