import * as v from 'valibot';
import { tokensSpan, tokensText } from '../core/tokens.js';
import type { Posting, Span } from '../core/types.js';
import { factKeys, sectionRoles, termFilters, terms, wholeNumber } from './params.js';
import { postingSpan } from './spans.js';
import { termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';

const anyOf = {
  sections: v.pipe(v.optional(sectionRoles), v.description('A section with one of these roles, not empty')),
  facts: v.pipe(v.optional(factKeys), v.description('One of these facts, in the front matter or as "Label: value"')),
  terms: v.pipe(v.optional(terms), v.description('One of these terms, where `where` looks')),
};

const params = v.strictObject({
  any: v.pipe(
    v.strictObject({ ...anyOf, except: termFilters.except }),
    v.check(
      ({ sections, facts, terms }) => sections !== undefined || facts !== undefined || terms !== undefined,
      'say what is required: "sections:", "facts:" or "terms:"',
    ),
    v.description('One of all these is enough'),
  ),
  when: v.pipe(
    v.optional(v.strictObject({ ...anyOf, ...termFilters })),
    v.description('Asked for only where one of these is there; the finding then stands at the term'),
  ),
  minWords: v.pipe(v.optional(wholeNumber, 0), v.description('Leave shorter postings alone')),
});

/** Tells what is missing. */
export const required: Kind<v.InferOutput<typeof params>> = {
  name: 'required',
  summary: 'Tells what the posting lacks: a section, a fact, or any of some terms.',
  params,
  placeholders: {
    title: 'the posting\'s title, or "this posting"',
    match: 'with `when: terms`: the words that call for what is missing',
  },
  compile(params, meta, { terms: book }) {
    const wanted = params.any.terms && termQuery([params.any.terms], { except: params.any.except }, meta.where, book);
    const trigger = params.when?.terms && termQuery([params.when.terms], params.when, meta.where, book);
    return function* (posting, context): Iterable<Draft> {
      if (params.minWords > 0 && wordsOf(posting) < params.minWords) {
        context.skip(`the posting has fewer than ${params.minWords} words`);
        return;
      }
      const called = trigger?.find(posting, context)[0];
      if (params.when !== undefined && called === undefined && !holds(posting, params.when)) return;
      if (holds(posting, params.any) || (wanted !== undefined && wanted.find(posting, context).length > 0)) return;
      const title = posting.facts.find(fact => fact.key === 'title')?.value ?? 'this posting';
      const span: Span =
        called === undefined ? postingSpan(posting) : tokensSpan(called.statement, called.from, called.to);
      yield {
        span,
        ...(called !== undefined && { statement: called.statement }),
        data: { title, match: called === undefined ? title : tokensText(called.statement, called.from, called.to) },
        evidence: called === undefined ? [] : [span],
      };
    };

    function holds(posting: Posting, { sections, facts }: Pick<typeof params.any, 'sections' | 'facts'>): boolean {
      return (
        (sections !== undefined &&
          posting.sections.some(section => sections.includes(section.role) && section.statements.length > 0)) ||
        (facts !== undefined && posting.facts.some(fact => facts.includes(fact.key) && fact.value !== ''))
      );
    }
  },
};

function wordsOf(posting: Posting): number {
  return posting.statements.reduce((sum, statement) => sum + statement.tokens.length, 0);
}
