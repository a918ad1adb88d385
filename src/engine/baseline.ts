import type { FileResult } from '../core/types.js';

/** Findings that were there when a repository began to use sm-jd; they do not fail a run. */
export interface Baseline {
  readonly schemaVersion: 1;
  /** By path, relative to the baseline's folder. */
  readonly files: Readonly<Record<string, readonly BaselineEntry[]>>;
}

export interface BaselineEntry {
  readonly rule: string;
  readonly fingerprint: string;
  /** The words found, cut short, so that a person can review the file. Not compared. */
  readonly words: string;
}

const LONGEST_WORDS = 80;

/** Marks the findings that the baseline holds. `stale` counts entries that nothing matched any more. */
export function applyBaseline(
  file: FileResult,
  entries: readonly BaselineEntry[] = [],
): { readonly file: FileResult; readonly stale: number } {
  const left = new Set(entries.map(entry => entry.fingerprint));
  const findings = file.findings.map(finding => {
    if (finding.suppressed || finding.fingerprint === undefined || !left.delete(finding.fingerprint)) return finding;
    return { ...finding, suppressed: { by: 'baseline' as const } };
  });
  return { file: { ...file, findings }, stale: left.size };
}

/** The baseline that lets exactly these findings pass; suppressed ones need none. Sorted, so that diffs are small. */
export function makeBaseline(files: readonly FileResult[], nameOf: (path: string) => string): Baseline {
  const entries = files
    .map(({ path, findings }): [string, BaselineEntry[]] => [
      nameOf(path),
      findings.flatMap(({ rule, fingerprint, actual, suppressed }) =>
        fingerprint === undefined || suppressed?.by === 'comment' ? [] : [{ rule, fingerprint, words: cut(actual) }],
      ),
    ])
    .filter(([, list]) => list.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { schemaVersion: 1, files: Object.fromEntries(entries) };
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_WORDS ? `${line.slice(0, LONGEST_WORDS).replace(/[\ud800-\udbff]$/, '')}…` : line;
}
