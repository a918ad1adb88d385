import { FACETS } from '../../../src/core/facets.js';
import { FACET_COUNT, OUTPUTS } from '../../../src/profile/facets/outputs.js';

export interface Outcome {
  /** `OUTPUTS` probabilities; all 0 where the statement was not found. */
  readonly probabilities: Float32Array;
  readonly found: boolean;
  readonly main: number;
  readonly second: number;
}

export interface Figures {
  readonly main: number;
  /** Best F1 of each facet standing in the statement, and the threshold that gives it. */
  readonly any: readonly { f1: number; threshold: number }[];
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
  const any = FACETS.map((_, k) => bestF1(outcomes, k));
  return { main: right / outcomes.length, any, confusion };
}

export function mostLikely(probabilities: ArrayLike<number>): number {
  let best = 0;
  for (let k = 1; k < FACET_COUNT; k++) if ((probabilities[k] as number) > (probabilities[best] as number)) best = k;
  return best;
}

function bestF1(outcomes: readonly Outcome[], facet: number): { f1: number; threshold: number } {
  const cases = outcomes
    .map(({ probabilities, main, second }) => ({
      chance: probabilities[OUTPUTS - FACET_COUNT + facet] as number,
      stands: main === facet || second === facet,
    }))
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

export function figuresLine(name: string, figures: Figures): string {
  const any = FACETS.map((facet, k) => `${facet} ${figures.any[k]!.f1.toFixed(3).slice(1)}`).join(' ');
  return `${name.padEnd(24)} main ${figures.main.toFixed(4)}  ${any}`;
}

/** Rows are labels, columns guesses. */
export function confusionTable(figures: Figures): string {
  const cell = (text: string | number) => String(text).padStart(5);
  const head = ['', ...FACETS].map(cell).join('');
  const rows = FACETS.map((facet, k) => [facet, ...figures.confusion[k]!].map(cell).join(''));
  return [head, ...rows].join('\n');
}
