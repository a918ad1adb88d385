import { LineIndex } from '../core/line-index.js';
import type { FileResult, Finding, Reporter, Severity } from '../core/types.js';
import { countFindings, countsInWords, openFindings, plural } from './summary.js';
import { visibleText } from './visible-text.js';

/** GitHub shows so many annotations of each level for a step and drops the rest without a word. */
const MOST_PER_LEVEL = 10;

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Workflow commands that GitHub turns into annotations on the changed lines. What goes beyond the
 * limit stands in the log as plain lines.
 */
export const githubReporter: Reporter = {
  name: 'github',
  format(run) {
    const lines: string[] = [];
    const used: Record<string, number> = { error: 0, warning: 0, notice: 0 };
    const rest: string[] = [];
    const annotate = (level: string, properties: Readonly<Record<string, string | number>>, message: string) => {
      used[level] = (used[level] ?? 0) + 1;
      const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
      lines.push(`::${level} ${list.join(',')}::${escapeData(message)}`);
    };
    for (const { subject, line, column, message } of run.failures) {
      const place = { ...(line && { line }), ...(column && { col: column }) };
      annotate('error', { file: subject, ...place, title: 'sm-jd could not do its job' }, message);
    }
    for (const { file, finding } of gravestFirst(run.files)) {
      const index = new LineIndex(file.source);
      const start = index.place(finding.span.start);
      const end = index.place(finding.span.end);
      const level = LEVELS[finding.severity];
      if ((used[level] ?? 0) < MOST_PER_LEVEL) {
        // GitHub takes an end column only on the line of the start.
        const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
        const place = { file: file.path, line: start.line, endLine: end.line, ...columns };
        annotate(level, { ...place, title: finding.rule }, withHelp(finding));
      } else {
        const message = `${visibleText(finding.message)} [${finding.rule}]`;
        rest.push(`  ${visibleText(file.path)}:${start.line}:${start.column} ${level}: ${message}`);
      }
    }
    if (rest.length > 0) lines.push(`sm-jd: ${rest.length} more than GitHub annotates:`, ...rest);
    const counts = countFindings(run);
    lines.push(`sm-jd: ${countsInWords(counts) || 'nothing to mend'} in ${plural(counts.files, 'posting')}`);
    return lines.map(line => `${line}\n`).join('');
  },
};

function gravestFirst(files: readonly FileResult[]): { file: FileResult; finding: Finding }[] {
  const order: readonly Severity[] = ['error', 'warning', 'info'];
  return files
    .flatMap(file => openFindings(file.findings).map(finding => ({ file, finding })))
    .sort((a, b) => order.indexOf(a.finding.severity) - order.indexOf(b.finding.severity));
}

function withHelp({ message, suggestions }: Finding): string {
  const first = suggestions[0];
  return first ? `${message}\n\n${first.help === 'ask' ? 'Ask' : 'Try'}: ${first.title}` : message;
}

/** As in GitHub's own toolkit, so that no line end of a posting begins a command. */
function escapeData(text: string): string {
  const lines = text.replaceAll('%', '%25').split(/\r\n|\r|\n/);
  return lines.map(visibleText).join('%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
