import type { MappedText } from './mapped-text.js';

/** Of 160,000 statements of real postings none is as long; rules take time by the square of it. */
const LONGEST_STATEMENT = 2000;
/** So many times the same mark or blank is a line drawn on the page, and no part of a sentence. */
const LONGEST_RUN = 200;

export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts what nobody wrote as one sentence: runs of marks or blanks are left out, and what is too long
 * still is cut between words, or anywhere where it has none. Nearly always the range itself.
 * @param range of `block.text`, not empty, without blanks at its ends
 */
export function boundedParts(block: MappedText, range: Range): readonly Range[] {
  if (range.to - range.from <= LONGEST_RUN) return [range];
  const text = block.text.slice(range.from, range.to);
  const parts: Range[] = [];
  let at = 0;
  for (const run of longRuns(text)) {
    addPieces(block, range.from + at, range.from + run.from, parts);
    at = run.to;
  }
  addPieces(block, range.from + at, range.to, parts);
  return parts;
}

/** Runs of one mark or blank. By hand, since expressions that look back end the stack on megabytes. */
function* longRuns(text: string): Generator<Range> {
  let from = 0;
  for (let i = 1; i <= text.length; i++) {
    if (i < text.length && text.charCodeAt(i) === text.charCodeAt(from)) continue;
    if (i - from > LONGEST_RUN && !/[\p{L}\p{N}\p{Cs}]/u.test(text.charAt(from))) yield { from, to: i };
    from = i;
  }
}

function addPieces(block: MappedText, from: number, to: number, parts: Range[]): void {
  let start = from;
  while (to - start > LONGEST_STATEMENT) {
    const end = cutBefore(block, start, start + LONGEST_STATEMENT);
    addTrimmed(block.text, start, end, parts);
    start = end;
  }
  addTrimmed(block.text, start, to, parts);
}

/** The last place to cut in the second half of a piece: behind a blank, else between two characters. */
function cutBefore(block: MappedText, from: number, to: number): number {
  const middle = (from + to) >> 1;
  const blank = Math.max(block.text.lastIndexOf(' ', to - 1), block.text.lastIndexOf('\n', to - 1));
  if (blank > middle) return blank + 1;
  let at = to;
  // One character of the source may be two units of the text, which stay together.
  while (at > middle && block.outerSpan(at - 1, at).end > block.outerSpan(at, at + 1).start) at--;
  return isLowSurrogate(block.text.charCodeAt(at)) ? at - 1 : at;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

function addTrimmed(text: string, from: number, to: number, parts: Range[]): void {
  const piece = text.slice(from, to);
  const trimmed = piece.trim();
  if (trimmed === '') return;
  const start = from + piece.length - piece.trimStart().length;
  parts.push({ from: start, to: start + trimmed.length });
}
