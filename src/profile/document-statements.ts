import type { Facet } from '../core/facets.js';
import { SECTION_ROLES } from '../core/types.js';
import type { TermMatch } from '../lexicon/lexicon.js';
import { likelihood, type QuestionWeights } from './document-model.js';
import { ACTS } from './document-terms.js';
import type { StatementProfile } from './types.js';

/**
 * A second opinion on two facets that decide about whole postings: does the statement ask for an
 * act of relating, does it ask for or offer learning? The facet L holds teaching too, which this
 * tells from learning. It joins the facet's chance with the terms found and the section.
 */
export interface StatementWeights {
  readonly relates: QuestionWeights;
  readonly learns: QuestionWeights;
}

const OTHER_FACETS: readonly Facet[] = ['A', 'B', 'W', 'G', 'Q', 'S', 'P'];
const sections = SECTION_ROLES.map(role => `section ${role}`);
const chances = OTHER_FACETS.map(facet => `chance ${facet}`);
const relatingTerms = [
  ...ACTS,
  'relating/weak',
  'relating/contact',
  'audience/people',
  'audience/press',
  'audience/described',
];
const learningTerms = ['work/learning', 'work/learning-near', 'work/insight'];

export const STATEMENT_QUESTIONS: Readonly<Record<keyof StatementWeights, readonly string[]>> = {
  relates: [
    'odds R',
    'chance R',
    'kinds of acts',
    'acts and chance R',
    'acts and odds R',
    ...relatingTerms,
    ...sections,
    ...chances,
    'log words',
  ],
  learns: [
    'odds L',
    'chance L',
    ...learningTerms,
    ...learningTerms.map(id => `${id} and chance L`),
    ...sections,
    ...SECTION_ROLES.map(role => `work/learning in ${role}`),
    ...chances,
    'log words',
  ],
};

/** Features of one statement by name; an absent one is 0. */
export function statementValues(one: StatementProfile, terms: readonly TermMatch[]): ReadonlyMap<string, number> {
  const { scores, statement } = one;
  const { role } = statement.section;
  const values = new Map<string, number>([
    ['chance R', scores.R],
    ['odds R', odds(scores.R)],
    ['chance L', scores.L],
    ['odds L', odds(scores.L)],
    [`section ${role}`, 1],
    ['log words', Math.log1p(statement.tokens.length)],
  ]);
  for (const facet of OTHER_FACETS) values.set(`chance ${facet}`, scores[facet]);
  for (const { id } of terms) values.set(id, 1);
  let acts = 0;
  for (const id of ACTS) if (values.has(id)) acts++;
  values.set('kinds of acts', acts);
  values.set('acts and chance R', acts * scores.R);
  values.set('acts and odds R', acts > 0 ? odds(scores.R) : 0);
  for (const id of learningTerms) if (values.has(id)) values.set(`${id} and chance L`, scores.L);
  if (values.has('work/learning')) values.set(`work/learning in ${role}`, 1);
  return values;
}

/** Chance that the statement asks for an act of relating, and that it asks for or offers learning. */
export function secondOpinion(
  one: StatementProfile,
  terms: readonly TermMatch[],
  weights: StatementWeights,
): { readonly relates: number; readonly learns: number } {
  const values = statementValues(one, terms);
  return {
    relates: likelihood(weights.relates, values).get('yes') ?? 0,
    learns: likelihood(weights.learns, values).get('yes') ?? 0,
  };
}

function odds(chance: number): number {
  return Math.log((chance + 1e-3) / (1 - chance + 1e-3));
}
