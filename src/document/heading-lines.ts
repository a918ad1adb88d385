import type { StatementKind } from '../core/types.js';
import type { Block } from './block.js';
import { headingRole, isKnownHeading } from './heading-roles.js';

/** One line of a block: a range of its text, without its bullet. */
export interface Line {
  from: number;
  readonly to: number;
  readonly indent: number;
  /** The author forced a break before this line. */
  readonly hard: boolean;
  bullet: boolean;
}

/** What is known of the document when a block is shaped. */
export interface Layout {
  /** Column at which the author's lines are wrapped by hand; Infinity where they are not. */
  readonly wrapWidth: number;
  /** Plain text shows items as bare lines; in Markdown a bare line is a wrapped one. */
  readonly plainText: boolean;
}

/** What stands on the line after, in this block or the next. */
export interface NextLine {
  /** A list item or table cell, real or typed, deeper than this line or under no bullet itself. */
  readonly list: boolean;
  readonly deeper: boolean;
  readonly heading: boolean;
  /** A short line without a full stop. */
  readonly short: boolean;
  /** A line that can be nothing but prose. */
  readonly long: boolean;
  /** A line with a full stop. */
  readonly sentence: boolean;
}

const LONGEST_HEADING_WORDS = 10;
const LONGEST_LEAD_IN_WORDS = 16;
const LONGEST_BOLD_WORDS = 22;

/** A line that may be a heading, with what tells. */
interface Candidate {
  /** Without the marks that people draw around headings. */
  readonly text: string;
  readonly words: number;
  /** It is an item, real or typed. */
  readonly item: boolean;
  readonly bullet: boolean;
  readonly bold: boolean;
  readonly emphasised: boolean;
  readonly colon: boolean;
  /** It begins with a capital letter or a pictogram. */
  readonly capital: boolean;
  /** It has its block to itself. */
  readonly alone: boolean;
  /** It stands at the margin, and the text before it has come to an end. */
  readonly fresh: boolean;
  readonly next: NextLine;
  readonly plainText: boolean;
}

/** Says whether a line is a heading; undefined where it is not the case that the test is about. */
type Test = (line: Candidate) => boolean | undefined;

/** In this order; the first test that answers decides, and a line that none answers for is no heading. */
const TESTS: readonly Test[] = [
  typedMarks,
  neverHeading,
  itemOverDeeperOnes,
  colonAtEnd,
  tooLongOrLabelled,
  boldLine,
  knownName,
  capitals,
  unlikelyForm,
  fullStop,
  question,
  emphasisedAlone,
  overList,
  shortLineOverProse,
];

/** A line that names what follows: bold throughout, in capitals, with a colon at its end, or a known name. */
export function isHeadingLine(
  block: Block,
  lines: readonly Line[],
  i: number,
  next: NextLine | undefined,
  layout: Layout,
): boolean {
  if (!next) return false;
  const line = lines[i] as Line;
  const alone = lines.length === 1;
  const whole = block.text.text;
  const raw = withoutUnseenEnds(whole.slice(line.from, line.to));
  const text = withoutMarks(raw);
  const from = whole.indexOf(text, line.from);
  const bare = { from, to: from + text.length };
  const words = text.split(/\s+/).length;
  if (words > LONGEST_BOLD_WORDS || !/\p{L}{2}/u.test(text)) return false;
  const candidate: Candidate = {
    text,
    words,
    item: line.bullet || block.kind === 'item',
    bullet: line.bullet,
    bold: isEmphasised(block, bare, true) || UNCLOSED_BOLD.test(raw),
    emphasised: isEmphasised(block, bare, false),
    colon: text.endsWith(':'),
    capital: /^[\p{Lu}\p{Extended_Pictographic}]/u.test(text),
    alone,
    fresh:
      alone ||
      (line.indent === 0 &&
        (lines[i - 1]?.bullet || endsSentence(whole.slice(Math.max(0, line.from - 40), line.from)))),
    next,
    plainText: layout.plainText,
  };
  for (const test of TESTS) {
    const answer = test(candidate);
    if (answer !== undefined) return answer;
  }
  return false;
}

/** `##Duties`, which Markdown takes for text. */
function typedMarks({ text }: Candidate) {
  return /^#{2,6}\p{Lu}/u.test(text) ? true : undefined;
}

function neverHeading({ text, bold }: Candidate) {
  return CODE.test(text) || CALL.test(text) || (!bold && LURE.test(text)) ? false : undefined;
}

/** An item heads the list that stands below it, and nothing else. */
function itemOverDeeperOnes({ item, bullet, text, words, colon, emphasised, next }: Candidate) {
  if (!item) return undefined;
  return (
    next.list &&
    (next.deeper || (colon && (bullet || emphasised))) &&
    words <= LONGEST_HEADING_WORDS &&
    !/[.!;,]$/.test(text) &&
    /^[\p{Lu}\p{N}]/u.test(text)
  );
}

