/** Runs shorter than this show no progress: it would only flicker. */
const QUIET_MS = 1000;
const BETWEEN_MS = 100;

/**
 * A line on a terminal that tells how far a long run is; nothing where standard error is no
 * terminal. `clear` takes the line away before a piece of the report is printed.
 */
export class Progress {
  readonly #start = Date.now();
  readonly #isShown = Boolean(process.stderr.isTTY) && process.env.TERM !== 'dumb' && !process.env.CI;
  #last = 0;
  #isThere = false;

  update(text: () => string): void {
    if (!this.#isShown) return;
    const now = Date.now();
    if (now - this.#start < QUIET_MS || now - this.#last < BETWEEN_MS) return;
    this.#last = now;
    this.#isThere = true;
    process.stderr.write(`\r\u001b[K${text().slice(0, (process.stderr.columns || 80) - 1)}`);
  }

  clear(): void {
    if (this.#isThere) process.stderr.write('\r\u001b[K');
    this.#isThere = false;
  }
}
