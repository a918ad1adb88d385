/** Slots at first; always a power of two. */
const FEWEST = 1 << 12;

/**
 * Lists of small numbers by 40-bit key. Nearly all keys have a list of one, which takes nine bytes and
 * its part of the empty slots, a fifth of what a Map takes; the others stand aside.
 */
export class KeyLists {
  /** The upper 32 bits of each key, and the lower eight. A slot is free where `#values` is 0. */
  #high = new Uint32Array(FEWEST);
  #low = new Uint8Array(FEWEST);
  /** The only number of a list plus one, or the place of a longer list, negative and minus one. */
  #values = new Int32Array(FEWEST);
  #count = 0;
  readonly #longer: (readonly number[])[] = [];

  /** @param number at least as large as those added before; one that the list ends with is not added again */
  add(key: number, number: number): void {
    if (this.#count * 4 >= this.#values.length * 3) this.#grow();
    const slot = this.#slotOf(key);
    const value = this.#values[slot] as number;
    if (value === 0) {
      this.#set(slot, key, number + 1);
      this.#count++;
    } else if (value < 0) {
      const list = this.#longer[-value - 1] as number[];
      if (list[list.length - 1] !== number) list.push(number);
    } else if (value !== number + 1) {
      this.#longer.push([value - 1, number]);
      this.#values[slot] = -this.#longer.length;
    }
  }

  get(key: number): readonly number[] {
    const value = this.#values[this.#slotOf(key)] as number;
    if (value === 0) return [];
    return value > 0 ? [value - 1] : (this.#longer[-value - 1] as readonly number[]);
  }

  /** Puts shorter lists in the place of those of two numbers or more; nothing can be added afterwards. */
  shorten(shorter: (list: readonly number[]) => readonly number[]): void {
    for (const [i, list] of this.#longer.entries()) this.#longer[i] = shorter(list).slice();
  }

  /** The slot that holds the key, or the free one where it belongs. */
  #slotOf(key: number): number {
    const high = Math.floor(key / 256);
    const low = key % 256;
    const mask = this.#values.length - 1;
    // The high half is spread evenly, so it need not be hashed.
    let slot = high & mask;
    while (this.#values[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) slot = (slot + 1) & mask;
    return slot;
  }

  #set(slot: number, key: number, value: number): void {
    this.#high[slot] = Math.floor(key / 256);
    this.#low[slot] = key % 256;
    this.#values[slot] = value;
  }

  #grow(): void {
    const [high, low, values] = [this.#high, this.#low, this.#values];
    const size = values.length * 2;
    this.#high = new Uint32Array(size);
    this.#low = new Uint8Array(size);
    this.#values = new Int32Array(size);
    values.forEach((value, i) => {
      if (value === 0) return;
      const key = (high[i] as number) * 256 + (low[i] as number);
      this.#set(this.#slotOf(key), key, value);
    });
  }
}
