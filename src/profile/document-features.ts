import { asksOfPerson, FACETS, type Facet } from '../core/facets.js';
import { tokensSpan } from '../core/tokens.js';
import type { SectionRole, Span } from '../core/types.js';
import type { Lexicon } from '../lexicon/lexicon.js';
import { type StatementWeights, secondOpinion } from './document-statements.js';
import { ACTS, liveTerms } from './document-terms.js';
import type { StatementProfile } from './types.js';

/** Sections that say what the person does and brings; `title` holds text under the title alone. */
const ASKING: ReadonlySet<SectionRole> = new Set<SectionRole>(['duties', 'role', 'must', 'nice', 'other', 'title']);

/** What a posting as a whole shows, as numbers by name, and where. */
export interface DocumentReading {
  /** Features of the document questions; an absent one is 0. */
  readonly values: ReadonlyMap<string, number>;
  /** Matches of a term group in what is asked of the person. */
  readonly found: ReadonlyMap<string, readonly Span[]>;
  /** The statements that ask something of the person. */
  readonly asked: readonly StatementProfile[];
}

/** Reads the features of the document questions off the statements' facets and terms. */
export function readDocument(
  statements: readonly StatementProfile[],
  lexicon: Lexicon,
  weights: StatementWeights,
): DocumentReading {
  const counts = new Map<string, number>();
  const found = new Map<string, Span[]>();
  const count = (name: string, by = 1): void => {
    counts.set(name, (counts.get(name) ?? 0) + by);
  };
  const asked: StatementProfile[] = [];
  const relating: number[] = [];
  let strongest = 0;
  const learning: number[] = [];
  const planning: number[] = [];
  const learningOrTeaching: number[] = [];
  const acts = new Set<string>();
  const named = new Set<string>();
  const tools = new Set<string>();
  for (const one of statements) {
    const { statement, main, scores } = one;
    const { role } = statement.section;
    if (main === undefined) continue;
    const asking = ASKING.has(role);
    const terms = liveTerms(statement, lexicon);
    const opinion = secondOpinion(one, terms, weights);
    const { learns } = opinion;
    // A word or two, as in a table's cell, name no act unless the lexicon knows it for one.
    const tooShort = statement.tokens.length < LEAST_WORDS && !terms.some(term => ACTS.has(term.id));
    const relates = tooShort ? 0 : opinion.relates;
    relating.push(relates);
    learning.push(learns);
    learningOrTeaching.push(scores.L);
    if (asking)
      for (const facet of FACETS)
        count(`sum ${facet}`, facet === 'R' ? relates : facet === 'L' ? learns : scores[facet]);
    if (role === 'duties' || role === 'role') count('duties R', relates);
    const ids = new Set(terms.map(term => term.id));
    // An act in few words often stands in the line that tells what the job is about.
    if (asking && main === 'A') for (const id of FEW_WORDS) if (ids.has(id)) count(id);
    if (asking) {
      planning.push(scores.S);
      for (const id of ids) if (WEIGHED.has(id)) weigh(id, scores, count);
    }
    if (!asking || !asksOfPerson(main)) {
      for (const id of ids) count(`elsewhere ${id}`);
      continue;
    }
    asked.push(one);
    strongest = Math.max(strongest, relates);
    count(`main ${main}`);
    for (const id of ids) count(id);
    if ([...ids].some(id => ACTS.has(id))) count('acting');
    for (const term of terms) {
      const spans = found.get(term.id);
      if (spans === undefined) found.set(term.id, [tokensSpan(statement, term.from, term.to)]);
      else spans.push(tokensSpan(statement, term.from, term.to));
      if (ACTS.has(term.id)) acts.add(term.id);
      if (NAMED.has(term.id))
        named.add(
          statement.tokens
            .slice(term.from, term.to)
            .map(token => token.norm)
            .join(' '),
        );
    }
    if (one.tools.length > 0) count('with tools');
    for (const tool of one.tools) if (!tool.generic) tools.add(tool.name);
    count('tool mentions', one.tools.filter(tool => !tool.generic).length);
  }
  const values = new Map<string, number>();
  for (const [name, value] of counts) values.set(`log ${name}`, Math.log1p(value));
  const size = asked.length + 1;
  for (const facet of FACETS) {
    values.set(`share ${facet}`, (counts.get(`sum ${facet}`) ?? 0) / size);
    values.set(`main share ${facet}`, (counts.get(`main ${facet}`) ?? 0) / size);
  }
  for (const name of ['with tools', 'tool mentions', 'acting', 'work/broadcast', 'work/aims', 'audience/crowd']) {
    values.set(`share ${name}`, (counts.get(name) ?? 0) / size);
  }
  values.set('share L or teaching', learningOrTeaching.reduce((sum, one) => sum + one, 0) / size);
  values.set('share named', named.size / size);
  values.set('log asked', Math.log1p(asked.length));
  values.set('log named', Math.log1p(named.size));
  values.set('log tools', Math.log1p(tools.size));
  values.set('kinds of acts', acts.size);
  values.set('R asked', strongest);
  rank(relating, 'R', values);
  rank(learning, 'L', values);
  rank(learningOrTeaching, 'L or teaching', values);
  values.set('S 1', Math.max(0, ...planning));
  return { values, found, asked };
}

