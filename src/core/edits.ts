import { compareSpans, overlaps } from './span.js';
import type { Edit, Span } from './types.js';

/**
 * True where two edits cannot both be applied: they share a character, one inserts inside what
 * the other replaces, or both insert at one point (nobody could say which comes first). Edits
 * that only touch do not conflict. Two equal edits are one and the same and do not conflict.
 */
export function conflicts(a: Edit, b: Edit): boolean {
  if (sameEdit(a, b)) return false;
  if (isInsert(a.span) && isInsert(b.span)) return a.span.start === b.span.start;
  if (isInsert(a.span)) return b.span.start < a.span.start && a.span.start < b.span.end;
  if (isInsert(b.span)) return a.span.start < b.span.start && b.span.start < a.span.end;
  return overlaps(a.span, b.span);
}

/**
 * The source with the edits applied; everything outside their spans is kept byte for byte.
 * Order of the list does not matter. An insert at the edge of a replaced range goes before or
 * after it. Equal edits count once.
 * @throws RangeError where an edit lies outside the source or two of them conflict.
 */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const sorted = sortEdits(edits);
  let result = '';
  let end = 0;
  let previous: Edit | undefined;
  for (const edit of sorted) {
    const { start, end: editEnd } = edit.span;
    if (start < 0 || start > editEnd || editEnd > source.length) {
      throw new RangeError(`edit ${start}–${editEnd} lies outside the source (0–${source.length})`);
    }
    if (previous && sameEdit(previous, edit)) continue;
    if (previous && conflicts(previous, edit)) {
      throw new RangeError(`edits ${previous.span.start}–${previous.span.end} and ${start}–${editEnd} conflict`);
    }
    result += source.slice(end, start) + edit.text;
    end = editEnd;
    previous = edit;
  }
  return result + source.slice(end);
}

/**
 * Chooses which groups of edits go together. A group (the edits of one suggestion) is taken whole
 * or not at all; earlier groups win. `taken` holds the indexes of the groups whose edits are in
 * `edits`, which are sorted and which `applyEdits` accepts.
 */
export function resolveEdits(groups: readonly (readonly Edit[])[]): { edits: Edit[]; taken: number[] } {
  const edits: Edit[] = [];
  const taken: number[] = [];
  groups.forEach((group, index) => {
    if (hasConflict(group) || group.some(edit => near(edits, edit).some(other => conflicts(other, edit)))) return;
    taken.push(index);
    for (const edit of group) {
      if (!near(edits, edit).some(other => sameEdit(other, edit))) edits.splice(position(edits, edit), 0, edit);
    }
  });
  return { edits, taken };
}

/** Those of the sorted, conflict-free edits that overlap or touch this one. */
function near(edits: readonly Edit[], edit: Edit): readonly Edit[] {
  let from = position(edits, edit);
  let to = from;
  while (from > 0 && (edits[from - 1] as Edit).span.end >= edit.span.start) from--;
  while (to < edits.length && (edits[to] as Edit).span.start <= edit.span.end) to++;
  return edits.slice(from, to);
}

/** Index of the first edit that does not sort before this one. */
function position(edits: readonly Edit[], edit: Edit): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareEdits(edits[middle] as Edit, edit) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Where a range stands once edits are applied. What is written into the range, or at its edges,
 * is part of it.
 */
export function shiftSpan(span: Span, edits: readonly Edit[]): Span {
  let { start, end } = span;
  for (const edit of edits) {
    const grown = edit.text.length - (edit.span.end - edit.span.start);
    if (edit.span.end < span.start || (edit.span.end === span.start && !isInsert(edit.span))) start += grown;
    else if (edit.span.start < span.start) start += edit.span.start - span.start;
    if (edit.span.end <= span.end) end += grown;
    else if (edit.span.start < span.end) end += edit.span.start + edit.text.length - span.end;
  }
  return { start, end };
}

/**
 * The smallest edit that does the same: equal text at both ends is left out, never splitting a
 * surrogate pair or a CRLF.
 */
export function trimEdit(source: string, edit: Edit): Edit {
  const old = source.slice(edit.span.start, edit.span.end);
  const shorter = Math.min(old.length, edit.text.length);
  let head = 0;
  while (head < shorter && old[head] === edit.text[head]) head++;
  if (head > 0 && splits(old, edit.text, head)) head--;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === edit.text[edit.text.length - 1 - tail]) tail++;
  if (tail > 0 && splits(old, edit.text, old.length - tail, edit.text.length - tail)) tail--;
  return {
    span: { start: edit.span.start + head, end: edit.span.end - tail },
    text: edit.text.slice(head, edit.text.length - tail),
  };
}

function splits(old: string, next: string, atOld: number, atNext = atOld): boolean {
  return insidePair(old, atOld) || insidePair(next, atNext);
}

function insidePair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return (
    (before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff) || (before === 13 && after === 10)
  );
}

function sortEdits(edits: readonly Edit[]): Edit[] {
  return [...edits].sort(compareEdits);
}

function compareEdits(a: Edit, b: Edit): number {
  return compareSpans(a.span, b.span) || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);
}

function hasConflict(group: readonly Edit[]): boolean {
  return group.some((edit, index) => group.slice(index + 1).some(other => conflicts(edit, other)));
}

function sameEdit(a: Edit, b: Edit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}

function isInsert(span: Span): boolean {
  return span.start === span.end;
}
