import * as v from 'valibot';
import { tokensSpan, tokensText } from '../core/tokens.js';
import type { Statement } from '../core/types.js';
import { fillMessage } from './message.js';
import { termFilters, terms } from './params.js';
import { shareWords, termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';
import { formOf, inForm } from './word-form.js';

const replacement = v.pipe(
  v.string(),
  v.description(
    'use+ takes the form of the verb found, person* the number of the noun; {inner} and {last} are the words between the first and the last word found, and the last; "" leaves the words out',
  ),
);

const swap = v.strictObject({
  terms: v.pipe(terms, v.description('What is looked for')),
  with: v.pipe(
    v.optional(v.array(replacement), []),
    v.description('What to put instead, best first; without it the finding is told as `unfit` says'),
  ),
  ends: v.pipe(
    v.optional(v.boolean(), false),
    v.description(
      'The replacement fits only where the phrase ends: a mark, a preposition, a conjunction or nothing follows',
    ),
  ),
  object: v.pipe(
    v.optional(v.boolean(), false),
    v.description('Look only where the phrase goes on, as a verb does with what is acted on: "leverage *data*"'),
  ),
  apart: v.pipe(
    v.optional(v.boolean(), false),
    v.description('Look only where the words stand between marks: "Moving forward, you…"'),
  ),
  because: v.pipe(v.optional(v.string(), ''), v.description('Fills {because} in the message')),
  safety: v.pipe(v.optional(v.picklist(['safe', 'review', 'display'])), v.description('In place of the safety of all')),
});

const unfit = v.strictObject({
  message: v.pipe(v.string(), v.description("In place of the card's message; may hold {match} and {because}")),
  ask: v.pipe(v.string(), v.description('The question offered in place of a replacement')),
});

const paramsObject = v.strictObject({
  swaps: v.pipe(
    v.array(swap),
    v.minLength(1, 'the list is empty; write at least one swap'),
    v.description('What to put in place of what'),
  ),
  unfit: v.pipe(
    v.optional(unfit),
    v.description('What is said where a swap has no replacement, or none that fits its place'),
  ),
  ...termFilters,
  safety: v.pipe(
    v.optional(v.picklist(['safe', 'review', 'display']), 'review'),
    v.description('`safe` only where the meaning is kept in every sentence'),
  ),
  askIf: v.pipe(
    v.optional(terms),
    v.description('Where one of these stands in the posting, swapping the words found would not be enough: only ask'),
  ),
});
const params = v.pipe(
  paramsObject,
  v.check(
    ({ swaps, unfit }) => unfit !== undefined || swaps.every(swap => swap.with.length > 0 && !swap.ends),
    'a swap without "with:", or with "ends:", needs "unfit:" to say what is told where nothing fits',
  ),
);

/** Words that follow a phrase without belonging to it. */
const BEHIND_PHRASES = new Set(
  (
    'about above across after against along among and around as at because before behind below beneath between beyond but by ' +
    'despite down during except for from if in inside into like near nor of off on onto or out outside over past per ' +
    'plus since so than that through throughout to toward towards under until up upon via what when where whether which ' +
    'while who whom whose with within without yet is are was were will would can could may might must shall should has ' +
    'have had'
  ).split(' '),
);

/** Marks between two words that part what stands before from what follows; a hyphen and a quotation mark do not. */
const PARTS = /[,;:.!?()[\]–—/|]|\s-\s/u;

/** True where the words from `from` to `to` are not the first part of a longer phrase: "deep dive *sessions*". */
function endsPhrase({ tokens, prose }: Statement, to: number): boolean {
  const [last, next] = [tokens[to - 1], tokens[to]];
  return (
    last === undefined ||
    next === undefined ||
    BEHIND_PHRASES.has(next.norm) ||
    PARTS.test(prose.text.slice(last.to, next.at))
  );
}

/** True where marks or the statement's ends stand on both sides, and something else beyond one of them. */
function standsApart({ tokens, prose: { text } }: Statement, from: number, to: number): boolean {
  const [before, first, last, next] = [tokens[from - 1], tokens[from], tokens[to - 1], tokens[to]];
  if (first === undefined || last === undefined || (before === undefined && next === undefined)) return false;
  return (
    (before === undefined || PARTS.test(text.slice(before.to, first.at))) &&
    (next === undefined || PARTS.test(text.slice(last.to, next.at)))
  );
}

/** True where a quotation mark stands among the words without its partner: its other half would be left behind. */
function cutsQuote(words: string): boolean {
  const count = (mark: RegExp) => words.match(mark)?.length ?? 0;
  return count(/"/gu) % 2 === 1 || count(/“/gu) !== count(/”/gu);
}

/** The replacement with the finding's own words in it: `fluent {inner} speaker*`. */
function withOwnWords(text: string, statement: Statement, from: number, to: number): string {
  const inner = tokensText(statement, from + 1, to - 1);
  return text
    .replace(/\{inner\}( ?)/u, (_, blank: string) => (inner === '' ? '' : inner + blank))
    .replace('{last}', () => tokensText(statement, to - 1, to));
}

/** Finds terms and offers others, in the same form. */
export const substitution: Kind<v.InferOutput<typeof params>> = {
  name: 'substitution',
  summary:
    'Finds words for which there are better ones, and offers those in the same form (verb form, number, capital, a/an).',
  params,
  placeholders: {
    match: 'the words found, as written',
    replacement: 'the first replacement, in the right form',
    because: "the swap's `because:`",
  },
  compile(params, meta, { terms: book }) {
    const query = termQuery(
      params.swaps.map(swap => swap.terms),
      params,
      meta.where,
      book,
    );
    const partOfMore = params.askIf && termQuery([params.askIf], { except: [] }, meta.where, book);
    return function* (posting, context): Iterable<Draft> {
      const found = query.find(posting, context);
      const isPart =
        found.length > 0 &&
        partOfMore?.find(posting, context).some(hit => !found.some(one => shareWords(one, hit))) === true;
      for (const { statement, from, to, list } of found) {
        const swap = params.swaps[list]!;
        const words = statement.tokens.slice(from, to).map(token => token.norm);
        const form = formOf(swap.terms.join(' '), words, statement.tokens[from - 1]?.norm);
        if (swap.apart && !standsApart(statement, from, to)) continue;
        if (swap.object && endsPhrase(statement, to)) continue;
        const match = tokensText(statement, from, to);
        const fits = swap.with.length > 0 && !(swap.ends && !endsPhrase(statement, to)) && !cutsQuote(match);
        const replace = swap.with.map(text => inForm(withOwnWords(text, statement, from, to), form));
        const place = { span: tokensSpan(statement, from, to), statement };
        const data = { match, replacement: replace[0] ?? '', because: swap.because };
        if (!fits && params.unfit !== undefined) {
          const { message, ask } = params.unfit;
          yield { ...place, data, message: fillMessage(message, data), suggest: { ask } };
          continue;
        }
        yield {
          ...place,
          data,
          suggest: {
            ...meta.suggest,
            ...(fits && !isPart && { replace, safety: swap.safety ?? params.safety }),
          },
        };
      }
    };
  },
};
