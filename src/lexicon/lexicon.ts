import type { Statement, Token } from '../core/types.js';
import { wordOf } from '../core/words.js';
import type { Launch, LexiconData, ToolForm } from './build.js';
import { Matcher } from './matcher.js';
import { PatternReader } from './pattern.js';
import data from './terms.generated.json' with { type: 'json' };

/** Tokens `from` up to, not including, `to`. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** A term of a set found in a statement. */
export interface TermMatch extends TokenRange {
  /** `set/group` of `rules/lexicon`, as in `relating/answering`. */
  readonly id: string;
}

/** A form of a tool's name. Whether it really means the tool, its certainty and company tell. */
export interface ToolMatch extends TokenRange {
  readonly tool: ToolForm;
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

  find(statement: Statement): StatementTerms {
    let found = this.#found.get(statement);
    if (found === undefined) {
      found = this.#search(statement.tokens, statement.prose.text);
      this.#found.set(statement, found);
    }
    return found;
  }

  /** What a text outside the statements holds, such as a title from front matter; words are cut at white space. */
  findInText(text: string): StatementTerms {
    const words = [...text.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{N}+&'’.-]*[\p{L}\p{N}+])?/gu)];
    const tokens = words.map(({ 0: spelling, index }) => {
      const word = wordOf(spelling.normalize('NFKC').toLowerCase().replaceAll('’', "'"));
      return {
        start: index,
        end: index + spelling.length,
        at: index,
        to: index + spelling.length,
        norm: word.norm,
        word,
      };
    });
    return this.#search(tokens, text);
  }

  #search(tokens: readonly Token[], text: string): StatementTerms {
    const terms: TermMatch[] = [];
    const tools: ToolMatch[] = [];
    for (const { id, from, to } of this.#matcher.find(tokens, text)) {
      const entry = this.#ids[id] as string | ToolForm;
      if (typeof entry === 'string') terms.push({ id: entry, from, to });
      else tools.push({ tool: entry, from, to });
    }
    return { terms, tools };
  }
}

let shipped: Lexicon | undefined;

/** The lexicon that ships; read on first call. */
export function lexicon(): Lexicon {
  shipped ??= new Lexicon(data as unknown as LexiconData);
  return shipped;
}
