import { LineIndex } from '../core/line-index.js';
import type { FileResult, Finding, Reporter } from '../core/types.js';
import { openFindings } from './summary.js';
import { element, escapeXml } from './xml.js';

/**
 * JUnit's XML: a suite for each posting, a failed case for each error or warning. Notes are output
 * of a passed case; a posting without findings is one passed case.
 */
export const junitReporter: Reporter = {
  name: 'junit',
  format(run) {
    const suites = run.files.map(suiteOf);
    const failed = run.failures.map(({ subject, message, kind }) =>
      element('testsuite', { name: subject, tests: 1, failures: 0, errors: 1 }, [
        element('testcase', { name: kind, classname: subject }, [element('error', { message, type: kind })]),
      ]),
    );
    const tests = suites.reduce((sum, suite) => sum + suite.tests, run.failures.length);
    const failures = suites.reduce((sum, suite) => sum + suite.failures, 0);
    const counts = { tests, failures, errors: run.failures.length };
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'sm-jd', ...counts }, [
      ...suites.map(suite => suite.xml),
      ...failed,
    ])}\n`;
  },
};

function suiteOf({ path, source, findings }: FileResult): { tests: number; failures: number; xml: string } {
  const index = new LineIndex(source);
  const open = openFindings(findings);
  const cases = open.map(finding => caseOf(finding, path, index));
  if (cases.length === 0) cases.push(element('testcase', { name: 'no findings', classname: path }));
  const failures = open.filter(finding => finding.severity !== 'info').length;
  return {
    tests: cases.length,
    failures,
    xml: element('testsuite', { name: path, tests: cases.length, failures, errors: 0 }, cases),
  };
}

function caseOf({ rule, severity, message, span, actual }: Finding, path: string, index: LineIndex): string {
  const { line, column } = index.place(span.start);
  const place = `${path}:${line}:${column}`;
  const text = escapeXml(`${place}\n${message}\n${actual}`);
  const child =
    severity === 'info'
      ? `<system-out>${text}</system-out>`
      : element('failure', { message: `${place} ${message}`, type: severity }, [text]);
  return element('testcase', { name: `${rule} ${line}:${column}`, classname: path }, [child]);
}
