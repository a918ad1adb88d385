import { ROLE_FAMILIES, type RoleFamily } from '../core/facets.js';
import { tokensText } from '../core/tokens.js';
import type { Posting, SectionRole } from '../core/types.js';
import type { Lexicon, StatementTerms } from '../lexicon/lexicon.js';
import { type Likelihood, likeliest } from './document-model.js';

/** Sections that say nothing of what the person does. */
const NOT_DUTIES: ReadonlySet<SectionRole> = new Set<SectionRole>([
  'about',
  'benefits',
  'legal',
  'pay',
  'apply',
  'place',
  'title',
]);

/** A first line longer than this is no title. */
const MOST_TITLE_WORDS = 12;
/** Kept apart from the counts, so that one stray word does not decide a short posting. */
const SMOOTHING = 3;

/** What title and duties tell of the role's family and level, as numbers by name. */
export interface RoleReading {
  readonly values: ReadonlyMap<string, number>;
  readonly title: string;
  /** Words of the title that name a family, in order. */
  readonly titleWords: readonly { readonly family: RoleFamily; readonly words: string }[];
  /** The commonest words of each family among the duties. */
  readonly dutyWords: ReadonlyMap<RoleFamily, readonly string[]>;
}

/** The posting's title as its facts have it, or its short first line; several are joined. */
export function titleOf(posting: Posting): string {
  const titles = new Set(posting.facts.filter(fact => fact.key === 'title').map(fact => fact.value));
  const first = posting.statements[0];
  if (titles.size === 0 && first !== undefined && first.tokens.length <= MOST_TITLE_WORDS) titles.add(first.prose.text);
  return [...titles].join(' / ');
}

export function readRole(posting: Posting, lexicon: Lexicon): RoleReading {
  const title = titleOf(posting);
  const values = new Map<string, number>();
  const titleWords = readTitle(title, lexicon.findInText(title), values);
  const dutyWords = readDuties(posting, lexicon, values);
  return { values, title, titleWords, dutyWords };
}

function readTitle(title: string, { terms }: StatementTerms, values: Map<string, number>): RoleReading['titleWords'] {
  const families: RoleFamily[] = [];
  const words: { family: RoleFamily; words: string }[] = [];
  const tokens = [...title.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{N}+&'’.-]*[\p{L}\p{N}+])?/gu)];
  const end = endOfWork(
    tokens.map(token => token[0].toLowerCase()),
    terms,
  );
  for (const { id, from, to } of terms) {
    if (!id.startsWith('roles/title-')) continue;
    const family = familyNamed(id);
    if (family !== undefined && from >= end) continue;
    values.set(id, 1);
    if (family === undefined) continue;
    families.push(family);
    words.push({
      family,
      words: tokens
        .slice(from, to)
        .map(token => token[0])
        .join(' '),
    });
  }
  if (families.length === 0) values.set('title says nothing', 1);
  else {
    values.set(`title begins ${families[0]}`, 1);
    values.set(`title ends ${families.at(-1)}`, 1);
  }
  return words;
}

/** What follows these in a title is whom or what the work is for. */
const PREPOSITIONS = new Set(['for', 'at', 'in', 'within', 'to']);

/** "Developer for the Acme Community", "Editor at Community Press": the token behind the words that name the work. */
function endOfWork(words: readonly string[], terms: StatementTerms['terms']): number {
  const at = words.findIndex((word, i) => i > 0 && PREPOSITIONS.has(word));
  const namesWork = terms.some(({ id, to }) => to <= at && familyNamed(id) !== undefined);
  return namesWork ? at : words.length;
}

function familyNamed(id: string): RoleFamily | undefined {
  const family = id.startsWith('roles/title-') ? id.slice('roles/title-'.length) : undefined;
  return ROLE_FAMILIES.find(one => one === family);
}

function readDuties(posting: Posting, lexicon: Lexicon, values: Map<string, number>): RoleReading['dutyWords'] {
  const counts = new Map<string, number>();
  const words = new Map<RoleFamily, Map<string, number>>();
  for (const statement of posting.statements) {
    if (NOT_DUTIES.has(statement.section.role)) continue;
    for (const term of lexicon.find(statement).terms) {
      if (!term.id.startsWith('roles/duties-')) continue;
      counts.set(term.id, (counts.get(term.id) ?? 0) + 1);
      const family = term.id.slice('roles/duties-'.length) as RoleFamily;
      if (!ROLE_FAMILIES.includes(family)) continue;
      const own = words.get(family) ?? new Map<string, number>();
      words.set(family, own);
      const text = tokensText(statement, term.from, term.to).toLowerCase();
      own.set(text, (own.get(text) ?? 0) + 1);
    }
  }
  const total = ROLE_FAMILIES.reduce((sum, family) => sum + (counts.get(`roles/duties-${family}`) ?? 0), SMOOTHING);
  for (const family of ROLE_FAMILIES) {
    values.set(`share roles/duties-${family}`, (counts.get(`roles/duties-${family}`) ?? 0) / total);
  }
  for (const [id, count] of counts) values.set(`log ${id}`, Math.log1p(count));
  return new Map(
    [...words].map(([family, own]) => [
      family,
      [...own].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([text]) => text),
    ]),
  );
}

/** A family that the title does not name must be at least so likely by the duties. */
const LEAST_BY_DUTIES = 0.6;
/** And by so many different words of them: "speech recognition" alone makes no press office. */
const FEWEST_DUTY_WORDS = 2;

/** The likeliest family; where the duties leave doubt of it, what the title says last. */
export function familyOf(answers: Likelihood, { titleWords, dutyWords }: RoleReading): RoleFamily {
  const family = likeliest(answers) as RoleFamily;
  if (family === 'other' || titleWords.some(one => one.family === family)) return family;
  const isLikely = (answers.get(family) ?? 0) >= LEAST_BY_DUTIES;
  return isLikely && (dutyWords.get(family)?.length ?? 0) >= FEWEST_DUTY_WORDS
    ? family
    : (titleWords.at(-1)?.family ?? 'other');
}

/** Why a posting counts as of a family, in words for people. */
export function roleReason(family: RoleFamily, { titleWords, dutyWords, title }: RoleReading): string {
  const inTitle = titleWords.find(one => one.family === family);
  if (inTitle !== undefined) return `the title says “${inTitle.words}”`;
  const words = dutyWords.get(family)?.slice(0, 3) ?? [];
  if (words.length > 0) return `the duties speak of ${words.map(word => `“${word}”`).join(', ')}`;
  return title === ''
    ? 'neither a title nor the duties name such a role'
    : `neither the title “${title}” nor the duties name another`;
}
