import type { Problem } from '../core/types.js';

/** More lists or quotes inside one another than this are no posting, and cost the parser cubic time. */
const DEEPEST = 40;
/** A list mark this far from the margin can only stand in lists nested beyond that depth. */
const WIDEST_INDENT = DEEPEST * 4;
/** Runs of backticks that find no partner are each searched for to the end. */
const MOST_BACKTICKS = 5000;

const MARKS = new RegExp(`^[ \\t]*(?:(?:>|[-*+]|\\d{1,9}[.)])[ \\t]+|>){${DEEPEST},}`, 'm');
const INDENTED_MARK = new RegExp(`^(?:[ \\t]{${WIDEST_INDENT},})(?:>|[-*+]|\\d{1,9}[.)])[ \\t]`, 'm');

/**
 * The parser compares each mark of a paragraph with those before it, and looks for the end of each
 * comment to the end of the paragraph. The most such steps, in all paragraphs; real postings need
 * some ten thousand, and these take a second or two.
 */
const MOST_STEPS = 30_000_000;
/** A heading's underline costs the parser about as much as so many marks. */
const UNDERLINE_COST = 4;

const PARAGRAPH_END = /\n[ \t]*(?:\r?\n|$)/g;
const MARK = /[*_[\]]|<[!?]|^[ \t]*(?:=+|-+)[ \t]*$/gm;

/** Where the paragraph begins that is one too many; undefined in nearly all files. */
function findTooDense(body: string): number | undefined {
  let steps = 0;
  let start = 0;
  while (start < body.length) {
    PARAGRAPH_END.lastIndex = start;
    const end = (PARAGRAPH_END.exec(body)?.index ?? body.length) + 1;
    let marks = 0;
    let unclosed = 0;
    for (const [mark] of body.slice(start, end).matchAll(MARK)) {
      if (mark.startsWith('<')) unclosed++;
      else marks += mark.length === 1 && '*_[]'.includes(mark) ? 1 : UNDERLINE_COST;
    }
    steps += marks * marks + unclosed * (end - start);
    if (steps > MOST_STEPS) return start + body.slice(start, end).search(/\S/);
    start = end;
  }
  return undefined;
}

/**
 * Finds Markdown that the parser would need minutes for, or overflow its stack on.
 * @param base Where the Markdown begins in the source.
 * @returns A problem that says so; the file is then read as plain text, so that nothing is lost.
 */
export function findTooDeep(source: string, base: number): Problem | undefined {
  const body = base === 0 ? source : source.slice(base);
  const nested = MARKS.exec(body) ?? INDENTED_MARK.exec(body);
  if (nested) {
    const start = base + nested.index;
    return {
      code: 'markdown-too-deep',
      message: `Lists or quotes stand more than ${DEEPEST} deep inside one another here, so the file was read as plain text. Flatten them to have it read as Markdown.`,
      span: { start, end: start + 1 },
    };
  }
  const dense = findTooDense(body);
  if (dense !== undefined) {
    const start = base + dense;
    return {
      code: 'markdown-too-deep',
      message:
        'The paragraph that begins here holds more marks for bold, links or headings than can be taken apart, so the file was read as plain text. Take them out, or part it by empty lines, to have it read as Markdown.',
      span: { start, end: start + 1 },
    };
  }
  if (!body.includes('`')) return undefined;
  let backticks = 0;
  for (let at = body.indexOf('`'); at >= 0; at = body.indexOf('`', at + 1)) {
    if (++backticks <= MOST_BACKTICKS) continue;
    return {
      code: 'markdown-too-deep',
      message: `More than ${MOST_BACKTICKS.toLocaleString('en')} backticks stand in this file, so it was read as plain text. Put code into its own file to have this one read as Markdown.`,
      span: { start: base + at, end: base + at + 1 },
    };
  }
  return undefined;
}
