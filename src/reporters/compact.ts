import { LineIndex } from '../core/line-index.js';
import type { Reporter } from '../core/types.js';
import { openFindings } from './summary.js';
import { visibleText } from './visible-text.js';

/** One line a finding, `path:line:column: severity: message [rule]`, as editors and scripts read. */
export const compactReporter: Reporter = {
  name: 'compact',
  format(run) {
    const lines: string[] = [];
    for (const { path, source, findings } of run.files) {
      const index = new LineIndex(source);
      for (const { span, severity, message, rule } of openFindings(findings)) {
        const { line, column } = index.place(span.start);
        lines.push(`${visibleText(path)}:${line}:${column}: ${severity}: ${visibleText(message)} [${rule}]`);
      }
    }
    for (const { subject, line, column, message } of run.failures) {
      const place = line === undefined ? '' : `${line}:${column ?? 1}:`;
      lines.push(`${visibleText(subject)}:${place} failure: ${visibleText(message)}`);
    }
    return lines.map(line => `${line}\n`).join('');
  },
};
