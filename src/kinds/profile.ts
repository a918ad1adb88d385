import * as v from 'valibot';
import { asksOfPerson, FACETS, type Facet } from '../core/facets.js';
import { tokensSpan, tokensText } from '../core/tokens.js';
import { type Posting, SEVERITIES, type Span, type Statement } from '../core/types.js';
import type { DocumentQuestion, Profile, StatementProfile, ToolMention } from '../profile/types.js';
import { fillMessage, listInWords, type MessageData } from './message.js';
import { facets, positiveInteger, sectionRoles, share, termFilters, terms, wholeNumber } from './params.js';
import { inScope } from './scope.js';
import { postingSpan } from './spans.js';
import { type TermQuery, termQuery } from './term-query.js';
import type { TermBook } from './terms.js';
import type { Draft, Kind, Where } from './types.js';

const QUESTIONS = [
  'relationship',
  'toolsOnly',
  'broadcast',
  'audience',
  'aims',
  'learning',
  'insight',
  'automation',
  'level',
] as const satisfies readonly DocumentQuestion[];

/** What conditions may ask about, and how each is read off the profile. */
const FIELDS: Readonly<Record<string, (profile: Profile, posting: Posting) => string | number | boolean>> = {
  title: (_, posting) => titleOf(posting) ?? '',
  role: profile => profile.role,
  level: profile => profile.level,
  'document.relationship': profile => profile.document.relationship,
  'document.toolsOnly': profile => profile.document.toolsOnly,
  'document.broadcast': profile => profile.document.broadcast,
  'document.audience': profile => profile.document.audience,
  'document.aims': profile => profile.document.aims,
  'document.learning': profile => profile.document.learning,
  'document.insight': profile => profile.document.insight,
  'document.automation': profile => profile.document.automation,
  'document.levelFitsTitle': profile => profile.document.levelFitsTitle,
  /** Statements that ask something of the person: neither about the employer nor an offer nor anything else. */
  asked: profile => profile.statements.filter(asksSomething).length,
  /** Different tools named by name. */
  tools: profile => namedTools(profile.statements).length,
  ...Object.fromEntries(
    FACETS.flatMap(facet => [
      [`facets.${facet}.count`, (profile: Profile) => profile.facets[facet].count],
      [`facets.${facet}.share`, (profile: Profile) => profile.facets[facet].share],
    ]),
  ),
};

const condition = v.pipe(
  v.strictObject({
    of: v.pipe(v.picklist(Object.keys(FIELDS)), v.description('What is asked about')),
    is: v.pipe(
      v.optional(v.pipe(v.array(v.union([v.string(), v.number(), v.boolean()])), v.minLength(1))),
      v.description('It is one of these'),
    ),
    atLeast: v.pipe(v.optional(v.number()), v.description('It is so much or more')),
    atMost: v.pipe(v.optional(v.number()), v.description('It is so much or less')),
    hasWord: v.pipe(
      v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
      v.description('For the title: it holds one of these words, or words in a row, in small letters'),
    ),
  }),
  v.check(
    ({ is, atLeast, atMost, hasWord }) => [is, atLeast, atMost, hasWord].some(test => test !== undefined),
    'write "is:" with a list of values, "atLeast:", "atMost:" or "hasWord:"',
  ),
);

const conditions = v.pipe(v.array(condition), v.minLength(1, 'the list is empty; write at least one condition'));

const scores = v.partial(v.strictObject(v.entriesFromList(FACETS, share)));

