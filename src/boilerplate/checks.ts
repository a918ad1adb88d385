import { checkAt, type Shingles } from './shingles.js';

/**
 * Twelve bits of each shingle of a text, in order: what is left of a text in an index without texts.
 * Rows of them tell where a shared run begins and ends; words cannot be read back from them.
 */
export class Checks {
  /** How many shingles. */
  readonly count: number;
  /** The lower eight bits of each. */
  readonly #bytes: Uint8Array;
  /** The upper four bits, two shingles a byte. */
  readonly #halves: Uint8Array;

  /** @param stored `Checks.size(count)` bytes */
  constructor(count: number, stored: Uint8Array) {
    this.count = count;
    this.#bytes = stored.subarray(0, count);
    this.#halves = stored.subarray(count);
  }

  /** Bytes that the checks of so many shingles take. */
  static size(count: number): number {
    return count + Math.ceil(count / 2);
  }

  /** The stored form of a text's checks. */
  static encode(shingles: Shingles): Uint8Array {
    const { count } = shingles;
    const stored = new Uint8Array(Checks.size(count));
    for (let i = 0; i < count; i++) {
      const check = checkAt(shingles, i);
      stored[i] = check & 0xff;
      const half = count + (i >> 1);
      stored[half] = (stored[half] as number) | ((check >> 8) << ((i & 1) * 4));
    }
    return stored;
  }

  at(i: number): number {
    const half = ((this.#halves[i >> 1] as number) >> ((i & 1) * 4)) & 15;
    return (half << 8) | (this.#bytes[i] as number);
  }

  /** First place from `from` on that holds a check; -1 where none does. */
  indexOf(check: number, from: number): number {
    for (let i = this.#bytes.indexOf(check & 0xff, from); i >= 0; i = this.#bytes.indexOf(check & 0xff, i + 1)) {
      if (this.at(i) === check) return i;
    }
    return -1;
  }
}
