import type { Span, Statement } from './types.js';

/** The source span of tokens `from` (included) to `to` (excluded); the statement's where there are none. */
export function tokensSpan(statement: Statement, from: number, to: number): Span {
  const first = statement.tokens[from];
  const last = statement.tokens[to - 1];
  if (first === undefined || last === undefined) return statement.span;
  return { start: first.start, end: last.end };
}

/** The words of tokens `from` to `to` as the author wrote them, markup removed. */
export function tokensText(statement: Statement, from: number, to: number): string {
  const first = statement.tokens[from];
  const last = statement.tokens[to - 1];
  if (first === undefined || last === undefined) return '';
  return statement.prose.text.slice(first.at, last.to);
}
