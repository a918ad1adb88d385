/**
 * The public API: lint a posting's text, or make a linter once and use it for many.
 *
 *     import { lint } from 'sm-jd';
 *     const { findings } = lint('# Social Media Manager\n\n- Hootsuite, Buffer, Canva');
 */
import { buildPeers, type StoredTexts } from './boilerplate/peers.js';
import { builtInStock } from './boilerplate/store/stock-file.js';
import type { RoleFamily } from './core/facets.js';
import type { Failure, FileResult, Posting } from './core/types.js';
import { parsePosting } from './document/index.js';
import { type ExampleProblem, testExamples } from './engine/examples.js';
import { type FixResult, fixText } from './engine/fix.js';
import { type LinterOptions as BareOptions, createLinter as createBareLinter, type Linter } from './engine/linter.js';
import { BUILT_IN_KINDS } from './kinds/index.js';
import { platformRegex } from './kinds/regex.js';
import type { Kind, PeerIndex } from './kinds/types.js';
import { profilePosting } from './profile/index.js';
import { type PlainProfile, plainProfile } from './profile/plain.js';
import type { Profile } from './profile/types.js';
import { builtInCards } from './rules/built-in.js';
import type { Card } from './rules/card.js';
import type { OwnCards } from './rules/own.js';
import { createSuggester } from './suggest/suggester.js';

export type * from './core/facets.js';
export type * from './core/types.js';
export { parsePosting } from './document/index.js';
export type { NamedSettings } from './engine/linter.js';

export interface LinterOptions
  extends Pick<BareOptions, 'severityOf' | 'settings' | 'unknownRules' | 'role' | 'jurisdictions' | 'employer'> {
  /** Rule cards besides those that ship with sm-jd, from `loadRuleFolders`. */
  readonly ownCards?: OwnCards;
}

/**
 * Reads folders of rule cards. What is wrong with them is among the `failures` of the result, and
 * of the linter that is made with it.
 *
 * @param kinds kinds of check that the cards may name besides those that ship with sm-jd
 */
export async function loadRuleFolders(folders: readonly string[], kinds: readonly Kind[] = []): Promise<OwnCards> {
  // Reading cards takes a YAML parser and a second engine for expressions; few runs need them.
  const { loadOwnCards } = await import('./rules/own.js');
  const { lists, rewrites } = builtInCards();
  return loadOwnCards(folders, lists, createSuggester(rewrites), kinds);
}

/**
 * A linter with the rules that ship with sm-jd, and one's own. Making one takes longer than linting
 * with it. Its `failures` tell what is wrong with the options or the cards; it works all the same.
 */
export function createLinter({ ownCards, ...options }: LinterOptions = {}): Linter {
  const builtIn = builtInCards();
  const { cards, failures } = joinCards(ownCards === undefined ? [builtIn] : [builtIn, ownCards]);
  const own = new Set(ownCards?.cards.map(card => card.id));
  const linter = createBareLinter({
    ...options,
    cards,
    lists: { ...builtIn.lists, ...ownCards?.lists },
    beginnings: builtIn.beginnings,
    kinds: new Map([...BUILT_IN_KINDS, ...(ownCards?.kinds ?? []).map((kind): [string, Kind] => [kind.name, kind])]),
    suggester: createSuggester(builtIn.rewrites),
    profile: profilePosting,
    ...(ownCards && { regexFor: card => (own.has(card.id) ? ownCards.regex : platformRegex) }),
  });
  return { ...linter, failures: [...failures, ...linter.failures] };
}

/**
 * Makes postings comparable with each other, with the stock that ships with sm-jd, and with a stored
 * corpus where one is given; the result goes to `Linter.lint`.
 */
export function peersOf(postings: readonly Posting[], employer?: string, corpus?: StoredTexts): PeerIndex {
  return buildPeers(postings, {
    stock: builtInStock(),
    ...(employer !== undefined && { employer }),
    ...(corpus !== undefined && { corpus }),
  });
}

/** What is wrong with a folder of rule cards: cards that cannot be read, and examples that fail. */
export interface CardsTested {
  readonly cards: readonly Card[];
  readonly failures: readonly Failure[];
  readonly problems: readonly ExampleProblem[];
}

/** Reads a folder of rule cards and runs their examples. */
export async function testCards(folder: string): Promise<CardsTested> {
  const { rewrites, beginnings } = builtInCards();
  const own = await loadRuleFolders([folder]);
  const tools = {
    kinds: BUILT_IN_KINDS,
    lists: own.lists,
    beginnings,
    suggester: createSuggester(rewrites),
    regexFor: () => own.regex,
    profile: profilePosting,
    peers: (postings: readonly Posting[]) => peersOf(postings),
  };
  return {
    cards: own.cards,
    failures: own.failures,
    problems: own.cards.flatMap(card => testExamples(card, tools)),
  };
}

/** All cards of several folders; an id or alias that stands twice is a failure. */
function joinCards(folders: readonly { readonly cards: readonly Card[]; readonly failures?: readonly Failure[] }[]) {
  const taken = new Map<string, Card>();
  const failures: Failure[] = folders.flatMap(folder => folder.failures ?? []);
  const cards = folders.flatMap(folder => folder.cards);
  const kept = cards.filter(card => {
    const names = [card.id, ...card.aliases];
    const first = names.map(name => taken.get(name)).find(one => one !== undefined);
    if (first) {
      const message = `the name “${card.id}” is taken by ${first.file}; choose another`;
      failures.push({ kind: 'card', subject: card.file, message });
      return false;
    }
    for (const name of names) taken.set(name, card);
    return true;
  });
  return { cards: kept.sort((a, b) => (a.id < b.id ? -1 : 1)), failures };
}

export interface LintOptions extends LinterOptions {
  /** Shown in the result; its ending decides the format. Default `posting.md`. */
  readonly path?: string;
}

/**
 * Lints one posting's text.
 * @throws Error where the options name a rule that does not exist, or settings that it does not have.
 */
export function lint(text: string, options: LintOptions = {}): FileResult & { readonly failures: readonly Failure[] } {
  const linter = faultlessLinter(options);
  const posting = parsePosting(text, { path: options.path ?? 'posting.md' });
  const { file, failures } = linter.lint(posting, peersOf([posting], options.employer));
  return { ...file, failures };
}

export interface FixOptions extends LintOptions {
  /** Default `safe`; `review` applies also what a person should read before it is published. */
  readonly safety?: 'safe' | 'review';
}

/**
 * Mends one posting's text. Rules whose fixes come to no end are named in `unsettled` and left out.
 * @throws Error as `lint` does.
 */
export function fix(text: string, options: FixOptions = {}): FixResult {
  const linter = faultlessLinter(options);
  const path = options.path ?? 'posting.md';
  return fixText(
    text,
    source => {
      const posting = parsePosting(source, { path });
      return { findings: linter.lint(posting).file.findings, opaque: posting.opaque };
    },
    { safety: options.safety ?? 'safe' },
  );
}

function faultlessLinter(options: LinterOptions): Linter {
  const linter = createLinter(options);
  if (linter.failures.length > 0) {
    throw new Error(linter.failures.map(failure => `${failure.subject}: ${failure.message}`).join('\n'));
  }
  return linter;
}

/** What one posting asks of a person: of each statement, and as a whole. */
export function profile(text: string, options: Pick<LintOptions, 'path' | 'role'> = {}): PlainProfile {
  return plainProfile(profilePosting(parsePosting(text, { path: options.path ?? 'posting.md' }), options.role));
}

export type { Card, FixResult, Linter, OwnCards, PeerIndex, PlainProfile, Profile, RoleFamily };
export { profilePosting };
