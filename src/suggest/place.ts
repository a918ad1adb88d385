import { LineIndex } from '../core/line-index.js';
import type { Edit, Posting, Section, SectionRole, Span, Statement } from '../core/types.js';
import { capitalise, inLetterCase, letterCase } from './language.js';
import { asSource, isBalanced } from './markup.js';

/** What may stand before a list item's words on its line: quote marks, indent, a bullet or number, opening emphasis. */
const BULLET =
  /^([\s>]*)(?:(\\?[-*+]|[o○–—]|\d{1,3}[.)])([ \t\u00a0]+)|([•·▪●◦‣➢✓✔])([ \t\u00a0]*))(?:\*\*|__|\*|_)?$/u;
const QUOTE = /^[\s>]*$/;
const INLINE_BULLET = /([•·▪●◦‣])\s*$/u;
const END_MARK = /[.;:,!?]$/;
const LABEL = /^\p{Lu}[\p{L}&/ -]{2,40}:\s+/u;

/** Words that may end a requirement and belong to all of it: "… is a plus". */
const RANK =
  /\s*[,(–—-]?\s*\b(?:(?:is|are|would be|will be)\s+)?(?:(?:strongly|highly|very|also|definitely|not|but not|an?|big|huge|real|strong|major|definite|nice)\s+)*(?:plus|bonus|must|must-have|advantage|asset|preferred|required|desirable|desired|essential|necessary|mandatory|appreciated|welcome|beneficial|helpful|ideal|needed|useful|a nice to have)\s*\)?$/iu;

/** Where in a statement's text its own words begin, after a label such as "Tools:". */
export function afterLabel(statement: Statement): number {
  return LABEL.exec(statement.prose.text)?.[0].length ?? 0;
}

/** Where a statement's text ends, its final full stop, comma or semicolon left out. */
export function bodyEnd(statement: Statement): number {
  return statement.prose.text.replace(/[\s.;,!]+$/u, '').length;
}

/** Where what a statement asks for ends, before "… is a plus", with what is left of it told apart. */
export function coreEnd(statement: Statement): { at: number; ranked: boolean } {
  const end = bodyEnd(statement);
  const rank = RANK.exec(statement.prose.text.slice(0, end));
  return rank && rank.index > 0 ? { at: rank.index, ranked: true } : { at: end, ranked: false };
}

/**
 * The edit that puts other words in a statement's place, keeping its label, its final mark and the
 * markup around it.
 */
export function rewriteEdit(posting: Posting, statement: Statement, words: string): Edit | undefined {
  const from = afterLabel(statement);
  const to = bodyEnd(statement);
  if (to <= from) return undefined;
  const pieces = statement.prose.toSource(from, to);
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last) return undefined;
  const span: Span = { start: first.start, end: last.end };
  if (!isBalanced(posting.source.slice(span.start, span.end))) return undefined;
  const lineStart = from === 0 && statement.kind !== 'item';
  return { span, text: asSource(words, posting.format, { cell: statement.kind === 'cell', lineStart }) };
}

/** The edit that adds words after the character before `at` of a statement's text. */
export function insertEdit(posting: Posting, statement: Statement, at: number, words: string): Edit | undefined {
  const piece = statement.prose.toSource(at - 1, at).at(-1);
  if (!piece) return undefined;
  // Inside a link's or an image's text the words would become part of it.
  const next = posting.source.slice(piece.end, piece.end + 2);
  if (next.startsWith('](') || next.startsWith('][')) return undefined;
  return {
    span: { start: piece.end, end: piece.end },
    text: asSource(words, posting.format, { cell: statement.kind === 'cell' }),
  };
}

/** The edit that adds lines at the end of a section, in the form of its list or as a paragraph. */
export function lineEdit(posting: Posting, section: Section, lines: readonly string[]): Edit | undefined {
  const members = membersOf(posting, section);
  const last = members.at(-1);
  // A closing date is no step of the hiring process: it stands below such a list.
  const apart = lines.every(isLabelled) && !members.filter(isItem).every(one => isLabelled(one.prose.text));
  if (members.some(isItem) && !apart) return itemEdit(posting, members, lines);
  // After "responsibilities include:" something else is to come.
  if (!last || last.kind === 'cell' || last.kind === 'heading' || /:\s*$/.test(last.prose.text)) return undefined;
  const { source } = posting;
  const first = members.find(other => other.block === last.block) as Statement;
  const index = new LineIndex(source);
  const before = source.slice(index.lineStart(index.place(first.span.start).line), first.span.start);
  const prefix = QUOTE.test(before) ? before : '';
  const at = endOfLine(source, last.span.end);
  const text = lines.map(
    line => `\n${prefix.trimEnd()}\n${prefix}${asSource(asSentence(line), posting.format, { lineStart: true })}`,
  );
  return { span: { start: at, end: at }, text: text.join('') };
}

