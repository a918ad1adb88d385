import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const LOCK = 'lock';
/** Work under the lock takes milliseconds; a lock this old was left by a process that died. */
const STALE_MS = 30_000;
const WAIT_MS = 20;
const PATIENCE_MS = 60_000;

/**
 * Does a short piece of work while no other process does any in the same folder. Synchronous, as the
 * work is: a library that keeps its lock fresh by a timer would lose it meanwhile.
 * @throws Error where another process keeps the lock for a minute
 */
export function withLock<T>(folder: string, work: () => T): T {
  const path = join(folder, LOCK);
  const mine = `${process.pid} ${Date.now()}`;
  const start = Date.now();
  while (!take(path, mine)) {
    if (isStale(path)) rmSync(path, { force: true });
    else if (Date.now() - start > PATIENCE_MS) {
      throw new Error(
        `${path}: another sm-jd is changing this corpus. Try again when it has ended, or remove the file.`,
      );
    } else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
  }
  try {
    return work();
  } finally {
    if (read(path) === mine) rmSync(path, { force: true });
  }
}

function take(path: string, text: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, text);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isStale(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > STALE_MS;
  } catch {
    return false;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
