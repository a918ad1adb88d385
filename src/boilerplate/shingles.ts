/**
 * Shingles and the choice among them. A shingle is a row of `SHINGLE` words; of every `WINDOW`
 * neighbouring shingles winnowing keeps the smallest (Schleimer, Wilkerson & Aiken 2003), so that any
 * row of `GUARANTEE` words that two texts share holds at least one shingle that both keep.
 */
import { mix, type Words } from './words.js';

/** Words in a shingle. */
export const SHINGLE = 6;
/** Neighbouring shingles of which one is kept. */
export const WINDOW = 7;
/** Shared runs of at least so many words are sure to be found. */
export const GUARANTEE = SHINGLE + WINDOW - 1;

/**
 * Hashes of a text's shingles, 64 bits in two halves. Entry `i` is the shingle that begins at word
 * `i`; there are `count - SHINGLE + 1` of them, none in a text of fewer words.
 */
export interface Shingles {
  readonly count: number;
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

const BASE_1 = 0x9e3779b1;
const BASE_2 = 0x85ebca77;

function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result = Math.imul(result, base);
  return result;
}

const LEAVE_1 = power(BASE_1, SHINGLE);
const LEAVE_2 = power(BASE_2, SHINGLE);

export function shinglesOf(words: Words): Shingles {
  const { hashes } = words;
  const count = Math.max(0, words.count - SHINGLE + 1);
  const high = new Uint32Array(count);
  const low = new Uint32Array(count);
  let a = 0;
  let b = 0;
  for (let i = 0; i < words.count; i++) {
    const enters = hashes[i] as number;
    a = (Math.imul(a, BASE_1) + enters) | 0;
    b = (Math.imul(b, BASE_2) + (enters ^ 0x2545f491)) | 0;
    if (i >= SHINGLE) {
      const leaves = hashes[i - SHINGLE] as number;
      a = (a - Math.imul(leaves, LEAVE_1)) | 0;
      b = (b - Math.imul(leaves ^ 0x2545f491, LEAVE_2)) | 0;
    }
    const at = i - SHINGLE + 1;
    if (at >= 0) {
      high[at] = mix(a ^ ((b << 15) | (b >>> 17)));
      low[at] = mix(b ^ ((a << 7) | (a >>> 25)));
    }
  }
  return { count, high, low };
}

/**
 * The name of a shingle in an index: 40 bits, as a whole number. The high half is spread evenly, as
 * winnowing chooses by the low one.
 */
export function keyAt(shingles: Shingles, at: number): number {
  return (shingles.high[at] as number) * 256 + ((shingles.low[at] as number) & 0xff);
}

/** Fourteen further bits of the shingle, for telling rows of them apart where no text is at hand. */
export function checkAt(shingles: Shingles, at: number): number {
  return ((shingles.low[at] as number) >>> 8) & 0x3fff;
}

/**
 * Positions of the shingles that winnowing keeps between `from` and `to` (of shingles, half-open),
 * ascending. A stretch shorter than a window keeps its smallest all the same.
 */
export function winnow(shingles: Shingles, from = 0, to = shingles.count): number[] {
  const kept: number[] = [];
  const { low } = shingles;
  let smallest = -1;
  const last = Math.max(from, to - WINDOW);
  for (let start = from; start <= last && start < to; start++) {
    const end = Math.min(start + WINDOW, to);
    if (smallest < start) {
      smallest = start;
      // Of equals the last is kept, so that a window's choice depends on nothing outside it.
      for (let i = start + 1; i < end; i++) if ((low[i] as number) <= (low[smallest] as number)) smallest = i;
    } else if ((low[end - 1] as number) <= (low[smallest] as number)) {
      smallest = end - 1;
    }
    if (kept[kept.length - 1] !== smallest) kept.push(smallest);
  }
  return kept;
}
