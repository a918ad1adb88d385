import * as v from 'valibot';
import type { Facet } from '../core/facets.js';
import { tokensSpan, tokensText } from '../core/tokens.js';
import type { Posting, Section, SectionRole, Span, Statement } from '../core/types.js';
import { listInWords } from './message.js';
import { facets, sectionRoles, share, termFilters, terms, wholeNumber } from './params.js';
import { inScope } from './scope.js';
import { postingSpan } from './spans.js';
import { type Found, termQuery } from './term-query.js';
import type { Context, Draft, Kind, Where } from './types.js';

const params = v.pipe(
  v.strictObject({
    of: v.pipe(
      v.picklist(['words', 'statements', 'terms']),
      v.description('What is counted. Statements: items, sentences and cells, no headings'),
    ),
    per: v.pipe(v.picklist(['statement', 'block', 'section', 'posting']), v.description('Within what')),
    terms: v.pipe(v.optional(terms), v.description('What is counted with `of: terms`')),
    ...termFilters,
    max: v.pipe(v.optional(wholeNumber), v.description('Fires above this number')),
    min: v.pipe(v.optional(wholeNumber), v.description('Fires below this number')),
    maxShare: v.pipe(v.optional(share), v.description('With terms: fires above this share of all words')),
    minWords: v.pipe(v.optional(wholeNumber, 0), v.description('Leave out whatever has fewer words')),
    namesAsOne: v.pipe(
      v.optional(v.boolean(), false),
      v.description(
        'Words of one statement: names in a row (of places, people, tools) weigh as one word, and a full stop before a capital parts what is counted',
      ),
    ),
    report: v.pipe(
      v.optional(v.picklist(['each', 'first']), 'each'),
      v.description('A finding for each that passes, or one at the first with the others as evidence'),
    ),
    about: v.pipe(v.optional(facets), v.description('Count only statements with one of these as their main facet')),
    topLevel: v.pipe(v.optional(v.boolean(), false), v.description('Leave nested list items out')),
    before: v.pipe(
      v.optional(sectionRoles),
      v.description('Per posting: count only what stands before the first section with one of these roles'),
    ),
  }),
  v.check(
    params => (params.of === 'terms') === (params.terms !== undefined),
    'write "terms:" with "of: terms", and only with it',
  ),
  v.check(
    params => params.max !== undefined || params.min !== undefined || params.maxShare !== undefined,
    'write a threshold: "max:", "min:" or "maxShare:"',
  ),
);

type Params = v.InferOutput<typeof params>;

/** What is counted together. */
interface Unit {
  readonly span: Span;
  readonly statements: readonly Statement[];
}

/** Counts words, statements or terms against a threshold. */
export const count: Kind<Params> = {
  name: 'count',
  summary: 'Counts words, statements or terms in each statement, block, section or in the posting.',
  params,
  placeholders: {
    count: 'the number found',
    limit: 'the threshold it passed',
    percent: 'with terms: their share of the words, in percent',
    words: 'how many words were looked at',
    list: 'with terms: the terms found, in words',
    heading: "the section's heading, where there is one",
    passed: 'how many statements, blocks or sections pass',
  },
  compile(params, meta, { terms: book }) {
    const query = params.terms && termQuery([params.terms], params, meta.where, book);
    // Without terms to filter, `unless` leaves out the statements that hold its words.
    const vetoed = query === undefined && params.unless?.flatMap(one => one.terms);
    const veto = vetoed ? termQuery([vetoed], { except: [] }, meta.where, book) : undefined;
    return function* (posting, context): Iterable<Draft> {
      const found = query?.find(posting, context) ?? [];
      if (query !== undefined && found.length === 0 && params.min === undefined) return;
      const left = new Set(veto?.find(posting, context).map(hit => hit.statement));
      const measured = (unit: Unit) => {
        const words = unit.statements.reduce((sum, statement) => sum + statement.tokens.length, 0);
        if (words < params.minWords || unit.statements.length === 0) return [];
        const inside = query && found.filter(hit => unit.statements.includes(hit.statement));
        const number = inside?.length ?? (params.of === 'words' ? words : unit.statements.length);
        let limit = passedLimit(number, words, params);
        // Names as one make fewer words, never more.
        if (params.namesAsOne && (limit !== undefined || params.min !== undefined))
          limit = passedLimit(longestRead(unit.statements), words, params);
        return limit === undefined ? [] : [{ unit, words, inside, number, limit }];
      };
      const passed = unitsOf(posting, params, meta.where).flatMap(unit => {
        if (unit.statements.some(statement => left.has(statement))) return [];
        const whole = measured(unit);
        if (params.about === undefined) return whole;
        // A part never passes a limit upwards that the whole does not pass, and what a statement is about takes time to tell.
        const isPartEnough = params.min === undefined && params.maxShare === undefined;
        return isPartEnough && whole.length === 0 ? [] : measured(onlyAbout(unit, params.about, context));
      });
      for (const { unit, words, inside, number, limit } of params.report === 'first' ? passed.slice(0, 1) : passed) {
        yield {
          span: unit.span,
          ...(unit.statements.length === 1 && { statement: unit.statements[0] as Statement }),
          data: {
            count: number,
            limit: limit < 1 && params.maxShare !== undefined ? limit * 100 : limit,
            percent: Math.round((1000 * number) / words) / 10,
            words,
            list: listInWords((inside ?? []).map(hit => tokensText(hit.statement, hit.from, hit.to))),
            heading: unit.statements[0]?.section.heading?.prose.text ?? '',
            passed: passed.length,
          },
          evidence:
            passed.length > 1 && params.report === 'first'
              ? passed.map(one => one.unit.span)
              : evidenceOf(unit, inside),
        };
      }
    };
  },
};

