import { LineIndex } from '../core/line-index.js';
import type { Edit, Posting, Section, SectionRole, Span, Statement } from '../core/types.js';
import { capitalise, inLetterCase, letterCase } from './language.js';
import { asSource, isBalanced } from './markup.js';
import { tailStart, tellsHowToApply } from './tail.js';

/** What may stand before a list item's words on its line: quote marks, indent, a bullet or number, opening emphasis. */
const BULLET =
  /^([\s>]*)(?:(\\?[-*+]|[o○–—]|\d{1,3}[.)])([ \t\u00a0]+)|([•·▪●◦‣➢✓✔])([ \t\u00a0]*))(?:\*\*|__|\*|_)?$/u;
const QUOTE = /^[\s>]*$/;
const INLINE_BULLET = /([•·▪●◦‣])\s*$/u;
const END_MARK = /[.;:,!?]$/;
const LABEL = /^\p{Lu}[\p{L}&/ -]{2,40}:\s+/u;

/** Words that may end a requirement and belong to all of it: "… is a plus". */
const RANK =
  /\s*[,(–—-]?\s*\b(?:(?:is|are|would be|will be)\s+)?(?:(?:strongly|highly|very|also|definitely|not|but not|an?|big|huge|real|strong|major|definite|nice)\s+)*(?:plus|bonus|must|must-have|advantage|asset|preferred|required|desirable|desired|essential|necessary|mandatory|appreciated|welcome|beneficial|helpful|ideal|needed|useful|a nice to have)\s*\)?$/i;

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

/** Words that go on naming what was found: "competitive pay *package*". */
const GOES_ON =
  /^(?:packages?|ranges?|rates?|structures?|schemes?|levels?|hours|availability|work|schedules?|shifts?|coverage|required|needed|necessary|expected)$/;
/** Words that what follows belongs to: "commensurate *with experience*". */
const LEADS_ON = /^(?:commensurate|dependent|depend|depends|depending|based)$/;
/** What may follow words in brackets. */
const AFTER_BRACKETS = /^(?:\s*$|\s*[.,;:)]|\s+(?:and|or|with|plus|as|but|based|depending|commensurate|in|for|to)\b)/i;
/** In words: brackets at the end of a longer statement are too far from what they explain. */
const LONGEST_BEFORE_BRACKETS = 16;

/** The edit that puts words in brackets beside those found: right behind them, or at the end of a short statement. */
export function besideEdit(posting: Posting, statement: Statement, span: Span, words: string): Edit | undefined {
  const { tokens, prose } = statement;
  if (statement.kind === 'heading') return undefined;
  let at = tokens.findLastIndex(token => token.start < span.end);
  while (GOES_ON.test(tokens[at + 1]?.norm ?? '')) at++;
  const token = tokens[at];
  if (!token) return undefined;
  const isFit = (to: number) => {
    const before = prose.text.slice(0, to);
    // Brackets inside brackets, or one pair after another, are hard to read.
    return before.lastIndexOf('(') <= before.lastIndexOf(')') && !/[)"”]$/.test(before);
  };
  const fitsHere = !LEADS_ON.test(token.norm) && AFTER_BRACKETS.test(prose.text.slice(token.to)) && isFit(token.to);
  const end = bodyEnd(statement);
  const fitsAtEnd = tokens.length <= LONGEST_BEFORE_BRACKETS && isFit(end);
  if (!fitsHere && !fitsAtEnd) return undefined;
  return insertEdit(posting, statement, fitsHere ? token.to : end, ` (${words})`);
}

/** The edit that adds lines at the end of a section, in the form of its list or as a paragraph. */
export function lineEdit(posting: Posting, section: Section, lines: readonly string[]): Edit | undefined {
  const members = bodyOf(posting, section);
  const last = members.at(-1);
  // A closing date is no step of the hiring process: it stands below such a list.
  const apart =
    section.role === 'apply' &&
    lines.every(isLabelled) &&
    !members.filter(isItem).every(one => isLabelled(one.prose.text));
  if (members.some(isItem) && !apart) return itemEdit(posting, members, lines);
  // After "responsibilities include:" something else is to come.
  if (!last || last.kind === 'cell' || last.kind === 'heading' || /:\s*$/.test(last.prose.text)) return undefined;
  const { source } = posting;
  const first = members.find(other => other.block === last.block) as Statement;
  const index = new LineIndex(source);
  const before = source.slice(index.lineStart(index.place(first.span.start).line), first.span.start);
  const prefix = QUOTE.test(before) ? before : '';
  const at = endOfLine(source, last.span.end);
  if (!apart && isLineByLine(source, members)) {
    const mark = END_MARK.test(last.prose.text) ? '.' : '';
    const written = lines.map(line => capitalise(line) + (isEntry(line) || END_MARK.test(line) ? '' : mark));
    const text = written.map(line => `\n${prefix}${asSource(line, posting.format, { lineStart: true })}`);
    return { span: { start: at, end: at }, text: text.join('') };
  }
  const text = lines.map(
    line => `\n${prefix.trimEnd()}\n${prefix}${asSource(asSentence(line), posting.format, { lineStart: true })}`,
  );
  return { span: { start: at, end: at }, text: text.join('') };
}

