import type { FileResult, Severity } from '../core/types.js';
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

/** Works out the exit code file by file, so that no result need be kept for it. */
export class ExitCount {
  #warnings = 0;
  #hasFailingWarning = false;
  #hasOtherFailing = false;

  /** @param failOn from which severity on the findings of this file fail */
  add({ findings }: Pick<FileResult, 'findings'>, failOn: FailOn): void {
    for (const { severity, suppressed } of findings) {
      if (suppressed) continue;
      const fails = failsAt(severity, failOn);
      if (severity !== 'warning') this.#hasOtherFailing ||= fails;
      else {
        this.#warnings++;
        this.#hasFailingWarning ||= fails;
      }
    }
  }

  /**
   * Failures weigh more than findings: a run that could not read a file must not look like one that
   * only found something. With `maxWarnings`, up to that many warnings are let pass.
   */
  code(failures: number, maxWarnings?: number): ExitCode {
    if (failures > 0) return EXIT.failure;
    const warningsFail = maxWarnings === undefined ? this.#hasFailingWarning : this.#warnings > maxWarnings;
    return warningsFail || this.#hasOtherFailing ? EXIT.findings : EXIT.ok;
  }
}
