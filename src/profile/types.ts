import type { Facet, Level, RoleFamily } from '../core/facets.js';
import type { Span, Statement } from '../core/types.js';

/** What one statement asks of the person. */
export interface StatementProfile {
  readonly statement: Statement;
  /** Undefined for headings. */
  readonly main?: Facet;
  readonly second?: Facet;
  /** The words that tipped it, in source offsets; never empty where `main` is set. */
  readonly evidence: readonly Span[];
  /** Evidence for `second`. */
  readonly secondEvidence: readonly Span[];
  /** Probability of each facet standing in the statement (main or second), 0 to 1. */
  readonly scores: Readonly<Record<Facet, number>>;
  /** Tools and platforms the statement names, in order. */
  readonly tools: readonly ToolMention[];
}

export interface ToolMention {
  /** Canonical name (`Hootsuite`), or the words as written for a generic mention (`scheduling software`). */
  readonly name: string;
  readonly kind: string;
  readonly generic: boolean;
  readonly span: Span;
}

export interface FacetShare {
  readonly count: number;
  /** Of the statements that have a facet. */
  readonly share: number;
}

/** The reader's questions about the posting as a whole; see the codebook in docs/facets.md. */
export interface DocumentProfile {
  readonly relationship: 0 | 1 | 2 | 3;
  readonly toolsOnly: 'yes' | 'borderline' | 'no';
  readonly broadcast: 'yes' | 'borderline' | 'no' | 'na';
  readonly audience: 'specific' | 'generic' | 'none';
  readonly aims: 'specific' | 'vague' | 'none';
  readonly learning: boolean;
  readonly insight: boolean;
}

export interface Profile {
  readonly role: RoleFamily;
  /** In words, for `--verbose`: "title says “Social Media Manager”". */
  readonly roleReason: string;
  readonly level: Level;
  /** One per statement of the posting, same order. */
  readonly statements: readonly StatementProfile[];
  readonly facets: Readonly<Record<Facet, FacetShare>>;
  readonly document: DocumentProfile;
}
