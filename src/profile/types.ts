import type { Facet, Level, RoleFamily } from '../core/facets.js';
import type { Span, Statement } from '../core/types.js';

/**
 * What one statement asks of the person. `evidence`, `secondEvidence` and `tools` are sought when they are
 * read, so a copy made by spreading or `JSON.stringify` lacks them; `plainProfile` makes a whole one.
 */
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

/** The questions about a posting as a whole that carry evidence. */
export type DocumentQuestion =
  | 'relationship'
  | 'toolsOnly'
  | 'broadcast'
  | 'audience'
  | 'aims'
  | 'learning'
  | 'insight'
  | 'automation'
  | 'level';

/** What an answer rests on. */
export interface Grounds {
  /** How likely the answer is by the labelled postings, 0 to 1. */
  readonly confidence: number;
  /** The words that speak for the answer, in source order; empty where their absence does. */
  readonly evidence: readonly Span[];
  /** For `--verbose`, in plain words. */
  readonly reason: string;
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
  /** Replies, messages or posting are to be automated in place of people's time. */
  readonly automation: boolean;
  /** Whether the duties are those of the level that the title names. */
  readonly levelFitsTitle: 'yes' | 'no' | 'untitled';
  readonly grounds: Readonly<Record<DocumentQuestion, Grounds>>;
}

/** Years of experience asked for with a platform whose first day is known. */
export interface PlatformYears {
  readonly platform: string;
  readonly years: number;
  /** First day on which anybody outside could use it, as an ISO date; the earliest known. */
  readonly launched: string;
  readonly source: string;
  readonly verified: boolean;
  /** The words with the years and the platform. */
  readonly span: Span;
}

export interface Profile {
  readonly role: RoleFamily;
  /** In words, for `--verbose`: "title says “Social Media Manager”". */
  readonly roleReason: string;
  /** The title as the posting gives it; empty where it gives none. */
  readonly title: string;
  readonly level: Level;
  /** One per statement of the posting, same order. */
  readonly statements: readonly StatementProfile[];
  readonly facets: Readonly<Record<Facet, FacetShare>>;
  readonly document: DocumentProfile;
  readonly platformYears: readonly PlatformYears[];
}
