import * as v from 'valibot';
import type { Fact, Posting, Span, Statement, Suggestion } from '../core/types.js';
import { isKnownHeading } from '../document/heading-roles.js';
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
          except: v.pipe(v.optional(expression), v.description('A title in which this is found is left alone')),
          exceptCased: v.pipe(v.optional(expression), v.description('The same, but capitals count')),
          because: v.pipe(v.string(), v.description('Fills {because} in the message')),
          jobs: v.pipe(
            v.optional(wholeNumber, 0),
            v.description('So many of the parts between slashes must name a job by themselves'),
          ),
          cut: v.pipe(v.optional(v.boolean(), false), v.description('The title is offered without what was found')),
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
    const checks = params.checks.map(({ regex: wanted, except, exceptCased, because, cut, jobs }) => ({
      cut,
      jobs,
      wanted: regex.compile(wanted, 'iu'),
      excepts: [
        ...(except === undefined ? [] : [regex.compile(except, 'iu')]),
        ...(exceptCased === undefined ? [] : [regex.compile(exceptCased, 'u')]),
      ],
      because,
    }));
    const cuts = checks.filter(check => check.cut);
    return function* (posting): Iterable<Draft> {
      const fact = posting.facts.find(one => one.key === 'title');
      if (params.find === 'missing') {
        const words = posting.statements.reduce((sum, statement) => sum + statement.tokens.length, 0);
        if (fact !== undefined || words < params.minWords || mayBeTitle(posting.statements[0])) return;
        yield { span: postingSpan(posting), data: { title: '', match: '', because: '' } };
        return;
      }
      // A whole sentence in the title's place is no title; that there is none is told by another rule.
      if (fact === undefined || isSentence(fact.value, params.maxWords)) return;
      const text = fact.value;
      const draft = (match: string, because: string, suggestions: readonly Suggestion[] = []): Draft => ({
        suggestions,
        span: fact.span,
        ...statementAt(posting, fact.span),
        data: { title: text, match, because },
      });
      for (const { wanted, excepts, because, cut, jobs } of checks) {
        const match = first(wanted, text);
        if (match === undefined || excepts.some(except => first(except, text) !== undefined)) continue;
        if (jobs > text.split('/').filter(part => looksLikeTitle(part.trim())).length) continue;
        yield draft(match, because, cut ? shortened(posting, fact, cuts, wanted) : []);
        return;
      }
      if (text.split(/\s+/u).length > params.maxWords) yield draft(text, params.long);
    };
  },
};

/** What is left over where a part is cut out of a title: empty brackets, marks that part nothing. */
const LEFT_OVER: readonly (readonly [RegExp, string])[] = [
  [/\(\s*[-–—:,;#]*\s*\)|\[\s*\]/gu, ''],
  [/([-–—:,|/])\s*(?=[-–—:,|/])/gu, ''],
  [/\s{2,}/gu, ' '],
  [/\s+(?=[,:;)])/gu, ''],
  // "Map Librarian (Librarian II)" without its grade.
  [/\b(\p{L}[\p{L} ]{0,60}?) \(\1\)/gu, '$1'],
  [/^[\s\-–—:,;|/#!]+|[\s\-–—:,;|/#!(]+$/gu, ''],
];
/** What a name of a job is made of, and more than a word such as "the". */
const NAME = /^\p{L}[\p{L}\p{M}\p{N} .,&/'’()+–—-]{3,70}$/u;

/** Of a check, what is looked for in a title and may be cut out of it. */
interface Cut {
  readonly wanted: CompiledRegex;
  readonly excepts: readonly CompiledRegex[];
}

/**
 * The title without what calls for a change, where a name is left that says the same: what is cut
 * out must name no job itself.
 *
 * @param cuts everything that may be cut out of a title
 * @param found what was found in this one
 */
function shortened(
  { source }: Posting,
  { span, value }: Fact,
  cuts: readonly Cut[],
  found: CompiledRegex,
): Suggestion[] {
  if (source.slice(span.start, span.end) !== value) return [];
  const parts = [...found.matchAll(value)].map(({ from, to }) => value.slice(from, to));
  if (parts.some(looksLikeTitle)) return [];
  const text = cuts.reduce(without, value);
  // "Consultant" alone says less than "Consultant (Hospitals and Clinics)".
  const isBare = wordsIn(text) === 1 && parts.some(part => wordsIn(part) > LONGEST_ASIDE);
  const isName = !isBare && NAME.test(text) && looksLikeTitle(text) && count(text, '(') === count(text, ')');
  return isName ? [{ help: 'replace', title: `“${text}”`, edits: [{ span, text }], safety: 'review' }] : [];
}

function without(title: string, { wanted, excepts }: Cut): string {
  if (excepts.some(except => first(except, title) !== undefined)) return title;
  let text = '';
  let read = 0;
  for (const { from, to } of wanted.matchAll(title)) {
    text += title.slice(read, from);
    read = to;
  }
  if (read === 0) return title;
  return LEFT_OVER.reduce((left, [pattern, by]) => left.replace(pattern, by), text + title.slice(read));
}

/** In words: what is longer tells something about the job, so that a bare name says less without it. */
const LONGEST_ASIDE = 2;

function wordsIn(text: string): number {
  return text.match(/\p{L}{2,}/gu)?.length ?? 0;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function isSentence(text: string, longest: number): boolean {
  return /[.:]$/u.test(text.trim()) && text.split(/\s+/u).length > longest;
}

const LONGEST_LINE = 14;

/** A first line that may name the job, though the parser does not know the name. */
function mayBeTitle(first: Statement | undefined): boolean {
  if (first === undefined || looksLikeTitle(first.prose.text)) return true;
  // A section's role tells less: "Campaign Benefits Organizer" has a section's word in it.
  if (first.kind === 'heading') return !isKnownHeading(first.prose.text) || first.section.role === 'about';
  if (first.kind !== 'sentence' || first.tokens.length > LONGEST_LINE) return false;
  const text = first.prose.text.trim();
  // A full stop may end a short form: "Baker, Night Shifts, 3 Yrs Exp."
  return !/[:?]$/u.test(text) && (!text.endsWith('.') || isCapitalised(first));
}

/** Most words begin with a capital, as in the name of a job and in no sentence. */
function isCapitalised({ tokens, prose }: Statement): boolean {
  const capitals = tokens.filter(token => /^\p{Lu}/u.test(prose.text.slice(token.at, token.to))).length;
  return capitals > tokens.length * 0.6;
}

function first(regex: CompiledRegex, text: string): string | undefined {
  for (const { from, to } of regex.matchAll(text)) return text.slice(from, to).trim();
  return undefined;
}

function statementAt(posting: Posting, span: Span): Pick<Draft, 'statement'> {
  const statement = posting.statements.find(one => one.span.start <= span.start && span.end <= one.span.end);
  return statement === undefined ? {} : { statement };
}
