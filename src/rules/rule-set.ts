import * as v from 'valibot';
import { issueInWords } from '../core/issue-words.js';
import type { Failure, Severity } from '../core/types.js';
import type { Beginnings } from '../kinds/beginnings.js';
import { platformRegex } from '../kinds/regex.js';
import { TermBook } from '../kinds/terms.js';
import type { Kind, KindTools, RegexEngine, Rule } from '../kinds/types.js';
import { type NamedLists, PatternReader } from '../lexicon/pattern.js';
import type { Suggester } from '../suggest/types.js';
import type { Card } from './card.js';

/** Rules ready to run, and what they share. Made once, used for any number of postings. */
export interface RuleSet {
  /** In the order of their ids; rules with severity `off` are left out. */
  readonly rules: readonly Rule[];
  /** Writes the suggestions that cards ask for; absent where a run wants none. */
  readonly suggester?: Suggester;
}

export interface RuleSetOptions {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly suggester?: Suggester;
  /** Word lists that terms may name in braces. */
  readonly lists?: NamedLists;
  /** What terms begin with, as far as the build has found it out. */
  readonly beginnings?: Beginnings;
  /** The engine for a card's regular expressions; the platform's where it gives none. */
  readonly regexFor?: (card: Card) => RegexEngine;
}

/**
 * Makes rules of cards. The terms of all cards go into one matcher, and those for certain roles
 * into another, so that the number of rules costs little. A card that cannot be put to use becomes a failure, and the others go on.
 */
export function compileRules(
  cards: readonly Card[],
  { kinds, suggester, lists, beginnings, regexFor }: RuleSetOptions,
): { readonly set: RuleSet; readonly failures: readonly Failure[] } {
  const reader = new PatternReader(lists);
  const terms = new TermBook(reader, beginnings);
  // Rules for some roles look up their terms apart, so that other postings are not searched for them.
  const termsForRoles = new TermBook(reader, beginnings);
  const failures: Failure[] = [];
  const rules: Rule[] = [];
  for (const card of cards) {
    if (card.severity === 'off') continue;
    try {
      const tools: KindTools = {
        terms: card.where.roles === undefined ? terms : termsForRoles,
        regex: regexFor?.(card) ?? platformRegex,
      };
      const kind = kinds.get(card.kind);
      if (kind === undefined) throw new Error(`there is no kind "${card.kind}"`);
      rules.push({ meta: card, check: kind.compile(card.params, card, tools) });
    } catch (error) {
      failures.push({ kind: 'card', subject: card.file, message: (error as Error).message });
    }
  }
  return { set: { rules, ...(suggester !== undefined && { suggester }) }, failures };
}

/** What a configuration may change about a rule. */
export interface RuleSettings {
  readonly severity?: Severity | 'off';
  /** Take the place of the card's own params of the same names. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/**
 * The card with settings applied, or what is wrong with them.
 * `message` of a failure names the param; whoever read the configuration knows the line.
 */
export function withSettings(
  card: Card,
  settings: RuleSettings,
  kinds: ReadonlyMap<string, Kind>,
): { readonly card: Card; readonly failures: readonly Failure[] } {
  const kind = kinds.get(card.kind);
  const changed = { ...card, severity: settings.severity ?? card.severity };
  if (settings.params === undefined || kind === undefined) return { card: changed, failures: [] };
  const merged = { ...(card.params as Readonly<Record<string, unknown>>), ...settings.params };
  const parsed = v.safeParse(kind.params, merged);
  if (parsed.success) return { card: { ...changed, params: parsed.output }, failures: [] };
  const failures = parsed.issues
    .flatMap(issue => issueInWords(issue, ['params'], kind.params))
    .map(({ path, about, message }): Failure => {
      const place = (about === 'key' ? path.slice(0, -1) : path).join('.');
      return { kind: 'config', subject: card.id, message: `${place}: ${message}` };
    });
  return { card, failures };
}
