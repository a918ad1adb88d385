import { tokensSpan, tokensText } from '../core/tokens.js';
import type { Posting, SectionRole, Statement } from '../core/types.js';
import type { Lexicon, TokenRange, ToolMatch } from '../lexicon/lexicon.js';
import type { ToolMention } from './types.js';

/** How near, in words, another tool or a word such as "software" must stand to a doubtful name. */
const COMPANY_REACH = 8;

/**
 * The tools and platforms that a statement names, in order, doubtful names only where capitals
 * and company make them likely; of overlapping names the longest. Kinds of tools ("scheduling
 * software") are generic mentions.
 *
 * @param own names that are the employer's own product, from `ownProducts`; they are left out
 */
export function toolsOf(statement: Statement, lexicon: Lexicon, own: ReadonlySet<string>): ToolMention[] {
  const { terms, tools } = lexicon.find(statement);
  const company: TokenRange[] = terms.filter(term => term.id === 'work/tool-company');
  for (const match of tools) if (match.tool.certainty === 'forms') company.push(match);
  const found: (TokenRange & Omit<ToolMention, 'span'>)[] = [];
  for (const match of tools) {
    if (own.has(match.tool.name) || !isBelieved(match, company)) continue;
    found.push({ from: match.from, to: match.to, name: match.tool.name, kind: match.tool.kind, generic: false });
  }
  for (const term of terms) {
    if (term.id !== 'work/generic-tools') continue;
    found.push({
      from: term.from,
      to: term.to,
      name: tokensText(statement, term.from, term.to),
      kind: 'generic',
      generic: true,
    });
  }
  return withoutOverlaps(found).map(({ from, to, ...mention }) => ({
    ...mention,
    span: tokensSpan(statement, from, to),
  }));
}

/** A doubtful name counts inside a statement where it has company, or its capitals alone speak for it. */
function isBelieved(match: ToolMatch, company: readonly TokenRange[]): boolean {
  const { certainty } = match.tool;
  if (certainty === 'forms') return true;
  if (certainty === 'capitals' && match.from > 0) return true;
  return company.some(other => {
    if (other.from < match.to && match.from < other.to) return false;
    const distance = other.from >= match.to ? other.from - match.to : match.from - other.to;
    return distance <= COMPANY_REACH && (match.from > 0 || distance === 0);
  });
}

/** Longest first where two overlap; names before kinds of equal length; in order of place. */
function withoutOverlaps<T extends TokenRange & { generic: boolean }>(ranges: readonly T[]): T[] {
  const byWorth = [...ranges].sort(
    (a, b) => b.to - b.from - (a.to - a.from) || Number(a.generic) - Number(b.generic) || a.from - b.from,
  );
  const kept: T[] = [];
  for (const range of byWorth) {
    if (kept.every(other => range.to <= other.from || other.to <= range.from)) kept.push(range);
  }
  return kept.sort((a, b) => a.from - b.from);
}

const ABOUT: ReadonlySet<SectionRole> = new Set<SectionRole>(['title', 'about', 'benefits', 'legal']);
const BEFORE_EMPLOYER = new Set(['at', 'about', 'join', 'joining', 'why', 'here']);
const AFTER_EMPLOYER = new Set([
  'is',
  'was',
  'has',
  'helps',
  'provides',
  'builds',
  'makes',
  'offers',
  'believes',
  'exists',
]);

/**
 * Tools that are the employer's own product, so that naming them asks for no tool: the employer's
 * name says so, or the posting's title, or what the posting tells about the employer.
 */
export function ownProducts(posting: Posting, lexicon: Lexicon): ReadonlySet<string> {
  const own = new Set<string>();
  const employers = posting.facts.filter(fact => fact.key === 'employer').map(fact => fact.value);
  for (const employer of employers) for (const { tool } of lexicon.findInText(employer).tools) own.add(tool.name);
  for (const statement of posting.statements) {
    const aboutEmployer = ABOUT.has(statement.section.role);
    if (!aboutEmployer && statement.kind !== 'heading') continue;
    for (const { tool, from, to } of lexicon.find(statement).tools) {
      const before = statement.tokens[from - 1]?.norm ?? '';
      const after = statement.tokens[to]?.norm ?? '';
      if (BEFORE_EMPLOYER.has(before) || (aboutEmployer && from === 0 && AFTER_EMPLOYER.has(after))) own.add(tool.name);
    }
  }
  return own;
}
