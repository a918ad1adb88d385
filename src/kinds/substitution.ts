import * as v from 'valibot';
import { tokensSpan, tokensText } from '../core/tokens.js';
import type { Statement } from '../core/types.js';
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
    v.array(replacement),
    v.minLength(1, 'the list is empty; write at least one replacement'),
    v.description('What to put instead, best first'),
  ),
  because: v.pipe(v.optional(v.string(), ''), v.description('Fills {because} in the message')),
  safety: v.pipe(v.optional(v.picklist(['safe', 'review', 'display'])), v.description('In place of the safety of all')),
});

const params = v.strictObject({
  swaps: v.pipe(
    v.array(swap),
    v.minLength(1, 'the list is empty; write at least one swap'),
    v.description('What to put in place of what'),
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

/** The replacement with the finding's own words in it: `fluent {inner} speaker*`. */
function withOwnWords(text: string, statement: Statement, from: number, to: number): string {
  return text
    .replace('{inner}', () => tokensText(statement, from + 1, to - 1))
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
        const replace = swap.with.map(text => inForm(withOwnWords(text, statement, from, to), form));
        yield {
          span: tokensSpan(statement, from, to),
          statement,
          data: {
            match: tokensText(statement, from, to),
            replacement: replace[0]!,
            because: swap.because,
          },
          suggest: {
            ...meta.suggest,
            ...(!isPart && { replace, safety: swap.safety ?? params.safety }),
          },
        };
      }
    };
  },
};
