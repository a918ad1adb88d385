import { FACETS } from '../../core/facets.js';

export const FACET_COUNT = FACETS.length;
/** Outputs of a statement: each main facet (softmax), then each facet's standing in it (logistic). */
export const OUTPUTS = 2 * FACET_COUNT;

/** How much the first look counts beside the second; chosen on cross-validated figures. */
const FIRST_SHARE = 0.4;

/** The final opinion: both looks' probabilities, weighted, written over the second look's. */
export function blend(first: Float32Array, second: Float32Array): void {
  for (let k = 0; k < OUTPUTS; k++)
    second[k] = FIRST_SHARE * (first[k] as number) + (1 - FIRST_SHARE) * (second[k] as number);
}

/** Raw scores become the chance of each main facet and of each facet standing there, in place. */
export function toProbabilities(scores: Float32Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < FACET_COUNT; k++) if ((scores[k] as number) > most) most = scores[k] as number;
  let sum = 0;
  for (let k = 0; k < FACET_COUNT; k++) {
    const power = Math.exp((scores[k] as number) - most);
    scores[k] = power;
    sum += power;
  }
  for (let k = 0; k < FACET_COUNT; k++) scores[k] = (scores[k] as number) / sum;
  for (let k = FACET_COUNT; k < OUTPUTS; k++) scores[k] = 1 / (1 + Math.exp(-(scores[k] as number)));
}
