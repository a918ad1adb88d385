import { FACET_COUNT, OUTPUTS, toProbabilities } from '../../../src/profile/facets/outputs.js';
import { seededRandom } from '../../support/random.js';

/** A statement as rows of the weights, and what it should give. */
export interface Sample {
  readonly rows: Int32Array;
  /** `OUTPUTS` numbers from 0 to 1: the share of each main facet, and of each facet standing in it. */
  readonly target: Float32Array;
  readonly weight: number;
}

export interface LinearOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly ridge: number;
  readonly seed: number;
  /** Share of a statement's rows left out at each step, so that no single one is leaned on. */
  readonly dropout: number;
}

/** Targets of a label. */
export function targetOf(main: number, second: number): Float32Array {
  const target = new Float32Array(OUTPUTS);
  target[main] = 1;
  target[FACET_COUNT + main] = 1;
  if (second >= 0) target[FACET_COUNT + second] = 1;
  return target;
}

/**
 * Softmax and logistic regression over one-or-nothing features, by AdaGrad with one step size a
 * row; the weights after each epoch of the second half are averaged. Same samples, same weights:
 * `rowCount` rows of `OUTPUTS` numbers. Row 0, the bias, is never left out.
 */
export function trainLinear(samples: readonly Sample[], rowCount: number, options: LinearOptions): Float32Array {
  const weights = new Float32Array(rowCount * OUTPUTS);
  const averages = new Float32Array(rowCount * OUTPUTS);
  const squares = new Float32Array(rowCount).fill(1e-2);
  const scores = new Float32Array(OUTPUTS);
  const random = seededRandom(options.seed);
  const order = samples.map((_, i) => i);
  const kept = new Int32Array(samples.reduce((most, { rows }) => Math.max(most, rows.length), 0));
  let averaged = 0;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (const index of order) {
      const { rows, target, weight } = samples[index] as Sample;
      let count = 0;
      scores.fill(0);
      for (let r = 0; r < rows.length; r++) {
        const row = rows[r] as number;
        if (row > 0 && random() < options.dropout) continue;
        kept[count++] = row;
        const at = row * OUTPUTS;
        for (let k = 0; k < OUTPUTS; k++) scores[k]! += weights[at + k] as number;
      }
      for (let k = 0; k < OUTPUTS; k++) scores[k]! /= 1 - options.dropout;
      toProbabilities(scores);
      let square = 0;
      for (let k = 0; k < OUTPUTS; k++) {
        const gradient = ((scores[k] as number) - (target[k] as number)) * weight;
        scores[k] = gradient;
        square += gradient * gradient;
      }
      for (let r = 0; r < count; r++) {
        const row = kept[r] as number;
        squares[row]! += square;
        const step = options.rate / Math.sqrt(squares[row] as number);
        const at = row * OUTPUTS;
        for (let k = 0; k < OUTPUTS; k++)
          weights[at + k]! -= step * ((scores[k] as number) + options.ridge * (weights[at + k] as number));
      }
    }
    if (2 * epoch < options.epochs - 1) continue;
    averaged++;
    for (let i = 0; i < weights.length; i++) averages[i]! += weights[i] as number;
  }
  return averages.map(sum => sum / averaged);
}
