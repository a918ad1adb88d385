import { employerKey, sameName, shareWord, shortName } from '../boilerplate/employers.js';
import { employerOf } from '../boilerplate/query.js';
import { contains } from '../core/span.js';
import type { Posting, Span, Statement, Token } from '../core/types.js';
import { lexicon } from '../lexicon/lexicon.js';
import { proseSpan } from './spans.js';
import type { Context, Overlap } from './types.js';

/** A shorter run may be shared by chance. In words. */
const SHORTEST_RUN = 12;
/** A posting that names its own employer less often may be an agency's, which speaks of its client. */
const FEWEST_OWN_MENTIONS = 2;
/** Who is named more often is a client, a parent or a partner, and stands there on purpose. */
const MOST_MENTIONS = 2;

/** So many letters tell initials; what follows may be spelt in many ways. */
const INITIALS = 3;

/** The name of another employer that was left in words which stand in its own posting, too. */
export interface LeftName {
  readonly span: Span;
  readonly statement: Statement;
  /** As written. */
  readonly match: string;
  /** How this posting's own employer is called. */
  readonly own: string;
  /** The other posting. */
  readonly other: string;
}

/**
 * Finds names of other employers within or right beside words shared with their postings. Only
 * postings of the same run are asked, since of others no text is at hand that would tell whether
 * the two belong together. Silent where this posting does not name its own employer in its text,
 * where the other name stands anywhere else too, and where the two seem to be related.
 */
export function* leftNames(posting: Posting, { peers, employer }: Context): Iterable<LeftName> {
  const own = shortName(employerOf(posting, employer) ?? '');
  const ownKey = employerKey(own);
  if (peers === undefined || ownKey === '') return;
  const byOwner = new Map<string, Overlap[]>();
  for (const overlap of peers.overlaps(posting, SHORTEST_RUN)) {
    const { kind, owner, sameEmployer, onlyNamed } = overlap.other;
    if (kind !== 'run' || owner === undefined || (sameEmployer && onlyNamed !== true)) continue;
    const key = employerKey(owner);
    if (key !== '' && !isRelated(own, ownKey, owner, key)) byOwner.set(key, [...(byOwner.get(key) ?? []), overlap]);
  }
  if (byOwner.size === 0 || mentionsOf(posting, own).length < FEWEST_OWN_MENTIONS) return;
  for (const overlaps of byOwner.values()) {
    const { owner, name } = (overlaps[0] as Overlap).other;
    const mentions = mentionsOf(posting, shortName(owner as string));
    const shared = overlaps.flatMap(overlap => overlap.runs.map(run => run.span));
    if (mentions.length > MOST_MENTIONS || !mentions.every(one => isWithin(posting, one.span, shared))) continue;
    for (const mention of mentions) yield { ...mention, own, other: name };
  }
}

/** The same name, a word in common, or the one's initials. */
function isRelated(own: string, ownKey: string, other: string, otherKey: string): boolean {
  if (sameName(ownKey, otherKey) || shareWord(ownKey, otherKey)) return true;
  return isInitials(own, other) || isInitials(other, own);
}

/** True where a name in capitals begins with the other's initials, or its initials with that: `IREX`, `NCBA`. */
function isInitials(short: string, long: string): boolean {
  const letters = short.replace(/[^\p{L}]/gu, '');
  if (letters.length < 2 || letters !== letters.toUpperCase()) return false;
  const initials = (long.match(/(?<!\p{L})\p{Lu}/gu) ?? []).join('');
  const length = Math.min(letters.length, INITIALS);
  return initials.length >= length && letters.slice(0, length) === initials.slice(0, length);
}

interface Mention {
  readonly span: Span;
  readonly statement: Statement;
  readonly match: string;
}

function mentionsOf(posting: Posting, name: string): Mention[] {
  const found: Mention[] = [];
  if (name === '') return found;
  for (const statement of posting.statements) {
    const { text } = statement.prose;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const to = at + name.length;
      if (/[\p{L}\p{N}]$/u.test(text.slice(0, at)) || /^[\p{L}\p{N}]/u.test(text.slice(to))) continue;
      if (isOrdinary(statement, at, to)) continue;
      found.push({ span: proseSpan(statement, at, to), statement, match: name });
    }
  }
  return found;
}

/** A tool of that name, or a word that has its capital from standing first. */
function isOrdinary(statement: Statement, at: number, to: number): boolean {
  const { tokens, prose } = statement;
  const first = tokens.findIndex(token => token.at >= at);
  const before: Token | undefined = tokens[first - 1];
  if (before !== undefined && ['at', 'join', 'joining'].includes(before.norm)) return false;
  if (before === undefined && !prose.text.slice(at, to).includes(' ')) return statement.kind !== 'heading';
  return lexicon()
    .find(statement)
    .tools.some(tool => tool.from <= first && first < tool.to);
}

/** True where nothing stands between the name and shared words. */
function isWithin({ source }: Posting, name: Span, shared: readonly Span[]): boolean {
  return shared.some(run => {
    if (contains(run, name)) return true;
    const between = run.start >= name.end ? source.slice(name.end, run.start) : source.slice(run.end, name.start);
    return (run.start >= name.end || run.end <= name.start) && /^(?:['’]s)?[^\p{L}\p{N}]*$/u.test(between);
  });
}
