/** Keys are spread evenly, so few share so many first bits. */
const FIRST_BITS = 12;
const GROUP = 2 ** (40 - FIRST_BITS);

/** 40-bit keys, ascending, in two arrays that a file holds as they are: nothing to decode, found by halving. */
export class KeyTable {
  readonly #high: Uint32Array;
  readonly #low: Uint8Array;
  /** Where the keys with the same first bits begin, one more than there are; -1 where nobody has asked yet. */
  readonly #begins = new Int32Array((1 << FIRST_BITS) + 1).fill(-1);

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
    const group = Math.floor(key / GROUP);
    const place = this.#firstFrom(key, this.#begin(group), this.#begin(group + 1));
    return place < this.size && this.at(place) === key ? place : -1;
  }

  #begin(group: number): number {
    let begin = this.#begins[group] as number;
    if (begin < 0) {
      begin = this.#firstFrom(group * GROUP, 0, this.size);
      this.#begins[group] = begin;
    }
    return begin;
  }

  /** Place of the first key of `from` to `to` that is not below `key`; `to` where all are. */
  #firstFrom(key: number, from: number, to: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