const params = v.pipe(
  v.strictObject({
    all: v.pipe(v.optional(conditions), v.description('Conditions on the posting, all of which must hold')),
    any: v.pipe(v.optional(conditions), v.description('One of these must hold')),
    none: v.pipe(v.optional(conditions), v.description('None of these may hold')),
    statement: v.pipe(
      v.optional(
        v.strictObject({
          main: v.pipe(v.optional(facets), v.description('The main facet is one of these')),
          notSecond: v.pipe(v.optional(facets), v.description('The second facet is none of these')),
          atLeast: v.pipe(v.optional(scores), v.description('Probability of facets, at least')),
          atMost: v.pipe(v.optional(scores), v.description('Probability of facets, at most')),
          tools: v.pipe(v.optional(positiveInteger), v.description('So many tools, generic ones included, at least')),
          notTools: v.pipe(
            v.optional(v.array(v.string()), []),
            v.description('Generic mentions, in small letters, that count as none of them'),
          ),
          named: v.pipe(v.optional(positiveInteger), v.description('So many tools, by name, at least')),
          terms: v.pipe(v.optional(terms), v.description('One of these terms stands in it')),
          ...termFilters,
        }),
      ),
      v.description('One finding for each such statement, instead of one for the posting'),
    ),
    unlessTerms: v.pipe(
      v.optional(terms),
      v.description('Keep silent where one of these stands in the sections that `where` allows'),
    ),
    minAsked: v.pipe(
      v.optional(wholeNumber, 0),
      v.description('Keep silent where fewer statements ask something of the person'),
    ),
    at: v.pipe(
      v.optional(v.union([v.literal('title'), v.literal('evidence'), sectionRoles]), 'title'),
      v.description(
        'Where the finding stands: the title, the first statement shown as evidence, or the first section with such a role',
      ),
    ),
    variants: v.pipe(
      v.optional(
        v.array(
          v.strictObject({
            all: v.pipe(conditions, v.description('When it counts')),
            severity: v.pipe(v.optional(v.picklist(SEVERITIES)), v.description("In place of the card's")),
            message: v.pipe(v.optional(v.string()), v.description("In place of the card's")),
          }),
        ),
        [],
      ),
      v.description(
        'Of these the first whose conditions hold changes severity or message; without other conditions one must hold',
      ),
    ),
    evidence: v.pipe(
      v.optional(
        v.strictObject({
          facets: v.pipe(
            v.optional(facets),
            v.description('Statements with these main facets are shown, and counted in the message'),
          ),
          question: v.pipe(
            v.optional(v.picklist(QUESTIONS)),
            v.description('The words on which the answer to this question rests are shown'),
          ),
          most: v.pipe(v.optional(positiveInteger, 5), v.description('So many at most')),
        }),
      ),
      v.description('What the finding shows'),
    ),
  }),
  v.check(
    ({ all, any, none, statement, variants }) =>
      variants.length > 0 || [all, any, none, statement].some(part => part !== undefined),
    'write a condition: "all:", "any:", "none:", "statement:" or "variants:"',
  ),
);

type Params = v.InferOutput<typeof params>;
type Condition = v.InferOutput<typeof condition>;

