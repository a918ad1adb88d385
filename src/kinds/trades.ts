import * as v from 'valibot';
import { tokensSpan } from '../core/tokens.js';
import { listInWords } from './message.js';
import { positiveInteger, terms } from './params.js';
import { postingSpan } from './spans.js';
import { termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  trades: v.pipe(
    v.array(v.strictObject({ name: v.pipe(v.string(), v.description('In words: "making videos"')), terms })),
    v.minLength(2, 'write at least two'),
    v.description('Kinds of work, each with the words that ask for it'),
  ),
  atLeast: v.pipe(positiveInteger, v.description('Fires where so many of them are asked for')),
});

/** Counts the different kinds of work that a posting asks of one person. One finding, at the first duty. */
export const trades: Kind<v.InferOutput<typeof params>> = {
  name: 'trades',
  summary: 'Counts how many different kinds of work one person is asked to do.',
  params,
  placeholders: { count: 'how many', list: 'which, in words' },
  compile(params, meta, { terms: book }) {
    const queries = params.trades.map(({ name, terms }) => ({
      name,
      query: termQuery([terms], { except: [] }, meta.where, book),
    }));
    return function* (posting, context): Iterable<Draft> {
      const found = queries.flatMap(({ name, query }) => {
        const [hit] = query.find(posting, context);
        return hit === undefined ? [] : [{ name, span: tokensSpan(hit.statement, hit.from, hit.to) }];
      });
      if (found.length < params.atLeast) return;
      const duties = posting.sections.find(section => section.role === 'duties' && section.statements.length > 0);
      yield {
        span: duties?.heading?.span ?? postingSpan(posting),
        data: {
          count: found.length,
          list: listInWords(
            found.map(one => one.name),
            params.trades.length,
          ),
        },
        evidence: found.map(one => one.span),
      };
    };
  },
};
