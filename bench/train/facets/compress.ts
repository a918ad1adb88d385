import type { Network } from '../../../src/profile/facets/network.js';
import { OUTPUTS } from '../../../src/profile/facets/outputs.js';
import { MOST_STEP, type StoredWeights } from '../../../src/profile/facets/weights.js';
import { symmetricEigen } from './eigen.js';
import type { Sample } from './linear.js';

/** Row 0 is the bias: every sample has it. */
export const BIAS_ROW = 0;

/** The rows that matter most to the samples, strongest first, the bias before all. */
export function chooseRows(weights: Float32Array, samples: readonly Sample[], count: number): number[] {
  const counts = rowCounts(samples, weights.length / OUTPUTS);
  const worth = counts.map((seen, row) => {
    let square = 0;
    for (let k = 0; k < OUTPUTS; k++) square += (weights[row * OUTPUTS + k] as number) ** 2;
    return seen * square;
  });
  worth[BIAS_ROW] = Number.POSITIVE_INFINITY;
  return Array.from(worth.keys())
    .sort((a, b) => (worth[b] as number) - (worth[a] as number) || a - b)
    .slice(0, count);
}

function rowCounts(samples: readonly Sample[], rows: number): Float64Array {
  const counts = new Float64Array(rows);
  for (const sample of samples) for (const row of sample.rows) counts[row]! += 1;
  return counts;
}

/** Weights along a few directions, in whole numbers. */
export interface Compressed {
  /** One number a direction in each row; the bias row is left out. */
  readonly rows: Int8Array;
  readonly directions: readonly Float32Array[];
  readonly bias: Float32Array;
}

/** The main directions of the weights, rows counted as often as samples have them, then int8. */
export function compress(weights: Float32Array, samples: readonly Sample[], directionCount: number): Compressed {
  const rowCount = weights.length / OUTPUTS;
  const counts = rowCounts(samples, rowCount);
  const gram = new Float64Array(OUTPUTS * OUTPUTS);
  for (let row = 1; row < rowCount; row++)
    for (let a = 0; a < OUTPUTS; a++)
      for (let b = 0; b < OUTPUTS; b++)
        gram[a * OUTPUTS + b]! +=
          (counts[row] as number) * (weights[row * OUTPUTS + a] as number) * (weights[row * OUTPUTS + b] as number);
  const { values, vectors } = symmetricEigen(gram, OUTPUTS);
  const order = Array.from(values.keys())
    .sort((a, b) => (values[b] as number) - (values[a] as number))
    .slice(0, directionCount);
  const rows = new Int8Array((rowCount - 1) * directionCount);
  const directions = order.map((e, d) => {
    const along = new Float64Array(rowCount - 1);
    for (let row = 1; row < rowCount; row++)
      for (let k = 0; k < OUTPUTS; k++)
        along[row - 1]! += (weights[row * OUTPUTS + k] as number) * (vectors[k * OUTPUTS + e] as number);
    // A few very long rows are cut, so that the steps stay fine for all others.
    const lengths = along.map(Math.abs).sort();
    const step = (lengths[Math.floor(0.9995 * (lengths.length - 1))] as number) / 127 || 1;
    for (const [row, value] of along.entries())
      rows[row * directionCount + d] = Math.max(-127, Math.min(127, Math.round(value / step)));
    return Float32Array.from({ length: OUTPUTS }, (_, k) => round((vectors[k * OUTPUTS + e] as number) * step));
  });
  return { rows, directions, bias: weights.slice(0, OUTPUTS).map(round) };
}

/** Five digits that count. */
function round(value: number): number {
  return Number(value.toPrecision(5));
}

/** The network as it will be read back: whole numbers with one step a matrix. */
export function storeNetwork(network: Network): StoredWeights['network'] {
  const [toHidden, hiddenStep] = toInt8(network.toHidden);
  const [toOutput, outputStep] = toInt8(network.toOutput);
  return {
    toHidden,
    hiddenBias: Array.from(network.hiddenBias, round),
    toOutput,
    outputBias: Array.from(network.outputBias, round),
    hiddenStep,
    outputStep,
  };
}

function toInt8(matrix: Float32Array): [string, number] {
  const step = round(matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127);
  return [base64(Int8Array.from(matrix, value => Math.round(value / step))), step];
}

export function storeWeights(
  groups: { readonly byHash: ReadonlyMap<number, number>; readonly coarse: readonly number[] },
  hashes: readonly number[],
  { rows, directions, bias }: Compressed,
  network: Network,
  thresholds: readonly number[],
): StoredWeights {
  const words = Array.from(groups.byHash, ([hash, group]) => ({ hash, group })).sort(
    (a, b) => (a.hash >>> 0) - (b.hash >>> 0),
  );
  const width = directions.length;
  const order = Array.from(hashes.keys()).sort((a, b) => ((hashes[a] as number) >>> 0) - ((hashes[b] as number) >>> 0));
  const sorted = new Int8Array(rows.length);
  for (const [to, from] of order.entries()) sorted.set(rows.subarray(from * width, (from + 1) * width), to * width);
  return {
    words: base64(hashSteps(words.map(word => word.hash))),
    groups: base64(Uint8Array.from(words, word => word.group)),
    coarse: base64(Uint8Array.from(groups.coarse)),
    features: base64(hashSteps(order.map(i => hashes[i] as number))),
    weights: base64(sorted),
    directions: directions.map(outputs => Array.from(outputs, round)),
    bias: Array.from(bias, round),
    network: storeNetwork(network),
    thresholds: thresholds.map(round),
  };
}

/** Hashes that rise as unsigned numbers, each as its step from the one before. */
function hashSteps(rising: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let last = 0;
  for (const hash of rising) {
    let step = (hash >>> 0) - last;
    for (; step >= MOST_STEP; step -= MOST_STEP) bytes.push(255, 255, 255);
    bytes.push(step & 255, (step >> 8) & 255, step >> 16);
    last = hash >>> 0;
  }
  return Uint8Array.from(bytes);
}

function base64(bytes: Uint8Array | Int8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}
