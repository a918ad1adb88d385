import { describe, expect, it } from 'vitest';
import { figure, figureTable, time } from '../../bench/speed/figures.js';
import { growthPlot } from '../../bench/speed/plot.js';
import { replaceBetweenMarkers } from '../../bench/support/markers.js';

describe('figures', () => {
  it('takes the ratio round by round, so that a slow spell of the machine does not count', () => {
    const slowing = figure('twice', [2, 4, 8], [1, 2, 4]);
    expect(slowing.ratio).toBe(2);
    expect(slowing.seconds).toBe(4);
    expect(figure('one round', [6], [3, 1, 1]).ratio).toBe(2);
  });

  it('prints a Markdown table with the goal and the memory where there are some', () => {
    const table = figureTable(
      [figure('a', [0.5], [0.25], { goal: 1.9, memory: 81.6 }), figure('b', [12], [12])],
      '`node -e 0`',
    );
    expect(table.split('\n')).toEqual([
      '| case | median | middle half | runs | × `node -e 0` | goal | peak MiB |',
      '| --- | --: | --: | --: | --: | --: | --: |',
      '| a | 500 ms | 500 ms–500 ms | 1 | 2.00 | ≤ 1.9 | 82 |',
      '| b | 12.0 s | 12.0 s–12.0 s | 1 | 1.00 |  |  |',
    ]);
    expect(time(1.234)).toBe('1.23 s');
  });
});

describe('growth plot', () => {
  it('draws every point inside its panel and proportion as a straight line', () => {
    const points = [10, 100, 1000, 10_000].map(size => ({ size, seconds: size / 500 }));
    const svg = growthPlot([
      { title: 'Files', unit: 'files', points },
      { title: 'One file', unit: 'bytes', points },
    ]);
    const centres = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(centres).toHaveLength(8);
    for (const [x, y] of centres) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(360);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(280);
    }
    const steps = centres
      .slice(0, 4)
      .map(([, y], i, all) => (i === 0 ? 0 : (all[i - 1]?.[1] as number) - (y as number)));
    expect(steps[1]).toBeCloseTo(steps[2] as number, 0);
    expect(steps[2]).toBeCloseTo(steps[3] as number, 0);
  });
});

describe('markers', () => {
  const page = 'before\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nafter\n';

  it('replaces what stands between them and nothing else', () => {
    const next = replaceBetweenMarkers(page, 'bench', 'new');
    expect(next).toBe('before\n<!-- bench:begin -->\n\nnew\n\n<!-- bench:end -->\nafter\n');
    expect(replaceBetweenMarkers(next, 'bench', 'new')).toBe(next);
  });

  it('says which marker is missing', () => {
    expect(() => replaceBetweenMarkers('before', 'bench', 'new')).toThrow('<!-- bench:begin -->');
  });
});
