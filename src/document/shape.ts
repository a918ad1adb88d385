import type { StatementKind } from '../core/types.js';
import type { Block } from './block.js';
import { headingRole, isKnownHeading } from './heading-roles.js';

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

/** What is known of the document when a block is shaped. */
export interface Layout {
  /** Column at which the author's lines are wrapped by hand; Infinity where they are not. */
  readonly wrapWidth: number;
  /** Plain text shows items as bare lines; in Markdown a bare line is a wrapped one. */
  readonly plainText: boolean;
}

interface Line {
  from: number;
  readonly to: number;
  readonly indent: number;
  /** The author forced a break before this line. */
  readonly hard: boolean;
  bullet: boolean;
}

/**
 * A typed bullet at the start of a line. `o` must stand alone; a dash may touch its word, as many
 * exports have it; a number needs a full stop or bracket.
 */
const BULLET =
  /^(?:(?!\*\*\S)[•·●▪◦‣⁃∙○■□◆◇►▶➢➤✓✔✅☑⦁*♦❖]+\s*|[-–—+]\s+|-{3}(?=\p{Lu})|[-–—](?=[\p{Lu}"“])|\\?-\s*(?=\p{L})|o\s+(?=[\p{Lu}\d])|(?:\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)|(?:[\u{1F300}-\u{1FAFF}\u2600-\u27BF]\uFE0F?)\s+(?=\p{L}))/u;

/** A bullet typed in the middle of a line. */
const INNER_BULLET = /(?<=\S)\s*[•●▪◦‣⁃∙■►➢➤⦁]\s*(?=\S)|(?<=[\s.;:,])·\s+(?=\S)|(?<=[\s:;.])\*\s?(?=\p{Lu})/gu;

const MAY_HOLD_BULLET = /[•●▪◦‣⁃∙■►➢➤⦁·*]/;

const LONGEST_HEADING_WORDS = 10;
const LONGEST_LEAD_IN_WORDS = 16;
const LONGEST_BOLD_WORDS = 22;

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
    const next = lineAfter(blocks, n, lines, i);
    const opening =
      n === 0 &&
      i === 0 &&
      lines.length === 1 &&
      next !== undefined &&
      isOpeningTitle(text.slice(line.from, line.to), line, layout);
    if (!joins && (opening || isHeadingLine(block, line, lines.length === 1, next, layout))) {
      pieces.push(piece('heading', text, line.from, line.to, block.depth, ++group));
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
  return splitTrailingHeadings(text, pieces.filter(nonEmpty), lineAfter(blocks, n, lines, lines.length - 1));
}

/** What stands on the line after, in this block or the next. */
interface NextLine {
  /** A list item or table cell, real or typed, deeper than this line or under no bullet itself. */
  readonly list: boolean;
  readonly deeper: boolean;
  readonly heading: boolean;
  /** A short line without a full stop. */
  readonly short: boolean;
  /** A line that can be nothing but prose. */
  readonly long: boolean;
}

function lineAfter(blocks: readonly Block[], n: number, lines: readonly Line[], i: number): NextLine | undefined {
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
      long: isLong(text),
    };
  }
  const next = blocks[n + 1];
  if (!next) return undefined;
  const [first = ''] = next.text.text.split('\n', 1);
  return {
    list: next.kind === 'item' || BULLET.test(first),
    deeper: next.depth > block.depth,
    heading: next.kind === 'heading',
    short: isShort(next.text.text),
    long: isLong(first),
  };
}

function isShort(text: string): boolean {
  return text.length < 50 && !/[.!?:]$/.test(text.trim());
}

function isLong(text: string): boolean {
  return text.length > 80 && /[.!?]\s*$/.test(text) && /\s\p{Ll}+\s\p{Ll}+\s/u.test(text);
}

/** True where the text before a line is empty or has come to an end. */
function endsSentence(text: string): boolean {
  return /(?:^|[.!?:)”"])\s*$/.test(text);
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
  const bullet = BULLET.exec(text.slice(start, to));
  const line = { from: bullet ? start + bullet[0].length : start, to, indent, hard, bullet: bullet !== null };
  if (line.from >= to) return;
  lines.push(line);

  const rest = text.slice(line.from, to);
  if (!MAY_HOLD_BULLET.test(rest)) return;
  const inner = [...rest.matchAll(INNER_BULLET)];
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

const LABEL = /^(\p{Lu}[\p{L}'’/&() -]{1,38}?)\s?:(?:\s|$)/u;

/** `Location: Leeds`, at the start of a line. */
export function startsWithLabel(line: string): boolean {
  const label = LABEL.exec(line)?.[1];
  return label !== undefined && label.trim().split(/\s+/).length <= 4;
}

/**
 * A line without the marks that people draw around headings: `** Duties **`, `[Duties]`, `== Duties ==`.
 * The end is taken off by hand: an expression would try each mark of a long run anew.
 */
function withoutMarks(line: string): string {
  const text = line.replace(/^(?:(?:[*_=]|--) ?|\[)+/, '');
  let end = text.length;
  for (;;) {
    const last = text.charAt(end - 1);
    if (last === ']') end--;
    else if (last !== '' && '*_='.includes(last)) end = beforeBlank(text, end - 1);
    else if (end > 1 && text.startsWith('--', end - 2)) end = beforeBlank(text, end - 2);
    else return text.slice(0, end);
  }
}

function beforeBlank(text: string, end: number): number {
  return text.charAt(end - 1) === ' ' ? end - 1 : end;
}

/** A line that names what follows: bold throughout, in capitals, with a colon at its end, or a known name. */
function isHeadingLine(block: Block, line: Line, alone: boolean, next: NextLine | undefined, layout: Layout): boolean {
  const raw = block.text.text.slice(line.from, line.to).trim();
  const text = withoutMarks(raw);
  const words = text.split(/\s+/).length;
  if (!next || words > LONGEST_BOLD_WORDS || !/\p{L}{2}/u.test(text)) return false;
  if (/^#{2,6}\p{Lu}/u.test(text)) return true;
  if (NEVER_HEADING.test(text)) return false;
  const colon = text.endsWith(':');
  const emphasised = isEmphasised(block, line, false);
  if (line.bullet || block.kind === 'item') {
    return (
      next.list &&
      (next.deeper || (colon && (line.bullet || emphasised))) &&
      words <= LONGEST_HEADING_WORDS &&
      !/[.!;,]$/.test(text) &&
      /^[\p{Lu}\p{N}]/u.test(text)
    );
  }
  const bold = isEmphasised(block, line, true) || UNCLOSED_BOLD.test(raw);
  if (colon) {
    if (!/^[\p{Lu}\p{Extended_Pictographic}\u200B]/u.test(text) || (startsWithLabel(text.slice(0, -1)) && !bold))
      return false;
    if (bold || words <= LONGEST_HEADING_WORDS) return bold || !INNER_SENTENCE_END.test(text);
    return (
      !INNER_SENTENCE_END.test(text) &&
      words <= (next.list ? LONGEST_BOLD_WORDS : LONGEST_LEAD_IN_WORDS) &&
      headingRole(text) !== undefined
    );
  }
  if (words > LONGEST_HEADING_WORDS + 4 || startsWithLabel(text)) return false;
  if (bold)
    return (
      words <= LONGEST_HEADING_WORDS + 4 &&
      (!/[.!;,]$/.test(text.replace(/\.{3}$/, '')) || (alone && words <= 6 && text.endsWith('!')))
    );
  if (words > LONGEST_HEADING_WORDS) return false;
  if (isKnownHeading(text)) return /^[\p{Lu}\p{Extended_Pictographic}]/u.test(text);
  if (isCapitals(text)) return words <= 8 && (alone || layout.plainText || headingRole(text) !== undefined);
  if (!/^[\p{Lu}\p{Extended_Pictographic}\u200B]/u.test(text) || /[;,]$/.test(text)) return false;
  if (/[.!]$/.test(text.replace(/\.{3}$/, ''))) return next.list && words <= 6 && headingRole(text) !== undefined;
  if (/\?$/.test(text)) return words <= 9 && headingRole(text) !== undefined;
  if (emphasised && alone) return headingRole(text) !== undefined || next.list;
  if (next.list) return words <= 8 && !/[@\d]{3}/.test(text);
  // A short line in plain text, over a paragraph of its own.
  if (!layout.plainText || words > 6 || next.short || next.heading || /[@\d]/.test(text)) return false;
  return (
    alone ||
    (next.long && line.indent === 0 && endsSentence(block.text.text.slice(Math.max(0, line.from - 40), line.from)))
  );
}

/** True where inline markup spans the whole line; `strong`: where it is bold. */
function isEmphasised(block: Block, line: Line, strong: boolean): boolean {
  return block.inlines.some(
    inline => inline.from <= line.from && inline.to >= line.to - 1 && (inline.strong || !strong),
  );
}

const INNER_SENTENCE_END = /\p{Ll}[.!?]\s+\p{Lu}/u;

/** Bold that Markdown does not see: `**Who you are`, `**Skills **`. */
const UNCLOSED_BOLD = /^(?:\*\* ?)+[^*]+\**$/;

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
        : trailingHeading(text.slice(one.from, one.to), follower?.kind ?? (after?.list ? 'item' : undefined));
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

function trailingHeading(text: string, follower: StatementKind | undefined): number | undefined {
  if (follower === undefined || follower === 'heading') return undefined;
  const match = /(?:^|[.!?”"’)]\s+)(\p{Lu}(?:[^.!?:]|:(?!\s|$)){1,200}[:.!?]?\**)$/u.exec(text);
  const whole = leadsIn(text) && follower === 'item' ? 0 : undefined;
  if (!match) return whole;
  const tail = (match[1] as string).trim();
  const start = match.index + match[0].length - (match[1] as string).length;
  if (start === 0) return whole;
  if (tail.length > 160) return undefined;
  const words = tail.split(/\s+/).length;
  const heading = tail.endsWith(':')
    ? words <= LONGEST_LEAD_IN_WORDS && (headingRole(tail) !== undefined || LEADS_IN.test(tail))
    : isKnownHeading(tail);
  return heading ? start : undefined;
}

/** `JOB RESPONSIBILITIES:  Tasks include but are not limited to:`, or a wrapped line that leads in a list. */
function leadsIn(text: string): boolean {
  return (
    /^\p{Lu}[^.!?]*:$/u.test(text) &&
    !NEVER_HEADING.test(text) &&
    text.split(/\s+/).length <= LONGEST_BOLD_WORDS &&
    LISTED.has(headingRole(text))
  );
}

/** Roles whose sections are lists as a rule; a line that leads in how to apply is an instruction. */
const LISTED: ReadonlySet<string | undefined> = new Set(['duties', 'must', 'nice', 'benefits']);

const LEADS_IN =
  /\b(following|includes?|including|below|you will|you'll|you’ll|to help us|responsib\w+|metrics|projects|specifics)\b/i;

/** The first line of a plain text, alone and short, names the job. */
function isOpeningTitle(text: string, line: Line, layout: Layout): boolean {
  const words = text.trim().split(/\s+/).length;
  return layout.plainText && !line.bullet && words <= 14 && !/[.;,]$/.test(text.trim()) && !startsWithLabel(text);
}

/** Hashtags, reference codes, calls to click: short lines alone that name no section. */
const NEVER_HEADING =
  /^(?:#\w|[A-Z]{1,6}-?\d+\b|\S*@|https?:|www\.|(?:click|visit|check out|please|apply (?:here|now|online|at|by))\b)/i;

function isCapitals(text: string): boolean {
  const letters = text.replace(/\P{L}/gu, '');
  return letters.length >= 4 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}

/**
 * `**Requirements:** three years …`: a bold lead with a known name heads the rest of its line.
 * @returns Text offset where the lead ends, or undefined.
 */
function leadingHeading(block: Block, line: Line): number | undefined {
  if (line.bullet || block.kind === 'item') return undefined;
  const lead = block.inlines.find(
    inline => inline.strong && inline.from <= line.from && inline.to > line.from && inline.to < line.to,
  );
  if (!lead) return leadingQuestion(block.text.text, line);
  let end = lead.to;
  if (block.text.text.charAt(end) === ':') end++;
  const text = block.text.text.slice(line.from, end).trim();
  if (!/[:?.]$/.test(text) || text.split(/\s+/).length > LONGEST_HEADING_WORDS) return undefined;
  const role = headingRole(text);
  return role !== undefined && role !== 'place' && role !== 'pay' && role !== 'title' ? end : undefined;
}

/** `What's in it for you? You will …`: a short question that names a section and is answered at once. */
function leadingQuestion(text: string, line: Line): number | undefined {
  const question = /^\p{Lu}[^.!?:;]{2,60}\?(?=\s+\S)/u.exec(text.slice(line.from, line.to))?.[0];
  if (!question || question.split(/\s+/).length > 8 || !isKnownHeading(question)) return undefined;
  return line.from + question.length;
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
