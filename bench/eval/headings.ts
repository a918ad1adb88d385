import { LineIndex } from '../../src/core/line-index.js';
import type { Posting, Span, Statement } from '../../src/core/types.js';
import { Confusion } from '../support/confusion.js';
import type { LabelledPosting } from '../support/corpus.js';
import { type Counts, noCounts, type Score, type Share, score, share } from '../support/metrics.js';
import { closeness, core, pair, sharedLength } from './align.js';
import type { Miss } from './miss.js';

/** A labelled and a parsed heading are the same one from this share of the longer on. */
const SAME_HEADING = 0.5;
/** Name of the column for labelled headings that the parser took for text, and of the row for the reverse. */
export const NO_HEADING = '(text)';

export interface HeadingResult {
  /** Over labelled headings: found, and given the labelled role. The goal is set on this one. */
  readonly rightRole: Share;
  /** Over labelled headings: found, whatever the role. */
  readonly found: Score;
  /** Labelled titles counted as found through a `title` fact instead of a heading of that role. */
  readonly titlesFromFacts: number;
  /** Labelled role by the parser's. */
  readonly roles: Confusion;
  readonly byFolder: ReadonlyMap<string, Share>;
  readonly misses: readonly Miss[];
}

/** Collects how headings and their roles agree with the labels, one posting after another. */
export class HeadingEval {
  readonly #documents: Counts[] = [];
  readonly #roles = new Confusion();
  readonly #folders = new Map<string, { right: number; of: number }>();
  readonly #misses: Miss[] = [];
  #titlesFromFacts = 0;

  /** @param roleOf the role of the section that a labelled heading opens, where it is not the parser's own */
  add(
    labelled: LabelledPosting,
    posting: Posting,
    roleOf = (heading: Statement): string => heading.section.role,
  ): void {
    const { source } = labelled;
    const labels = labelled.units.filter(unit => unit.heading !== undefined);
    const headings = posting.statements.filter(statement => statement.kind === 'heading');
    const pairs = new Map(
      pair(
        labels.map(unit => core(source, unit)),
        headings.map(heading => core(source, heading.span)),
        SAME_HEADING,
        likeness,
      ),
    );
    const lines = new LineIndex(source);
    const titles = posting.facts.filter(fact => fact.key === 'title');
    const counts = noCounts();
    let right = 0;
    labels.forEach((unit, i) => {
      const role = unit.heading as string;
      const match = pairs.get(i);
      let answer = match === undefined ? NO_HEADING : roleOf(headings[match] as Statement);
      if (role === 'title' && answer !== 'title' && titles.some(title => onItsLines(title.span, unit, lines))) {
        answer = 'title';
        this.#titlesFromFacts++;
      }
      this.#roles.add(role, answer);
      if (answer === NO_HEADING) counts.fn++;
      else counts.tp++;
      if (answer === role) right++;
      else this.#miss(labelled, unit, role, answer);
    });
    const paired = new Set(pairs.values());
    headings.forEach((heading, j) => {
      if (paired.has(j)) return;
      counts.fp++;
      const { role } = heading.section;
      this.#roles.add(NO_HEADING, role);
      this.#miss(labelled, heading.span, NO_HEADING, role);
    });
    this.#documents.push(counts);
    const folder = labelled.file.split('/')[0] as string;
    const before = this.#folders.get(folder) ?? { right: 0, of: 0 };
    this.#folders.set(folder, { right: before.right + right, of: before.of + labels.length });
  }

  /** A wrong or missed heading shifts the section of every statement until the next one: that is its weight. */
  #miss(labelled: LabelledPosting, span: Span, label: string, answer: string): void {
    const at = labelled.units.findIndex(unit => unit.end > span.start);
    let weight = 1;
    for (let i = at + 1; i > 0 && i < labelled.units.length && labelled.units[i]?.heading === undefined; i++) weight++;
    this.#misses.push({
      measure: 'heading',
      path: labelled.path,
      start: span.start,
      end: span.end,
      label,
      answer,
      weight,
    });
  }

  result(): HeadingResult {
    let right = 0;
    let of = 0;
    const byFolder = new Map<string, Share>();
    for (const [folder, counts] of this.#folders) {
      right += counts.right;
      of += counts.of;
      byFolder.set(folder, share(counts.right, counts.of));
    }
    return {
      rightRole: share(right, of),
      found: score(this.#documents),
      titlesFromFacts: this.#titlesFromFacts,
      roles: this.#roles,
      byFolder,
      misses: this.#misses,
    };
  }
}

/**
 * How much two headings are the same one. A reader often takes a heading and the words that lead
 * in its list as one unit: a parsed heading that is the beginning or the end of the labelled one
 * counts as well, one that swallows more than the label does not.
 */
function likeness(label: Span, heading: Span): number {
  const inside = label.start <= heading.start && heading.end <= label.end;
  const flush = label.start === heading.start || label.end === heading.end;
  return inside && flush ? Math.max(SAME_HEADING, closeness(label, heading)) : closeness(label, heading);
}

/** True where the fact stands on the lines of the labelled heading: `Job title: X` may be a fact, not a heading. */
function onItsLines(fact: Span, unit: Span, lines: LineIndex): boolean {
  if (sharedLength(fact, unit) > 0) return true;
  return lines.place(fact.start).line === lines.place(unit.start).line;
}
