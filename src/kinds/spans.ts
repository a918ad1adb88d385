import type { Posting, Span, Statement } from '../core/types.js';

/** From the first to the last source character of `prose.text.slice(from, to)`, markup between included. */
export function proseSpan(statement: Statement, from: number, to: number): Span {
  const pieces = statement.prose.toSource(from, to);
  const first = pieces[0];
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return statement.span;
  return { start: first.start, end: last.end };
}

/** True where the prose range stands in the source in one piece, so that replacing it loses no markup. */
export function isOnePiece(statement: Statement, from: number, to: number): boolean {
  return statement.prose.toSource(from, to).length === 1;
}

/**
 * Where a finding about the posting as a whole is shown: its title, else its first statement, else
 * the very start.
 */
export function postingSpan(posting: Posting): Span {
  const title = posting.facts.find(fact => fact.key === 'title');
  if (title !== undefined && title.from !== 'front-matter') return title.span;
  const heading = posting.sections.find(section => section.role === 'title')?.heading;
  return heading?.span ?? title?.span ?? posting.statements[0]?.span ?? { start: 0, end: 0 };
}
