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
    const known = book.group(params.known);
    const isKnown = remembered(short => book.standsIn(short, known));
    return function* (posting): Iterable<Draft> {
      const first = new Map<string, { statement: Statement; token: Token }>();
      for (const statement of posting.statements) {
        if (!inScope(statement, meta.where)) continue;
        let shouted: boolean | undefined;
        for (const [i, token] of statement.tokens.entries()) {
          if (token.to - token.at > LONGEST) continue;
          const word = statement.prose.text.slice(token.at, token.to);
          if (!ACRONYM.test(word) || isPartOfName(statement, i)) continue;
          shouted ??= isShouted(statement);
          if (shouted) break;
          const short = word.replace(/s$/u, '');
          if (!first.has(short)) first.set(short, { statement, token });
        }
      }
      const unknown = [...first].filter(([short]) => !isKnown(short) && !isExplained(short, posting));
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

/** Latin, Greek and Cyrillic ones: a class of all letters takes longer to compile than the posting to search. */
const LETTER = '[A-Za-z\\u00C0-\\u024F\\u0370-\\u04FF]';

/** True where the posting, or the employer's name, says what the letters stand for. */
function isExplained(short: string, { source, facts }: Posting): boolean {
  if (facts.some(fact => fact.key === 'employer' && fact.value.includes(short))) return true;
  return explanationsOf(short).some(explanation => explanation.test(source));
}

/**
 * "Key Account Manager (KAM)", "KAM (Key Account Manager)", "KAM, i.e. …", the same word in small letters, or the
 * words in full. One expression each: where all begin with the same characters a source is searched ten times as fast.
 */
const explanationsOf = remembered(short => {
  const inFull = [...short].map(letter => `${letter}${LETTER}+`).join(String.raw`[\s-](?:(?:and|of|for|the|in) )?`);
  return [
    String.raw`\(\W{0,3}${short}s?\b`,
    String.raw`\b${short}s?\W{0,3}\((?=${LETTER})`,
    String.raw`\b${short}s?\b[^.\n]{0,3}(?: is| are| stands for|,? i\.e\.| =)`,
    String.raw`\b${short.toLowerCase()}s?\b`,
    String.raw`\b${inFull}`,
  ].map(explanation => new RegExp(explanation, 'u'));
});
