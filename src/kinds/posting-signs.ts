import * as v from 'valibot';
import type { Posting } from '../core/types.js';
import { isKnownHeading } from '../document/heading-roles.js';
import { facets, factKeys, sectionRoles, terms } from './params.js';
import { postingSpan } from './spans.js';
import { termQuery } from './term-query.js';
import type { Context, Draft, Kind } from './types.js';

const params = v.strictObject({
  terms: v.pipe(terms, v.description('Words of postings: any of them is a sign')),
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
    const words = termQuery([params.terms], { except: [] }, meta.where, book);
    const notices = termQuery([params.notices], { except: [] }, meta.where, book);
    const short = termQuery([params.short], { except: [] }, meta.where, book);
    const jobs = book.group(params.jobs);
    return function* (posting, context): Iterable<Draft> {
      if (posting.facts.some(({ key, value }) => params.facts.includes(key) && value !== '')) return;
      if (wordsOf(posting) < FEW_WORDS && short.find(posting, context).length > 0) return;
      if (hasNamedSection(posting, params) || words.find(posting, context).length > 0) return;
      const name = nameOf(posting);
      const isNamed = book.standsIn(name, jobs) || endsAsJobsDo(name);
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

/** Where a posting says what the job is called: its title, else its first line. */
function nameOf({ facts, statements }: Posting): string {
  return facts.find(fact => fact.key === 'title')?.value ?? statements[0]?.prose.text ?? '';
}

const LONGEST_NAME = 8;
/** "Clinician", "Navigator", "Canvasser": what a person is called by what they do. */
const DOER = /\p{L}{3}(?:er|or|ist|ian|eer)s?$/u;
const NO_DOER =
  /^(?:after|another|better|career|center|chapter|colou?r|corner|cover|december|either|ever|floor|flower|further|higher|however|labor|later|letter|lower|matter|membership|mother|neither|never|newsletter|november|number|october|offer|order|other|over|paper|power|quarter|rather|register|river|september|shelter|sister|summer|theater|together|tower|under|water|weather|whether|winter|wonder)s?$/u;

/** True for a short title with a word that ends as names of jobs do. */
function endsAsJobsDo(title: string): boolean {
  const words = title.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.length <= LONGEST_NAME && words.some(word => DOER.test(word) && !NO_DOER.test(word));
}

function isAboutWork(posting: Posting, { about }: Params, context: Context): boolean {
  const { statements } = context.profile();
  return posting.statements.some(({ kind, index }) => {
    const main = statements[index]?.main;
    return kind !== 'heading' && main !== undefined && about.includes(main);
  });
}
