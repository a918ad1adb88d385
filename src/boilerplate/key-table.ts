/** 40-bit keys, ascending, in two arrays that a file holds as they are: nothing to decode, found by halving. */
export class KeyTable {
  readonly #high: Uint32Array;
  readonly #low: Uint8Array;

  /** @param high the upper 32 bits of each key, @param low the lower eight */
  constructor(high: Uint32Array, low: Uint8Array) {
    this.#high = high;
    this.#low = low;
  }

  get size(): number {
    return this.#high.length;
  }

  at(i: number): number {
    return (this.#high[i] as number) * 256 + (this.#low[i] as number);
  }

  /** Place of the first of the keys that equal `key`; -1 where none does. */
  find(key: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) < key) low = middle + 1;
      else high = middle;
    }
    return low < this.size && this.at(low) === key ? low : -1;
  }
}
