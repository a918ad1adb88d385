import { CONTEXT_INPUTS } from './context.js';
import { OUTPUTS } from './outputs.js';

/** One hidden layer of rectified units. Matrices lie row by row: `toHidden` hidden × inputs, `toOutput` outputs × hidden. */
export interface Network {
  readonly hidden: number;
  readonly toHidden: Float32Array;
  readonly hiddenBias: Float32Array;
  readonly toOutput: Float32Array;
  readonly outputBias: Float32Array;
}

/** Raw scores of a statement from its context, written to `scores`. `hidden` is room for the layer between. */
export function runNetwork(network: Network, inputs: Float32Array, hidden: Float32Array, scores: Float32Array): void {
  for (let h = 0; h < network.hidden; h++) {
    let sum = network.hiddenBias[h] as number;
    const row = h * CONTEXT_INPUTS;
    for (let i = 0; i < CONTEXT_INPUTS; i++) sum += (network.toHidden[row + i] as number) * (inputs[i] as number);
    hidden[h] = Math.max(sum, 0);
  }
  for (let k = 0; k < OUTPUTS; k++) {
    let sum = network.outputBias[k] as number;
    const row = k * network.hidden;
    for (let h = 0; h < network.hidden; h++) sum += (network.toOutput[row + h] as number) * (hidden[h] as number);
    scores[k] = sum;
  }
}
