import * as v from 'valibot';
import { termFilters, terms } from './params.js';
import { tokensSpan, tokensText } from './spans.js';
import { termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';
import { formOf, inForm } from './word-form.js';

const replacement = v.pipe(
  v.string(),
  v.description('use+ takes the form of the verb found, person* the number of the noun; "" leaves the words out'),
);

const swap = v.strictObject({
  terms: v.pipe(terms, v.description('What is looked for')),
  with: v.pipe(
    v.array(replacement),
    v.minLength(1, 'the list is empty; write at least one replacement'),
    v.description('What to put instead, best first'),
  ),
  because: v.pipe(v.optional(v.string(), ''), v.description('Fills {because} in the message')),
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
});

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
    return function* (posting, context): Iterable<Draft> {
      for (const { statement, from, to, list } of query.find(posting, context)) {
        const swap = params.swaps[list]!;
        const words = statement.tokens.slice(from, to).map(token => token.norm);
        const form = formOf(swap.terms.join(' '), words, statement.tokens[from - 1]?.norm);
        const replace = swap.with.map(text => inForm(text, form));
        yield {
          span: tokensSpan(statement, from, to),
          statement,
          data: {
            match: tokensText(statement, from, to),
            replacement: replace[0]!,
            because: swap.because,
          },
          suggest: { ...meta.suggest, replace, safety: params.safety },
        };
      }
    };
  },
};
