import { LineIndex } from '../core/line-index.js';
import type { Failure, Reporter } from '../core/types.js';
import { openFindings } from './summary.js';
import { element } from './xml.js';

/** Checkstyle's XML, which most CI servers read. */
export const checkstyleReporter: Reporter = {
  name: 'checkstyle',
  format(run) {
    const files = run.files.map(({ path, source, findings }) => {
      const index = new LineIndex(source);
      const errors = openFindings(findings).map(({ span, severity, message, rule }) =>
        element('error', { ...index.place(span.start), severity, message, source: `sm-jd.${rule}` }),
      );
      return element('file', { name: path }, errors);
    });
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element('checkstyle', { version: '4.3' }, [
      ...files,
      ...run.failures.map(failed),
    ])}\n`;
  },
};

function failed({ subject, line = 1, column = 1, message, kind }: Failure): string {
  const error = element('error', { line, column, severity: 'error', message, source: `sm-jd.failure.${kind}` });
  return element('file', { name: subject }, [error]);
}
