import type { WordGroups } from './features.js';
import type { Network } from './network.js';

/**
 * The trained weights as they are stored: numbers little-endian in base64, weights as small whole
 * numbers with a scale. Written by `npm run train`.
 */
export interface StoredWeights {
  /** Hashes of the grouped words (steps, as for features), the group of each and the coarse group of each group (uint8). */
  readonly words: string;
  readonly groups: string;
  readonly coarse: string;
  /** Hashes of the features: the steps between rising uint32 hashes, three bytes each (`255 255 255` adds and goes on). */
  readonly features: string;
  /** By feature: how far it points along each direction, int8. */
  readonly weights: string;
  /** By direction: the outputs it stands for, scaled so that one step of its weights counts 1. */
  readonly directions: readonly (readonly number[])[];
  readonly bias: readonly number[];
  readonly network: {
    /** int8, each matrix and list with its own step. */
    readonly toHidden: string;
    readonly hiddenBias: readonly number[];
    readonly toOutput: string;
    readonly outputBias: readonly number[];
    readonly hiddenStep: number;
    readonly outputStep: number;
  };
  /** By facet: the chance from which it counts as standing in a statement besides the main one. */
  readonly thresholds: readonly number[];
}

/** The trained weights, ready to use. */
export interface Weights {
  readonly groups: WordGroups;
  readonly table: RowTable;
  /** One number a direction in each row. */
  readonly rows: Int8Array;
  /** What one step of each direction adds to each output: `OUTPUTS` numbers a direction, one after another. */
  readonly directions: Float32Array;
  /** Directions, and numbers a row. */
  readonly width: number;
  readonly bias: Float32Array;
  readonly network: Network;
  readonly thresholds: readonly number[];
}

export function readWeights(stored: StoredWeights): Weights {
  const words = readHashes(stored.words);
  const groupOf = readBytes(stored.groups);
  const { network } = stored;
  return {
    groups: {
      of: hash => {
        const row = search(words, hash);
        return row < 0 ? -1 : (groupOf[row] as number);
      },
      coarse: readBytes(stored.coarse),
    },
    table: new RowTable(readHashes(stored.features)),
    rows: readInt8(stored.weights),
    directions: Float32Array.from(stored.directions.flat()),
    width: stored.directions.length,
    bias: Float32Array.from(stored.bias),
    network: {
      hidden: network.hiddenBias.length,
      toHidden: scaled(network.toHidden, network.hiddenStep),
      hiddenBias: Float32Array.from(network.hiddenBias),
      toOutput: scaled(network.toOutput, network.outputStep),
      outputBias: Float32Array.from(network.outputBias),
    },
    thresholds: stored.thresholds,
  };
}

/** The place of a hash among hashes that rise as unsigned numbers, or -1. For rare look-ups: nothing is built. */
function search(hashes: Int32Array, hash: number): number {
  const wanted = hash >>> 0;
  let from = 0;
  let to = hashes.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((hashes[middle] as number) >>> 0 < wanted) from = middle + 1;
    else to = middle;
  }
  return hashes[from] === hash ? from : -1;
}

const SIEVE_BITS = 17;

/** Finds the place of a hash in a list of hashes. */
export class RowTable {
  readonly #slots: Int32Array;
  readonly #hashes: Int32Array;
  readonly #mask: number;
  /** One bit for each value of a hash's upper bits that any hash has: most of what is asked for is turned away here. */
  readonly #sieve = new Uint32Array(1 << (SIEVE_BITS - 5));

  constructor(hashes: Int32Array) {
    let size = 1024;
    while (size < 2 * hashes.length) size *= 2;
    this.#hashes = hashes;
    this.#mask = size - 1;
    this.#slots = new Int32Array(size).fill(-1);
    for (let row = 0; row < hashes.length; row++) {
      const hash = hashes[row] as number;
      let slot = hash & this.#mask;
      while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = row;
      const upper = hash >>> (32 - SIEVE_BITS);
      this.#sieve[upper >>> 5]! |= 1 << (upper & 31);
    }
  }

  /** The row, or -1. */
  find(hash: number): number {
    const upper = hash >>> (32 - SIEVE_BITS);
    if ((((this.#sieve[upper >>> 5] as number) >>> (upper & 31)) & 1) === 0) return -1;
    const slots = this.#slots;
    const mask = this.#mask;
    let slot = hash & mask;
    for (;;) {
      const row = slots[slot] as number;
      if (row < 0 || this.#hashes[row] === hash) return row;
      slot = (slot + 1) & mask;
    }
  }
}

function readBytes(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

function readInt8(text: string): Int8Array {
  const bytes = readBytes(text);
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Hashes, signed, from the steps between them as unsigned numbers. */
export function readHashes(text: string): Int32Array {
  const bytes = readBytes(text);
  const hashes = new Int32Array(bytes.length / 3);
  let count = 0;
  let hash = 0;
  for (let at = 0; at < bytes.length; at += 3) {
    const step = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
    hash += step;
    if (step < MOST_STEP) hashes[count++] = hash;
  }
  return hashes.subarray(0, count);
}

/** The largest number of three bytes: it adds to the hash without giving one. */
export const MOST_STEP = 0xffffff;

function scaled(text: string, step: number): Float32Array {
  const bytes = readInt8(text);
  const numbers = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) numbers[i] = (bytes[i] as number) * step;
  return numbers;
}
