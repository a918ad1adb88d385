import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Failure, Severity, Span, Suggestion } from '../../src/core/types.js';

/** A finding as `--format json` prints it, as far as it is used here. */
export interface PrintedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly start: { readonly line: number; readonly column: number };
  readonly actual: string;
  readonly evidence: readonly Span[];
  readonly suggestions: readonly Suggestion[];
}

export interface Printed {
  readonly files: readonly { readonly path: string; readonly findings: readonly PrintedFinding[] }[];
  readonly failures: readonly Failure[];
}

export interface CliRun {
  readonly text: string;
  readonly exitCode: number | null;
  readonly errors: string;
  readonly seconds: number;
}

/**
 * Runs `sm-jd lint --format json` over folders below `corpus`, in one call.
 *
 * @param program path of its `bin/sm-jd.js`
 */
export function lintAsJson(
  program: string,
  corpus: string,
  folders: readonly string[],
  more: readonly string[],
): CliRun {
  const scratch = mkdtempSync(join(tmpdir(), 'sm-jd-corpus-'));
  try {
    const out = openSync(join(scratch, 'out'), 'w');
    const began = performance.now();
    // Run from inside the corpus, so that paths are those below it and no configuration of ours applies.
    const { status, stderr } = spawnSync(process.execPath, [program, 'lint', ...folders, '--format', 'json', ...more], {
      cwd: corpus,
      stdio: ['ignore', out, 'pipe'],
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const seconds = (performance.now() - began) / 1000;
    closeSync(out);
    return { text: readFileSync(join(scratch, 'out'), 'utf8'), exitCode: status, errors: stderr, seconds };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
