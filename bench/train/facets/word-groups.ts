import { wordForm } from '../../../src/profile/facets/features.js';
import { seededRandom } from '../../support/random.js';
import { symmetricEigen } from './eigen.js';

/** Words used alike share a group; `coarse` joins groups. Groups are numbered from 0. */
export interface LearnedGroups {
  readonly words: ReadonlyMap<string, number>;
  readonly coarse: readonly number[];
}

const GROUPS = 256;
const COARSE = 64;
const CONTEXTS = 8_000;
const DIMENSIONS = 64;
const MIN_COUNT = 12;
const OFFSETS = [-2, -1, 1, 2];

/**
 * Learns groups of words from sentences: how often words stand before and after each other
 * (pointwise mutual information, positive part), the main directions of that table, then k-means
 * over the words' directions. Same sentences, same groups.
 *
 * @param sentences lower-case words, as tokens give them; repeated sentences count once
 */
export function learnWordGroups(sentences: Iterable<readonly string[]>, log: (text: string) => void): LearnedGroups {
  const texts: string[][] = [];
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    const words = sentence.map(wordForm);
    const key = words.join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    texts.push(words);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const vocabulary = [...counts]
    .filter(([, count]) => count >= MIN_COUNT)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([word]) => word);
  const ids = new Map(vocabulary.map((word, id) => [word, id]));
  log(`${texts.length} different sentences, ${vocabulary.length} words`);

  const table = contextTable(texts, ids);
  log(`${table.values.length} cells of words by contexts`);
  const directions = mainDirections(table);
  const group = kMeans(directions, vocabulary.length, DIMENSIONS, GROUPS);
  const coarse = kMeans(group.centres, GROUPS, DIMENSIONS, COARSE);
  return {
    words: new Map(vocabulary.map((word, id) => [word, group.of[id] as number])),
    coarse: [...coarse.of],
  };
}

/** A sparse table in coordinates. */
interface Table {
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float64Array;
  readonly height: number;
  readonly width: number;
}

/** Positive pointwise mutual information of words and (offset, neighbour) contexts. */
function contextTable(texts: readonly string[][], ids: ReadonlyMap<string, number>): Table {
  const width = OFFSETS.length * CONTEXTS;
  const edge = CONTEXTS - 1;
  let keys = new Float64Array(1 << 20);
  let length = 0;
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const row = ids.get(text[i] as string);
      if (row === undefined) continue;
      for (const [o, offset] of OFFSETS.entries()) {
        const j = i + offset;
        let context: number | undefined;
        if (j < 0 || j >= text.length) {
          if (j !== -1 && j !== text.length) continue;
          context = edge;
        } else context = ids.get(text[j] as string);
        if (context === undefined || context > edge || (context === edge && j >= 0 && j < text.length)) continue;
        if (length === keys.length) {
          const grown = new Float64Array(2 * length);
          grown.set(keys);
          keys = grown;
        }
        keys[length++] = row * width + o * CONTEXTS + context;
      }
    }
  }
  const sorted = keys.subarray(0, length).sort();
  const cells: number[] = [];
  const cellCounts: number[] = [];
  for (let i = 0; i < sorted.length; ) {
    const key = sorted[i] as number;
    let end = i + 1;
    while (end < sorted.length && sorted[end] === key) end++;
    cells.push(key);
    cellCounts.push(end - i);
    i = end;
  }
  const height = ids.size;
  const rowSums = new Float64Array(height);
  const columnSums = new Float64Array(width);
  for (const [n, key] of cells.entries()) {
    rowSums[Math.floor(key / width)]! += cellCounts[n] as number;
    columnSums[key % width]! += cellCounts[n] as number;
  }
  // Rare contexts would get too much weight from the plain share (Levy, Goldberg & Dagan 2015).
  const smoothed = columnSums.map(sum => sum ** 0.75);
  const total = smoothed.reduce((sum, value) => sum + value, 0);
  const rows: number[] = [];
  const columns: number[] = [];
  const values: number[] = [];
  for (const [n, key] of cells.entries()) {
    const row = Math.floor(key / width);
    const column = key % width;
    const share = (cellCounts[n] as number) / (rowSums[row] as number);
    const value = Math.log(share / ((smoothed[column] as number) / total));
    if (value <= 0) continue;
    rows.push(row);
    columns.push(column);
    values.push(value);
  }
  return {
    rows: Uint32Array.from(rows),
    columns: Uint32Array.from(columns),
    values: Float64Array.from(values),
    height,
    width,
  };
}

