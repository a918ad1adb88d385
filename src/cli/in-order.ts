/**
 * Passes results on in the order of their numbers, each once all before it are there, whatever the
 * order in which they come in.
 */
export class InOrder<T> {
  readonly #take: (result: T) => Promise<void> | void;
  /** Come in, but too early to be passed on. */
  readonly #early = new Map<number, T>();
  #next = 0;
  #last: Promise<void> = Promise.resolve();
  #error: { readonly thrown: unknown } | undefined;

  /** @param take is never called again before it has done */
  constructor(take: (result: T) => Promise<void> | void) {
    this.#take = take;
  }

  /**
   * To be called once for every number from 0 on.
   *
   * @returns when everything that could be passed on is
   * @throws at once what `take` has thrown before
   */
  add(number: number, result: T): Promise<void> {
    if (this.#error) throw this.#error.thrown;
    this.#early.set(number, result);
    while (this.#early.has(this.#next)) {
      const next = this.#early.get(this.#next) as T;
      this.#early.delete(this.#next++);
      this.#last = this.#last.then(() => this.#passOn(next));
    }
    return this.#last;
  }

  /** @throws what `take` has thrown */
  async end(): Promise<void> {
    await this.#last;
    if (this.#error) throw this.#error.thrown;
  }

  /** Nobody may be waiting for it, so what it throws is kept for who comes next. */
  async #passOn(result: T): Promise<void> {
    if (this.#error) return;
    try {
      await this.#take(result);
    } catch (thrown) {
      this.#error = { thrown };
    }
  }
}
