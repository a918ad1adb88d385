import stringWidth from 'fast-string-width';
import type { LineIndex } from '../core/line-index.js';
import { compareSpans } from '../core/span.js';
import type { Span } from '../core/types.js';
import { visibleText } from './visible-text.js';

/** What is underlined: `main` the finding's own words, `evidence` what else tipped it. */
export type MarkKind = 'main' | 'evidence';

/** A source line made ready to print, with the places to underline in terminal columns from 0. */
export interface FrameLine {
  readonly line: number;
  readonly text: string;
  readonly marks: readonly { readonly kind: MarkKind; readonly from: number; readonly to: number }[];
}

export interface Frame {
  readonly lines: readonly FrameLine[];
  /** Numbers of marked lines that were left out. */
  readonly more: readonly number[];
}

const TAB_WIDTH = 4;
const ELLIPSIS = '…';
/** How much of a long line stays visible before the first marked word, as a share of the width. */
const LEAD = 0.25;

/** A stretch of a line, cell by cell: one grapheme each, as it is printed. */
interface Cells {
  readonly count: number;
  /** Terminal columns that a cell takes. */
  width(cell: number): number;
  /** Offset in the line where a cell begins. */
  at(cell: number): number;
  isBlank(cell: number): boolean;
  /** What is printed for cells `from` up to, not including, `to`. */
  shown(from: number, to: number): string;
}

/**
 * The lines that hold the finding's words and its evidence, at most `most` of them, each cut to
 * `width` columns around its first mark. The finding's own lines are kept before evidence lines.
 */
export function sourceFrame(
  index: LineIndex,
  span: Span,
  evidence: readonly Span[],
  options: { width: number; most: number },
): Frame {
  const byLine = new Map<number, { kind: MarkKind; from: number; to: number }[]>();
  const own = markLines(index, span, 'main', byLine);
  for (const other of [...evidence].sort(compareSpans)) markLines(index, other, 'evidence', byLine);
  const numbers = [...byLine.keys()];
  const shown = [...own, ...numbers.filter(line => !own.includes(line))].slice(0, options.most);
  return {
    lines: shown
      .sort((a, b) => a - b)
      .map(line => frameLine(line, index.lineText(line), byLine.get(line) ?? [], options.width)),
    more: numbers.filter(line => !shown.includes(line)).sort((a, b) => a - b),
  };
}

/** Splits a span into its lines; blank lines are left out. Returns the line numbers. */
function markLines(
  index: LineIndex,
  span: Span,
  kind: MarkKind,
  byLine: Map<number, { kind: MarkKind; from: number; to: number }[]>,
): number[] {
  const first = index.place(span.start).line;
  const last = index.place(Math.max(span.start, span.end - 1)).line;
  const lines: number[] = [];
  for (let line = first; line <= last; line++) {
    const text = index.lineText(line);
    if (first !== last && text.trim() === '') continue;
    const start = index.lineStart(line);
    const indent = line === first ? 0 : text.length - text.trimStart().length;
    const from = Math.max(span.start - start, indent);
    const to = Math.min(span.end - start, text.trimEnd().length);
    const marks = byLine.get(line) ?? [];
    byLine.set(line, marks);
    marks.push({ kind, from: Math.min(from, text.length), to: Math.max(to, from) });
    lines.push(line);
  }
  return lines;
}

