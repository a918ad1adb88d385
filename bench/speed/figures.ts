import { median, percentile } from '../support/metrics.js';

/** One line of a table: a case, how long it took, and how it stands to the base of its table. */
export interface Figure {
  readonly name: string;
  readonly seconds: number;
  /** 25th and 75th percentile. */
  readonly spread: readonly [number, number];
  readonly runs: number;
  /** Median over rounds of this case's time by the base's in the same round. */
  readonly ratio: number;
  readonly memory?: number;
  /** What the ratio should not exceed. */
  readonly goal?: number;
}

/**
 * Sums the rounds up. The ratio is taken round by round, so that a machine that grows slower for
 * a while does so on both sides of it; a case with fewer rounds than the base takes the first ones.
 */
export function figure(
  name: string,
  seconds: readonly number[],
  base: readonly number[],
  more: { memory?: number; goal?: number } = {},
): Figure {
  const sorted = [...seconds].sort((a, b) => a - b);
  const ratios = seconds.map((value, i) => value / (base[i % base.length] as number));
  return {
    name,
    seconds: median(seconds),
    spread: [percentile(sorted, 0.25), percentile(sorted, 0.75)],
    runs: seconds.length,
    ratio: median(ratios),
    ...more,
  };
}

/** A Markdown table of figures. */
export function figureTable(figures: readonly Figure[], base: string): string {
  const rows = figures.map(one => [
    one.name,
    time(one.seconds),
    `${time(one.spread[0])}–${time(one.spread[1])}`,
    String(one.runs),
    one.ratio.toFixed(2),
    one.goal === undefined ? '' : `≤ ${one.goal}`,
    one.memory === undefined ? '' : one.memory.toFixed(0),
  ]);
  return markdownTable(['case', 'median', 'middle half', 'runs', `× ${base}`, 'goal', 'peak MiB'], rows);
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, i) => (i === 0 ? '---' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** `840 ms`, `12.3 s` */
export function time(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}