/** A section's statements and those under its smaller headings, which may be items that head a list. */
export function membersOf(posting: Posting, section: Section): Statement[] {
  const members = [...section.statements];
  const at = posting.sections.indexOf(section);
  for (const next of posting.sections.slice(at + 1)) {
    if (next.level <= section.level || (next.role !== 'other' && next.role !== section.role)) break;
    if (next.heading) members.push(next.heading);
    members.push(...next.statements);
  }
  return members;
}

function isItem(statement: Statement): boolean {
  return statement.kind === 'item' || (statement.kind === 'heading' && statement.depth > 0);
}

function itemEdit(posting: Posting, members: readonly Statement[], lines: readonly string[]): Edit | undefined {
  const { source, format } = posting;
  // The list that ends the section; an item may hold several sentences and items below it.
  const end = members.findLastIndex(isItem);
  const start = members.slice(0, end).findLastIndex(statement => !isItem(statement)) + 1;
  const run = members.slice(start, end + 1);
  const depth = Math.min(...run.map(item => item.depth));
  const top = run.filter((item, i) => item.depth === depth && run[i - 1]?.block !== item.block);
  const [model, last] = [top.at(-1), run.at(-1)];
  if (!model || !last) return undefined;
  const index = new LineIndex(source);
  const before = source.slice(index.lineStart(index.place(model.span.start).line), model.span.start);
  const endMark = END_MARK.exec(last.prose.text)?.[0] === '.' ? '.' : '';
  const written = lines.map(line =>
    asSource(capitalise(line) + (isEntry(line) || END_MARK.test(line) ? '' : endMark), format),
  );
  const bullet = BULLET.exec(before);
  if (bullet) {
    const indent = bullet[1] ?? '';
    const mark = bullet[2] ?? bullet[4] ?? '';
    const gap = bullet[3] ?? bullet[5] ?? '';
    const at = endOfLine(source, last.span.end);
    const between = isLoose(source, top) ? `\n${indent.trimEnd()}\n` : '\n';
    const text = written.map((line, i) => `${between}${indent}${nextMark(mark, i + 1)}${gap}${line}`);
    return { span: { start: at, end: at }, text: text.join('') };
  }
  if (QUOTE.test(before)) {
    // One entry a line, without bullets.
    const at = endOfLine(source, last.span.end);
    const between = isLoose(source, top) ? `\n${before.trimEnd()}\n` : '\n';
    return { span: { start: at, end: at }, text: written.map(line => between + before + line).join('') };
  }
  const inline = INLINE_BULLET.exec(before)?.[1];
  if (!inline) return undefined;
  return {
    span: { start: last.span.end, end: last.span.end },
    text: written.map(line => ` ${inline} ${line}`).join(''),
  };
}

function nextMark(mark: string, by: number): string {
  const number = /^(\d+)([.)])$/.exec(mark);
  return number ? `${Number(number[1]) + by}${number[2]}` : mark;
}

/** True where the list's items stand apart by blank lines. */
function isLoose(source: string, items: readonly Statement[]): boolean {
  const [last, before] = [items.at(-1), items.at(-2)];
  return (
    last !== undefined && before !== undefined && /\n[ \t>]*\r?\n/.test(source.slice(before.span.end, last.span.start))
  );
}

function endOfLine(source: string, offset: number): number {
  const at = source.slice(offset).search(/[\r\n]/);
  return at < 0 ? source.length : offset + at;
}

/** "Closing date: ‹which day?›", "Questions? Ask ‹whom?›". */
function isLabelled(line: string): boolean {
  return /^[\p{L} ]{2,40}[:?] \S/u.test(line);
}

/** A line that begins with a blank, or with a label before one, is an entry and takes no full stop. */
function isEntry(line: string): boolean {
  return /^(?:[\p{L} ]+: )?‹/u.test(line);
}

function asSentence(line: string): string {
  return capitalise(line) + (isEntry(line) || END_MARK.test(line) ? '' : '.');
}

/** The order in which readers expect sections; `other` may stand anywhere. */
const ORDER: readonly SectionRole[] = [
  'title',
  'about',
  'role',
  'duties',
  'must',
  'nice',
  'benefits',
  'pay',
  'place',
  'apply',
  'legal',
];

/**
 * The edit that adds a section with a heading and lines like the posting's own.
 * @param first right below the title, instead of where readers expect the role
 */
