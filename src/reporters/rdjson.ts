import { LineIndex } from '../core/line-index.js';
import type { Edit, Finding, Reporter, Severity, Span } from '../core/types.js';
import { openFindings } from './summary.js';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/** Reviewdog's diagnostic format; it counts columns in UTF-8 bytes. */
export const rdjsonReporter: Reporter = {
  name: 'rdjson',
  format(run) {
    const diagnostics = run.files.flatMap(({ path, source, findings }) => {
      const index = new LineIndex(source);
      return openFindings(findings).map(finding => ({
        message: finding.message,
        location: { path, range: rangeOf(finding.span, source, index) },
        severity: SEVERITIES[finding.severity],
        code: { value: finding.rule },
        ...suggestionsOf(finding, source, index),
      }));
    });
    const failures = run.failures.map(({ subject, line, column, message, kind }) => ({
      message,
      location: { path: subject, ...(line && { range: { start: { line, ...(column && { column }) } } }) },
      severity: 'ERROR',
      code: { value: `failure/${kind}` },
    }));
    const result = { source: { name: 'sm-jd' }, diagnostics: [...diagnostics, ...failures] };
    return `${JSON.stringify(result, undefined, 2)}\n`;
  },
};

function rangeOf(span: Span, source: string, index: LineIndex) {
  const place = (offset: number) => {
    const { line } = index.place(offset);
    return { line, column: Buffer.byteLength(source.slice(index.lineStart(line), offset)) + 1 };
  };
  return { start: place(span.start), end: place(span.end) };
}

/** Only what replaces words at one place: reviewdog applies each suggestion's range by itself. */
function suggestionsOf({ suggestions }: Finding, source: string, index: LineIndex) {
  const single = suggestions
    .filter(({ safety, edits }) => safety !== 'display' && edits.length === 1)
    .map(({ edits }) => {
      const { span, text } = edits[0] as Edit;
      return { range: rangeOf(span, source, index), text };
    });
  return single.length > 0 ? { suggestions: single } : {};
}
