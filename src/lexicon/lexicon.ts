import type { Statement } from '../core/types.js';
import type { Launch, LexiconData, ToolForm } from './build.js';
import { Matcher } from './matcher.js';
import { PatternReader } from './pattern.js';
import { LEXICON_JSON } from './terms.generated.js';

/** A term of a set found in a statement: tokens `from` up to, not including, `to`. */
export interface TermMatch {
  /** `set/group` of `rules/lexicon`, as in `relating/answering`. */
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** A form of a tool's name. Whether it really means the tool, its certainty and company tell. */
export interface ToolMatch {
  readonly tool: ToolForm;
  readonly from: number;
  readonly to: number;
}

export interface StatementTerms {
  readonly terms: readonly TermMatch[];
  readonly tools: readonly ToolMatch[];
}

/**
 * The term sets of `rules/lexicon`, matched over whole statements. What a statement holds is
 * found once and kept as long as the statement.
 */
export class Lexicon {
  readonly launches: readonly Launch[];
  readonly #ids: readonly (string | ToolForm)[];
  readonly #matcher: Matcher<number>;
  readonly #found = new WeakMap<Statement, StatementTerms>();

  constructor(data: LexiconData) {
    this.#ids = data.ids;
    this.launches = data.launches;
    const patterns = data.patterns.map(([id, pattern]) => ({ id, pattern }));
    this.#matcher = new Matcher(patterns, new PatternReader(data.lists), data.index);
  }

  /** Names of all groups, `set/group`. */
  get groups(): readonly string[] {
    return this.#ids.filter(id => typeof id === 'string');
  }

  find(statement: Statement): StatementTerms {
    const known = this.#found.get(statement);
    if (known !== undefined) return known;
    const terms: TermMatch[] = [];
    const tools: ToolMatch[] = [];
    for (const { id, from, to } of this.#matcher.find(statement.tokens, statement.prose.text)) {
      const entry = this.#ids[id] as string | ToolForm;
      if (typeof entry === 'string') terms.push({ id: entry, from, to });
      else tools.push({ tool: entry, from, to });
    }
    const found = { terms, tools };
    this.#found.set(statement, found);
    return found;
  }
}

let shipped: Lexicon | undefined;

/** The lexicon that ships; read on first call. */
export function lexicon(): Lexicon {
  shipped ??= new Lexicon(JSON.parse(LEXICON_JSON) as LexiconData);
  return shipped;
}
