import { describe, expect, it } from 'vitest';
import { Confusion } from '../../bench/support/confusion.js';
import { f1, median, percentile, score, share, wilson } from '../../bench/support/metrics.js';
import { sample, seededRandom } from '../../bench/support/random.js';
import { decimal } from '../../bench/support/table.js';

describe('wilson', () => {
  // Reference values: R, prop.test(x, n, correct = FALSE)$conf.int
  it.each([
    [8, 10, 0.4901625, 0.9433178],
    [0, 10, 0, 0.2775328],
    [10, 10, 0.7224672, 1],
    [50, 100, 0.4038315, 0.5961685],
  ])('%i of %i', (hits, trials, low, high) => {
    const interval = wilson(hits, trials);
    expect(interval?.low).toBeCloseTo(low, 6);
    expect(interval?.high).toBeCloseTo(high, 6);
  });

  it('has no interval without trials', () => {
    expect(wilson(0, 0)).toBeUndefined();
    expect(share(0, 0).value).toBeUndefined();
  });
});

describe('score', () => {
  it('adds documents up', () => {
    const result = score([
      { tp: 3, fp: 1, fn: 0 },
      { tp: 1, fp: 0, fn: 3 },
    ]);
    expect(result.counts).toEqual({ tp: 4, fp: 1, fn: 3 });
    expect(result.precision.value).toBeCloseTo(0.8);
    expect(result.recall.value).toBeCloseTo(4 / 7);
    expect(result.f1).toBeCloseTo((2 * 0.8 * (4 / 7)) / (0.8 + 4 / 7));
  });

  it('knows no F1 where nothing was there and nothing was found', () => {
    expect(f1({ tp: 0, fp: 0, fn: 0 })).toBeUndefined();
    expect(score([{ tp: 0, fp: 0, fn: 0 }]).f1Interval).toBeUndefined();
    expect(f1({ tp: 0, fp: 2, fn: 0 })).toBe(0);
  });

  it('draws the same interval for the same seed, around the value', () => {
    const documents = Array.from({ length: 60 }, (_, i) => ({
      tp: i % 4,
      fp: i % 3 === 0 ? 1 : 0,
      fn: i % 5 === 0 ? 2 : 0,
    }));
    const first = score(documents, 7);
    expect(score(documents, 7)).toEqual(first);
    expect(score(documents, 8).f1Interval).not.toEqual(first.f1Interval);
    expect(first.f1Interval?.low).toBeLessThan(first.f1 as number);
    expect(first.f1Interval?.high).toBeGreaterThan(first.f1 as number);
  });

  it('is wider when the cases stand in few documents', () => {
    const many = Array.from({ length: 100 }, (_, i) => (i < 80 ? { tp: 1, fp: 0, fn: 0 } : { tp: 0, fp: 0, fn: 1 }));
    const few = [
      { tp: 40, fp: 0, fn: 0 },
      { tp: 40, fp: 0, fn: 0 },
      { tp: 0, fp: 0, fn: 20 },
    ];
    const width = (documents: typeof many) => {
      const interval = score(documents).f1Interval;
      return interval ? interval.high - interval.low : 0;
    };
    expect(width(few)).toBeGreaterThan(width(many));
  });
});

describe('order statistics', () => {
  it('takes medians and percentiles', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(percentile([0, 10], 0.25)).toBe(2.5);
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('Confusion', () => {
  it('gives agreement, kappa and counts', () => {
    const confusion = new Confusion();
    confusion.add('yes', 'yes', 20);
    confusion.add('yes', 'no', 5);
    confusion.add('no', 'yes', 10);
    confusion.add('no', 'no', 15);
    expect(confusion.agreement().value).toBeCloseTo(0.7);
    expect(confusion.kappa()).toBeCloseTo(0.4);
    expect(confusion.counts('yes')).toEqual({ tp: 20, fp: 10, fn: 5 });
    expect(confusion.names(['no'])).toEqual(['no', 'yes']);
  });

  it('has no kappa where chance would always agree', () => {
    const confusion = new Confusion();
    confusion.add('yes', 'yes', 3);
    expect(confusion.kappa()).toBeUndefined();
    expect(new Confusion().kappa()).toBeUndefined();
  });
});

describe('seeded random', () => {
  it('repeats itself and stays in range', () => {
    const a = seededRandom(42);
    const b = seededRandom(42);
    const numbers = Array.from({ length: 1000 }, () => a());
    expect(numbers).toEqual(Array.from({ length: 1000 }, () => b()));
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(numbers.reduce((x, y) => x + y) / 1000).toBeCloseTo(0.5, 1);
  });

  it('samples without repeats', () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    expect(new Set(sample(items, 20, seededRandom(1))).size).toBe(20);
    expect(sample(items, 99, seededRandom(1)).sort((x, y) => x - y)).toEqual(items);
  });
});

describe('decimal', () => {
  it.each([
    [undefined, '–'],
    [0, '.000'],
    [0.8734, '.873'],
    [1, '1.00'],
    [-0.0214, '−.021'],
    [-0.0001, '.000'],
  ])('%s is printed as %s', (value, text) => expect(decimal(value)).toBe(text));
});