/** Terms that say more the likelier their statement is a duty of a certain kind. */
const WEIGHED: ReadonlySet<string> = new Set([
  ...['people', 'press', 'organisations', 'described', 'crowd'].map(group => `audience/${group}`),
  ...['aims', 'goals', 'change'].map(group => `work/${group}`),
]);

/** Facets of statements that speak of the person's colleagues and past, or of the employer. */
const NOT_OUTWARD: readonly Facet[] = ['W', 'Q', 'A', 'B', 'O'];
const NO_AIM: readonly Facet[] = ['A', 'B', 'O', 'Q', 'G', 'T'];

/**
 * Counts a term by what its statement is: of people, as likely as the statement is about work for
 * people outside; of aims, as likely as it is about plans and results.
 */
function weigh(id: string, scores: StatementProfile['scores'], count: (name: string, by: number) => void): void {
  const most = (facets: readonly Facet[]): number => Math.max(...facets.map(facet => scores[facet]));
  if (id.startsWith('work/')) {
    count(`duty ${id}`, id === 'work/change' ? 1 - most(NO_AIM) : scores.S * (1 - most(NO_AIM)));
    return;
  }
  const outward = scores.R + scores.P + scores.C + scores.S;
  const weight = outward / (outward + most(NOT_OUTWARD));
  count(id === 'audience/crowd' ? 'duty audience/crowd' : 'duty audience/named', weight);
}

const NAMED: ReadonlySet<string> = new Set(
  ['people', 'press', 'organisations', 'described'].map(group => `audience/${group}`),
);

/** Groups of `rules/lexicon/relating.yaml` that are counted for the posting alone. */
const FEW_WORDS = ['relating/plain', 'relating/named'];

/** An act takes a verb, and somebody. */
const LEAST_WORDS = 3;

/** Beyond this much evidence, more of it says nothing new. */
const MOST_EVIDENCE = 8;

/** The three strongest statements, and how unlikely it is that none of them has the facet. */
function rank(scores: number[], facet: string, values: Map<string, number>): void {
  scores.sort((a, b) => b - a);
  for (let i = 0; i < 3; i++) values.set(`${facet} ${i + 1}`, scores[i] ?? 0);
  let doubt = 0;
  for (const score of scores) doubt -= Math.log(Math.max(1e-3, 1 - score));
  values.set(`any ${facet}`, Math.min(MOST_EVIDENCE, doubt));
  values.set(`log all ${facet}`, Math.log1p(scores.reduce((sum, score) => sum + score, 0)));
}
