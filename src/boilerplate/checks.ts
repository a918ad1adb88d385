import { checkAt, type Shingles } from './shingles.js';

/** Bits of each check beyond the first eight. */
const UPPER_BITS = 6;

/**
 * Fourteen bits of each shingle of a text, in order: what is left of a text in an index without texts.
 * Rows of them tell where a shared run begins and ends; words cannot be read back from them.
 */
export class Checks {
  /** How many shingles. */
  readonly count: number;
  /** The lower eight bits of each: bytes of their own, so that a check is sought at the speed of `indexOf`. */
  readonly #bytes: Uint8Array;
  /** The upper six bits of each, one behind the other, the lowest first. */
  readonly #upper: Uint8Array;

  /** @param stored `Checks.size(count)` bytes */
  constructor(count: number, stored: Uint8Array) {
    this.count = count;
    this.#bytes = stored.subarray(0, count);
    this.#upper = stored.subarray(count);
  }

  /** Bytes that the checks of so many shingles take. */
  static size(count: number): number {
    return count + Math.ceil((count * UPPER_BITS) / 8);
  }

  /** The stored form of a text's checks. */
  static encode(shingles: Shingles): Uint8Array {
    const { count } = shingles;
    const stored = new Uint8Array(Checks.size(count));
    for (let i = 0; i < count; i++) {
      const check = checkAt(shingles, i);
      stored[i] = check & 0xff;
      const bit = i * UPPER_BITS;
      const at = count + (bit >> 3);
      const upper = (check >> 8) << (bit & 7);
      stored[at] = (stored[at] as number) | upper;
      // Behind the last check there may be no byte, and then no bits for it either.
      if (upper > 0xff) stored[at + 1] = (stored[at + 1] as number) | (upper >> 8);
    }
    return stored;
  }

  at(i: number): number {
    const bit = i * UPPER_BITS;
    const at = bit >> 3;
    const two = (this.#upper[at] as number) | ((this.#upper[at + 1] ?? 0) << 8);
    return (((two >> (bit & 7)) & 0x3f) << 8) | (this.#bytes[i] as number);
  }

  /** First place from `from` on that holds a check; -1 where none does. */
  indexOf(check: number, from: number): number {
    for (let i = this.#bytes.indexOf(check & 0xff, from); i >= 0; i = this.#bytes.indexOf(check & 0xff, i + 1)) {
      if (this.at(i) === check) return i;
    }
    return -1;
  }
}