function frameLine(
  line: number,
  text: string,
  marks: readonly { kind: MarkKind; from: number; to: number }[],
  width: number,
): FrameLine {
  const firstMark = Math.min(...marks.map(mark => mark.from));
  // Of a line of megabytes only the neighbourhood is looked at.
  const wide = neighbourhood(text, firstMark, width * 4);
  // Where each unit takes one column, as many units as columns are enough.
  const near = PLAIN.test(text.slice(wide.from, wide.to)) ? neighbourhood(text, firstMark, width) : wide;
  const cells = toCells(text.slice(near.from, near.to), near.from);
  let total = 0;
  for (let i = 0; i < cells.count; i++) total += cells.width(i);
  const isWhole = near.from === 0 && near.to === text.length;
  const window = isWhole && total <= width ? { from: 0, to: cells.count } : visibleWindow(cells, firstMark, width);

  const cutStart = window.from > 0 || near.from > 0;
  const cutEnd = window.to < cells.count || near.to < text.length;
  /** The column of the first visible cell that begins at an offset or behind it. */
  const columnOf = (offset: number) => {
    let column = cutStart ? ELLIPSIS.length : 0;
    for (let i = window.from; i < window.to && cells.at(i) < offset; i++) column += cells.width(i);
    return column;
  };
  const end = columnOf(Number.POSITIVE_INFINITY);
  return {
    line,
    text: (cutStart ? ELLIPSIS : '') + cells.shown(window.from, window.to) + (cutEnd ? ELLIPSIS : ''),
    marks: marks
      .map(mark => ({ kind: mark.kind, from: columnOf(mark.from), to: columnOf(mark.to) }))
      // A mark of no width (something is missing here) still shows as one column.
      .map(mark => (mark.to > mark.from ? mark : { ...mark, to: mark.from + 1 }))
      .filter(mark => mark.from < end || marks.length === 1),
  };
}

/** The cells to show of a line that is too wide, so that the first mark is among them. */
function visibleWindow(cells: Cells, firstMark: number, width: number): { from: number; to: number } {
  const room = Math.max(1, width - 2 * ELLIPSIS.length);
  let markAt = 0;
  while (markAt < cells.count && cells.at(markAt) < firstMark) markAt++;
  if (markAt === cells.count) markAt = 0;
  let from = markAt;
  let lead = 0;
  while (from > 0 && lead + cells.width(from - 1) <= room * LEAD) lead += cells.width(--from);
  // Begin at a word rather than inside one, if there is one before the mark.
  if (from > 0) {
    let space = from;
    while (space < markAt && !cells.isBlank(space)) space++;
    if (space < markAt) from = space + 1;
  }
  let to = from;
  let used = 0;
  while (to < cells.count && used + cells.width(to) <= room) used += cells.width(to++);
  while (to === cells.count && from > 0 && used + cells.width(from - 1) <= room) used += cells.width(--from);
  return { from, to };
}

/** Latin letters and the marks of typesetters: one unit, one grapheme, one column each. */
const PLAIN = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*$/;
let segmenter: Intl.Segmenter | undefined;

/** The part of a line at most `reach` before and twice that behind an offset; no surrogate pair is split. */
function neighbourhood(text: string, offset: number, reach: number): { from: number; to: number } {
  const from = Math.max(0, offset - reach);
  const to = Math.min(text.length, offset + 2 * reach);
  const isLow = (at: number) => at < text.length && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return { from: from > 0 && isLow(from) ? from - 1 : from, to: isLow(to) ? to + 1 : to };
}

/** @param start Offset in the line where `text` begins. */
function toCells(text: string, start: number): Cells {
  return PLAIN.test(text) ? plainCells(text, start) : graphemeCells(text, start);
}

function plainCells(text: string, start: number): Cells {
  return {
    count: text.length,
    width: () => 1,
    at: cell => start + cell,
    isBlank: cell => text.charCodeAt(cell) === 32,
    shown: (from, to) => text.slice(from, to),
  };
}

function graphemeCells(text: string, start: number): Cells {
  const cells: { shown: string; width: number; at: number }[] = [];
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let column = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    const shown = segment === '\t' ? ' '.repeat(TAB_WIDTH - (column % TAB_WIDTH)) : visibleText(segment);
    const width = stringWidth(shown);
    cells.push({ shown, width, at: start + index });
    column += width;
  }
  const of = (cell: number) => cells[cell] as (typeof cells)[number];
  return {
    count: cells.length,
    width: cell => of(cell).width,
    at: cell => of(cell).at,
    isBlank: cell => of(cell).shown === ' ',
    shown: (from, to) =>
      cells
        .slice(from, to)
        .map(cell => cell.shown)
        .join(''),
  };
}
