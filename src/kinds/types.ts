import type { RoleFamily } from '../core/facets.js';
import type { Posting, SectionRole, Severity, Span, Suggestion } from '../core/types.js';
import type { Profile } from '../profile/types.js';

/** What a card says about its rule, checked and with defaults filled in. */
export interface RuleMeta {
  readonly id: string;
  /** Old ids that still work in configuration and suppressions. */
  readonly aliases: readonly string[];
  readonly kind: string;
  readonly severity: Severity | 'off';
  readonly summary: string;
  readonly why: string;
  readonly sources: readonly Source[];
  readonly where: Where;
  /** `{match}`, `{count}` and the other names that the kind documents are filled in. */
  readonly message: string;
}

export interface Source {
  readonly title: string;
  readonly url?: string;
  /** What the source supports, and what it must not be used to claim. */
  readonly supports: string;
  readonly limits?: string;
  /** False where nobody of ours has read it; printed by `explain`. */
  readonly verified: boolean;
}

/** Where a rule applies. An absent field means everywhere. */
export interface Where {
  readonly sections?: readonly SectionRole[];
  readonly notSections?: readonly SectionRole[];
  readonly statements?: readonly ('sentence' | 'item' | 'heading' | 'cell')[];
  /** Role families of the posting; on any other the rule keeps silent and says why under `--verbose`. */
  readonly roles?: readonly RoleFamily[];
  /** Only with a matching jurisdiction: `us-co`, `ca-on`, `eu`, … */
  readonly jurisdictions?: readonly string[];
}

/** What a rule may know besides the posting. */
export interface Context {
  /** Computed on first call, then kept. */
  profile(): Profile;
  /** Other postings to compare with; absent where nothing is to be compared. */
  readonly peers?: PeerIndex;
  readonly jurisdictions: readonly string[];
  readonly employer?: string;
  /** Says why the rule keeps silent here, for `--verbose`. */
  skip(reason: string): void;
}

/** A run of words that stands in another text too. */
export interface SharedRun {
  readonly span: Span;
  readonly words: number;
  readonly other: {
    readonly name: string;
    readonly span?: Span;
    readonly lines?: readonly [number, number];
    readonly sameEmployer: boolean;
  };
}

/** The seam to `src/boilerplate`: what a rule may ask of the postings compared with. */
export interface PeerIndex {
  /** Runs of at least `minWords` words of this posting that others hold too, in source order. */
  sharedRuns(posting: Posting, minWords: number): readonly SharedRun[];
}

/** A finding as a rule yields it: the engine adds rule id, severity and the words. */
export interface Draft {
  readonly span: Span;
  /** Fills the placeholders of the card's message. */
  readonly data?: Readonly<Record<string, string | number>>;
  /** Where a kind says something that the card's message cannot, in place of it. */
  readonly message?: string;
  /** Where the case at hand weighs less or more than the card's default. */
  readonly severity?: Severity;
  readonly evidence?: readonly Span[];
  readonly suggestions?: readonly Suggestion[];
}

export type Check = (posting: Posting, context: Context) => Iterable<Draft>;

export interface Rule {
  readonly meta: RuleMeta;
  check: Check;
}
