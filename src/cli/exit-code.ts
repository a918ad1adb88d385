import type { RunResult, Severity } from '../core/types.js';
import { SEVERITIES } from '../core/types.js';

/** 0: nothing at or above `--fail-on`. 1: findings. 2: sm-jd could not do all of its job. */
export const EXIT = { ok: 0, findings: 1, failure: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const FAIL_ON = [...SEVERITIES, 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** What the text report calls `info` is taken for it. */
export function severityWord(word: string): string {
  return word === 'note' ? 'info' : word;
}

/** True where a finding of this severity makes the run fail. */
export function failsAt(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(failOn);
}

/**
 * Failures weigh more than findings: a run that could not read a file must not look like one that
 * only found something. With `maxWarnings`, up to that many warnings are let pass.
 * @param failOn From which severity on the findings of a file fail.
 */
export function exitCodeOf(run: RunResult, failOn: (path: string) => FailOn, maxWarnings?: number): ExitCode {
  if (run.failures.length > 0) return EXIT.failure;
  let warnings = 0;
  let fails = false;
  for (const { path, findings } of run.files) {
    for (const { severity, suppressed } of findings) {
      if (suppressed) continue;
      if (severity === 'warning') warnings++;
      const isLetPass = severity === 'warning' && maxWarnings !== undefined;
      fails ||= !isLetPass && failsAt(severity, failOn(path));
    }
  }
  return fails || (maxWarnings !== undefined && warnings > maxWarnings) ? EXIT.findings : EXIT.ok;
}
