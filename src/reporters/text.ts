import { Chalk, type ChalkInstance } from 'chalk';
import { wrapAnsi } from 'fast-wrap-ansi';
import { LineIndex } from '../core/line-index.js';
import type {
  Failure,
  FileResult,
  Finding,
  Reporter,
  ReporterOptions,
  ReportStream,
  Severity,
  Suggestion,
} from '../core/types.js';
import { beforeAfter, type Change, clipped } from './before-after.js';
import { type FrameLine, sourceFrame } from './source-frame.js';
import { addCounts, countFindings, countsInWords, NOTHING_COUNTED, openFindings, plural } from './summary.js';
import { visibleText } from './visible-text.js';

/** Lines of the posting shown for one finding; all of them under `--verbose`. */
const MOST_FRAME_LINES = 4;
const MOST_SUGGESTIONS = 1;
const NARROWEST = 50;
/** Wider lines are hard to read, however wide the terminal. */
const WIDEST = 110;
const INDENT = '  ';

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

const FAILURE_WORDS: Readonly<Record<Failure['kind'], string>> = {
  file: 'not checked',
  rule: 'rule broken',
  card: 'rule card',
  config: 'configuration',
  usage: 'usage',
};

/** The report for people: what was found, where, the words underlined, and what to write instead. */
export const textReporter: Reporter = {
  name: 'text',
  format(run, options) {
    const page = new Page(options);
    return run.files.map(file => page.file(file)).join('') + page.end(run.failures);
  },
  stream: options => new Page(options),
};

/** Printable ASCII with single spaces between words: a column each character, and wrapping changes none of it. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;
/** So much wrapped text is kept. */
const MOST_WRAPS = 2000;

class Page implements ReportStream {
  /** Not yet handed out. */
  #lines: string[] = [];
  #counts = NOTHING_COUNTED;
  readonly #width: number;
  readonly #verbose: boolean;
  readonly #quiet: boolean;
  readonly #chalk: ChalkInstance;
  /** The same messages and suggestions stand under many postings; each is wrapped once. By width and text. */
  readonly #wraps = new Map<string, readonly string[]>();
  /** What the current file has been told already. */
  readonly #suggested = new Set<string>();

  constructor(options: ReporterOptions) {
    this.#width = Math.min(WIDEST, Math.max(NARROWEST, options.width));
    this.#verbose = options.verbose ?? false;
    this.#quiet = options.quiet ?? false;
    this.#chalk = new Chalk({ level: options.color ? 1 : 0 });
  }

  file(file: FileResult): string {
    this.#counts = addCounts(this.#counts, countFindings({ files: [file] }));
    this.#file(file);
    return this.#taken();
  }

  end(failures: readonly Failure[]): string {
    for (const failure of failures) this.#failure(failure);
    this.#summary(failures.length);
    return this.#taken();
  }

