import type { Confusion } from './confusion.js';
import type { Interval, Score, Share } from './metrics.js';

/** Columns padded to the widest cell; the first one is set left, the others right. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map(row => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map(width => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** `.873`, `−.021`, `1.00`, or `–` for nothing. */
export function decimal(value: number | undefined): string {
  if (value === undefined) return '–';
  const text = Math.abs(value).toFixed(3);
  const sign = value < 0 && Number(text) !== 0 ? '−' : '';
  return sign + (text.startsWith('0.') ? text.slice(1) : text.slice(0, 4));
}

export function range(interval: Interval | undefined): string {
  return interval ? `${decimal(interval.low)}–${decimal(interval.high)}` : '';
}

/** `95.3% (382 of 401)` */
export function percent(share: Share): string {
  return share.value === undefined ? `– (0 of 0)` : `${(share.value * 100).toFixed(1)}% (${share.hits} of ${share.of})`;
}

export const SCORE_HEAD = ['P', '95%', 'R', '95%', 'F1', '95%', 'found', 'right', 'missed'] as const;

export function scoreCells(score: Score): string[] {
  const { tp, fp, fn } = score.counts;
  return [
    decimal(score.precision.value),
    range(score.precision.interval),
    decimal(score.recall.value),
    range(score.recall.interval),
    decimal(score.f1),
    range(score.f1Interval),
    String(tp + fp),
    String(tp),
    String(fn),
  ];
}

/** Rows are labels, columns answers; `·` stands for zero. */
export function confusionTable(
  confusion: Confusion,
  order: readonly string[] = [],
  corner = 'label \\ answer',
): string {
  const names = confusion.names(order);
  const rows = names
    .map(label => {
      const cells = names.map(answer => confusion.count(label, answer));
      return { label, cells, total: cells.reduce((a, b) => a + b, 0) };
    })
    .filter(row => row.total > 0)
    .map(row => [row.label, ...row.cells.map(n => (n === 0 ? '·' : String(n))), String(row.total)]);
  return textTable([corner, ...names, 'all'], rows);
}
