/**
 * A remark plugin: `remark().use(smJd)` gives what sm-jd finds as messages on the file.
 *
 *     npx remark jobs/ --use sm-jd/remark
 */
import { LineIndex } from './core/line-index.js';
import type { Finding } from './core/types.js';
import { parsePosting } from './document/index.js';
import { createLinter, type LinterOptions, peersOf } from './index.js';
import { builtInCards } from './rules/built-in.js';

export type RemarkOptions = LinterOptions;

interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

interface Message {
  fatal?: boolean | null | undefined;
  actual?: string | undefined;
  expected?: string[] | undefined;
  note?: string | undefined;
  url?: string | undefined;
}

/** As much of a VFile (package `vfile`) as the plugin needs. */
export interface FileLike {
  readonly path?: string | undefined;
  toString(): string;
  message(reason: string, options: { place: { start: Point; end: Point }; ruleId: string; source: string }): Message;
}

/**
 * The rules are made once for all files. sm-jd reads the file's text by itself: it needs front
 * matter, faked lists and exact positions, which the tree given does not hold.
 * @throws Error where the options name a rule that does not exist
 */
export default function smJd(options: RemarkOptions | null = {}): (tree: unknown, file: FileLike) => undefined {
  const linter = createLinter(options ?? {});
  if (linter.failures.length > 0) {
    throw new Error(linter.failures.map(failure => `sm-jd: ${failure.subject}: ${failure.message}`).join('\n'));
  }
  return (_, file) => {
    const posting = parsePosting(String(file), { path: file.path ?? 'posting.md' });
    const result = linter.lint(posting, peersOf([posting], options?.employer));
    if (result.failures.length > 0) throw new Error(result.failures.map(failure => failure.message).join('\n'));
    const index = new LineIndex(posting.source);
    for (const finding of result.file.findings) {
      if (!finding.suppressed) report(file, finding, index, posting.source).url = pageOf(finding.rule);
    }
  };
}

function report(file: FileLike, finding: Finding, index: LineIndex, source: string): Message {
  const point = (offset: number) => ({ ...index.place(offset), offset });
  const message = file.message(finding.message, {
    place: { start: point(finding.span.start), end: point(finding.span.end) },
    ruleId: finding.rule,
    source: 'sm-jd',
  });
  message.fatal = { error: true, warning: false, info: null }[finding.severity];
  message.actual = finding.actual;
  message.expected = finding.suggestions.flatMap(({ edits, safety }) => {
    const [edit, ...more] = edits;
    // What stands here instead can be told only where one edit covers the words found.
    const isHere = edit && more.length === 0 && safety !== 'display';
    if (!isHere || edit.span.start < finding.span.start || edit.span.end > finding.span.end) return [];
    const before = source.slice(finding.span.start, edit.span.start);
    return [before + edit.text + source.slice(edit.span.end, finding.span.end)];
  });
  const question = finding.suggestions.find(suggestion => suggestion.help === 'ask');
  if (question) message.note = question.title;
  return message;
}

let pages: ReadonlySet<string> | undefined;

/** The page about a rule that ships with sm-jd, in the package itself: it is there without a network. */
function pageOf(rule: string): string | undefined {
  pages ??= new Set(builtInCards().cards.map(card => card.id));
  return pages.has(rule) ? new URL(`../docs/rules/${rule}.md`, import.meta.url).href : undefined;
}
