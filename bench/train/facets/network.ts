import { CONTEXT_INPUTS } from '../../../src/profile/facets/context.js';
import { type Network, runNetwork } from '../../../src/profile/facets/network.js';
import { OUTPUTS, toProbabilities } from '../../../src/profile/facets/outputs.js';
import { seededRandom } from '../../support/random.js';

export interface ContextSample {
  readonly inputs: Float32Array;
  /** `OUTPUTS` numbers from 0 to 1. */
  readonly target: Float32Array;
  readonly weight: number;
}

export interface NetworkOptions {
  readonly hidden: number;
  readonly epochs: number;
  readonly rate: number;
  /** Share of inputs left out at each step, so that no single one is leaned on. */
  readonly dropout: number;
  /** How fast weights shrink towards nothing, as a share of the step. */
  readonly decay: number;
  readonly seed: number;
}

const BATCH = 32;

/** Trains by Adam with a falling step. Same samples, same weights. */
export function trainNetwork(samples: readonly ContextSample[], options: NetworkOptions): Network {
  const random = seededRandom(options.seed);
  const { hidden } = options;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const network: Network = {
    hidden,
    toHidden: new Float32Array(CONTEXT_INPUTS * hidden).map(() => normal() / Math.sqrt(CONTEXT_INPUTS)),
    hiddenBias: new Float32Array(hidden),
    toOutput: new Float32Array(OUTPUTS * hidden).map(() => normal() / Math.sqrt(hidden)),
    outputBias: new Float32Array(OUTPUTS),
  };
  const parts = [network.toHidden, network.hiddenBias, network.toOutput, network.outputBias];
  const slopes = parts.map(part => new Float32Array(part.length));
  const means = parts.map(part => new Float32Array(part.length));
  const squares = parts.map(part => new Float32Array(part.length));
  const [toHiddenSlope, hiddenSlope, toOutputSlope, outputSlope] = slopes as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const inputs = new Float32Array(CONTEXT_INPUTS);
  const layer = new Float32Array(hidden);
  const layerSlope = new Float32Array(hidden);
  const scores = new Float32Array(OUTPUTS);
  const order = samples.map((_, i) => i);
  const steps = options.epochs * Math.ceil(samples.length / BATCH);
  let step = 0;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (let begin = 0; begin < order.length; begin += BATCH) {
      for (const slope of slopes) slope.fill(0);
      const end = Math.min(order.length, begin + BATCH);
      for (let n = begin; n < end; n++) {
        const sample = samples[order[n] as number] as ContextSample;
        for (let i = 0; i < CONTEXT_INPUTS; i++)
          inputs[i] = random() < options.dropout ? 0 : (sample.inputs[i] as number) / (1 - options.dropout);
        runNetwork(network, inputs, layer, scores);
        toProbabilities(scores);
        layerSlope.fill(0);
        for (let k = 0; k < OUTPUTS; k++) {
          const slope = (sample.weight * ((scores[k] as number) - (sample.target[k] as number))) / (end - begin);
          outputSlope[k]! += slope;
          for (let h = 0; h < hidden; h++) {
            toOutputSlope[k * hidden + h]! += slope * (layer[h] as number);
            layerSlope[h]! += slope * (network.toOutput[k * hidden + h] as number);
          }
        }
        for (let h = 0; h < hidden; h++) {
          if (layer[h] === 0) layerSlope[h] = 0;
          hiddenSlope[h]! += layerSlope[h] as number;
        }
        for (let i = 0; i < CONTEXT_INPUTS; i++) {
          const input = inputs[i] as number;
          if (input === 0) continue;
          const row = i * hidden;
          for (let h = 0; h < hidden; h++) toHiddenSlope[row + h]! += (layerSlope[h] as number) * input;
        }
      }
      step++;
      const rate = options.rate * (1 - step / (steps + 1));
      const meanScale = 1 / (1 - 0.9 ** step);
      const squareScale = 1 / (1 - 0.999 ** step);
      for (const [p, part] of parts.entries()) {
        const slope = slopes[p] as Float32Array;
        const mean = means[p] as Float32Array;
        const square = squares[p] as Float32Array;
        for (let i = 0; i < part.length; i++) {
          const value = slope[i] as number;
          mean[i] = 0.9 * (mean[i] as number) + 0.1 * value;
          square[i] = 0.999 * (square[i] as number) + 0.001 * value * value;
          const move =
            ((mean[i] as number) * meanScale) / (Math.sqrt((square[i] as number) * squareScale) + 1e-8) +
            options.decay * (part[i] as number);
          part[i]! -= rate * move;
        }
      }
    }
  }
  return network;
}