/** The edit that adds lines as a paragraph below the one that tells how to apply, where no section does. */
export function belowApplication(posting: Posting, lines: readonly string[]): Edit | undefined {
  const { source, statements } = posting;
  const tells = statements.findLast(one => one.kind === 'sentence' && tellsHowToApply(one.prose.text));
  const last = tells && statements.findLast(one => one.block === tells.block);
  if (!last) return undefined;
  const at = endOfLine(source, last.span.end);
  if (!/^[\s*_\\]*$/.test(source.slice(last.span.end, at))) return undefined;
  const text = lines.map(line => `\n\n${asSource(asSentence(line), posting.format, { lineStart: true })}`).join('');
  return { span: { start: at, end: at }, text };
}

/** A section's members as far as they belong to the posting proper: no footer, no legal note. */
export function bodyOf(posting: Posting, section: Section): Statement[] {
  const tail = tailStart(posting, section.role);
  // How to apply ends with its own words; what stands under it is about something else.
  const own = section.statements.filter(statement => statement.index < tail);
  if (section.role === 'apply' && own.length > 0) return own;
  return membersOf(posting, section).filter(statement => statement.index < tail);
}

/** True where one entry stands right below the other, each on a line of its own without a bullet. */
function isLineByLine(source: string, members: readonly Statement[]): boolean {
  const [last, before] = [members.at(-1), members.at(-2)];
  if (!last || !before || last.kind === 'heading' || before.kind === 'heading') return false;
  const between = source.slice(before.span.end, last.span.start);
  return before.block !== last.block && /^[ \t]*(?:\n|\r\n|\r)[ \t]*$/.test(between);
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
  if (role === 'title') {
    const at = bodyStart(posting);
    return { span: { start: at, end: at }, text: `${posting.format === 'text' ? '' : '# '}${heading}\n\n` };
  }
  const body =
    lines.length === 1
      ? asSource(asSentence(lines[0] as string), posting.format, { lineStart: true })
      : listOf(posting, lines);
  const place = placeOfSection(posting, role);
  const label = lines.length === 1 ? labelLike(posting, heading) : undefined;
  const text = label === undefined ? `${headingLike(posting, heading, place.level)}\n\n${body}` : label + body;
  const before = first ? aboveProse(posting) : place.before;
  if (before !== undefined) return { span: { start: before, end: before }, text: `${text}\n\n` };
  const { source } = posting;
  const end = source.length;
  const gap = source === '' || /(?:\r\n|\n|\r){2}$/.test(source) ? '' : /[\r\n]$/.test(source) ? '\n' : '\n\n';
  return { span: { start: end, end }, text: `${gap}${text}\n` };
}

/** What makes up a posting, beside its title and the employer's words about itself. */
const BODY: ReadonlySet<SectionRole> = new Set(['role', 'duties', 'must', 'nice', 'benefits', 'pay', 'place', 'apply']);

