import { seededRandom } from './random.js';

/** What was found and right, found and wrong, and missed. */
export interface Counts {
  tp: number;
  fp: number;
  fn: number;
}

/** Both ends are shares, 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Share {
  /** `hits / of`; undefined where there was nothing to count. */
  readonly value: number | undefined;
  readonly hits: number;
  readonly of: number;
  /** 95%, Wilson. */
  readonly interval: Interval | undefined;
}

export interface Score {
  readonly counts: Readonly<Counts>;
  readonly precision: Share;
  readonly recall: Share;
  /** Undefined where nothing was there and nothing was found. */
  readonly f1: number | undefined;
  /** 95%, by drawing whole documents anew. */
  readonly f1Interval: Interval | undefined;
}

/** Two-sided 95% quantile of the normal distribution. */
const Z = 1.959963984540054;

export function noCounts(): Counts {
  return { tp: 0, fp: 0, fn: 0 };
}

/**
 * The Wilson score interval of a share, at 95%.
 *
 * @returns undefined for no trials
 * @source E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference
 */
export function wilson(hits: number, trials: number): Interval | undefined {
  if (trials === 0) return undefined;
  const share = hits / trials;
  const scale = 1 + (Z * Z) / trials;
  const centre = (share + (Z * Z) / (2 * trials)) / scale;
  const reach = (Z / scale) * Math.sqrt((share * (1 - share)) / trials + (Z * Z) / (4 * trials * trials));
  // At the ends the exact bound is 0 or 1; rounding must not move it.
  return {
    low: hits === 0 ? 0 : Math.max(0, centre - reach),
    high: hits === trials ? 1 : Math.min(1, centre + reach),
  };
}

export function share(hits: number, of: number): Share {
  return { value: of === 0 ? undefined : hits / of, hits, of, interval: wilson(hits, of) };
}

/** The harmonic mean of precision and recall, as `2tp / (2tp + fp + fn)`. */
export function f1({ tp, fp, fn }: Readonly<Counts>): number | undefined {
  const all = 2 * tp + fp + fn;
  return all === 0 ? undefined : (2 * tp) / all;
}

export function sum(parts: Iterable<Readonly<Counts>>): Counts {
  const total = noCounts();
  for (const part of parts) {
    total.tp += part.tp;
    total.fp += part.fp;
    total.fn += part.fn;
  }
  return total;
}

/**
 * Precision, recall and F1 from the counts of each document.
 *
 * Statements of one document are alike, so the interval of F1 comes from drawing documents, not
 * statements, with replacement: 1,000 rounds, the 2.5th and 97.5th percentile. The Wilson
 * intervals of precision and recall take every case as its own draw and are a little too narrow
 * where a document gives many cases.
 */
export function score(documents: readonly Readonly<Counts>[], seed = 1): Score {
  const counts = sum(documents);
  return {
    counts,
    precision: share(counts.tp, counts.tp + counts.fp),
    recall: share(counts.tp, counts.tp + counts.fn),
    f1: f1(counts),
    f1Interval: bootstrapF1(documents, seed),
  };
}

const ROUNDS = 1000;

function bootstrapF1(documents: readonly Readonly<Counts>[], seed: number): Interval | undefined {
  const random = seededRandom(seed);
  // A document with no case at all changes nothing but still takes part in the draw.
  const tp = Int32Array.from(documents, counts => counts.tp);
  const fp = Int32Array.from(documents, counts => counts.fp);
  const fn = Int32Array.from(documents, counts => counts.fn);
  const drawn: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const total = noCounts();
    for (let i = 0; i < documents.length; i++) {
      const chosen = Math.floor(random() * documents.length);
      total.tp += tp[chosen] as number;
      total.fp += fp[chosen] as number;
      total.fn += fn[chosen] as number;
    }
    const value = f1(total);
    if (value !== undefined) drawn.push(value);
  }
  if (drawn.length === 0) return undefined;
  drawn.sort((a, b) => a - b);
  return { low: percentile(drawn, 0.025), high: percentile(drawn, 0.975) };
}

/** Of an ascending, non-empty list; between two ranks by straight line. */
export function percentile(sorted: readonly number[], at: number): number {
  const rank = at * (sorted.length - 1);
  const below = Math.floor(rank);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (rank - below);
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('no values to take the median of');
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}
