import { describe, expect, it } from 'vitest';
import { type JsonReport, jsonReporter } from '../../src/reporters/json.js';
import { sampleRun } from './sample-run.js';

const report = (run = sampleRun()) => JSON.parse(jsonReporter.format(run, { color: false, width: 80 })) as JsonReport;

describe('the JSON report', () => {
  it('has the documented shape', () => {
    expect(report()).toMatchSnapshot();
  });

  it('gives spans whose words are `actual`, and the same places as lines and columns', () => {
    const [file] = sampleRun().files;
    const lines = file!.source.split('\n');
    for (const finding of report().files[0]!.findings) {
      expect(file!.source.slice(finding.span.start, finding.span.end)).toBe(finding.actual);
      expect(finding.start.line).toBe(finding.end.line);
      expect(lines[finding.start.line - 1]!.slice(finding.start.column - 1, finding.end.column - 1)).toBe(
        finding.actual,
      );
    }
  });

  it('keeps failures', () => {
    const failure = { kind: 'file', subject: 'x.md', message: 'does not exist' } as const;
    expect(report({ ...sampleRun(), failures: [failure] }).failures).toEqual([failure]);
  });
});