/** Judges what the posting asks for, by its profile. */
export const profile: Kind<Params> = {
  name: 'profile',
  summary: "Asks about the posting's profile: what its statements ask for, and the balance of it.",
  params,
  placeholders: {
    title: 'the posting\'s title, or "this posting"',
    match: 'the statement found, or the title',
    tools: 'the tools named, in words: in the statement, or in the posting',
    count: 'how many statements are shown as evidence facets ask, or how many statements were found',
    named: 'how many different tools are named by name',
    withtools: 'how many of the things asked name tools, by name or kind',
    asked: 'how many statements ask something of the person',
    percent: 'the share of the evidence facets among what is asked, in percent',
    role: "the posting's role family",
    level: 'manager, strategist, contributor, mixed or unclear',
    people: 'the share of relating to people among what is asked, in percent; in the same way',
    craft: 'communication craft',
    publishing: 'publishing and producing',
    strategy: 'strategy and measurement',
    software: 'tools',
    credentials: 'credentials',
    filler: 'generic filler',
  },
  compile(params, meta, { terms: book }) {
    const { statement: wanted } = params;
    const query = wanted?.terms && termQuery([wanted.terms], wanted, meta.where, book);
    // Without terms to stand near, `unless:` spares the statements that hold one of its own.
    const spared = wanted !== undefined && wanted.terms === undefined ? sparedBy(wanted, meta.where, book) : undefined;
    const veto = params.unlessTerms && termQuery([params.unlessTerms], { except: [] }, meta.where, book);
    return function* (posting, context): Iterable<Draft> {
      const candidates = query?.find(posting, context);
      if (candidates !== undefined && candidates.length === 0) return;
      const profile = context.profile();
      const asked = profile.statements.filter(asksSomething).length;
      if (asked < params.minAsked) {
        context.skip(`fewer than ${params.minAsked} statements ask something of the person`);
        return;
      }
      if (!conditionsHold(params, profile, posting)) return;
      const variant = params.variants.find(({ all }) => all.every(one => holds(one, profile, posting)));
      const isByVariant = [params.all, params.any, params.none, wanted].every(part => part === undefined);
      if (isByVariant && variant === undefined) return;
      const changes = (data: MessageData) => ({
        ...(variant?.severity !== undefined && { severity: variant.severity }),
        ...(variant?.message !== undefined && { message: fillMessage(variant.message, data) }),
      });
      if (veto !== undefined && veto.find(posting, context).length > 0) return;
      if (wanted !== undefined) {
        const spans = new Map<Statement, Span>();
        for (const hit of candidates ?? []) {
          if (!spans.has(hit.statement)) spans.set(hit.statement, tokensSpan(hit.statement, hit.from, hit.to));
        }
        const kept = new Set(spared?.find(posting, context).map(hit => hit.statement));
        const found = profile.statements.filter(
          one =>
            inScope(one.statement, meta.where) &&
            !kept.has(one.statement) &&
            (candidates === undefined || spans.has(one.statement)) &&
            statementFits(wanted, one),
        );
        const ofPosting = found.length > 0 ? dataOf(posting, profile, asked) : {};
        for (const one of found) {
          const data = {
            ...ofPosting,
            match: matchText(candidates, one.statement),
            tools: listInWords(namesOf(toolsListed(one, wanted.notTools).map(tool => tool.name))),
            count: found.length,
          };
          yield {
            span: spans.get(one.statement) ?? one.statement.span,
            statement: one.statement,
            data,
            evidence: one.evidence,
            ...changes(data),
          };
        }
        return;
      }
      const shown = profile.statements.filter(
        ({ main, statement }) =>
          main !== undefined && params.evidence?.facets?.includes(main) === true && inScope(statement, meta.where),
      );
      const data = {
        ...dataOf(posting, profile, asked),
        count: shown.length,
        percent: asked === 0 ? 0 : Math.round((100 * shown.length) / asked),
      };
      const first = params.at === 'evidence' ? shown[0]?.statement : undefined;
      yield {
        span: first?.span ?? placeOf(posting, params.at, meta.where),
        ...(first !== undefined && { statement: first }),
        data,
        evidence: evidenceOf(shown, params, profile),
        ...changes(data),
      };
    };
  },
};

function evidenceOf(shown: readonly StatementProfile[], { evidence }: Params, profile: Profile): Span[] {
  if (evidence === undefined) return [];
  const grounds = evidence.question === undefined ? [] : profile.document.grounds[evidence.question].evidence;
  return [...grounds.slice(0, evidence.most), ...shown.slice(0, evidence.most).flatMap(one => one.evidence)];
}

function conditionsHold({ all, any, none }: Params, profile: Profile, posting: Posting): boolean {
  return (
    (all === undefined || all.every(one => holds(one, profile, posting))) &&
    (any === undefined || any.some(one => holds(one, profile, posting))) &&
    (none === undefined || !none.some(one => holds(one, profile, posting)))
  );
}

function holds({ of, is, atLeast, atMost, hasWord }: Condition, profile: Profile, posting: Posting): boolean {
  const value = FIELDS[of]?.(profile, posting);
  if (is !== undefined && (value === undefined || !is.includes(value))) return false;
  if (hasWord !== undefined && !holdsWord(String(value), hasWord)) return false;
  return (atLeast === undefined || Number(value) >= atLeast) && (atMost === undefined || Number(value) <= atMost);
}