/** What may stand on a line before a heading: hashes, opening emphasis. */
const BEFORE_HEADING = /^[ ]{0,3}(?:#{1,6}[ \t]+)?(?:\*\*|__)?$/;
/** What may stand behind its words: a colon, closing emphasis and hashes. */
const AFTER_HEADING = /^[\s*_:#]*$/;
/** A label in capitals opens a section as a heading does: "APPLICATION PROCEDURES: …". */
const LABEL_IN_CAPITALS = /^\p{Lu}[\p{Lu}\d &/-]{3,38}:/u;
const FEWEST_LABELS = 3;

/** In words: a paragraph rather than a line with the place or the employer's name. */
const SHORTEST_PARAGRAPH = 8;

/** Start of the line of the first heading or paragraph below the title and the lines of facts under it. */
function aboveProse(posting: Posting): number | undefined {
  const [title] = posting.sections;
  const below = posting.statements.slice(title?.role === 'title' || title?.heading?.index === 0 ? 1 : 0);
  const isFact = (statement: Statement) =>
    posting.facts.some(({ span }) => span.start < statement.span.end && statement.span.start < span.end);
  const first = below.find(
    one =>
      !isFact(one) &&
      (one.kind === 'heading' || one.tokens.length >= SHORTEST_PARAGRAPH || /[.!?]$/.test(one.prose.text)),
  );
  const statement = first ?? below[0];
  return statement && startOfPlainLine(posting, statement);
}

/** Where the posting's text begins, below a byte order mark and front matter. */
function bodyStart(posting: Posting): number {
  const { frontMatter, source } = posting;
  if (frontMatter) return frontMatter.span.end;
  return source.startsWith('\ufeff') ? 1 : 0;
}

/** The heading of a section, or the first statement with the label that stands for one. */
function openingOf({ heading, statements: [first] }: Section): Statement | undefined {
  return heading ?? (first && LABEL_IN_CAPITALS.test(first.prose.text) ? first : undefined);
}

interface SectionPlace {
  /** Offset that the new section goes before; absent for the end of the posting. */
  readonly before?: number;
  /** Level of the sections beside it, where there are any. */
  readonly level?: number;
}

/**
 * Where readers expect a section: below the last one that should stand before it with all that
 * belongs to it, among sections of the same level, and above legal notes and footers.
 */
function placeOfSection(posting: Posting, role: SectionRole): SectionPlace {
  const { sections, statements } = posting;
  const rank = ORDER.indexOf(role);
  const tail = tailStart(posting, role);
  const isBody = (section: Section) => {
    const opening = openingOf(section);
    return BODY.has(section.role) && opening !== undefined && opening.index < tail;
  };
  const levels = sections.filter(isBody).map(section => section.level);
  const page = levels.length > 0 ? Math.min(...levels) : undefined;
  const anchor = sections.findLastIndex(section => isBody(section) && ORDER.indexOf(section.role) <= rank);
  const level = page === undefined ? {} : { level: page };
  for (const section of sections.slice(anchor + 1)) {
    if (section.level > (page ?? Number.POSITIVE_INFINITY)) continue;
    // Without a section to stand below, it goes above the first that readers expect later.
    if (anchor < 0 && (section.role === 'title' || ORDER.indexOf(section.role) <= rank)) continue;
    const opening = openingOf(section);
    if (!opening) continue;
    if (opening.index >= tail) break;
    const before = startOfPlainLine(posting, opening);
    if (before !== undefined) return { before, ...level };
  }
  for (const statement of statements.slice(tail)) {
    const before = startOfPlainLine(posting, statement);
    if (before !== undefined) return { before, ...level };
  }
  return level;
}

/** Start of a statement's line, where nothing but a heading's marks stands before it. */
function startOfPlainLine(posting: Posting, statement: Statement): number | undefined {
  const index = new LineIndex(posting.source);
  const start = index.lineStart(index.place(statement.span.start).line);
  return BEFORE_HEADING.test(posting.source.slice(start, statement.span.start)) ? start : undefined;
}

/** "PAY:  " where the posting opens its parts with labels in capitals on the line itself. */
function labelLike(posting: Posting, words: string): string | undefined {
  if (posting.format !== 'text') return undefined;
  const index = new LineIndex(posting.source);
  const lines = new Set(posting.statements.map(({ span }) => index.place(span.start).line));
  const gaps = [...lines].flatMap(
    line => /^\p{Lu}[\p{Lu}\d &/-]{3,38}:([ \t]+)\S/u.exec(index.lineText(line))?.[1] ?? [],
  );
  return gaps.length < FEWEST_LABELS ? undefined : `${words.toUpperCase()}:${gaps[0]}`;
}

/** The heading written as the posting writes most of its own of that level. */
function headingLike(posting: Posting, words: string, wanted: number | undefined): string {
  const index = new LineIndex(posting.source);
  const own = new Map<string, number>();
  for (const { heading, role, level } of posting.sections) {
    if (!heading || role === 'title' || (wanted !== undefined && level !== wanted)) continue;
    const line = index.lineText(index.place(heading.span.start).line);
    const text = heading.prose.text;
    const bare = text.replace(/\s*:$/, '');
    const at = line.indexOf(text);
    if (at < 0 || !BEFORE_HEADING.test(line.slice(0, at))) continue;
    if (!AFTER_HEADING.test(line.slice(at + bare.length))) continue;
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

/** In entries: fewer may be lines of an address. */
const FEWEST_BARE_ENTRIES = 4;

function hasBareEntries({ statements, source }: Posting): boolean {
  const bare = statements.filter((_, i) => isLineByLine(source, statements.slice(Math.max(0, i - 1), i + 1)));
  return bare.length >= FEWEST_BARE_ENTRIES;
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
  // In plain text each entry may stand on a line of its own without any.
  const without = posting.format === 'text' && hasBareEntries(posting) ? '' : '- ';
  const mark = [...marks].sort((a, b) => b[1] - a[1])[0]?.[0] ?? without;
  return lines.map(line => mark + asSource(capitalise(line), posting.format)).join('\n');
}
