import { applyEdits } from '../core/edits.js';
import type { LineIndex } from '../core/line-index.js';
import type { Edit } from '../core/types.js';

/** Whole lines as they are and as the edits leave them; either list may be empty. */
export interface Change {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What the edits of one suggestion change, one entry for each run of neighbouring lines. */
export function beforeAfter(source: string, index: LineIndex, edits: readonly Edit[]): Change[] {
  const groups: { first: number; last: number; edits: Edit[] }[] = [];
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const first = index.place(edit.span.start).line;
    const last = index.place(edit.span.end).line;
    const previous = groups.at(-1);
    if (previous && first <= previous.last) {
      previous.last = Math.max(previous.last, last);
      previous.edits.push(edit);
    } else groups.push({ first, last, edits: [edit] });
  }
  return groups
    .map(group => {
      const start = index.lineStart(group.first);
      const end = index.lineStart(group.last) + index.lineText(group.last).length;
      const shifted = group.edits.map(edit => ({
        span: { start: edit.span.start - start, end: edit.span.end - start },
        text: edit.text,
      }));
      const before = source.slice(start, end);
      return withoutCommonLines(before.split(LINE_END), applyEdits(before, shifted).split(LINE_END));
    })
    .filter(change => change.before.length > 0 || change.after.length > 0);
}

/** So much of a long line stays on either side of what changes in it. */
const CONTEXT = 60;
const LONGEST_LINE = 240;

/** A change within one long line, cut to the words around it; any other change as it is. */
export function clipped(change: Change): Change {
  const [before, ...moreBefore] = change.before;
  const [after, ...moreAfter] = change.after;
  if (before === undefined || after === undefined || moreBefore.length + moreAfter.length > 0) return change;
  if (Math.max(before.length, after.length) <= LONGEST_LINE) return change;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const from = wordStart(before, head - CONTEXT);
  const cut = (text: string) => {
    const to = Math.max(text.length - tail, head) + CONTEXT;
    const end = to >= text.length ? text.length : text.indexOf(' ', to);
    const kept = text.slice(from, end < 0 ? text.length : end);
    return `${from > 0 ? '… ' : ''}${kept}${end >= 0 && end < text.length ? ' …' : ''}`;
  };
  return { before: [cut(before)], after: [cut(after)] };
}

/** Where the word at an offset begins; 0 where the offset lies before the text. */
function wordStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf(' ', offset) + 1;
}

const LINE_END = /\r\n|\r|\n/;

/** Leaves out lines that stand unchanged, or blank, at either end. */
function withoutCommonLines(before: string[], after: string[]): Change {
  let head = 0;
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  return {
    before: trimBlank(before.slice(head, before.length - tail)),
    after: trimBlank(after.slice(head, after.length - tail)),
  };
}

function trimBlank(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex(line => line.trim() !== '');
  if (first < 0) return [];
  const last = lines.findLastIndex(line => line.trim() !== '');
  return lines.slice(first, last + 1);
}
