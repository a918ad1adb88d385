import { describe, expect, it } from 'vitest';
import { difference, type Entry, fromLines, summary, toLines } from '../../bench/corpus/snapshot.js';

const entry = (file: string, rule: string, start: number, more: Partial<Entry> = {}): Entry => ({
  file,
  rule,
  severity: 'warning',
  start,
  end: start + 5,
  hash: 'words',
  shown: 'message',
  ...more,
});

const BEFORE = [entry('a.md', 'x/one', 0), entry('a.md', 'x/one', 10), entry('b.md', 'x/two', 3)];

describe('snapshot of findings', () => {
  it('finds what came, went and changed', () => {
    const after = [
      entry('a.md', 'x/one', 0),
      entry('a.md', 'x/one', 11),
      entry('b.md', 'x/two', 3, { severity: 'info' }),
    ];
    const diff = difference(BEFORE, after);
    expect(diff.added).toEqual([after[1]]);
    expect(diff.gone).toEqual([BEFORE[1]]);
    expect(diff.changed).toEqual([{ before: BEFORE[2], after: after[2] }]);
  });

  it('sees no difference between equal runs, whatever the order, and counts doubles', () => {
    expect(difference(BEFORE, [...BEFORE].reverse())).toEqual({ added: [], gone: [], changed: [] });
    expect(difference([...BEFORE, entry('a.md', 'x/one', 0)], BEFORE).gone).toHaveLength(1);
    expect(difference(BEFORE, [...BEFORE, entry('a.md', 'x/one', 0)]).added).toHaveLength(1);
  });

  it('sums up by rule', () => {
    const after = BEFORE.slice(1);
    const lines = summary(after, difference(BEFORE, after)).split('\n');
    expect(lines[2]?.split(/ +/)).toEqual(['x/one', '1', '1', '·', '−1', '·']);
    expect(lines[3]?.split(/ +/)).toEqual(['x/two', '1', '1', '·', '·', '·']);
  });

  it('reads back what it wrote, and names a broken line', () => {
    expect(fromLines(toLines(BEFORE), 'x')).toEqual(BEFORE);
    expect(() => fromLines(`${toLines(BEFORE)}{`, 'last.jsonl')).toThrow('last.jsonl:4 is no JSON');
  });
});
