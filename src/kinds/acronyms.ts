import * as v from 'valibot';
import type { Posting, Statement, Token } from '../core/types.js';
import { listInWords } from './message.js';
import { positiveInteger, terms } from './params.js';
import { inScope } from './scope.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  known: v.pipe(terms, v.description('Short forms that need no explanation')),
  min: v.pipe(v.optional(positiveInteger, 1), v.description('Keep silent below so many different ones')),
});

/** Two to five capitals, perhaps with a plural s. */
const ACRONYM = /^[A-Z]{2,5}s?$/u;
const LONGEST = 6;

/** Finds short forms in capitals that the posting nowhere spells out. One finding for the posting. */
export const acronyms: Kind<v.InferOutput<typeof params>> = {
  name: 'acronyms',
  summary: 'Finds short forms in capitals that are neither well known nor spelled out in the posting.',
  params,
  placeholders: {
    match: 'the first of them',
    list: 'all of them, in words',
    count: 'how many different ones there are',
  },
  compile(params, meta, { terms: book }) {
    const isKnown = remembered(book.test(params.known));
    return function* (posting): Iterable<Draft> {
      const first = new Map<string, { statement: Statement; token: Token }>();
      for (const statement of posting.statements) {
        if (!inScope(statement, meta.where)) continue;
        let shouted: boolean | undefined;
        const { tokens, prose } = statement;
        for (let i = 0; i < tokens.length; i++) {
          const token = tokens[i] as Token;
          if (token.to - token.at > LONGEST || !beginsWithCapital(prose.text, token.at)) continue;
          const word = prose.text.slice(token.at, token.to);
          if (!ACRONYM.test(word) || isPartOfName(statement, i)) continue;
          shouted ??= isShouted(statement);
          if (shouted) break;
          const short = word.replace(/s$/u, '');
          if (!first.has(short)) first.set(short, { statement, token });
        }
      }
      const unexplained = [...first].filter(([short]) => !isKnown(short));
      if (unexplained.length < params.min) return;
      const initials = initialsOf(posting);
      const unknown = unexplained.filter(([short]) => !isExplained(short, posting, initials));
      const [begin] = unknown;
      if (begin === undefined || unknown.length < params.min) return;
      const { statement, token } = begin[1];
      yield {
        span: { start: token.start, end: token.end },
        statement,
        data: { match: begin[0], list: listInWords(unknown.map(([short]) => short)), count: unknown.length },
        evidence: unknown.map(([, one]) => ({ start: one.token.start, end: one.token.end })),
      };
    };
  },
};

/** Asks each question once: the same few short forms stand in every posting. */
function remembered<T>(ask: (word: string) => T): (word: string) => T {
  const answers = new Map<string, T>();
  return word => {
    const answer = answers.get(word) ?? ask(word);
    answers.set(word, answer);
    return answer;
  };
}

/** In a line of capitals every word looks like a short form. */
function isShouted({ prose: { text } }: Statement): boolean {
  const letters = text.replace(/\P{L}/gu, '');
  const capitals = letters.replace(/\P{Lu}/gu, '').length;
  return letters.length < 12 || capitals > letters.length * 0.4;
}

/** "CUNY Graduate Center", "Acme LTD": beside another word with a capital, not at the beginning. */
function isPartOfName({ tokens, prose: { text } }: Statement, i: number): boolean {
  const token = tokens[i] as Token;
  const before = tokens[i - 1];
  const after = tokens[i + 1];
  const isNamed = (other: Token, gap: string) => gap === ' ' && /^\p{Lu}/u.test(text.slice(other.at, other.to));
  return (
    (before !== undefined && i > 1 && isNamed(before, text.slice(before.to, token.at))) ||
    (after !== undefined && isNamed(after, text.slice(token.to, after.at)))
  );
}

/** True where the posting, or the employer's name, says what the letters stand for. */
function isExplained(short: string, { source, facts }: Posting, initials: string): boolean {
  return (
    facts.some(fact => fact.key === 'employer' && fact.value.includes(short)) ||
    initials.includes(short) ||
    places(source, short).some(at => isExplainedAt(source, at, at + short.length)) ||
    places(source, short.toLowerCase()).some(at => isWholeWord(source, at, at + short.length))
  );
}

/** "Key Account Manager (KAM)", "KAM (Key Account Manager)", "KAM, i.e. …". */
const OPENED = /\(\W{0,3}$/;
const EXPLANATION = /^\ws?(?:\W{0,3}\((?=\p{L})|\b[^.\n]{0,3}(?: is| are| stands for|,? i\.e\.| =))/u;
/** More than the longest of these takes; each begins with the last letter. */
const NEAR = 20;

function isExplainedAt(source: string, from: number, to: number): boolean {
  if (OPENED.test(source.slice(Math.max(0, from - 4), from)) && isWholeWord(source, from, to)) return true;
  return !isWordUnit(source, from - 1) && EXPLANATION.test(source.slice(to - 1, to + NEAR));
}

/** The word, perhaps with a plural s, is no part of a longer one. */
function isWholeWord(source: string, from: number, to: number): boolean {
  const end = source[to] === 's' ? to + 1 : to;
  return !isWordUnit(source, from - 1) && !isWordUnit(source, end);
}

function isWordUnit(source: string, at: number): boolean {
  return /\w/.test(source[at] ?? '');
}

function places(source: string, word: string): number[] {
  const found: number[] = [];
  for (let at = source.indexOf(word); at >= 0; at = source.indexOf(word, at + 1)) found.push(at);
  return found;
}

/** Words that short forms leave out. */
const LEFT_OUT = new Set(['and', 'of', 'for', 'the', 'in']);

/**
 * The first letters of all words with a capital, in order, so that a short form stands in them where its words do:
 * "our Key Account Manager" gives "KAM" between blanks, one word that short forms leave out gives nothing.
 */
function initialsOf({ statements }: Posting): string {
  let initials = '';
  for (const { tokens, prose } of statements) {
    let isAfterLeftOut: boolean = false;
    for (const [i, token] of tokens.entries()) {
      const before = tokens[i - 1];
      const isNext =
        before !== undefined && token.at - before.to === 1 && /[\s-]/.test(prose.text[before.to] as string);
      if (!isNext) initials += ' ';
      const isLeftOut: boolean = LEFT_OUT.has(prose.text.slice(token.at, token.to)) && isNext && !isAfterLeftOut;
      if (!isLeftOut) initials += initialsOfWord(prose.text.slice(token.at, token.to));
      isAfterLeftOut = isLeftOut;
    }
    initials += ' ';
  }
  return initials;
}

/** Of a hyphenated word those of all parts; a blank for whatever is no word with a capital. */
function initialsOfWord(word: string): string {
  const parts = word.includes('-') ? word.split('-') : [word];
  return parts.map(part => (part.length > 1 && beginsWithCapital(part) ? part.charAt(0) : ' ')).join('');
}

function beginsWithCapital(text: string, at = 0): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 65 && unit <= 90;
}
