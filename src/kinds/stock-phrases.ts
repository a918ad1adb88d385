import * as v from 'valibot';
import { contains, overlaps } from '../core/span.js';
import { tokensSpan } from '../core/tokens.js';
import type { Span, Token } from '../core/types.js';
import { positiveInteger, terms } from './params.js';
import { isRoleInScope } from './scope.js';
import type { Hit } from './terms.js';
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

/** Words that a quoted phrase does not begin with … */
const JOINING_WORDS = 'a an the and or to of in on with for as at by from is are who our be'.split(' ');
const NO_BEGINNING = new Set(JOINING_WORDS);
/** … and those it does not end with, as they only lead to something else. */
const NO_END = new Set([...JOINING_WORDS, 'well', 'including', 'ability', 'abilities']);

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
    const claimsIn = book.nearby(params.terms);
    return function* (posting, context): Iterable<Draft> {
      if (context.peers === undefined) {
        context.skip('there is no stock to compare with');
        return;
      }
      const told = context.peers
        .stockRuns(posting)
        .filter(run => run.employers >= params.minEmployers && isRoleInScope(run.section, meta.where))
        .flatMap(run => {
          const claim = posting.statements
            .filter(statement => overlaps(statement.span, run.span))
            .flatMap(claimsIn)
            .find(({ statement, from, to }) => contains(run.span, tokensSpan(statement, from, to)));
          return claim === undefined ? [] : [{ ...run, ...withoutEdges(claim, run.span) }];
        })
        .sort((a, b) => b.employers - a.employers)
        .slice(0, params.most)
        .sort((a, b) => a.span.start - b.span.start);
      for (const { span, employers, words } of told) {
        yield { span, data: { match: posting.source.slice(span.start, span.end), count: employers, words } };
      }
    };
  },
};

/**
 * The phrase as a reader would quote it: the part of the run in the claim's own statement, without the words at its
 * edges that only lead to something else ("with a proven track record of"). Whoever uses the run uses this part.
 */
function withoutEdges({ statement, from, to }: Hit, run: Span): { readonly span: Span; readonly words: number } {
  const { tokens } = statement;
  const isWithin = (at: number) => tokens[at] !== undefined && contains(run, tokens[at]);
  const wordAt = (at: number) => (tokens[at] as Token).norm;
  let [first, end] = [from, to];
  while (isWithin(first - 1)) first--;
  while (isWithin(end)) end++;
  while (first < from && NO_BEGINNING.has(wordAt(first))) first++;
  while (end > to && NO_END.has(wordAt(end - 1))) end--;
  return { span: tokensSpan(statement, first, end), words: end - first };
}
