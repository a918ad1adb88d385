import type { Posting, SectionRole, Span } from '../core/types.js';

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
  /**
   * `sameEmployer` rests on nothing but this posting's naming the other's employer: an agency its
   * client, or a name that was left in words taken over.
   */
  readonly onlyNamed?: true;
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
