import type { Failure } from '../core/types.js';
import { visibleText } from '../reporters/visible-text.js';
import { UsageError } from './usage-error.js';

/** Writes to standard output and waits until it is taken, so that nothing is cut off at exit. */
export function print(text: string): Promise<void> {
  return write(process.stdout, text);
}

/** A file, or whoever reads a pipe, gets so many characters at a time: a write each posting takes longer. */
const PRINTED_TOGETHER = 16_384;

/** Prints to standard output piece by piece; who watches a terminal sees each at once. */
export class Printer {
  #waiting = '';

  async add(text: string): Promise<void> {
    this.#waiting += text;
    if (this.#waiting.length >= PRINTED_TOGETHER || process.stdout.isTTY) await this.flush();
  }

  /** Prints what is waiting yet. */
  flush(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = '';
    return print(text);
  }
}

/** Messages quote names and texts of strangers, so of control characters only line ends are let through. */
export function printError(text: string): Promise<void> {
  return write(process.stderr, text.split('\n').map(visibleText).join('\n'));
}

/** `.sm-jd.yaml:2:3: there is no rule …`, as compilers write it, so that editors find the place. */
export function failureInWords({ subject, line, column, message }: Failure): string {
  return `${subject}${line === undefined ? '' : `:${line}:${column ?? 1}`}: ${message}`;
}

/**
 * Without a listener, a closed pipe (`| head`) would end sm-jd with a stack trace. The reader has
 * seen enough, which is no failure; any other error of the streams reaches `print`.
 */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((resolve, reject) => {
    stream.write(text, error => {
      if (!error || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
      else reject(new UsageError(`the report cannot be printed: ${reasonOf(error)}`));
    });
  });
}

function reasonOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : error.message;
}

/** Columns to lay a report out for: the terminal's, `COLUMNS`, or 80. */
export function outputWidth(): number {
  const fromEnvironment = Number.parseInt(process.env.COLUMNS ?? '', 10);
  return process.stdout.columns ?? (fromEnvironment > 0 ? fromEnvironment : 80);
}

/**
 * Whether to colour: `--color` and `--no-color` first, then `NO_COLOR` and `FORCE_COLOR`
 * (no-color.org, force-color.org), then whether a person watches a terminal that can.
 */
export function wantsColor(flag: boolean | undefined): boolean {
  if (flag !== undefined) return flag;
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return Boolean(process.stdout.isTTY) && TERM !== 'dumb';
}