function sparedBy(
  { unless = [] }: NonNullable<Params['statement']>,
  where: Where,
  book: TermBook,
): TermQuery | undefined {
  const own = unless.flatMap(({ terms }) => terms);
  return own.length === 0 ? undefined : termQuery([own], { except: [] }, where, book);
}

function statementFits(wanted: NonNullable<Params['statement']>, one: StatementProfile): boolean {
  const { main, second, scores } = one;
  if (main === undefined) return false;
  if (wanted.main !== undefined && !wanted.main.includes(main)) return false;
  if (second !== undefined && wanted.notSecond?.includes(second) === true) return false;
  if (toolsListed(one, wanted.notTools).length < (wanted.tools ?? 0)) return false;
  if (one.tools.filter(tool => !tool.generic).length < (wanted.named ?? 0)) return false;
  return FACETS.every(
    facet => scores[facet] >= (wanted.atLeast?.[facet] ?? 0) && scores[facet] <= (wanted.atMost?.[facet] ?? 1),
  );
}

/** The tools of a statement, a label before the list ("Technology skills: …") left out. */
function toolsListed({ statement, tools }: StatementProfile, notTools: readonly string[]): readonly ToolMention[] {
  const colon = statement.prose.text.indexOf(':');
  const [label] = colon < 0 ? [] : statement.prose.toSource(0, colon);
  return tools.filter(
    ({ generic, name, span }) =>
      !generic || (!notTools.includes(name.toLowerCase()) && !(label !== undefined && span.end <= label.end)),
  );
}

function asksSomething({ main }: StatementProfile): boolean {
  return asksOfPerson(main);
}

function namedTools(statements: readonly StatementProfile[]): string[] {
  return namesOf(statements.flatMap(one => one.tools.filter(tool => !tool.generic).map(tool => tool.name)));
}

function namesOf(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function titleOf(posting: Posting): string | undefined {
  return posting.facts.find(fact => fact.key === 'title')?.value;
}

function holdsWord(text: string, words: readonly string[]): boolean {
  const inText = ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .join(' ')} `;
  return words.some(word => inText.includes(` ${word} `));
}

/** Groups of facets that people can tell apart, as shares of what is asked. */
const GROUPS: Readonly<Record<string, readonly Facet[]>> = {
  people: ['R'],
  craft: ['C'],
  publishing: ['P'],
  strategy: ['S'],
  software: ['T'],
  credentials: ['Q'],
  filler: ['G'],
};

function dataOf(posting: Posting, profile: Profile, asked: number): Record<string, string | number> {
  const title = titleOf(posting) ?? 'this posting';
  const shares = Object.entries(GROUPS).map(([name, facets]) => {
    const count = profile.statements.filter(({ main }) => main !== undefined && facets.includes(main)).length;
    return [name, asked === 0 ? 0 : Math.round((100 * count) / asked)];
  });
  return {
    ...Object.fromEntries(shares),
    title,
    match: title,
    tools: listInWords(namedTools(profile.statements)),
    named: namedTools(profile.statements).length,
    withtools: profile.statements.filter(one => asksSomething(one) && one.tools.length > 0).length,
    asked,
    percent: 0,
    role: profile.role,
    level: profile.level,
  };
}

function matchText(candidates: ReturnType<TermQuery['find']> | undefined, statement: Statement): string {
  const hit = candidates?.find(one => one.statement === statement);
  return hit === undefined ? statement.prose.text : tokensText(statement, hit.from, hit.to);
}

function placeOf(posting: Posting, at: Params['at'], where: Where): Span {
  if (!Array.isArray(at)) return postingSpan(posting);
  const section = posting.sections.find(one => at.includes(one.role) && one.statements.length > 0);
  const first = section?.statements.find(statement => inScope(statement, where));
  return section?.heading?.span ?? first?.span ?? postingSpan(posting);
}
