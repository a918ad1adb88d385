import { LineIndex, type Place } from '../core/line-index.js';
import type { Failure, Finding, Reporter, RunResult, Severity, Span, Suggestion } from '../core/types.js';

/** Rises when a field changes its meaning or goes; new optional fields do not raise it. */
export const JSON_SCHEMA_VERSION = 1;

/** The shape that `--format json` prints; docs/json.md describes every field. */
export interface JsonReport {
  readonly schemaVersion: typeof JSON_SCHEMA_VERSION;
  readonly tool: RunResult['tool'];
  readonly files: readonly JsonFile[];
  readonly failures: readonly Failure[];
}

export interface JsonFile {
  readonly path: string;
  readonly findings: readonly JsonFinding[];
}

export interface JsonFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly start: Place;
  readonly end: Place;
  readonly actual: string;
  readonly evidence: readonly Span[];
  readonly suggestions: readonly Suggestion[];
  readonly suppressed?: NonNullable<Finding['suppressed']>;
}

/** The report for programs. */
export const jsonReporter: Reporter = {
  name: 'json',
  format: run => `${JSON.stringify(toJsonReport(run), undefined, 2)}\n`,
};

export function toJsonReport(run: RunResult): JsonReport {
  return {
    schemaVersion: JSON_SCHEMA_VERSION,
    tool: run.tool,
    files: run.files.map(file => {
      const index = new LineIndex(file.source);
      return { path: file.path, findings: file.findings.map(finding => toJsonFinding(finding, index)) };
    }),
    failures: run.failures,
  };
}

function toJsonFinding(finding: Finding, index: LineIndex): JsonFinding {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    span: finding.span,
    start: index.place(finding.span.start),
    end: index.place(finding.span.end),
    actual: finding.actual,
    evidence: finding.evidence,
    suggestions: finding.suggestions,
    ...(finding.suppressed && { suppressed: finding.suppressed }),
  };
}