function colonAtEnd({ text, words, colon, capital, bold, next }: Candidate) {
  if (!colon) return undefined;
  if (!capital || (startsWithLabel(text.slice(0, -1)) && !bold)) return false;
  if (bold) return true;
  if (INNER_SENTENCE_END.test(text)) return false;
  if (words <= LONGEST_HEADING_WORDS) return true;
  return next.list || (words <= LONGEST_LEAD_IN_WORDS && headingRole(text) !== undefined);
}

function tooLongOrLabelled({ text, words, bold, next }: Candidate) {
  const long = words > LONGEST_HEADING_WORDS + 4 && !(bold && next.list && headingRole(text) !== undefined);
  return long || startsWithLabel(text) ? false : undefined;
}

function boldLine({ bold, text, words, alone, next }: Candidate) {
  if (!bold) return undefined;
  return !/[.!;,]$/.test(withoutEllipsis(text)) || (text.endsWith('!') && (next.list || (alone && words <= 6)));
}

function knownName({ text, words, capital, alone, next }: Candidate) {
  if (isKnownHeading(text)) return capital;
  if (words <= LONGEST_HEADING_WORDS) return undefined;
  return text.endsWith('?') && capital && alone && next.list && headingRole(text) !== undefined;
}

function capitals({ text, words, alone, plainText }: Candidate) {
  if (!isCapitals(text)) return undefined;
  return (words <= 8 && (alone || plainText)) || headingRole(text) !== undefined;
}

function unlikelyForm({ text, capital }: Candidate) {
  return !capital || /[;,]$/.test(text) ? false : undefined;
}

function fullStop({ text, words, next }: Candidate) {
  if (!/[.!]$/.test(withoutEllipsis(text))) return undefined;
  return next.list && words <= 6 && headingRole(text) !== undefined;
}

function question({ text, words, alone, next }: Candidate) {
  return text.endsWith('?') ? (words <= 9 && headingRole(text) !== undefined) || (alone && next.list) : undefined;
}

function emphasisedAlone({ text, emphasised, alone, next }: Candidate) {
  return emphasised && alone ? headingRole(text) !== undefined || next.list : undefined;
}

function overList({ text, words, next }: Candidate) {
  return next.list ? words <= 8 && !/[@\d]{3}/.test(text) : undefined;
}

/** A short line over a paragraph of prose. */
function shortLineOverProse({ text, words, alone, fresh, next, plainText }: Candidate) {
  if (/;|\b(?:and|or)$/.test(text)) return false;
  if (!plainText) return alone && next.long && words <= 5 && !/[:,@\d/]/.test(text);
  if (words > 6 || next.short || next.heading || /@|\d{3}/.test(text)) return false;
  return alone || (fresh && (next.long || (words <= 4 && next.sentence)));
}

function withoutEllipsis(text: string): string {
  return text.replace(/\.{3}$/, '');
}