export function sectionEdit(
  posting: Posting,
  role: SectionRole,
  heading: string,
  lines: readonly string[],
  first = false,
): Edit {
  const body =
    lines.length === 1
      ? asSource(asSentence(lines[0] as string), posting.format, { lineStart: true })
      : listOf(posting, lines);
  const text = `${headingLike(posting, heading)}\n\n${body}`;
  const before = first ? belowTitle(posting) : sectionAfter(posting, role);
  if (before !== undefined) return { span: { start: before, end: before }, text: `${text}\n\n` };
  const { source } = posting;
  const end = source.length;
  const gap = source === '' || /(?:\r\n|\n|\r){2}$/.test(source) ? '' : /[\r\n]$/.test(source) ? '\n' : '\n\n';
  return { span: { start: end, end }, text: `${gap}${text}\n` };
}

/** What may stand on a line before a heading: hashes, opening emphasis. */
const BEFORE_HEADING = /^[ ]{0,3}(?:#{1,6}[ \t]+)?(?:\*\*|__)?$/;
/** A label in capitals opens a section as a heading does: "APPLICATION PROCEDURES: …". */
const LABEL_IN_CAPITALS = /^\p{Lu}[\p{Lu}\d &/-]{3,38}:/u;

/** Start of the line of the first statement below the title. */
function belowTitle(posting: Posting): number | undefined {
  const [title] = posting.sections;
  const first = title?.role === 'title' || title?.heading?.index === 0 ? 1 : 0;
  const statement = posting.statements[first];
  return statement && startOfPlainLine(posting, statement);
}

/** Start of the line on which the section begins that the new one goes before; undefined for the end of the posting. */
function sectionAfter(posting: Posting, role: SectionRole): number | undefined {
  const rank = ORDER.indexOf(role);
  const { sections } = posting;
  const last = sections.findLastIndex(section => section.role !== 'other' && ORDER.indexOf(section.role) <= rank);
  const level =
    sections[last]?.role === 'title' ? Number.POSITIVE_INFINITY : (sections[last]?.level ?? Number.POSITIVE_INFINITY);
  for (const section of sections.slice(last + 1)) {
    if (section.level > level) continue;
    const opening = section.heading ?? section.statements[0];
    if (!opening || !(section.heading || LABEL_IN_CAPITALS.test(opening.prose.text))) continue;
    const start = startOfPlainLine(posting, opening);
    if (start !== undefined) return start;
  }
  return undefined;
}

/** Start of a statement's line, where nothing but a heading's marks stands before it. */
function startOfPlainLine(posting: Posting, statement: Statement): number | undefined {
  const index = new LineIndex(posting.source);
  const start = index.lineStart(index.place(statement.span.start).line);
  return BEFORE_HEADING.test(posting.source.slice(start, statement.span.start)) ? start : undefined;
}

/** The heading written as the posting writes most of its own. */
function headingLike(posting: Posting, words: string): string {
  const index = new LineIndex(posting.source);
  const own = new Map<string, number>();
  for (const { heading, role } of posting.sections) {
    if (!heading || role === 'title') continue;
    const line = index.lineText(index.place(heading.span.start).line);
    const text = heading.prose.text;
    const bare = text.replace(/\s*:$/, '');
    const at = line.indexOf(text);
    if (at < 0 || !BEFORE_HEADING.test(line.slice(0, at))) continue;
    const style = JSON.stringify([line.slice(0, at), line.slice(at + bare.length), letterCase(bare)]);
    own.set(style, (own.get(style) ?? 0) + 1);
  }
  const best = [...own].sort((a, b) => b[1] - a[1])[0]?.[0];
  if (best === undefined) return posting.format === 'text' ? `${words}:` : `## ${words}`;
  const [before, after, letters] = JSON.parse(best) as [string, string, Parameters<typeof inLetterCase>[1]];
  if (posting.format === 'markdown' && before === '' && after === '') return `## ${inLetterCase(words, letters)}`;
  // Line ends in the heading's own tail would be its underline or trailing blanks.
  return before + inLetterCase(words, letters === 'lower' ? 'sentence' : letters) + after.trimEnd();
}

/** Lines as a list with the mark that most of the posting's items have. */
function listOf(posting: Posting, lines: readonly string[]): string {
  const index = new LineIndex(posting.source);
  const marks = new Map<string, number>();
  for (const statement of posting.statements) {
    if (statement.kind !== 'item' || statement.depth > 1) continue;
    const start = index.lineStart(index.place(statement.span.start).line);
    const bullet = BULLET.exec(posting.source.slice(start, statement.span.start));
    const own = bullet?.[2] ?? bullet?.[4];
    if (!bullet || own === undefined || /\d/.test(own) || bullet[1]?.includes('>')) continue;
    const mark = `${bullet[1]}${own}${bullet[3] ?? bullet[5]}`;
    marks.set(mark, (marks.get(mark) ?? 0) + 1);
  }
  const mark = [...marks].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '- ';
  return lines.map(line => mark + asSource(capitalise(line), posting.format)).join('\n');
}
