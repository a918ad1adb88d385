import * as v from 'valibot';
import { tokensSpan, tokensText } from '../core/tokens.js';
import type { Posting, Suggestion } from '../core/types.js';
import { replaceEdit } from '../suggest/replace.js';
import { listInWords } from './message.js';
import { positiveInteger, share, termFilters, terms } from './params.js';
import { postingSpan } from './spans.js';
import { type Found, termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';
import { formOf, inForm } from './word-form.js';

const params = v.strictObject({
  swaps: v.pipe(
    v.array(
      v.strictObject({
        terms,
        with: v.pipe(v.array(v.string()), v.description('Plainer words, best first; empty where there is none')),
      }),
    ),
    v.minLength(1, 'the list is empty; write at least one swap'),
    v.description('What is looked for, and plainer words for it'),
    v.description('What is counted, and plainer words for it'),
  ),
  ...termFilters,
  minCount: v.pipe(positiveInteger, v.description('Keep silent below so many matches')),
  minDifferent: v.pipe(v.optional(positiveInteger, 1), v.description('And below so many different words')),
  minShare: v.pipe(share, v.description('And below this share of all words that `where` lets the rule see')),
});

type Params = v.InferOutput<typeof params>;

/** So many words are offered others; the rest are shown as evidence. */
const MOST_SWAPS = 5;

/** Words that do no harm singly and tell something when they are heaped. One finding for the posting. */
export const denseTerms: Kind<Params> = {
  name: 'dense-terms',
  summary: 'Finds words that are fine one by one and too many together, and offers others for them.',
  params,
  placeholders: {
    count: 'how many matches the posting holds',
    percent: 'their share of the words, in percent',
    list: 'the words found, in words',
  },
  compile(params, meta, { terms: book }) {
    const query = termQuery(
      params.swaps.map(swap => swap.terms),
      params,
      meta.where,
      book,
    );
    return function* (posting, context): Iterable<Draft> {
      const found = query.find(posting, context);
      if (found.length < params.minCount) return;
      const words = posting.statements.reduce((sum, statement) => sum + statement.tokens.length, 0);
      if (found.length / words < params.minShare) return;
      const texts = found.map(hit => tokensText(hit.statement, hit.from, hit.to));
      if (new Set(texts.map(text => text.toLowerCase())).size < params.minDifferent) return;
      yield {
        span: postingSpan(posting),
        data: {
          count: found.length,
          percent: Math.round((1000 * found.length) / words) / 10,
          list: listInWords(texts.map(text => text.toLowerCase())),
        },
        evidence: found.map(hit => tokensSpan(hit.statement, hit.from, hit.to)),
        suggestions: found.flatMap(hit => swapOf(hit, posting, params)).slice(0, MOST_SWAPS),
      };
    };
  },
};

function swapOf(hit: Found, posting: Posting, { swaps }: Params): Suggestion[] {
  const swap = swaps[hit.list];
  const [best] = swap?.with ?? [];
  if (swap === undefined || best === undefined) return [];
  const { statement, from, to } = hit;
  const words = statement.tokens.slice(from, to).map(token => token.norm);
  const replacement = inForm(best, formOf(swap.terms.join(' '), words, statement.tokens[from - 1]?.norm));
  const edit = replaceEdit(posting, statement, tokensSpan(statement, from, to), replacement);
  const title = `“${replacement}” for “${tokensText(statement, from, to)}”`;
  // Which of the words stays is the writer's choice, so none is changed by fixing.
  return edit ? [{ help: 'replace', title, edits: [edit], safety: 'display' }] : [];
}
