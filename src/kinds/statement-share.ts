import * as v from 'valibot';
import { tokensSpan, tokensText } from '../core/tokens.js';
import { listInWords } from './message.js';
import { positiveInteger, share, termFilters, terms } from './params.js';
import { inScope } from './scope.js';
import { termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  terms: v.pipe(terms, v.description('What is looked for')),
  ...termFilters,
  minShare: v.pipe(share, v.description('Keep silent where a smaller share of the statements in scope holds a term')),
  minHits: v.pipe(v.optional(positiveInteger, 1), v.description('And where fewer statements do')),
  minStatements: v.pipe(v.optional(positiveInteger, 1), v.description('And where fewer statements are in scope')),
});

/** Finds terms only where they stand in a good part of the statements: what is fine at the margin and not at the centre. */
export const statementShare: Kind<v.InferOutput<typeof params>> = {
  name: 'statement-share',
  summary: 'Finds terms only where a good part of the statements holds one.',
  params,
  placeholders: {
    match: 'the first match',
    list: 'all matches, in words',
    count: 'how many statements hold one',
    of: 'how many statements there are',
  },
  compile(params, meta, { terms: book }) {
    const query = termQuery([params.terms], params, meta.where, book);
    return function* (posting, context): Iterable<Draft> {
      const found = query.find(posting, context);
      const [first] = found;
      if (first === undefined) return;
      const all = posting.statements.filter(one => one.kind !== 'heading' && inScope(one, meta.where));
      const holding = new Set(found.map(hit => hit.statement));
      if (all.length < params.minStatements || holding.size < params.minHits) return;
      if (holding.size / all.length < params.minShare) return;
      const texts = found.map(hit => tokensText(hit.statement, hit.from, hit.to));
      yield {
        span: tokensSpan(first.statement, first.from, first.to),
        statement: first.statement,
        data: { match: texts[0] as string, list: listInWords(texts), count: holding.size, of: all.length },
        evidence: found.map(hit => tokensSpan(hit.statement, hit.from, hit.to)),
      };
    };
  },
};