/** True where the text before a line is empty or has come to an end. */
function endsSentence(text: string): boolean {
  return /(?:^|[.!?”"])\s*$/.test(text);
}

/** Trimmed, characters without width too. By hand, for an expression would try each blank of a long run anew. */
function withoutUnseenEnds(line: string): string {
  let from = 0;
  let to = line.length;
  while (from < to && UNSEEN.test(line.charAt(from))) from++;
  while (to > from && UNSEEN.test(line.charAt(to - 1))) to--;
  return line.slice(from, to);
}

const UNSEEN = /[\s\u200B-\u200D\u2060]/;

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

/** True where inline markup spans the whole range; `strong`: where it is bold. */
function isEmphasised(block: Block, line: { from: number; to: number }, strong: boolean): boolean {
  return block.inlines.some(
    inline => inline.from <= line.from && inline.to >= line.to - 1 && (inline.strong || !strong),
  );
}

const INNER_SENTENCE_END = /\p{Ll}[.!?]\s+\p{Lu}/u;

/** Bold that Markdown does not see: `**Who you are`, `**Skills **`, `** **About us****`. */
const UNCLOSED_BOLD = /^(?:\*\* ?)+[^*]+\**$|^[^*]+\*{2,}$/;

/** Hashtags, reference codes and addresses name no section. */
const CODE = /^(?:#\w|[A-Z]{1,6}-?\d+\b|\S*@|https?:|www\.)/;

/** Nor do instructions. */
const CALL = /^(?:click|visit|please|apply (?:here|online|at|by))\b/i;

/** These do only where they are set in bold. */
const LURE = /^(?:check out|apply now)\b/i;

function isCapitals(text: string): boolean {
  const letters = text.replace(/\P{L}/gu, '');
  return letters.length >= 4 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}

/** The first line of a plain text, alone and short, names the job. */
export function isOpeningTitle(text: string, line: Line, layout: Layout): boolean {
  const words = text.trim().split(/\s+/).length;
  return layout.plainText && !line.bullet && words <= 14 && !/[.;,]$/.test(text.trim()) && !startsWithLabel(text);
}

/**
 * `**Requirements:** three years …`: a bold lead with a known name heads the rest of its line.
 * @returns Text offset where the lead ends, or undefined.
 */
export function leadingHeading(block: Block, line: Line): number | undefined {
  if (line.bullet || block.kind === 'item') return undefined;
  const named = LIST_OF_DUTIES.exec(block.text.text.slice(line.from, line.to))?.[0];
  if (named && LISTED.has(headingRole(named))) return line.from + named.length;
  const lead = block.inlines.find(
    inline => inline.strong && inline.from <= line.from && inline.to > line.from && inline.to < line.to,
  );
  if (!lead) return leadingQuestion(block.text.text, line);
  let end = lead.to;
  if (block.text.text.charAt(end) === ':') end++;
  const text = block.text.text.slice(line.from, end).trim();
  const rest = block.text.text.slice(end, line.to).trim();
  if (text.endsWith(':') && /^\S+(?: \S+){0,3}$/.test(rest)) return undefined;
  if (!/[:?.]$/.test(text) || text.split(/\s+/).length > LONGEST_HEADING_WORDS) return undefined;
  const role = headingRole(text);
  return role !== undefined && role !== 'place' && role !== 'pay' && role !== 'title' ? end : undefined;
}

/** “Essential duties and responsibilities include the following.”, whatever is said behind it. */
const LIST_OF_DUTIES =
  /^\p{Lu}[^.:;!?]{3,60} (?:(?:may|will) )?includ(?:e|es|ing)(?:,? but (?:is|are) not limited to,?)? the following[.:](?=\s+\S)/u;

/** Where the question ends that a heading asks before it leads in its list: “Sounds like you? You will:”; else 0. */
export function endOfQuestion(text: string): number {
  return /^[^.!?]{8,}\?(?=\s+\p{Lu}.*:\W*$)/u.exec(text)?.[0].length ?? 0;
}

/** `What's in it for you? You will …`: a short question that names a section and is answered at once. */
function leadingQuestion(text: string, line: Line): number | undefined {
  const question = /^\p{Lu}[^.!?:;]{2,60}\?(?=\s+\S)/u.exec(text.slice(line.from, line.to))?.[0];
  if (!question) return undefined;
  const words = question.split(/\s+/).length;
  if (words > 8 || (words > 3 ? !isKnownHeading(question) : headingRole(question) === undefined)) return undefined;
  return line.from + question.length;
}

/**
 * The heading that a piece of prose ends in.
 * @param follower what stands below
 * @returns Text offset where it begins (0: all of it is one), or undefined.
 */
export function trailingHeading(text: string, follower: StatementKind | undefined): number | undefined {
  if (follower === undefined) return undefined;
  if (follower === 'heading') return headingOverHeading(text);
  const match = /(?:^|[.!?”"’)]\s+)(\p{Lu}(?:[^.!?:]|:(?!\s|$)){1,200}[:.!?]?\**)$/u.exec(text);
  const whole = follower === 'item' && (leadsIn(text) || isOpenLead(text)) ? 0 : undefined;
  if (!match) return whole;
  const tail = (match[1] as string).trim();
  const start = match.index + match[0].length - (match[1] as string).length;
  if (start === 0) return whole;
  if (tail.length > 160) return undefined;
  const words = tail.split(/\s+/).length;
  const overList = follower === 'item';
  if (!tail.endsWith(':') && !(overList && isOpenLead(tail))) return isKnownHeading(tail) ? start : undefined;
  const leads = overList
    ? words <= LONGEST_BOLD_WORDS
    : words <= LONGEST_LEAD_IN_WORDS && headingRole(tail) !== undefined;
  return leads ? start : undefined;
}

/** “We work hard. The ideal candidate will meet the following requirements:” over “Education:”. */
function headingOverHeading(text: string): number | undefined {
  const lead = text.trimEnd().endsWith(':') ? LAST_LEAD.exec(text)?.[1] : undefined;
  if (!lead || lead.split(/\s+/).length > LONGEST_BOLD_WORDS || !LISTED.has(headingRole(lead))) return undefined;
  return text.length - lead.length;
}

const LAST_LEAD = /(?:^|[.!?”"’)]\s+)(\p{Lu}[^.!?:]{1,160}:\s*)$/u;

/** `JOB RESPONSIBILITIES:  Tasks include but are not limited to:`, or a wrapped line that leads in a list. */
function leadsIn(text: string): boolean {
  return (
    /^\p{Lu}[^.!?]*:$/u.test(text) &&
    !CODE.test(text) &&
    !CALL.test(text) &&
    !LURE.test(text) &&
    text.split(/\s+/).length <= LONGEST_BOLD_WORDS &&
    LISTED.has(headingRole(text))
  );
}

/** A sentence broken off before its list: “…you will be responsible for”, “any of the following”. */
function isOpenLead(text: string): boolean {
  return /^\p{Lu}[^.!?:\d]* (?:for|includ(?:e|es|ing)|following|below)$/u.test(text);
}

/** Roles whose sections are lists as a rule; a line that leads in how to apply is an instruction. */
const LISTED: ReadonlySet<string | undefined> = new Set(['duties', 'must', 'nice', 'benefits']);

const LABEL = /^(\p{Lu}[\p{L}'’/&() -]{1,38}?)\s?:(?:\s|$)/u;

/** `Location: Leeds`, at the start of a line. */
export function startsWithLabel(line: string): boolean {
  const label = LABEL.exec(line)?.[1];
  return label !== undefined && label.trim().split(/\s+/).length <= 4;
}
