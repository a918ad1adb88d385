import type { QuestionWeights } from '../../src/profile/document-model.js';

/** One labelled example: a value for each feature, and the position of its answer among the classes. */
export interface Example {
  readonly values: ReadonlyMap<string, number>;
  readonly answer: number;
}

const RATE = 0.08;
const MOMENTUM = 0.9;

/**
 * Softmax regression with a ridge, features standardised; Nesterov's gradient descent over all
 * examples from zero, so that the same examples give the same weights.
 *
 * @param ridge how strongly weights are held near zero, as a share of one example's loss
 */
export function trainSoftmax(
  examples: readonly Example[],
  features: readonly string[],
  classes: readonly string[],
  ridge = 1,
  steps = 600,
): QuestionWeights {
  const n = examples.length;
  const means = features.map(feature => examples.reduce((sum, one) => sum + (one.values.get(feature) ?? 0), 0) / n);
  const scales = features.map((feature, i) => {
    const mean = means[i] as number;
    const variance = examples.reduce((sum, one) => sum + ((one.values.get(feature) ?? 0) - mean) ** 2, 0) / n;
    return variance < 1e-12 ? 1 : Math.sqrt(variance);
  });
  const width = features.length + 1;
  const inputs = examples.map(one =>
    Float64Array.from([
      ...features.map((feature, i) => ((one.values.get(feature) ?? 0) - (means[i] as number)) / (scales[i] as number)),
      1,
    ]),
  );
  const weights = new Float64Array(width * classes.length);
  const speed = new Float64Array(weights.length);
  const gradient = new Float64Array(weights.length);
  const ahead = new Float64Array(weights.length);
  const powers = new Float64Array(classes.length);
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < weights.length; i++) ahead[i] = (weights[i] as number) + MOMENTUM * (speed[i] as number);
    gradient.fill(0);
    for (let e = 0; e < n; e++) {
      const input = inputs[e] as Float64Array;
      let most = Number.NEGATIVE_INFINITY;
      for (let c = 0; c < classes.length; c++) {
        let score = 0;
        for (let i = 0; i < width; i++) score += (ahead[c * width + i] as number) * (input[i] as number);
        powers[c] = score;
        if (score > most) most = score;
      }
      let sum = 0;
      for (let c = 0; c < classes.length; c++) {
        powers[c] = Math.exp((powers[c] as number) - most);
        sum += powers[c] as number;
      }
      for (let c = 0; c < classes.length; c++) {
        const error = (powers[c] as number) / sum - (c === (examples[e] as Example).answer ? 1 : 0);
        for (let i = 0; i < width; i++)
          gradient[c * width + i] = (gradient[c * width + i] as number) + error * (input[i] as number);
      }
    }
    for (let i = 0; i < weights.length; i++) {
      const pull = i % width === width - 1 ? 0 : ridge * (ahead[i] as number);
      speed[i] = MOMENTUM * (speed[i] as number) - (RATE * ((gradient[i] as number) + pull)) / n;
      weights[i] = (weights[i] as number) + (speed[i] as number);
    }
  }
  const round = (value: number): number => Math.round(value * 1e4) / 1e4;
  return {
    classes,
    features,
    means: means.map(round),
    scales: scales.map(scale => Math.max(1e-4, round(scale))),
    weights: classes.map((_, c) => [...weights.subarray(c * width, (c + 1) * width - 1)].map(round)),
    biases: classes.map((_, c) => round(weights[(c + 1) * width - 1] as number)),
  };
}