/** Unit vectors, `DIMENSIONS` numbers a row: the table's main directions by subspace iteration, weighted by the root of their strength. */
function mainDirections(table: Table): Float64Array {
  const size = DIMENSIONS + 8;
  const random = seededRandom(20110204);
  let right = new Float64Array(table.width * size).map(() => random() + random() + random() - 1.5);
  let left = new Float64Array(0);
  for (let round = 0; round < 4; round++) {
    left = multiply(table, right, size, false);
    orthonormalise(left, table.height, size);
    right = multiply(table, left, size, true);
    if (round < 3) orthonormalise(right, table.width, size);
  }
  // left is orthonormal and right = table' * left; its Gram matrix holds the squared strengths.
  const gram = new Float64Array(size * size);
  for (let i = 0; i < table.width; i++)
    for (let a = 0; a < size; a++) {
      const value = right[i * size + a] as number;
      if (value !== 0) for (let b = 0; b < size; b++) gram[a * size + b]! += value * (right[i * size + b] as number);
    }
  const { values, vectors } = symmetricEigen(gram, size);
  const order = [...values.keys()].sort((a, b) => (values[b] as number) - (values[a] as number)).slice(0, DIMENSIONS);
  const result = new Float64Array(table.height * DIMENSIONS);
  for (let i = 0; i < table.height; i++) {
    let norm = 0;
    for (const [d, e] of order.entries()) {
      let sum = 0;
      for (let a = 0; a < size; a++) sum += (left[i * size + a] as number) * (vectors[a * size + e] as number);
      // Strengths are squared here: the fourth root is the root of the singular value.
      sum *= Math.max(0, values[e] as number) ** 0.25;
      result[i * DIMENSIONS + d] = sum;
      norm += sum * sum;
    }
    norm = Math.sqrt(norm) || 1;
    for (let d = 0; d < DIMENSIONS; d++) result[i * DIMENSIONS + d]! /= norm;
  }
  return result;
}

function multiply(table: Table, by: Float64Array, size: number, transposed: boolean): Float64Array<ArrayBuffer> {
  const { rows, columns, values } = table;
  const out = new Float64Array((transposed ? table.width : table.height) * size);
  for (let n = 0; n < values.length; n++) {
    const to = (transposed ? columns[n] : rows[n]) as number;
    const from = (transposed ? rows[n] : columns[n]) as number;
    const value = values[n] as number;
    for (let d = 0; d < size; d++) out[to * size + d]! += value * (by[from * size + d] as number);
  }
  return out;
}

/** Modified Gram-Schmidt over columns. */
function orthonormalise(matrix: Float64Array, height: number, size: number): void {
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) {
      let dot = 0;
      for (let i = 0; i < height; i++) dot += (matrix[i * size + a] as number) * (matrix[i * size + b] as number);
      for (let i = 0; i < height; i++) matrix[i * size + a]! -= dot * (matrix[i * size + b] as number);
    }
    let norm = 0;
    for (let i = 0; i < height; i++) norm += (matrix[i * size + a] as number) ** 2;
    norm = Math.sqrt(norm) || 1;
    for (let i = 0; i < height; i++) matrix[i * size + a]! /= norm;
  }
}

/** Spherical k-means; the first centres are drawn from the first rows, which are the commonest words. */
function kMeans(
  rows: Float64Array,
  count: number,
  size: number,
  k: number,
): { of: Uint16Array; centres: Float64Array } {
  const random = seededRandom(7);
  const pool = Math.min(count, 5 * k);
  const order = Array.from({ length: pool }, (_, i) => i);
  const centres = new Float64Array(k * size);
  for (let c = 0; c < k; c++) {
    const j = c + Math.floor(random() * (pool - c));
    [order[c], order[j]] = [order[j] as number, order[c] as number];
    centres.set(rows.subarray((order[c] as number) * size, ((order[c] as number) + 1) * size), c * size);
  }
  const of = new Uint16Array(count);
  for (let round = 0; round < 20; round++) {
    let moved = 0;
    for (let i = 0; i < count; i++) {
      let best = 0;
      let most = Number.NEGATIVE_INFINITY;
      for (let c = 0; c < k; c++) {
        let dot = 0;
        for (let d = 0; d < size; d++) dot += (rows[i * size + d] as number) * (centres[c * size + d] as number);
        if (dot > most) {
          most = dot;
          best = c;
        }
      }
      if (of[i] !== best) moved++;
      of[i] = best;
    }
    if (moved === 0 && round > 0) break;
    const sums = new Float64Array(k * size);
    for (let i = 0; i < count; i++)
      for (let d = 0; d < size; d++) sums[(of[i] as number) * size + d]! += rows[i * size + d] as number;
    for (let c = 0; c < k; c++) {
      let norm = 0;
      for (let d = 0; d < size; d++) norm += (sums[c * size + d] as number) ** 2;
      if (norm === 0) continue;
      norm = Math.sqrt(norm);
      for (let d = 0; d < size; d++) centres[c * size + d] = (sums[c * size + d] as number) / norm;
    }
  }
  return { of, centres };
}
