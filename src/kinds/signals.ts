import * as v from 'valibot';
import { tokensSpan, tokensText } from '../core/tokens.js';
import type { Span, Suggestion } from '../core/types.js';
import { leftNames } from './other-employer.js';
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
          find: v.pipe(
            v.optional(v.literal('other-employer')),
            v.description(
              "In place of terms: another employer's name left in words that its own posting, linted in the same run, has too. {other} in because names that posting, {own} this one's employer",
            ),
          ),
          ...termFilters,
          because: v.pipe(v.string(), v.description('Fills {because} in the message')),
        }),
        v.check(
          ({ terms, regex, find }) => [terms, regex, find].filter(one => one !== undefined).length === 1,
          'write "terms:", "regex:" or "find:"',
        ),
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
      find: signal.find,
      query: signal.terms && termQuery([signal.terms], signal, meta.where, book),
      regex: signal.regex === undefined ? undefined : engine.compile(signal.regex, 'iu'),
    }));
    return function* (posting, context): Iterable<Draft> {
      for (const { because, has, find, query, regex } of finders) {
        for (const { span, statement, match, own, other } of find === undefined ? [] : leftNames(posting, context)) {
          if (!inScope(statement, meta.where)) continue;
          const data = { match, because: because.replaceAll('{other}', `"${other}"`).replaceAll('{own}', own) };
          yield { span, statement, data, suggestions: [replaceBy(own, span)] };
        }
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

function replaceBy(text: string, span: Span): Suggestion {
  return { help: 'replace', title: `“${text}”`, edits: [{ span, text }], safety: 'review' };
}
