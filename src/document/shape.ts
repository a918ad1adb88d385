import type { StatementKind } from '../core/types.js';
import type { Block } from './block.js';
import {
  endOfQuestion,
  isHeadingLine,
  isOpeningTitle,
  type Layout,
  type Line,
  leadingHeading,
  type NextLine,
  startsWithLabel,
  trailingHeading,
} from './heading-lines.js';

/** One statement-to-be: a range of a block's text. */
export interface Piece {
  readonly kind: StatementKind;
  readonly from: number;
  readonly to: number;
  /** Nesting in lists, real or typed. */
  readonly depth: number;
  /** Pieces of one line group (a paragraph, an item) share a group number within the block. */
  readonly group: number;
}

/**
 * A typed bullet at the start of a line. `o` must stand alone; a dash may touch its word, as many
 * exports have it; a number needs a full stop or bracket.
 */
const BULLET =
  /^(?:(?!\*\*(?:\S|\s[^*]*\*\*\s*$))[•·●▪◦‣⁃∙○■□◆◇►▶➢➤✓✔✅☑⦁*♦❖]+\s*|[-–—+]\s+|-{3}(?=\p{Lu})|[-–—](?=[\p{Lu}"“])|\\?-\s*(?=\p{L})|o\s+(?=[\p{Lu}\d])|(?:\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)|(?:[\u{1F300}-\u{1FAFF}\u2600-\u27BF]\uFE0F?)\s+(?=\p{L}))/u;

/** Marks that Markdown leaves before a bold line: `** About us**`. */
const BROKEN_BOLD = /^\*\*\s+(?=[^*]*\*\*\s*$)/;

/** A bullet typed in the middle of a line. */
const INNER_BULLET = /(?<=\S)\s*[•●▪◦‣⁃∙■►➢➤⦁]\s*(?=\S)|(?<=[\s.;:,])·\s+(?=\S)|(?<=[\s:;.])\*\s?(?=\p{Lu})/gu;

const MAY_HOLD_BULLET = /[•●▪◦‣⁃∙■►➢➤⦁·*]/;

/** Says what the lines of `blocks[n]` are: headings, items, sentences (not yet split). */
export function shapeBlock(blocks: readonly Block[], n: number, layout: Layout): Piece[] {
  const block = blocks[n] as Block;
  const text = block.text.text;
  if (block.kind === 'heading') return [piece('heading', text, 0, text.length, 0, 0)].filter(nonEmpty);
  if (block.kind === 'cell') return [piece('cell', text, 0, text.length, 0, 0)].filter(nonEmpty);

  const lines = splitLines(block);
  const bulleted = lines.some(line => line.bullet);
  const pieces: Piece[] = [];
  let group = -1;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    const before = lines[i - 1];
    const previous = pieces.at(-1);
    const joins =
      before !== undefined && previous?.kind !== 'heading' && continues(text, before, line, layout, bulleted);
    const next = lineAfter(blocks, n, lines, i, layout);
    const opening =
      n === 0 &&
      i === 0 &&
      lines.length === 1 &&
      next !== undefined &&
      isOpeningTitle(text.slice(line.from, line.to), line, layout);
    if (!joins && (opening || isHeadingLine(block, lines, i, next, layout))) {
      const cut = endOfQuestion(text.slice(line.from, line.to));
      if (cut) pieces.push(piece('heading', text, line.from, line.from + cut, block.depth, ++group));
      pieces.push(piece('heading', text, line.from + cut, line.to, block.depth, ++group));
      continue;
    }
    const lead = joins ? undefined : leadingHeading(block, line);
    if (lead !== undefined) {
      pieces.push(piece('heading', text, line.from, lead, 0, ++group));
      if (!/\S/.test(text.slice(lead, line.to))) continue;
      line.from = lead;
    }
    if (joins && previous) {
      pieces[pieces.length - 1] = { ...previous, to: line.to };
    } else {
      const item = line.bullet || block.kind === 'item' || (layout.plainText && isBareItem(text, lines, i, layout));
      const typedNesting = line.indent > 3 && line.bullet && block.depth === 0 ? 1 : 0;
      const depth = item ? Math.max(block.depth, 1) + typedNesting : block.depth;
      pieces.push(piece(item ? 'item' : 'sentence', text, line.from, line.to, depth, ++group));
    }
  }
  return splitTrailingHeadings(text, pieces.filter(nonEmpty), lineAfter(blocks, n, lines, lines.length - 1, layout));
}

function lineAfter(
  blocks: readonly Block[],
  n: number,
  lines: readonly Line[],
  i: number,
  layout: Layout,
): NextLine | undefined {
  const block = blocks[n] as Block;
  const line = lines[i] as Line;
  const inside = lines[i + 1];
  if (inside) {
    const text = block.text.text.slice(inside.from, inside.to);
    return {
      list: inside.bullet,
      deeper: inside.indent > line.indent,
      heading: false,
      short: isShort(text),
      long: isLong(text) || (text.length > layout.wrapWidth * 0.85 && !inside.bullet),
      sentence: /[.!?]\s*$/.test(text),
    };
  }
  const next = blocks[n + 1];
  if (!next) return undefined;
  const [first = ''] = next.text.text.split('\n', 1);
  return {
    list: next.kind === 'item' || (next.kind !== 'heading' && BULLET.test(first)),
    deeper: next.depth > block.depth,
    heading: next.kind === 'heading',
    short: isShort(next.text.text),
    long: isLong(first),
    sentence: /[.!?]\s*$/.test(first),
  };
}

function isShort(text: string): boolean {
  return text.length < 50 && !/[.!?:]$/.test(text.trim());
}

function isLong(text: string): boolean {
  return (text.length > 160 || (text.length > 60 && /[.!?]\s*$/.test(text))) && /\s\p{Ll}+\s\p{Ll}+\s/u.test(text);
}

function piece(kind: StatementKind, text: string, from: number, to: number, depth: number, group: number): Piece {
  while (from < to && /\s/.test(text.charAt(from))) from++;
  while (to > from && /\s/.test(text.charAt(to - 1))) to--;
  return { kind, from, to, depth, group };
}

function nonEmpty(piece: Piece): boolean {
  return piece.to > piece.from;
}

function splitLines(block: Block): Line[] {
  const text = block.text.text;
  const lines: Line[] = [];
  let from = 0;
  for (let n = 0; from <= text.length; n++) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    pushLine(lines, block, from, to, block.indents[n] ?? 0);
    if (end < 0) break;
    from = to + 1;
  }
  return lines;
}

function pushLine(lines: Line[], block: Block, from: number, to: number, indent: number): void {
  const text = block.text.text;
  const hard = from > 0 && block.hardBreaks.includes(from - 1);
  const body = text.slice(from, to);
  const start = from + (body.length - body.trimStart().length);
  const rest = text.slice(start, to);
  const bullet = BULLET.exec(rest);
  const opening = (bullet ?? BROKEN_BOLD.exec(rest))?.[0].length ?? 0;
  const line = { from: start + opening, to, indent, hard, bullet: bullet !== null };
  if (line.from >= to) return;
  lines.push(line);

  const words = text.slice(line.from, to);
  if (!MAY_HOLD_BULLET.test(words)) return;
  const inner = [...words.matchAll(INNER_BULLET)];
  const starred = inner.filter(match => match[0].includes('*')).length;
  const cuts = inner.filter(match => !match[0].includes('*') || starred > 1);
  for (const [n, cut] of cuts.entries()) {
    const before = lines[lines.length - 1] as Line;
    const at = line.from + cut.index;
    lines[lines.length - 1] = { ...before, to: at };
    const next = cuts[n + 1];
    lines.push({ from: at + cut[0].length, to: next ? line.from + next.index : to, indent, hard: false, bullet: true });
  }
}

/** True where `line` goes on with what the line before it began. */
function continues(text: string, before: Line, line: Line, layout: Layout, bulleted: boolean): boolean {
  if (line.bullet) return false;
  const head = text.slice(before.from, before.to).trimEnd();
  const tail = text.slice(line.from, line.to);
  if (startsWithLabel(tail)) return false;
  if (/^[\p{Ll}&,(]/u.test(tail) && !/[.!?:]$/.test(head)) return true;
  if (line.hard) return false;
  if (/(?:[,&/–-]|\b(?:and|or|the|of|to|with|for|in|a|an|our|your|is|are|by|on|at|as|from|that))$/i.test(head))
    return true;
  const firstWord = /^\S+/.exec(tail)?.[0].length ?? 0;
  const full = before.to - before.from + before.indent + 1 + firstWord > layout.wrapWidth;
  if (full) return !/[;]$/.test(head) || !bulleted;
  return !layout.plainText && !bulleted && layout.wrapWidth === Number.POSITIVE_INFINITY
    ? softBreakJoins(head, tail)
    : false;
}

/** In Markdown without hand-made wrapping, a bare line end seldom joins two halves of a sentence. */
function softBreakJoins(head: string, tail: string): boolean {
  return /^[\p{Ll}\d]/u.test(tail) && !/[.!?:;]$/.test(head);
}

/**
 * A line of prose may end in the heading of the lines below it: “…in our team.  Responsibilities”,
 * “…for growth. Duties include:”.
 */
function splitTrailingHeadings(text: string, pieces: readonly Piece[], after: NextLine | undefined): Piece[] {
  const result: Piece[] = [];
  let shift = 0;
  for (const [i, one] of pieces.entries()) {
    const moved = { ...one, group: one.group + shift };
    const follower = pieces[i + 1];
    const cut =
      one.kind === 'heading'
        ? undefined
        : trailingHeading(
            text.slice(one.from, one.to),
            follower?.kind ?? (after?.list ? 'item' : after?.heading ? 'heading' : undefined),
          );
    if (cut === undefined) {
      result.push(moved);
      continue;
    }
    if (cut === 0) {
      result.push({ ...moved, kind: 'heading' });
      continue;
    }
    const head = piece(one.kind, text, one.from, one.from + cut, one.depth, moved.group);
    shift++;
    result.push(head, piece('heading', text, one.from + cut, one.to, 0, moved.group + 1));
  }
  return result;
}

/** Consecutive short lines without full stops are items that lost their bullets. */
function isBareItem(text: string, lines: readonly Line[], i: number, layout: Layout): boolean {
  if (lines.length < 2) return false;
  const line = lines[i] as Line;
  const body = text.slice(line.from, line.to).trim();
  const neighbour = lines[i + 1] ?? lines[i - 1];
  if (!neighbour) return false;
  const next = lines[i + 1];
  if (next && continues(text, line, next, layout, false)) return false;
  return !/[.!?]$/.test(body) && !startsWithLabel(body);
}

/**
 * The column at which lines were wrapped by hand: the longest line, where it is of usual width and
 * several others come close to it.
 */
export function wrapWidth(blocks: readonly Block[]): number {
  const widths: number[] = [];
  for (const block of blocks) {
    const lines = block.text.text.split('\n');
    if (lines.length < 2) continue;
    for (const [n, line] of lines.entries()) widths.push(line.length + (block.indents[n] ?? 0));
  }
  widths.sort((a, b) => b - a);
  const widest = widths[Math.floor(widths.length / 50)] ?? 0;
  const close = widths.filter(width => width <= widest && width > widest * 0.85).length;
  const longer = widths.filter(width => width > widest + 2).length;
  return widest >= 40 && widest <= 120 && close >= 3 && close >= widths.length * 0.15 && longer <= widths.length / 40
    ? widest
    : Number.POSITIVE_INFINITY;
}
