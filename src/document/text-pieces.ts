import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import type { Text } from 'mdast';
import type { CompileContext, Extension, Token } from 'mdast-util-from-markdown';
import { decodeNumericCharacterReference } from 'micromark-util-decode-numeric-character-reference';
import type { Span } from '../core/types.js';
import type { TextBuilder } from './mapped-text.js';

/** A run of a text node's value and the source it came from. */
interface TextPiece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface TracedText extends Text {
  pieces?: TextPiece[];
}

/**
 * An mdast extension that keeps, on every text node, which source characters its value was made
 * from. mdast alone keeps only the node's outer position, and `value` is no slice of the source
 * wherever an escape, an entity or a continued line stands in it.
 */
export const traceText: Extension = {
  exit: {
    data: exitVerbatim,
    characterEscapeValue: exitEscape,
    characterReferenceValue: exitReference,
  },
};

function exitVerbatim(this: CompileContext, token: Token): void {
  const node = this.stack.pop() as TracedText;
  const text = this.sliceSerialize(token);
  addPiece(node, { text, start: token.start.offset, end: token.end.offset });
  closeAt(node, token);
}

function exitEscape(this: CompileContext, token: Token): void {
  const node = this.stack.pop() as TracedText;
  const text = this.sliceSerialize(token);
  addPiece(node, { text, start: token.start.offset - 1, end: token.end.offset });
  closeAt(node, token);
}

/** The surrounding `characterReference` token, not this one, takes the text node off the stack. */
function exitReference(this: CompileContext, token: Token): void {
  const node = this.stack.at(-1) as TracedText;
  const name = this.sliceSerialize(token);
  const numeric = this.data.characterReferenceType;
  const hexadecimal = numeric === 'characterReferenceMarkerHexadecimal';
  this.data.characterReferenceType = undefined;
  const text = numeric
    ? decodeNumericCharacterReference(name, hexadecimal ? 16 : 10)
    : decodeNamedCharacterReference(name) || '';
  const opening = numeric ? (hexadecimal ? 3 : 2) : 1;
  addPiece(node, { text, start: token.start.offset - opening, end: token.end.offset + 1 });
}

function addPiece(node: TracedText, piece: TextPiece): void {
  node.value += piece.text;
  node.pieces ??= [];
  node.pieces.push(piece);
}

function closeAt(node: TracedText, token: Token): void {
  const { line, column, offset } = token.end;
  if (node.position) node.position.end = { line, column, offset };
}

/**
 * Appends a text node to `builder`.
 * @param base Where the parsed part begins in the source.
 */
export function appendText(node: Text, source: string, base: number, builder: TextBuilder): void {
  const start = base + (node.position?.start.offset ?? 0);
  const end = base + (node.position?.end.offset ?? 0);
  const pieces = (node as TracedText).pieces;
  if (!pieces) {
    appendUntraced(node.value, source, start, end, builder);
    return;
  }
  let at = start;
  for (const piece of pieces) {
    appendLineEnd(source, at, base + piece.start, builder);
    at = base + piece.end;
    if (piece.text.length === piece.end - piece.start) appendVerbatim(piece, source, base, builder);
    else builder.replaced(piece.text, base + piece.start, at);
  }
  appendLineEnd(source, at, end, builder);
}

/** Text that stands in the source unit by unit, but for NUL, which Markdown reads as U+FFFD. */
function appendVerbatim(piece: TextPiece, source: string, base: number, builder: TextBuilder): void {
  let from = base + piece.start;
  for (let i = piece.text.indexOf('\ufffd'); i >= 0; i = piece.text.indexOf('\ufffd', i + 1)) {
    const at = base + piece.start + i;
    if (source.charCodeAt(at) !== 0) continue;
    builder.exact(from, at);
    builder.replaced('\ufffd', at, at + 1);
    from = at + 1;
  }
  builder.exact(from, base + piece.end);
}

/** Autolinks and lone line ends make text nodes that no `data` token stands behind. */
function appendUntraced(value: string, source: string, start: number, end: number, builder: TextBuilder): void {
  const found = source.slice(start, end).indexOf(value);
  if (value !== '\n' && found >= 0) builder.exact(start + found, start + found + value.length);
  else if (/^\s*$/.test(value)) appendLineEnd(source, start, end, builder);
  else builder.replaced(value, start, end);
}

/**
 * Appends the words of an inline code node, its backticks left out, line ends as spaces.
 * @param span The node's range in the source.
 */
export function appendCode(source: string, span: Span, builder: TextBuilder): void {
  const fence = /^`*/.exec(source.slice(span.start, span.end))?.[0].length ?? 0;
  const end = span.end - fence;
  let from = span.start + fence;
  for (const match of source.slice(from, end).matchAll(/(?:\r\n?|\n)[ \t]*(?:>[ \t]?)*/g)) {
    const at = span.start + fence + match.index;
    builder.exact(from, at);
    builder.replaced(' ', at, at + match[0].length);
    from = at + match[0].length;
  }
  builder.exact(from, end);
}

/** A line end between two pieces: the prefix of the next line is left out of both. */
function appendLineEnd(source: string, from: number, to: number, builder: TextBuilder): void {
  for (let i = from; i < to; i++) {
    const code = source.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    const length = code === 13 && source.charCodeAt(i + 1) === 10 ? 2 : 1;
    builder.replaced('\n', i, i + length);
    return;
  }
}
