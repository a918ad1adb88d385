import * as v from 'valibot';
import type { Posting, Span, Statement } from '../core/types.js';
import { looksLikeTitle } from '../document/sections.js';
import { positiveInteger, wholeNumber } from './params.js';
import { expression } from './pattern.js';
import { postingSpan } from './spans.js';
import type { CompiledRegex, Draft, Kind } from './types.js';

const params = v.strictObject({
  find: v.pipe(
    v.optional(v.picklist(['unclear', 'missing']), 'unclear'),
    v.description('unclear: what the checks find; missing: nothing at the top names a job'),
  ),
  minWords: v.pipe(v.optional(wholeNumber, 0), v.description('Leave shorter postings alone')),
  checks: v.pipe(
    v.optional(
      v.array(
        v.strictObject({
          regex: v.pipe(expression, v.description('What is looked for in the title')),
          except: v.optional(expression),
          because: v.pipe(v.string(), v.description('Fills {because} in the message')),
        }),
      ),
      [],
    ),
    v.description('The first that fits makes the finding'),
  ),
  maxWords: v.pipe(v.optional(positiveInteger, 12), v.description('A longer title is no title')),
  long: v.pipe(v.optional(v.string(), 'is long'), v.description('Fills {because} where the title is too long')),
});

/** Judges the posting's title, wherever it stands: a heading, a labelled line or the front matter. */
export const title: Kind<v.InferOutput<typeof params>> = {
  name: 'title',
  summary: "Looks at the posting's title, also where it stands in the front matter.",
  params,
  placeholders: {
    title: 'the title',
    match: 'the part of the title found, or the title',
    because: "the check's `because:`",
  },
  compile(params, _meta, { regex }) {
    const checks = params.checks.map(({ regex: wanted, except, because }) => ({
      wanted: regex.compile(wanted, 'iu'),
      except: except === undefined ? undefined : regex.compile(except, 'iu'),
      because,
    }));
    return function* (posting): Iterable<Draft> {
      const fact = posting.facts.find(one => one.key === 'title');
      if (params.find === 'missing') {
        const words = posting.statements.reduce((sum, statement) => sum + statement.tokens.length, 0);
        if (fact !== undefined || words < params.minWords || mayBeTitle(posting.statements[0])) return;
        yield { span: postingSpan(posting), data: { title: '', match: '', because: '' } };
        return;
      }
      if (fact === undefined) return;
      const text = fact.value;
      const draft = (match: string, because: string): Draft => ({
        span: fact.span,
        ...statementAt(posting, fact.span),
        data: { title: text, match, because },
      });
      for (const { wanted, except, because } of checks) {
        const match = first(wanted, text);
        if (match === undefined || (except !== undefined && first(except, text) !== undefined)) continue;
        yield draft(match, because);
        return;
      }
      if (text.split(/\s+/u).length > params.maxWords) yield draft(text, params.long);
    };
  },
};

const LONGEST_LINE = 14;

/** A first line that may name the job, though the parser does not know the name. */
function mayBeTitle(first: Statement | undefined): boolean {
  if (first === undefined || looksLikeTitle(first.prose.text)) return true;
  const { role } = first.section;
  if (first.kind === 'heading') return role === 'title' || role === 'other' || role === 'about';
  return first.kind === 'sentence' && first.tokens.length <= LONGEST_LINE && !/[.:?]$/u.test(first.prose.text.trim());
}

function first(regex: CompiledRegex, text: string): string | undefined {
  for (const { from, to } of regex.matchAll(text)) return text.slice(from, to).trim();
  return undefined;
}

function statementAt(posting: Posting, span: Span): Pick<Draft, 'statement'> {
  const statement = posting.statements.find(one => one.span.start <= span.start && span.end <= one.span.end);
  return statement === undefined ? {} : { statement };
}
