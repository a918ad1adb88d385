import { applyEdits, shiftSpan } from '../core/edits.js';
import { contains } from '../core/span.js';
import type { Edit, Finding, Span, Suggestion } from '../core/types.js';
import { applicable, dominantLineEnd, type Linted } from './fix.js';

/** A fix that waits for a decision. */
export interface Proposal {
  readonly finding: Finding;
  readonly suggestion: Suggestion;
}

interface Decided {
  readonly rule: string;
  readonly span: Span;
}

interface State {
  readonly source: string;
  readonly linted: Linted;
  /** Findings decided on, as they stand in `source`. */
  readonly decided: readonly Decided[];
  readonly skippedRules: ReadonlySet<string>;
  readonly accepted: number;
}

/**
 * Walks through the fixes of one posting, one decision at a time; every decision can be undone.
 * After each change the text is linted again, so a proposal always fits the text as it is.
 */
export class FixSession {
  readonly #lint: (source: string) => Linted;
  readonly #eol: string;
  readonly #past: State[] = [];
  #state: State;

  constructor(source: string, lint: (source: string) => Linted) {
    this.#lint = lint;
    this.#eol = dominantLineEnd(source);
    this.#state = { source, linted: lint(source), decided: [], skippedRules: new Set(), accepted: 0 };
  }

  /** The text with everything accepted so far. */
  get source(): string {
    return this.#state.source;
  }

  get accepted(): number {
    return this.#state.accepted;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  /** How many proposals wait, the current one included. */
  get left(): number {
    return this.#proposals().length;
  }

  /** The next fix to decide on, in source order; undefined when all is decided. */
  get proposal(): Proposal | undefined {
    return this.#proposals()[0];
  }

  /** Applies the current proposal, or other edits in its place, and never proposes the same again. */
  accept(edits?: readonly Edit[]): void {
    const { finding, suggestion } = this.#current();
    const chosen = (edits ?? suggestion.edits).map(edit => ({
      span: edit.span,
      text: edit.text.replace(/\r\n|\r|\n/g, this.#eol),
    }));
    const source = applyEdits(this.#state.source, chosen);
    // What was accepted, or written by the person themselves, may still be found: it is decided.
    const decided = [...this.#state.decided, finding].map(({ rule, span }) => ({
      rule,
      span: shiftSpan(span, chosen),
    }));
    this.#go({ ...this.#state, source, linted: this.#lint(source), decided, accepted: this.#state.accepted + 1 });
  }

  decline(): void {
    const { rule, span } = this.#current().finding;
    this.#go({ ...this.#state, decided: [...this.#state.decided, { rule, span }] });
  }

  /** Declines everything that the current proposal's rule finds in this posting. */
  skipRule(): void {
    this.#go({
      ...this.#state,
      skippedRules: new Set([...this.#state.skippedRules, this.#current().finding.rule]),
    });
  }

  /** Takes the last decision back. */
  undo(): void {
    const before = this.#past.pop();
    if (before) this.#state = before;
  }

  #current(): Proposal {
    const proposal = this.proposal;
    if (!proposal) throw new Error('nothing is left to decide');
    return proposal;
  }

  #go(next: State): void {
    this.#past.push(this.#state);
    this.#state = next;
  }

  #proposals(): Proposal[] {
    const { linted, decided, skippedRules } = this.#state;
    return linted.findings.flatMap(finding => {
      const { rule, span } = finding;
      if (skippedRules.has(rule)) return [];
      if (decided.some(one => one.rule === rule && contains(one.span, span))) return [];
      const suggestion = applicable(finding, linted.opaque, 'review');
      return suggestion ? [{ finding, suggestion }] : [];
    });
  }
}
