import type { Facet } from '../core/facets.js';
import type { Posting, Statement } from '../core/types.js';
import type { Company } from './params.js';
import { inScope } from './scope.js';
import type { Hit, TermBook } from './terms.js';
import type { Context, Where } from './types.js';

/** Output of the `termFilters` schemas. */
export interface TermFilters {
  readonly except: readonly string[];
  readonly near?: readonly Company[] | undefined;
  readonly unless?: readonly Company[] | undefined;
  readonly asks?: readonly Facet[] | undefined;
  readonly notAsks?: readonly Facet[] | undefined;
}

export interface TermQuery {
  /** The matches that pass every filter, in source order, none overlapping. */
  find(posting: Posting, context: Context): Found[];
}

export interface Found extends Hit {
  /** Which of the query's lists matched. */
  readonly list: number;
}

/** Enters lists of terms and their filters in the book of the run; asking for matches comes later. */
export function termQuery(
  lists: readonly (readonly string[])[],
  filters: TermFilters,
  where: Where,
  book: TermBook,
): TermQuery {
  const groups = lists.map(list => book.group(list));
  const except = filters.except.length > 0 ? book.nearby(filters.except) : undefined;
  const entered = (companies: readonly Company[] = []) => companies.map(one => enterCompany(one, book));
  const near = entered(filters.near);
  const unless = entered(filters.unless);

  return {
    find(posting, context) {
      let found: Found[] = [];
      for (const [list, group] of groups.entries()) {
        for (const hit of book.hits(posting, group)) {
          if (inScope(hit.statement, where)) found.push({ ...hit, list });
        }
      }
      if (found.length === 0) return found;
      if (groups.length > 1) found = longestFirst(found);
      if (except !== undefined) {
        found = found.filter(hit => !except(hit.statement).some(veto => shareWords(hit, veto)));
      }
      for (const one of near) found = found.filter(hit => one(hit, posting));
      for (const one of unless) found = found.filter(hit => !one(hit, posting));
      if (found.length > 0 && (filters.asks !== undefined || filters.notAsks !== undefined)) {
        found = found.filter(hit => asksFor(hit.statement, filters, context));
      }
      return found;
    },
  };
}

export function shareWords(a: Hit, b: Hit): boolean {
  return a.statement === b.statement && a.from < b.to && b.from < a.to;
}

/** Tells whether one of the terms stands near a hit. */
function enterCompany({ terms, within }: Company, book: TermBook): (hit: Hit, posting: Posting) => boolean {
  if (within === 'title') {
    const isNamed = book.test(terms);
    return (_, posting) => isNamed(titleOf(posting));
  }
  const hitsIn = book.nearby(terms);
  return (hit, posting) =>
    neighbours(hit.statement, posting, within).some(other => hitsIn(other).some(company => !shareWords(hit, company)));
}

function neighbours(statement: Statement, posting: Posting, scope: Exclude<Company['within'], 'title'>) {
  switch (scope) {
    case 'statement':
      return [statement];
    case 'block':
      return posting.statements.filter(other => other.block === statement.block);
    case 'section':
      return posting.statements.filter(other => other.section === statement.section);
    case 'posting':
      return posting.statements;
  }
}

function titleOf(posting: Posting): string {
  return posting.facts.find(fact => fact.key === 'title')?.value ?? '';
}

function asksFor(statement: Statement, filters: TermFilters, context: Context): boolean {
  const { main, second } = context.profile().statements[statement.index] ?? {};
  if (filters.asks !== undefined && (main === undefined || !filters.asks.includes(main))) return false;
  return !filters.notAsks?.some(facet => facet === main || facet === second);
}

/** In source order; where matches of different lists share words, only the longest stays. */
function longestFirst(found: readonly Found[]): Found[] {
  const kept: Found[] = [];
  for (const hit of [...found].sort((a, b) => b.to - b.from - (a.to - a.from))) {
    if (!kept.some(other => shareWords(hit, other))) kept.push(hit);
  }
  return kept.sort((a, b) => a.statement.index - b.statement.index || a.from - b.from);
}
