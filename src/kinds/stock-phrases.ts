import * as v from 'valibot';
import { contains } from '../core/span.js';
import { positiveInteger, terms } from './params.js';
import { isRoleInScope } from './scope.js';
import { tokensSpan } from './spans.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  terms: v.pipe(
    terms,
    v.description('A phrase counts only where one of these stands in it: words that claim a quality'),
  ),
  minEmployers: v.pipe(
    v.optional(positiveInteger, 10),
    v.description('Keep silent about phrases that fewer unrelated employers use'),
  ),
  most: v.pipe(v.optional(positiveInteger, 2), v.description('So many phrases are told of, the most used first')),
});

/** Finds phrases that many employers' postings hold word for word. */
export const stockPhrases: Kind<v.InferOutput<typeof params>> = {
  name: 'stock-phrases',
  summary:
    'Finds phrases that stand word for word in the postings of many unrelated employers, by the count that ships with sm-jd.',
  params,
  placeholders: {
    match: 'the phrase',
    count: 'how many employers use it, at least',
    words: 'how many words it has',
  },
  compile(params, meta, { terms: book }) {
    const group = book.group(params.terms);
    return function* (posting, context): Iterable<Draft> {
      if (context.peers === undefined) {
        context.skip('there is no stock to compare with');
        return;
      }
      const claims = book.hits(posting, group).map(({ statement, from, to }) => tokensSpan(statement, from, to));
      const told = context.peers
        .stockRuns(posting)
        .filter(run => run.employers >= params.minEmployers && isRoleInScope(run.section, meta.where))
        .filter(run => claims.some(claim => contains(run.span, claim)))
        .sort((a, b) => b.employers - a.employers)
        .slice(0, params.most)
        .sort((a, b) => a.span.start - b.span.start);
      for (const { span, employers, words } of told) {
        yield { span, data: { match: posting.source.slice(span.start, span.end), count: employers, words } };
      }
    };
  },
};
