import { LineIndex } from '../core/line-index.js';
import type { Edit, SectionRole, Span, Statement } from '../core/types.js';
import { jobsIn } from '../document/index.js';
import { bodyOf, sectionEdit } from './place.js';
import type { SuggestRequest } from './types.js';

/** Of more than this share of a list one would not say that single lines have gone astray. */
const MOST_MOVED = 0.5;
const HEADINGS: Readonly<Partial<Record<SectionRole, string>>> = { nice: 'Nice to have' };

/**
 * The edits that move the list items found, as they stand, to the section of a role, which is made
 * where there is none. Undefined where an item is more than a line of its own, or where the posting
 * holds several jobs, which would then share it.
 */
export function moveEdits(role: SectionRole, { posting, places = [], statement }: SuggestRequest): Edit[] | undefined {
  const { source, statements } = posting;
  const heading = HEADINGS[role];
  const section = statement?.section;
  if (!section || heading === undefined || jobsIn(posting).length > 1) return undefined;
  const items = new Set(statements.filter(one => places.some(place => isWithin(place, one.span))));
  const own = bodyOf(posting, section).filter(one => one.kind === 'item');
  if (items.size === 0 || items.size > own.length * MOST_MOVED) return undefined;
  const index = new LineIndex(source);
  const lines = [...items].map(item => lineOf(item, source, index));
  const isPlain = [...items].every(
    item =>
      item.section === section &&
      item.kind === 'item' &&
      own.filter(one => one.block === item.block).length === 1 &&
      // What stands below it would lose what it belongs to.
      (statements[item.index + 1]?.depth ?? 0) <= item.depth &&
      item.depth === own[0]?.depth,
  );
  if (!isPlain || lines.some(line => line === undefined)) return undefined;
  const spans = lines as Span[];
  const text = spans.map(({ start, end }) => source.slice(start, end)).join('');
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  const target = posting.sections.find(one => one.role === role && bodyOf(posting, one).some(inItem));
  const removed = spans.map(span => ({ span, text: '' }));
  const last = target && bodyOf(posting, target).findLast(inItem);
  if (last) {
    const line = lineOf(last, source, index);
    if (!line || !source.slice(line.start, line.end).endsWith('\n')) return undefined;
    return [...removed, { span: { start: line.end, end: line.end }, text: whole }];
  }
  const made = sectionEdit(posting, role, heading, ['‹›']);
  const written = made.text.replace(/(\n?)[ \t]*‹›\n?/, (_, lineEnd: string) => (lineEnd || '\n') + whole);
  const edit = { span: made.span, text: written };
  // At the end of the posting the last line moved makes room for the section itself.
  const there = spans.find(({ start, end }) => start < edit.span.start && edit.span.start <= end);
  if (!there) return [...removed, edit];
  if (there.end !== source.length) return undefined;
  return [...removed.filter(one => one.span !== there), { span: there, text: edit.text.replace(/^\n{2}/, '\n') }];
}

function inItem(statement: Statement): boolean {
  return statement.kind === 'item';
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The whole line of an item with its line end; undefined where it shares it with something else or goes on below. */
function lineOf({ span }: Statement, source: string, index: LineIndex): Span | undefined {
  const { line } = index.place(span.start);
  const start = index.lineStart(line);
  const rest = /^[^\n\r]*/.exec(source.slice(span.end))?.[0] ?? '';
  if (index.place(Math.max(span.start, span.end - 1)).line !== line || !/^[*_\s]*$/.test(rest)) return undefined;
  if (!/^[ \t]*(?:\\?[-*+]|\d{1,3}[.)]|[•·▪●◦‣○–—o])[ \t*_\u00a0]*$/u.test(source.slice(start, span.start)))
    return undefined;
  const end = span.end + rest.length;
  return { start, end: end + (/^(?:\r\n|\n|\r)/.exec(source.slice(end))?.[0].length ?? 0) };
}
