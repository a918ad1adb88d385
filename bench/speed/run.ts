import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A process to measure. */
export interface Case {
  readonly name: string;
  /** Arguments of node. */
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Run before each measured run, unmeasured; to drop or fill a cache. */
  readonly before?: () => void;
  /** For programs whose exit code is a count. */
  readonly anyExitCode?: boolean;
}

export interface Timed {
  readonly seconds: number;
  readonly exitCode: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'sm-jd-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** A folder that is removed when the bench ends. */
export function scratchPath(name: string): string {
  return join(scratch, name);
}

/**
 * Runs a case once, its output going to a file as in CI.
 *
 * @throws Error where the process could not do its job: killed, or an exit code above 1
 */
export function runOnce(one: Case, environment: NodeJS.ProcessEnv = {}): Timed {
  one.before?.();
  const out = scratchPath('stdout');
  const err = scratchPath('stderr');
  const stdout = openSync(out, 'w');
  const stderr = openSync(err, 'w');
  const began = process.hrtime.bigint();
  const { status, signal, error } = spawnSync(process.execPath, one.args, {
    cwd: one.cwd ?? scratch,
    env: { ...process.env, NO_COLOR: '1', ...environment },
    stdio: ['ignore', stdout, stderr],
  });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  closeSync(stdout);
  closeSync(stderr);
  if (error || signal !== null || status === null || (status > 1 && !one.anyExitCode)) {
    const tail = `${readFileSync(out, 'utf8').slice(-500)}\n${readFileSync(err, 'utf8').slice(-1500)}`.trim();
    throw new Error(`"${one.name}" failed (${error?.message ?? signal ?? `exit code ${status}`}):\n${tail}`);
  }
  return { seconds, exitCode: status };
}

/** Peak resident size of a case in MiB, from a run of its own: noting it costs time. */
export function peakMemory(one: Case): number {
  const notes = scratchPath('memory');
  rmSync(notes, { force: true });
  const load = `--import=${new URL('./peak-memory.mjs', import.meta.url).href}`;
  runOnce(one, { NODE_OPTIONS: load, SM_JD_BENCH_MEMORY: notes });
  if (!existsSync(notes)) throw new Error(`"${one.name}" ended without noting its memory`);
  // A case may start processes of its own: the largest counts.
  const sizes = readFileSync(notes, 'utf8').trim().split('\n').map(Number);
  return Math.max(...sizes) / 1024;
}

/**
 * Times every case `rounds` times, one after another in each round, so that a machine that grows
 * slower or faster does so for all of them.
 *
 * @returns seconds by case name, one for each round
 */
export function timeInRounds(
  cases: readonly Case[],
  rounds: number,
  tell: (text: string) => void,
): Map<string, number[]> {
  const seconds = new Map<string, number[]>(cases.map(one => [one.name, []]));
  for (let round = 1; round <= rounds; round++) {
    tell(`round ${round} of ${rounds}`);
    for (const one of cases) seconds.get(one.name)?.push(runOnce(one).seconds);
  }
  return seconds;
}

/** The project's file at a path from its root. */
export function projectFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
