import type { GenericSchema } from 'valibot';
import type { RoleFamily } from '../core/facets.js';
import type { Posting, SectionRole, Severity, Span, Statement, Suggestion } from '../core/types.js';
import type { Profile } from '../profile/types.js';
import type { SuggestSpec } from '../suggest/types.js';
import type { TermBook } from './terms.js';

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

/** A text that a posting is compared with. */
export interface OtherText {
  /** `run`: a posting of the same run. `corpus`: one of the user's stored corpus. `template`: a public template. */
  readonly kind: 'run' | 'corpus' | 'template';
  /** A path, a title, or for a template its role in plain words (`social media manager`). */
  readonly name: string;
  /** The employer as the other text names it, or a template's vendor (`Workable`); absent where unknown. */
  readonly owner?: string;
  /**
   * Both name the same employer, or both hold the same words about the employer. Where this is true
   * the shared text is a repost or a sibling, never copying.
   */
  readonly sameEmployer: boolean;
}

/** A run of words that stands in another text too. */
export interface SharedRun {
  readonly span: Span;
  readonly words: number;
  readonly section: SectionRole;
  readonly other: OtherText & {
    /** Where the run stands in the other text's source, where that is at hand. */
    readonly span?: Span;
    /** First and last line there, from 1. */
    readonly lines?: readonly [number, number];
  };
}

/** Everything a posting shares with one other text. */
export interface Overlap {
  readonly other: OtherText;
  /** In source order; at least one. Runs that five or more other employers use are left out. */
  readonly runs: readonly SharedRun[];
  /** How much of the posting stands in `runs`: of its duties, or of all its counted text where it has few duties or shares none. */
  readonly share: {
    readonly of: 'duties' | 'text';
    readonly value: number;
    readonly words: number;
    readonly total: number;
  };
}

/** A run of words that stands in the postings of many unrelated employers. */
export interface StockRun {
  readonly span: Span;
  readonly words: number;
  readonly section: SectionRole;
  /** Employers in whose postings it was counted, at least. */
  readonly employers: number;
}

/** The seam to `src/boilerplate`: what a rule may ask of the texts compared with. */
export interface PeerIndex {
  /** Runs of at least `minWords` words of this posting that other postings hold too, in source order. */
  sharedRuns(posting: Posting, minWords: number): readonly SharedRun[];
  /**
   * Per other text what the posting shares with it, the largest share first. Headings, legal, benefits
   * and about sections count for nothing.
   *
   * @param minWords shortest run of another posting that counts; runs of 12 words are sure to be
   *   found, shorter ones most often. Templates keep their own measure: a run of 12 words, or three
   *   different runs of six that are not stock.
   */
  overlaps(posting: Posting, minWords?: number): readonly Overlap[];
  /** Runs that many employers' postings hold, by the count that ships with sm-jd; in source order. */
  stockRuns(posting: Posting): readonly StockRun[];
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
  /** Gives both the validation of `params:` and their JSON Schema. */
  readonly params: GenericSchema<unknown, Params>;
  /** Names that the card's message and suggestions may use, and what each stands for. */
  readonly placeholders: Readonly<Record<string, string>>;
  compile(params: Params, meta: RuleMeta, tools: KindTools): Check;
}
