import indefinite from 'indefinite';
import type { Edit, Posting, Span, Statement } from '../core/types.js';
import { capitalise, inLetterCase, letterCase } from './language.js';
import { asSource, isBalanced } from './markup.js';

/**
 * The edit that puts other words in place of some, and keeps the form: capitals, a or an before
 * them, and the markup around them. With empty words the old ones are left out, with the blank
 * beside them, where the sentence stands without.
 */
export function replaceEdit(
  posting: Posting,
  statement: Statement | undefined,
  span: Span,
  words: string,
): Edit | undefined {
  const { source } = posting;
  const old = source.slice(span.start, span.end);
  if (!isBalanced(old) || (words === '' && !mayGo(source, span))) return undefined;
  const begins = statement !== undefined && startsStatement(statement, span);
  const isInTitle = statement !== undefined && letterCase(statement.prose.text) === 'title';
  let text = inFormOf(old, words, begins, isInTitle);
  let { start, end } = span;
  if (words === '') {
    const blankAfter = /^[ \t]+/.exec(source.slice(end))?.[0].length ?? 0;
    const blankBefore = /[ \t]+$/.exec(source.slice(0, start))?.[0].length ?? 0;
    const markAfter = /^[.,;:!?)]/.test(source.slice(end));
    if (blankAfter > 0) end += blankAfter;
    else if (markAfter) start -= blankBefore;
    if (begins && /^\p{Lu}/u.test(old)) {
      const next = source.slice(end, end + 1);
      return withArticle(source, { start, end: end + next.length }, next.toUpperCase());
    }
  }
  text = asSource(text, posting.format, {
    cell: statement?.kind === 'cell',
    lineStart: begins && statement.kind !== 'item',
  });
  return withArticle(source, { start, end }, text);
}

/** What a phrase goes on with where nothing is described. */
const GOES_ON =
  /^(?:an?|the|and|or|but|to|of|in|on|at|for|from|with|by|as|than|that|who|which|is|are|was|were|will|can|must|may|about|around|before|after)\b/iu;

/** True for "damn" in "damn good bread" and for ", basically", not in "no damn bread" or "give a damn". */
function mayGo(source: string, { start, end }: Span): boolean {
  if (/^[,;(]/.test(source.slice(start, end))) return true;
  const next = source.slice(end, end + 40).trimStart();
  const isDenied = /\b(?:no|not|without|never)\s+$/iu.test(source.slice(Math.max(0, start - 12), start));
  return /^[*_]*\p{L}/u.test(next) && !GOES_ON.test(next) && !isDenied;
}

/** Mends the a or an before the place, where the new words ask for the other. */
function withArticle(source: string, span: Span, text: string): Edit {
  const article = /(?<![\p{L}\p{N}'’])(an?)([ \t]+[*_"“(]*)$/iu.exec(
    source.slice(Math.max(0, span.start - 10), span.start),
  );
  const next = /^[*_]*(\p{L}[\p{L}'’-]*)/u.exec(text === '' ? source.slice(span.end, span.end + 40) : text)?.[1];
  if (!article || next === undefined) return { span, text };
  const [whole, old = '', gap = ''] = article;
  const right = indefinite(next, { articleOnly: true });
  if (right === old.toLowerCase()) return { span, text };
  const cased =
    old === old.toUpperCase() && old.length > 1 ? right.toUpperCase() : /^[A]/.test(old) ? capitalise(right) : right;
  return { span: { start: span.start - whole.length, end: span.end }, text: cased + gap + text };
}

function startsStatement(statement: Statement, span: Span): boolean {
  const at = statement.tokens.findIndex(token => span.start <= token.start && token.start < span.end);
  const token = statement.tokens[at];
  // A label such as "Duties:" is followed by a beginning, too.
  return token !== undefined && (at === 0 || /[:.!?]\s*$/u.test(statement.prose.text.slice(0, token.at)));
}

/** The new words in the capitals of the old: ALL of them, Each Word, the first one, or none. */
function inFormOf(old: string, words: string, begins: boolean, isInTitle: boolean): string {
  const letters = letterCase(old);
  const several = /\p{L}\P{L}+\p{L}/u.test(old);
  if (letters === 'upper' && (several || old.replace(/\P{L}/gu, '').length > 3)) return words.toUpperCase();
  if ((letters === 'title' && several) || (isInTitle && /^\P{L}*\p{Lu}/u.test(old)))
    return inLetterCase(capitalise(words), 'title');
  // A capital inside a sentence belongs to a name or title, which the new words are not.
  return begins && /^\P{L}*\p{Lu}/u.test(old) ? capitalise(words) : words;
}
