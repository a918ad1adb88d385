import type { Posting, Statement } from '../core/types.js';
import { tokenize } from '../document/index.js';
import { Matcher, type NamedPattern } from '../lexicon/matcher.js';
import { PatternError, PatternReader } from '../lexicon/pattern.js';
import { beginningsOf } from '../lexicon/pattern-index.js';
import { type Beginnings, indexFrom } from './beginnings.js';

/** Names a list of patterns entered in a `TermBook`. */
export type TermGroup = string;

/** Tokens `from` up to, not including, `to` of a statement match one of a group's patterns. */
export interface Hit {
  readonly statement: Statement;
  readonly from: number;
  readonly to: number;
}

/**
 * All patterns of all rules of a run, matched together: each statement's tokens are read once,
 * whatever the number of rules, and every rule then picks the hits of its own groups. The matcher
 * is made when the first posting is read, so every rule must have entered its patterns by then.
 */
export class TermBook {
  readonly #patterns: NamedPattern[] = [];
  readonly #groups = new Map<string, TermGroup>();
  readonly #reader: PatternReader;
  readonly #known: Beginnings;
  readonly #tested = new Set<string>();
  readonly #nearby: NamedPattern[] = [];
  #nearbyMatcher: Matcher | undefined;
  readonly #nearbyFound = new WeakMap<Statement, ReadonlyMap<TermGroup, readonly Hit[]>>();
  #matcher: Matcher | undefined;
  readonly #scans = new WeakMap<Posting, ReadonlyMap<TermGroup, readonly Hit[]>>();

  /**
   * @param reader knows the lists that patterns may name
   * @param known what some of the patterns begin with, as `beginnings` gave it
   */
  constructor(reader: PatternReader = new PatternReader(), known: Beginnings = {}) {
    this.#reader = reader;
    this.#known = known;
  }

  /** Enters patterns; equal lists share a group. Of a group's matches none overlap, the leftmost longest wins. */
  group(patterns: readonly string[]): TermGroup {
    return this.#enter(patterns, this.#patterns, 'all');
  }

  /**
   * Enters patterns that only the neighbourhood of other hits is searched for: most rules find nothing in most
   * postings, and then nobody asks what stands beside it.
   */
  nearby(patterns: readonly string[]): (statement: Statement) => readonly Hit[] {
    const group = this.#enter(patterns, this.#nearby, 'nearby');
    return statement => {
      let found = this.#nearbyFound.get(statement);
      if (found === undefined) {
        this.#nearbyMatcher ??= this.#matcherOf(this.#nearby);
        found = hitsIn([statement], this.#nearbyMatcher);
        this.#nearbyFound.set(statement, found);
      }
      return found.get(group) ?? [];
    };
  }

  /**
   * Enters patterns that no posting is searched for. The test is true where one of them stands in a text that is
   * no statement, such as a title in the front matter.
   */
  test(patterns: readonly string[]): (text: string) => boolean {
    for (const pattern of patterns) this.#tested.add(pattern);
    let matcher: Matcher | undefined;
    return text => {
      matcher ??= this.#matcherOf(patterns.map(pattern => ({ id: '', pattern })));
      const tokens = tokenize({ text, outerSpan: (start, end) => ({ start, end }) });
      return matcher.find(tokens, text).length > 0;
    };
  }

  /** What is wrong with any of the patterns entered; empty where all can be read. */
  check(): PatternError[] {
    const errors: PatternError[] = [];
    for (const pattern of this.#entered()) {
      try {
        beginningsOf(pattern, this.#reader);
      } catch (error) {
        if (!(error instanceof PatternError)) throw error;
        errors.push(error);
      }
    }
    return errors;
  }

  /**
   * What each pattern entered begins with, to be kept by a build.
   * @throws PatternError at the first pattern that cannot be read
   */
  beginnings(): Beginnings {
    return Object.fromEntries(this.#entered().map(pattern => [pattern, beginningsOf(pattern, this.#reader)]));
  }

  /** The group's hits in source order. */
  hits(posting: Posting, group: TermGroup): readonly Hit[] {
    let scan = this.#scans.get(posting);
    if (scan === undefined) {
      this.#matcher ??= this.#matcherOf(this.#patterns);
      scan = hitsIn(posting.statements, this.#matcher);
      this.#scans.set(posting, scan);
    }
    return scan.get(group) ?? [];
  }

  #enter(patterns: readonly string[], among: NamedPattern[], scope: string): TermGroup {
    if (this.#matcher !== undefined) throw new Error('terms must be entered before the first posting is read');
    const key = [scope, ...patterns].join('\n');
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const id = String(this.#groups.size);
    this.#groups.set(key, id);
    for (const pattern of patterns) among.push({ id, pattern });
    return id;
  }

  #entered(): string[] {
    return [...[...this.#patterns, ...this.#nearby].map(({ pattern }) => pattern), ...this.#tested];
  }

  #matcherOf(patterns: readonly NamedPattern[]): Matcher {
    return new Matcher(patterns, this.#reader, indexFrom(patterns, this.#known, this.#reader));
  }
}

function hitsIn(statements: readonly Statement[], matcher: Matcher): ReadonlyMap<TermGroup, readonly Hit[]> {
  const found = new Map<TermGroup, Hit[]>();
  for (const statement of statements) {
    for (const { id, from, to } of matcher.find(statement.tokens, statement.prose.text)) {
      const hits = found.get(id);
      if (hits === undefined) found.set(id, [{ statement, from, to }]);
      else hits.push({ statement, from, to });
    }
  }
  return found;
}
