import * as v from 'valibot';
import type { Posting } from '../core/types.js';
import { isKnownHeading } from '../document/heading-roles.js';
import { facets, factKeys, sectionRoles, terms } from './params.js';
import { postingSpan } from './spans.js';
import { type Found, termQuery } from './term-query.js';
import type { Context, Draft, Kind } from './types.js';

const params = v.strictObject({
  asks: v.pipe(terms, v.description('Words that ask for somebody: any of them is a sign')),
  terms: v.pipe(terms, v.description('Other words of postings, each a sign where the text is no story')),
  tells: v.pipe(terms, v.description('Words of stories: a text where they stand in half of the statements is one')),
  sections: v.pipe(
    sectionRoles,
    v.description('A filled section with one of these roles is a sign, where its heading names it'),
  ),
  facts: v.pipe(factKeys, v.description('So is one of these facts')),
  jobs: v.pipe(
    terms,
    v.description('Names of jobs; where one stands in the title or the first line, only a notice tells'),
  ),
  short: v.pipe(
    terms,
    v.description('Words that are a sign in a text of a few sentences, which may be a piece of a posting'),
  ),
  notices: v.pipe(terms, v.description('Words of the notices that web pages show in place of a posting')),
  about: v.pipe(facets, v.description('A notice does not tell where a statement has one of these as its main facet')),
});
type Params = v.InferOutput<typeof params>;

/** Tells a posting from a news item, a landing page, a cookie notice that was saved in its place. */
export const postingSigns: Kind<Params> = {
  name: 'posting-signs',
  summary: 'Finds texts that show no sign of being a posting.',
  params,
  placeholders: {},
  compile(params, meta, { terms: book }) {
    const query = (list: readonly string[]) => termQuery([list], { except: [] }, meta.where, book);
    const [asks, words, tells] = [query(params.asks), query(params.terms), query(params.tells)];
    const [notices, short] = [query(params.notices), query(params.short)];
    const namesJob = book.test(params.jobs);
    return function* (posting, context): Iterable<Draft> {
      if (posting.facts.some(({ key, value }) => params.facts.includes(key) && value !== '')) return;
      if (wordsOf(posting) < FEW_WORDS && short.find(posting, context).length > 0) return;
      if (hasNamedSection(posting, params) || asks.find(posting, context).length > 0) return;
      if (isStory(posting, tells.find(posting, context))) {
        yield { span: postingSpan(posting) };
        return;
      }
      if (words.find(posting, context).length > 0) return;
      const name = nameOf(posting);
      const isNamed = namesJob(name) || endsAsJobsDo(name);
      if (isNamed && (notices.find(posting, context).length === 0 || isAboutWork(posting, params, context))) return;
      yield { span: postingSpan(posting) };
    };
  },
};

function hasNamedSection({ sections }: Posting, params: Params): boolean {
  return sections.some(
    ({ role, heading, statements }) =>
      params.sections.includes(role) &&
      statements.length > 0 &&
      heading !== undefined &&
      isKnownHeading(heading.prose.text),
  );
}

/** In words: two or three sentences. */
const FEW_WORDS = 40;

function wordsOf({ statements }: Posting): number {
  return statements.reduce((sum, statement) => sum + statement.tokens.length, 0);
}

/** With fewer statements a share of them says little. */
const FEWEST_STATEMENTS = 5;

/** True for news, an interview, a portrait: at least half of the statements tell what was. */
function isStory({ statements }: Posting, told: readonly Found[]): boolean {
  const all = statements.filter(one => one.kind !== 'heading').length;
  const telling = new Set(told.map(hit => hit.statement).filter(one => one.kind !== 'heading')).size;
  return all >= FEWEST_STATEMENTS && telling * 2 >= all;
}

/** Where a posting says what the job is called: its title, else its first line. */
function nameOf({ facts, statements }: Posting): string {
  return facts.find(fact => fact.key === 'title')?.value ?? statements[0]?.prose.text ?? '';
}

const LONGEST_NAME = 8;
/** "Clinician", "Navigator", "Canvasser": what a person is called by what they do. */
const DOER = /\p{L}{3}(?:er|or|ist|ian|eer)s?$/iu;
/** Of what ends so, what else may be the last word of a title. */
const NO_DOER =
  /^(?:center|chapter|checklist|colou?r|corner|cover|december|dinner|floor|flower|letter|newsletter|november|number|october|offer|order|paper|power|quarter|register|reminder|river|september|shelter|summer|theater|tower|water|weather|winter|wonder)s?$/iu;
/** Behind these a title says more of the job that it has named before. */
const MORE = /[,:;([|/–—]|\s-|-\s|\s(?:of|for|at|in|to|with|on|as|by|from)\s/iu;

/**
 * True for a short title with a word that ends as names of jobs do, where the title ends, joins
 * another ("Reporters and Speakers") or goes on with "for", "in" or a mark.
 */
function endsAsJobsDo(title: string): boolean {
  if (title.split(/\s+/u).length > LONGEST_NAME) return false;
  const [name = ''] = title.split(MORE, 1);
  return name.split(/\s(?:and|or|&)\s/iu).some(part => {
    const last = part.match(/\p{L}+/gu)?.at(-1) ?? '';
    return DOER.test(last) && !NO_DOER.test(last);
  });
}

function isAboutWork(posting: Posting, { about }: Params, context: Context): boolean {
  const { statements } = context.profile();
  return posting.statements.some(({ kind, index }) => {
    const main = statements[index]?.main;
    return kind !== 'heading' && main !== undefined && about.includes(main);
  });
}
