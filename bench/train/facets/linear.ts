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
}

/** Targets of a label. */
export function targetOf(main: number, second: number): Float32Array {
  const target = new Float32Array(OUTPUTS);
  target[main] = 1;
  target[FACET_COUNT + main] = 1;
  if (second >= 0) target[FACET_COUNT + second] = 1;
  return target;
}

/** Sums the weights of a statement's rows into `scores`. */
export function scoreRows(weights: Float32Array, rows: Int32Array, scores: Float32Array): void {
  scores.fill(0);
  for (let r = 0; r < rows.length; r++) {
    const at = (rows[r] as number) * OUTPUTS;
    for (let k = 0; k < OUTPUTS; k++) scores[k]! += weights[at + k] as number;
  }
}

/**
 * Softmax and logistic regression over one-or-nothing features, by AdaGrad with one step size a
 * row. Same samples, same weights: `rowCount` rows of `OUTPUTS` numbers.
 */
export function trainLinear(samples: readonly Sample[], rowCount: number, options: LinearOptions): Float32Array {
  const weights = new Float32Array(rowCount * OUTPUTS);
  const squares = new Float32Array(rowCount).fill(1e-2);
  const scores = new Float32Array(OUTPUTS);
  const random = seededRandom(options.seed);
  const order = samples.map((_, i) => i);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (const index of order) {
      const { rows, target, weight } = samples[index] as Sample;
      scoreRows(weights, rows, scores);
      toProbabilities(scores);
      let square = 0;
      for (let k = 0; k < OUTPUTS; k++) {
        const gradient = ((scores[k] as number) - (target[k] as number)) * weight;
        scores[k] = gradient;
        square += gradient * gradient;
      }
      for (let r = 0; r < rows.length; r++) {
        const row = rows[r] as number;
        squares[row]! += square;
        const step = options.rate / Math.sqrt(squares[row] as number);
        const at = row * OUTPUTS;
        for (let k = 0; k < OUTPUTS; k++)
          weights[at + k]! -= step * ((scores[k] as number) + options.ridge * (weights[at + k] as number));
      }
    }
  }
  return weights;
}
