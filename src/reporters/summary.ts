import type { Finding, RunResult, Severity } from '../core/types.js';

/** How many findings of each severity count, suppressed ones left out. */
export interface Counts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly suppressed: number;
  readonly files: number;
  /** Files with at least one finding that counts. */
  readonly filesWithFindings: number;
}

/** Findings that count: neither suppressed nor in the baseline. */
export function openFindings(findings: readonly Finding[]): Finding[] {
  return findings.filter(finding => !finding.suppressed);
}

export const NOTHING_COUNTED: Counts = { error: 0, warning: 0, info: 0, suppressed: 0, files: 0, filesWithFindings: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    error: a.error + b.error,
    warning: a.warning + b.warning,
    info: a.info + b.info,
    suppressed: a.suppressed + b.suppressed,
    files: a.files + b.files,
    filesWithFindings: a.filesWithFindings + b.filesWithFindings,
  };
}

export function countFindings(run: Pick<RunResult, 'files'>): Counts {
  const bySeverity: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  let suppressed = 0;
  let filesWithFindings = 0;
  for (const file of run.files) {
    const open = openFindings(file.findings);
    for (const finding of open) bySeverity[finding.severity]++;
    suppressed += file.findings.length - open.length;
    if (open.length > 0) filesWithFindings++;
  }
  return { ...bySeverity, suppressed, files: run.files.length, filesWithFindings };
}

/** `1 warning`, `3 warnings`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `2 errors, 1 warning and 4 notes`; severities that do not occur are left out. Empty where there is nothing. */
export function countsInWords(counts: Counts): string {
  const parts = [
    counts.error && plural(counts.error, 'error'),
    counts.warning && plural(counts.warning, 'warning'),
    counts.info && plural(counts.info, 'note'),
  ].filter(part => part !== 0);
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts.join('');
}
