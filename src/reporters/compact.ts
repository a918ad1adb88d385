import { LineIndex } from '../core/line-index.js';
import type { Failure, FileResult, Reporter, ReportStream } from '../core/types.js';
import { openFindings } from './summary.js';
import { visibleText } from './visible-text.js';

/** One line a finding, `path:line:column: severity: message [rule]`, as editors and scripts read. */
export const compactReporter: Reporter = {
  name: 'compact',
  format: run => run.files.map(linesOf).join('') + failureLines(run.failures),
  stream: (): ReportStream => ({ file: linesOf, end: failureLines }),
};

function linesOf({ path, source, findings }: FileResult): string {
  const index = new LineIndex(source);
  return openFindings(findings)
    .map(({ span, severity, message, rule }) => {
      const { line, column } = index.place(span.start);
      return `${visibleText(path)}:${line}:${column}: ${severity}: ${visibleText(message)} [${rule}]\n`;
    })
    .join('');
}

function failureLines(failures: readonly Failure[]): string {
  return failures
    .map(({ subject, line, column, message }) => {
      const place = line === undefined ? '' : `${line}:${column ?? 1}:`;
      return `${visibleText(subject)}:${place} failure: ${visibleText(message)}\n`;
    })
    .join('');
}
