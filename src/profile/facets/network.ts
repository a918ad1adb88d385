import { CONTEXT_INPUTS } from './context.js';
import { OUTPUTS } from './outputs.js';

/** One hidden layer of rectified units. Matrices lie row by row: `toHidden` inputs × hidden, `toOutput` outputs × hidden. */
export interface Network {
  readonly hidden: number;
  readonly toHidden: Float32Array;
  readonly hiddenBias: Float32Array;
  readonly toOutput: Float32Array;
  readonly outputBias: Float32Array;
}

/** Raw scores of a statement from its context, written to `scores`. `hidden` is room for the layer between. */
export function runNetwork(network: Network, inputs: Float32Array, hidden: Float32Array, scores: Float32Array): void {
  const { hidden: size, toHidden } = network;
  hidden.set(network.hiddenBias);
  for (let i = 0; i < CONTEXT_INPUTS; i++) {
    const input = inputs[i] as number;
    // Most of what stands around says nothing of most facets.
    if (input === 0) continue;
    const row = i * size;
    for (let h = 0; h < size; h++) hidden[h]! += (toHidden[row + h] as number) * input;
  }
  for (let h = 0; h < size; h++) hidden[h] = Math.max(hidden[h] as number, 0);
  for (let k = 0; k < OUTPUTS; k++) {
    let sum = network.outputBias[k] as number;
    const row = k * network.hidden;
    for (let h = 0; h < network.hidden; h++) sum += (network.toOutput[row + h] as number) * (hidden[h] as number);
    scores[k] = sum;
  }
}