/**
 * How many words of the statements one takes in at one reading, at most. An abbreviation may hide the
 * end of a sentence from the parser ("in Washington, D.C. Travel is paid"), and who skims a list of
 * names loses no thread.
 */
function longestRead(statements: readonly Statement[]): number {
  let longest = 0;
  for (const { tokens, prose } of statements) {
    let read = 0;
    let inNames = false;
    for (const [i, token] of tokens.entries()) {
      const before = tokens[i - 1];
      // A word's last sign may be its full stop: "D.C."
      const gap = before === undefined ? '' : prose.text.slice(before.to - 1, token.at);
      const isName = /^[\p{Lu}\p{N}]/u.test(prose.text.slice(token.at, token.to));
      if (isName && /[.!?…]["'”’)\]]*\s/u.test(gap)) {
        read = 0;
        inNames = false;
      }
      if (!(isName && inNames)) read++;
      // "and" and "of" may stand between names.
      inNames = isName || (inNames && BETWEEN_NAMES.has(token.norm));
      longest = Math.max(longest, read);
    }
  }
  return longest;
}

const BETWEEN_NAMES = new Set(['and', 'or', 'of', 'the', 'in', 'for', 'de', 'la']);

function onlyAbout({ span, statements }: Unit, wanted: readonly Facet[], context: Context): Unit {
  const { statements: profiles } = context.profile();
  return {
    span,
    statements: statements.filter(({ index }) => {
      const main = profiles[index]?.main;
      return main !== undefined && wanted.includes(main);
    }),
  };
}

function passedLimit(number: number, words: number, { max, min, maxShare }: Params): number | undefined {
  if (max !== undefined && number > max) return max;
  if (min !== undefined && number < min) return min;
  return maxShare !== undefined && number / words > maxShare ? maxShare : undefined;
}

function unitsOf(posting: Posting, params: Params, where: Where): Unit[] {
  const counted = posting.statements.filter(
    statement =>
      inScope(statement, where) &&
      (statement.kind !== 'heading' || where.statements?.includes('heading') === true) &&
      !(params.topLevel && statement.depth > 1),
  );
  if (params.per === 'posting') {
    const limit = params.before && startOf(posting, params.before);
    const statements = limit === undefined ? counted : counted.filter(statement => statement.span.end <= limit);
    return [{ span: postingSpan(posting), statements }];
  }
  if (params.per === 'statement') return counted.map(statement => ({ span: statement.span, statements: [statement] }));
  const groups = new Map<number | Section, Statement[]>();
  for (const statement of counted) {
    const key = params.per === 'block' ? statement.block : statement.section;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [statement]);
    else group.push(statement);
  }
  return [...groups.values()].map(statements => ({
    span: (params.per === 'section' && statements[0]?.section.heading?.span) || spanOf(statements),
    statements,
  }));
}

/** Where the posting first has a section with one of the roles, or undefined. */
function startOf(posting: Posting, roles: readonly SectionRole[]): number | undefined {
  return posting.sections.find(section => roles.includes(section.role))?.span.start;
}

function spanOf(statements: readonly Statement[]): Span {
  return { start: statements[0]?.span.start ?? 0, end: statements.at(-1)?.span.end ?? 0 };
}

/** The terms found, or the statements counted where several are; a single one is its own evidence. */
function evidenceOf(unit: Unit, found: readonly Found[] | undefined): Span[] {
  if (found !== undefined) return found.map(hit => tokensSpan(hit.statement, hit.from, hit.to));
  return unit.statements.length > 1 ? unit.statements.map(statement => statement.span) : [];
}
