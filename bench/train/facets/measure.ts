import { FACETS } from '../../../src/core/facets.js';
import { FACET_COUNT, OUTPUTS } from '../../../src/profile/facets/outputs.js';

export interface Outcome {
  /** `OUTPUTS` probabilities; all 0 where the statement was not found. */
  readonly probabilities: Float32Array;
  readonly found: boolean;
  readonly main: number;
  readonly second: number;
  readonly fold: number;
}

export interface Figures {
  readonly main: number;
  /**
   * Of each facet standing in the statement: the best F1, the threshold that gives it, and the F1
   * where each fold's threshold is the best one of the other folds.
   */
  readonly any: readonly { f1: number; threshold: number; fair: number }[];
  /** Labelled main facet by guessed one. */
  readonly confusion: readonly (readonly number[])[];
}

export function measure(outcomes: readonly Outcome[]): Figures {
  const confusion = FACETS.map(() => new Array<number>(FACET_COUNT).fill(0));
  let right = 0;
  for (const { probabilities, found, main } of outcomes) {
    if (!found) continue;
    const guess = mostLikely(probabilities);
    if (guess === main) right++;
    confusion[main]![guess]!++;
  }
  const any = FACETS.map((_, k) => ({ ...bestF1(outcomes, k), fair: fairF1(outcomes, k) }));
  return { main: right / outcomes.length, any, confusion };
}

export function mostLikely(probabilities: ArrayLike<number>): number {
  let best = 0;
  for (let k = 1; k < FACET_COUNT; k++) if ((probabilities[k] as number) > (probabilities[best] as number)) best = k;
  return best;
}

/** F1 where no threshold was chosen on the outcomes it is used for. */
function fairF1(outcomes: readonly Outcome[], facet: number): number {
  let hits = 0;
  let said = 0;
  let stand = 0;
  for (const fold of new Set(outcomes.map(one => one.fold))) {
    const { threshold } = bestF1(
      outcomes.filter(one => one.fold !== fold),
      facet,
    );
    for (const one of outcomes) {
      if (one.fold !== fold) continue;
      const guessed = chanceOf(one, facet) >= threshold;
      const stands = one.main === facet || one.second === facet;
      if (guessed) said++;
      if (stands) stand++;
      if (guessed && stands) hits++;
    }
  }
  return (2 * hits) / (said + stand);
}

function chanceOf({ probabilities }: Outcome, facet: number): number {
  return probabilities[OUTPUTS - FACET_COUNT + facet] as number;
}

function bestF1(outcomes: readonly Outcome[], facet: number): { f1: number; threshold: number } {
  const cases = outcomes
    .map(one => ({ chance: chanceOf(one, facet), stands: one.main === facet || one.second === facet }))
    .sort((a, b) => b.chance - a.chance);
  const total = cases.filter(one => one.stands).length;
  let hits = 0;
  let best = { f1: 0, threshold: 1 };
  for (const [i, one] of cases.entries()) {
    if (one.stands) hits++;
    const f1 = (2 * hits) / (i + 1 + total);
    if (f1 > best.f1) best = { f1, threshold: one.chance };
  }
  return best;
}

export function figuresLines(figures: Figures): string {
  const line = (name: string, of: 'f1' | 'fair') =>
    `${name.padEnd(36)}${FACETS.map((facet, k) => `${facet} ${figures.any[k]![of].toFixed(3).slice(1)}`).join(' ')}`;
  return [
    `  main facet right ${figures.main.toFixed(4)}`,
    line('  F1 at the best thresholds', 'f1'),
    line('  F1, thresholds from other folds', 'fair'),
  ].join('\n');
}

/** Rows are labels, columns guesses. */
export function confusionTable(figures: Figures): string {
  const cell = (text: string | number) => String(text).padStart(5);
  const head = ['', ...FACETS].map(cell).join('');
  const rows = FACETS.map((facet, k) => [facet, ...figures.confusion[k]!].map(cell).join(''));
  return [head, ...rows].join('\n');
}
