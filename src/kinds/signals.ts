import * as v from 'valibot';
import { tokensSpan, tokensText } from '../core/tokens.js';
import { termFilters, terms } from './params.js';
import { expression } from './pattern.js';
import { inScope } from './scope.js';
import { proseSpan } from './spans.js';
import { termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  signals: v.pipe(
    v.array(
      v.pipe(
        v.strictObject({
          terms: v.optional(terms),
          regex: v.pipe(
            v.optional(expression),
            v.description('In place of terms, for signs and figures; over the readable text of a statement'),
          ),
          has: v.pipe(
            v.optional(v.array(v.string())),
            v.description('With regex: it is tried only where one of these stands in the statement, letter for letter'),
          ),
          ...termFilters,
          because: v.pipe(v.string(), v.description('Fills {because} in the message')),
        }),
        v.check(({ terms, regex }) => (terms === undefined) !== (regex === undefined), 'write "terms:" or "regex:"'),
      ),
    ),
    v.minLength(1, 'the list is empty; write at least one signal'),
    v.description('Signs, each with terms or a regular expression'),
  ),
});

/** Several signs of one thing, each with its own reason. */
export const signals: Kind<v.InferOutput<typeof params>> = {
  name: 'signals',
  summary: 'Finds any of several signs, each with its own reason.',
  params,
  placeholders: { match: 'the words found, as written', because: "the signal's `because:`" },
  compile(params, meta, { terms: book, regex: engine }) {
    const finders = params.signals.map(signal => ({
      because: signal.because,
      has: signal.has,
      query: signal.terms && termQuery([signal.terms], signal, meta.where, book),
      regex: signal.regex === undefined ? undefined : engine.compile(signal.regex, 'iu'),
    }));
    return function* (posting, context): Iterable<Draft> {
      for (const { because, has, query, regex } of finders) {
        for (const { statement, from, to } of query?.find(posting, context) ?? []) {
          const data = { match: tokensText(statement, from, to), because };
          yield { span: tokensSpan(statement, from, to), statement, data };
        }
        if (regex === undefined) continue;
        for (const statement of posting.statements) {
          const { text } = statement.prose;
          if (!inScope(statement, meta.where) || has?.some(one => text.includes(one)) === false) continue;
          for (const { from, to } of regex.matchAll(text)) {
            const data = { match: text.slice(from, to), because };
            yield { span: proseSpan(statement, from, to), statement, data };
          }
        }
      }
    };
  },
};
