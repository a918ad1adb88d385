import * as v from 'valibot';
import { listInWords } from './message.js';
import { positiveInteger } from './params.js';
import { inScope } from './scope.js';
import { proseSpan } from './spans.js';
import type { Draft, Kind } from './types.js';

const LONGEST_EXPRESSION = 1000;

export const expression = v.pipe(
  v.string(),
  v.maxLength(LONGEST_EXPRESSION, `an expression may have ${LONGEST_EXPRESSION} characters at most`),
  v.check(isExpression, issue => `this is no regular expression: ${reasonOf(issue.input)}`),
);
const expressions = v.pipe(v.array(expression), v.minLength(1, 'the list is empty; write at least one expression'));

const params = v.strictObject({
  regex: v.pipe(
    expressions,
    v.description(
      'Regular expressions over the readable text of a statement. A group named `mark` narrows the finding',
    ),
  ),
  ignoreCase: v.pipe(v.optional(v.boolean(), true), v.description('Take capitals and small letters for the same')),
  except: v.pipe(v.optional(expressions), v.description('A match that shares a character with one of these is none')),
  unless: v.pipe(v.optional(expressions), v.description('None of these may stand in the same statement')),
  unlessInPosting: v.pipe(v.optional(expressions), v.description('None of these may stand in any statement')),
  min: v.pipe(v.optional(positiveInteger, 1), v.description('Keep silent below so many matches in the posting')),
  report: v.pipe(
    v.optional(v.picklist(['each', 'first']), 'each'),
    v.description('One finding for each match, or one for the first with the others as evidence'),
  ),
});

/** What terms cannot say: signs, figures and shapes of letters. */
export const pattern: Kind<v.InferOutput<typeof params>> = {
  name: 'pattern',
  summary:
    'Finds what words cannot express (signs, figures, capitals) with regular expressions, statement by statement.',
  params,
  placeholders: {
    match: 'the text found, as written',
    count: 'how many matches the posting holds',
    list: 'all matches, in words',
  },
  compile(params, meta, { regex }) {
    const flags = params.ignoreCase ? 'iu' : 'u';
    const compileAll = (sources: readonly string[] = []) => sources.map(source => regex.compile(source, flags));
    const [wanted, except, unless, unlessInPosting] = [
      compileAll(params.regex),
      compileAll(params.except),
      compileAll(params.unless),
      compileAll(params.unlessInPosting),
    ];
    const matchesOf = (list: typeof wanted, text: string) => list.flatMap(one => [...one.matchAll(text)]);
    const anyMatch = (list: typeof wanted, text: string) => list.some(one => matchesOf([one], text).length > 0);

    return function* (posting): Iterable<Draft> {
      const found = posting.statements
        .filter(statement => inScope(statement, meta.where))
        .flatMap(statement => {
          const { text } = statement.prose;
          const matches = matchesOf(wanted, text);
          if (matches.length === 0 || anyMatch(unless, text)) return [];
          const vetoes = matchesOf(except, text);
          return leftmost(matches)
            .filter(match => !vetoes.some(veto => match.from < veto.to && veto.from < match.to))
            .map(({ from, to }) => ({ statement, span: proseSpan(statement, from, to), match: text.slice(from, to) }));
        });
      if (found.length < params.min) return;
      if (posting.statements.some(statement => anyMatch(unlessInPosting, statement.prose.text))) return;
      const data = { count: found.length, list: listInWords(found.map(({ match }) => match)) };
      for (const { statement, span, match } of params.report === 'first' ? found.slice(0, 1) : found) {
        yield {
          span,
          statement,
          data: { ...data, match },
          evidence: params.report === 'first' ? found.map(other => other.span) : [span],
        };
      }
    };
  },
};

/** Source order; of matches that share a character the one that begins first stays, the longer where both do. */
function leftmost<M extends { readonly from: number; readonly to: number }>(matches: readonly M[]): M[] {
  const kept: M[] = [];
  for (const match of [...matches].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (match.from >= (kept.at(-1)?.to ?? 0)) kept.push(match);
  }
  return kept;
}

function isExpression(source: string): boolean {
  return reasonOf(source) === undefined;
}

/** Why the platform refuses the expression, or undefined where it takes it. */
function reasonOf(source: string): string | undefined {
  try {
    new RegExp(source, 'u');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
