import type { Posting, SectionRole, Span, Statement, Suggestion } from '../core/types.js';
import type { Profile } from '../profile/types.js';

/**
 * The value of a card's `suggest:` key: what help its findings offer. What is given is offered in
 * the order of the fields below; the first suggestion is the one that fixing takes.
 *
 * Names (of a shape set, a draft, a question) are those of `rules/data/rewrites.yaml`. A text
 * written straight into the card may hold `{match}`, `{employer}`, `{title}`, `{audience}` and
 * whatever the finding's `data` names; a blank for the writer is written `‹like this?›`.
 */
export interface SuggestSpec {
  /** Words to put in place of the finding's words, best first; form (a/an, capitals, number) is kept. */
  readonly replace?: string | readonly string[];
  /** Words to add at the end of the finding's statement, before its full stop. */
  readonly append?: string;
  /** Words to add in brackets right behind the finding's. Where they find a place, `insert` is not offered. */
  readonly beside?: string;
  /** Role of the section that the finding's list items belong in; they are moved there as they stand. */
  readonly move?: SectionRole;
  /** All that the rule finds in a posting is replaced at once, or nothing of it. Done by the engine. */
  readonly together?: boolean;
  /** How sure `replace` and `append` are. Default `review`. */
  readonly safety?: 'safe' | 'review' | 'display';
  /** Shape set from which the finding's whole statement is written anew. */
  readonly rewrite?: string;
  /** Draft of a line or section that the posting lacks, or of several that go together. */
  readonly insert?: string | readonly string[];
  /** A question to send to the hiring manager: its name, or the question itself (holds a `?`); or several. */
  readonly ask?: string | readonly string[];
}

/** One finding, as far as a suggestion needs to know it. */
export interface SuggestRequest {
  readonly posting: Posting;
  /** Called only where a suggestion depends on it. */
  readonly profile: () => Profile;
  /** The statement found; absent where the finding is about the posting as a whole. */
  readonly statement?: Statement;
  /** The finding's words. */
  readonly span: Span;
  /** Every place the finding is about, where it is about several. */
  readonly places?: readonly Span[];
  /** Fills placeholders of texts written in the card. */
  readonly data?: Readonly<Record<string, string | number>>;
}

/**
 * Made once from the parsed `rules/data/rewrites.yaml` (`createSuggester`), then asked for every
 * finding. Pure: the same request gives the same suggestions, whichever rules run beside it.
 */
export interface Suggester {
  /** @throws RangeError for a name that the data does not hold; `check` finds these beforehand. */
  suggest(spec: SuggestSpec, request: SuggestRequest): readonly Suggestion[];
  /** What is wrong with a card's spec, in words that teach; empty where all is well. */
  check(spec: SuggestSpec): readonly string[];
}
