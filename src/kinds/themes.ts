import * as v from 'valibot';
import { tokensSpan } from '../core/tokens.js';
import type { Span } from '../core/types.js';
import { listInWords } from './message.js';
import { positiveInteger, terms } from './params.js';
import { postingSpan } from './spans.js';
import { termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';

const theme = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1, 'give the theme a name'), v.description('How the message calls it')),
  terms: v.pipe(terms, v.description('What shows it')),
  min: v.pipe(v.optional(positiveInteger, 1), v.description('So many matches make the posting serve it')),
});

const params = v.strictObject({
  themes: v.pipe(
    v.array(theme),
    v.minLength(2, 'write at least two themes'),
    v.description('What the posting may serve'),
  ),
  report: v.pipe(
    v.optional(v.picklist(['always', 'some-absent', 'all-present']), 'some-absent'),
    v.description('When there is something to say'),
  ),
});

/** Tells which of several themes the posting serves. */
export const themes: Kind<v.InferOutput<typeof params>> = {
  name: 'themes',
  summary:
    'Tells which of several themes the posting serves and which it leaves out; with `all-present`, which stand together.',
  params,
  placeholders: {
    present: 'the themes the posting serves, in words',
    absent: 'the others, in words; "none" where there is none',
    count: 'how many the posting serves',
    total: 'how many there are',
  },
  compile({ themes, report }, meta, { terms: book }) {
    const queries = themes.map(one => ({
      ...one,
      query: termQuery([one.terms], { except: [] }, meta.where, book),
    }));
    return function* (posting, context): Iterable<Draft> {
      const found = queries.map(one => ({ ...one, hits: one.query.find(posting, context) }));
      const present = found.filter(one => one.hits.length >= one.min);
      const absent = found.filter(one => one.hits.length < one.min);
      if (report === 'some-absent' && absent.length === 0) return;
      if (report === 'all-present' && absent.length > 0) return;
      const evidence: Span[] = present.flatMap(({ hits }) =>
        hits.slice(0, 2).map(hit => tokensSpan(hit.statement, hit.from, hit.to)),
      );
      yield {
        span: postingSpan(posting),
        data: {
          present: listInWords(present.map(one => one.name)) || 'none',
          absent: listInWords(absent.map(one => one.name)) || 'none',
          count: present.length,
          total: themes.length,
        },
        evidence: evidence.sort((a, b) => a.start - b.start),
      };
    };
  },
};
