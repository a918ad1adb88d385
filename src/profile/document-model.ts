/** Weights of one question, learned from labelled postings; plain JSON. */
export interface QuestionWeights {
  readonly classes: readonly string[];
  readonly features: readonly string[];
  /** Subtracted from each feature, then divided by `scales`. */
  readonly means: readonly number[];
  readonly scales: readonly number[];
  /** One row a class. */
  readonly weights: readonly (readonly number[])[];
  readonly biases: readonly number[];
}

/** Probabilities of a question's answers. */
export type Likelihood = ReadonlyMap<string, number>;

/** Softmax regression over named features; an absent feature counts as 0. */
export function likelihood(question: QuestionWeights, values: ReadonlyMap<string, number>): Likelihood {
  const inputs = question.features.map(
    (feature, i) => ((values.get(feature) ?? 0) - (question.means[i] as number)) / (question.scales[i] as number),
  );
  const scores = question.classes.map((_, c) => {
    let score = question.biases[c] as number;
    const row = question.weights[c] as readonly number[];
    for (let i = 0; i < inputs.length; i++) score += (row[i] as number) * (inputs[i] as number);
    return score;
  });
  const most = Math.max(...scores);
  const powers = scores.map(score => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return new Map(question.classes.map((name, c) => [name, (powers[c] as number) / sum]));
}

/** The likeliest answer. */
export function likeliest(answers: Likelihood): string {
  let best = '';
  let most = -1;
  for (const [answer, probability] of answers) {
    if (probability > most) {
      best = answer;
      most = probability;
    }
  }
  return best;
}