  #taken(): string {
    const text = this.#lines.map(line => `${line}\n`).join('');
    this.#lines = [];
    return text;
  }

  #file(file: FileResult): void {
    const findings = this.#verbose ? file.findings : openFindings(file.findings);
    const skips = this.#verbose ? file.skips : [];
    if (findings.length === 0 && skips.length === 0) return;
    this.#lines.push(this.#chalk.bold.underline(visibleText(file.path)), '');
    this.#suggested.clear();
    const index = new LineIndex(file.source);
    for (const finding of findings) this.#finding(finding, file.source, index);
    for (const skip of skips) this.#wrapped(this.#chalk.dim(`${skip.rule}: not checked, ${visibleText(skip.reason)}`));
    if (skips.length > 0) this.#lines.push('');
  }

  #failure(failure: Failure): void {
    const place = failure.line ? `:${failure.line}${failure.column ? `:${failure.column}` : ''}` : '';
    const what = FAILURE_WORDS[failure.kind];
    this.#wrapped(
      `${this.#chalk.red(`${what}:`)} ${visibleText(failure.subject)}${place}: ${visibleText(failure.message)}`,
      '',
    );
    this.#lines.push('');
  }

  #summary(failures: number): void {
    const counts = this.#counts;
    const words = countsInWords(counts);
    if (this.#quiet && words === '' && failures === 0) return;
    const postings = plural(counts.files, 'posting');
    const parts: string[] = [];
    if (words !== '') {
      const color = this.#severityColor(counts.error ? 'error' : counts.warning ? 'warning' : 'info');
      const clean = counts.files - counts.filesWithFindings;
      parts.push(`${color.bold(words)} in ${postings}${clean > 0 ? `, ${clean} of them clean` : ''}`);
    } else if (counts.files > 0) {
      parts.push(this.#chalk.green(`Nothing to mend in ${postings}`));
    }
    if (counts.suppressed > 0) parts.push(`${counts.suppressed} suppressed`);
    if (failures > 0) parts.push(this.#chalk.red(`${plural(failures, 'failure')}, see above`));
    if (parts.length > 0) this.#lines.push(`${parts.join('; ')}.`);
  }

  #finding(finding: Finding, source: string, index: LineIndex): void {
    const { line, column } = index.place(finding.span.start);
    const color = this.#severityColor(finding.severity);
    const notes = finding.suppressed ? this.#chalk.dim(` (${suppressedBy(finding.suppressed)})`) : '';
    this.#lines.push(
      `${INDENT}${line}:${column}  ${color.bold(SEVERITY_WORDS[finding.severity])}  ${this.#chalk.dim(finding.rule)}${notes}`,
    );
    this.#wrapped(visibleText(finding.message));
    this.#lines.push('');
    // The line and its words stand right above, under the finding that covers this one.
    if (finding.overlaps && !this.#verbose) return;
    this.#frame(finding, index, color);
    for (const suggestion of this.#shownOf(finding)) this.#suggestion(suggestion, source, index);
  }

  /** The best suggestions that this file has not shown yet: two findings may ask for the same line. */
  #shownOf({ suggestions }: Finding): readonly Suggestion[] {
    if (this.#verbose) return suggestions;
    const isNew = (suggestion: Suggestion) => !this.#suggested.has(suggestionKey(suggestion));
    const shown = suggestions.filter(isNew).slice(0, MOST_SUGGESTIONS);
    for (const suggestion of shown) this.#suggested.add(suggestionKey(suggestion));
    return shown;
  }

  #frame(finding: Finding, index: LineIndex, color: ChalkInstance): void {
    const last = [finding.span, ...finding.evidence].reduce((end, span) => Math.max(end, span.end), 0);
    const gutter = String(index.place(last).line).length;
    const frame = sourceFrame(index, finding.span, finding.evidence, {
      width: this.#width - INDENT.length * 2 - gutter - 3,
      most: this.#verbose ? Number.POSITIVE_INFINITY : MOST_FRAME_LINES,
    });
    const bar = this.#chalk.dim('|');
    for (const line of frame.lines) {
      const number = String(line.line).padStart(gutter);
      this.#lines.push(`${INDENT}${INDENT}${this.#chalk.dim(number)} ${bar} ${line.text}`);
      this.#lines.push(`${INDENT}${INDENT}${' '.repeat(gutter)} ${bar} ${this.#underline(line, color)}`);
    }
    if (frame.more.length > 0) {
      const places = frame.more.length === 1 ? `line ${frame.more[0]}` : `lines ${listed(frame.more)}`;
      this.#lines.push(`${INDENT}${INDENT}${' '.repeat(gutter)} ${this.#chalk.dim(`| and on ${places}`)}`);
    }
    this.#lines.push('');
  }

  #underline(line: FrameLine, color: ChalkInstance): string {
    const width = Math.max(0, ...line.marks.map(mark => mark.to));
    const row = new Array<string>(width).fill(' ');
    for (const kind of ['evidence', 'main'] as const) {
      for (const mark of line.marks.filter(mark => mark.kind === kind)) {
        row.fill(kind === 'main' ? '^' : '~', mark.from, mark.to);
      }
    }
    return color(row.join(''));
  }

  #suggestion(suggestion: Suggestion, source: string, index: LineIndex): void {
    const label = suggestion.help === 'ask' ? 'ask' : 'try';
    this.#wrapped(`${this.#chalk.cyan(`${label}:`)} ${visibleText(suggestion.title)}`);
    for (const change of beforeAfter(source, index, suggestion.edits)) {
      const { before, after } = clipped(withoutListMark(change));
      for (const text of before) this.#changed('-', text, this.#chalk.red);
      for (const text of after) this.#changed('+', text, this.#chalk.green);
    }
    this.#lines.push('');
  }

  #changed(sign: '-' | '+', text: string, color: ChalkInstance): void {
    const indent = INDENT + INDENT;
    const shown = visibleText(text.replaceAll('\t', '  '));
    const rows = this.#wrap(shown, this.#width - indent.length - 2);
    rows.forEach((row, number) => {
      this.#lines.push(`${indent}${color(`${number === 0 ? sign : ' '} ${row}`)}`);
    });
  }

  /** Adds text in as many lines as it needs, all indented by `indent`. */
  #wrapped(text: string, indent = INDENT): void {
    for (const row of this.#wrap(text, this.#width - indent.length)) this.#lines.push(indent + row);
  }

  #wrap(text: string, width: number): readonly string[] {
    // Most lines of suggestions need no cutting, and measuring them takes longer than all else here.
    if (text.length <= width && PLAIN.test(text)) return [text];
    const key = `${width} ${text}`;
    let rows = this.#wraps.get(key);
    if (rows === undefined) {
      rows = wrapAnsi(text, width, { hard: true }).split('\n');
      if (this.#wraps.size === MOST_WRAPS) this.#wraps.clear();
      this.#wraps.set(key, rows);
    }
    return rows;
  }

  #severityColor(severity: Severity): ChalkInstance {
    return { error: this.#chalk.red, warning: this.#chalk.yellow, info: this.#chalk.blue }[severity];
  }
}

function suggestionKey({ help, title, edits }: Suggestion): string {
  return edits.length > 0 ? JSON.stringify(edits) : `${help} ${title}`;
}

const LIST_MARK = /^\s*(?:[-*+•·]|\d+[.)])\s+/u;

/** A list mark that stays is left out: `- - word` is hard to read. */
function withoutListMark({ before, after }: Change): Change {
  const mark = LIST_MARK.exec(before[0] ?? '')?.[0];
  if (!mark || !after[0]?.startsWith(mark)) return { before, after };
  const strip = (lines: readonly string[]) => [lines[0]?.slice(mark.length) ?? '', ...lines.slice(1)];
  return { before: strip(before), after: strip(after) };
}

function suppressedBy(suppressed: NonNullable<Finding['suppressed']>): string {
  const by = suppressed.by === 'baseline' ? 'in the baseline' : 'suppressed by a comment';
  return suppressed.reason ? `${by}: ${visibleText(suppressed.reason)}` : by;
}

/** `3, 5, 8 and 12`, cut after eight. */
function listed(lines: readonly number[]): string {
  if (lines.length > 8) return `${lines.slice(0, 7).join(', ')} and ${lines.length - 7} more`;
  return `${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`;
}
