import * as v from 'valibot';
import { tokensSpan, tokensText } from '../core/tokens.js';
import { listInWords } from './message.js';
import { positiveInteger, termFilters, terms } from './params.js';
import { termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  terms: v.pipe(terms, v.description('What is looked for')),
  ...termFilters,
  min: v.pipe(v.optional(positiveInteger, 1), v.description('Keep silent below so many matches in the posting')),
  report: v.pipe(
    v.optional(v.picklist(['each', 'first', 'statement']), 'each'),
    v.description('One finding for each match, for the first with the others as evidence, or for each statement'),
  ),
});

/** Finds terms. */
export const existence: Kind<v.InferOutput<typeof params>> = {
  name: 'existence',
  summary: 'Finds words that stand in the posting and should not, or should be looked at.',
  params,
  placeholders: {
    match: 'the words found, as written',
    count: 'how many matches the posting holds',
    list: 'all matches, in words ("a, b and c")',
  },
  compile(params, meta, { terms: book }) {
    const query = termQuery([params.terms], params, meta.where, book);
    return function* (posting, context): Iterable<Draft> {
      const found = query.find(posting, context);
      if (found.length < params.min) return;
      const words = found.map(hit => tokensText(hit.statement, hit.from, hit.to));
      const list = listInWords(words);
      const spans = found.map(hit => tokensSpan(hit.statement, hit.from, hit.to));
      for (const [i, { statement }] of found.entries()) {
        if (params.report === 'first' && i > 0) return;
        if (params.report === 'statement' && found[i - 1]?.statement === statement) continue;
        yield {
          span: params.report === 'statement' ? statement.span : spans[i]!,
          statement,
          data: { match: words[i]!, count: found.length, list },
          evidence:
            params.report === 'first' ? spans : spans.filter((_, other) => found[other]!.statement === statement),
        };
      }
    };
  },
};
