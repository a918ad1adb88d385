import { LineIndex } from '../core/line-index.js';
import type { Reporter, Severity } from '../core/types.js';
import { openFindings } from './summary.js';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

/** GitLab's code quality report (the Code Climate subset that it documents). */
export const gitlabReporter: Reporter = {
  name: 'gitlab',
  format(run) {
    const issues = run.files.flatMap(({ path, source, findings }) => {
      const index = new LineIndex(source);
      return openFindings(findings).map(finding => ({
        description: finding.message,
        check_name: finding.rule,
        // GitLab tells issues apart by it, so it must differ between files.
        fingerprint: `${path}:${finding.fingerprint ?? `${finding.rule}:${finding.span.start}`}`,
        severity: SEVERITIES[finding.severity],
        location: {
          path: path.replace(/^\.\//, ''),
          lines: { begin: index.place(finding.span.start).line, end: index.place(finding.span.end).line },
        },
      }));
    });
    return `${JSON.stringify(issues, undefined, 2)}\n`;
  },
};
