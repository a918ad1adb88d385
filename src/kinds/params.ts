import * as v from 'valibot';
import { FACETS } from '../core/facets.js';
import { FACT_KEYS, SECTION_ROLES } from '../core/types.js';

/** Pieces of `params:` schemas that several kinds share. */

/** Limits keep a hostile card from tying up the run. */
const LONGEST_TERM = 400;
const MOST_TERMS = 2000;

/**
 * One pattern in the language of `src/lexicon/pattern.ts`. Whether it can be read is checked when
 * the card is compiled, because it may name lists.
 */
export const term = v.pipe(
  v.string(),
  v.maxLength(LONGEST_TERM, `a term may have ${LONGEST_TERM} characters at most; split it into several`),
  v.description(
    'Words in the pattern language: reply+ (verb forms), member* (plural), strateg- (stem), ~3 (gap), (a|b)',
  ),
);

const anyTerms = v.pipe(
  v.array(term),
  v.maxLength(MOST_TERMS, `a list may hold ${MOST_TERMS} terms at most; split the card`),
);

export const terms = v.pipe(anyTerms, v.minLength(1, 'the list is empty; write at least one term'));

export const COMPANY_SCOPES = ['statement', 'block', 'section', 'title', 'posting'] as const;
/**
 * How far around a match its company is looked for. A block is a paragraph, list item or table cell;
 * `title` is the posting's title, wherever the match stands.
 */
export type CompanyScope = (typeof COMPANY_SCOPES)[number];

export interface Company {
  readonly terms: readonly string[];
  readonly within: CompanyScope;
}

const companyObject = v.strictObject({
  terms,
  within: v.optional(v.picklist(COMPANY_SCOPES), 'statement'),
});

/**
 * Terms that must, or must not, stand near a match. Plain terms mean "in the same statement"; keys say
 * how far. A list may hold both.
 */
export const company = v.pipe(
  v.union(
    [v.pipe(v.array(v.union([term, companyObject])), v.minLength(1, 'the list is empty')), companyObject],
    'write a list of terms, or "terms:" with a list and "within:" with one of statement, block, section, title, posting',
  ),
  v.transform((value): readonly Company[] => {
    const entries = [value].flat();
    const plain = entries.filter(one => typeof one === 'string');
    const others = entries.filter(one => typeof one !== 'string');
    return plain.length > 0 ? [{ terms: plain, within: 'statement' }, ...others] : others;
  }),
);

export const facets = v.pipe(
  v.array(v.picklist(FACETS)),
  v.minLength(1, 'the list is empty; write at least one facet'),
);

export const sectionRoles = v.pipe(
  v.array(v.picklist(SECTION_ROLES)),
  v.minLength(1, 'the list is empty; write at least one section role'),
);

export const factKeys = v.pipe(
  v.array(v.picklist(FACT_KEYS)),
  v.minLength(1, 'the list is empty; write at least one fact'),
);

export const positiveInteger = v.pipe(v.number(), v.integer('write a whole number'), v.minValue(1, 'write 1 or more'));
export const wholeNumber = v.pipe(v.number(), v.integer('write a whole number'), v.minValue(0, 'write 0 or more'));
export const share = v.pipe(
  v.number(),
  v.minValue(0, 'write a share from 0 to 1'),
  v.maxValue(1, 'write a share from 0 to 1, as in 0.4 for 40%'),
);

/** The keys with which `existence`, `substitution` and `count` pick their matches. */
export const termFilters = {
  except: v.pipe(v.optional(anyTerms, []), v.description('A match that shares a word with one of these is none')),
  near: v.pipe(
    v.optional(company),
    v.description('One of these must stand near the match; of several lists, one of each'),
  ),
  unless: v.pipe(v.optional(company), v.description('None of these may stand near the match')),
  asks: v.pipe(v.optional(facets), v.description("The statement's main facet must be one of these")),
  notAsks: v.pipe(
    v.optional(facets),
    v.description("Neither the statement's main nor its second facet may be one of these"),
  ),
};
