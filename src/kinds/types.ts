import type { GenericSchema } from 'valibot';
import type { PeerIndex } from '../boilerplate/types.js';
import type { RoleFamily } from '../core/facets.js';
import type { Posting, SectionRole, Severity, Span, Statement, Suggestion } from '../core/types.js';
import type { Profile } from '../profile/types.js';
import type { SuggestSpec } from '../suggest/types.js';
import type { TermBook } from './terms.js';

export type { OtherText, Overlap, PeerIndex, SharedRun, StockRun } from '../boilerplate/types.js';

/** What a card says about its rule, checked and with defaults filled in. */
export interface RuleMeta {
  readonly id: string;
  /** Old ids that still work in configuration and suppressions. */
  readonly aliases: readonly string[];
  /** Rules, by id or as `category/*`, whose findings are beside the point where this one finds something. */
  readonly settles?: readonly string[];
  readonly kind: string;
  readonly severity: Severity | 'off';
  readonly summary: string;
  readonly why: string;
  readonly sources: readonly Source[];
  readonly where: Where;
  /** `{match}`, `{count}` and the other names that the kind documents are filled in. */
  readonly message: string;
  /** What help the rule's findings offer; absent where the kind makes its own or there is none. */
  readonly suggest?: SuggestSpec;
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
  /** The statement found; absent where the finding is about the posting as a whole. */
  readonly statement?: Statement;
  /** In place of the card's `suggest:`. */
  readonly suggest?: SuggestSpec;
  /** Ready-made help, offered before that of `suggest`. */
  readonly suggestions?: readonly Suggestion[];
}

export type Check = (posting: Posting, context: Context) => Iterable<Draft>;

export interface Rule {
  readonly meta: RuleMeta;
  readonly check: Check;
}

/** Compiles the regular expressions of cards: the platform's for built-in cards, a linear-time engine for a user's. */
export interface RegexEngine {
  /** @throws SyntaxError where the expression is none. */
  compile(source: string, flags: string): CompiledRegex;
}

export interface CompiledRegex {
  /** All matches of at least one character, from left to right, not overlapping. */
  matchAll(text: string): Iterable<RegexMatch>;
}

export interface RegexMatch {
  /** Where the match, or its group named `mark` where there is one, begins in the text. */
  readonly from: number;
  readonly to: number;
}

/** What every rule of a run shares: one matcher over all cards' terms, and the regular expressions' engine. */
export interface KindTools {
  readonly terms: TermBook;
  readonly regex: RegexEngine;
}

/**
 * A check that cards put to use. `Params` is what the card's `params:` hold once validated and
 * filled with defaults; it is plain data, so that it can be stored as JSON.
 */
export interface Kind<Params = unknown> {
  readonly name: string;
  /** One sentence for the guide to writing rules. */
  readonly summary: string;
  /**
   * Gives both the validation of `params:` and their JSON Schema.
   * @internal Left out of the published declarations, which would need valibot's.
   */
  readonly params: GenericSchema<unknown, Params>;
  /** Names that the card's message and suggestions may use, and what each stands for. */
  readonly placeholders: Readonly<Record<string, string>>;
  compile(params: Params, meta: RuleMeta, tools: KindTools): Check;
}
