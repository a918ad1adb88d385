import { describe, expect, it } from 'vitest';
import type { Overlap, PeerIndex, SharedRun } from '../../src/kinds/types.js';
import { marks, runKind } from './run-kind.js';

const TEXT = 'Feed the cat at noon. Wind the clock at night. Open the door at dawn.\n';

function run(words: string, count: number, lines?: readonly [number, number]): SharedRun {
  const start = TEXT.indexOf(words);
  const other = { kind: 'run', name: 'b.md', sameEmployer: false, ...(lines && { lines }) } as const;
  return { span: { start, end: start + words.length }, words: count, section: 'duties', other };
}

function peers(overlap: Partial<Overlap> & Pick<Overlap, 'runs'>, seen: number[] = []): PeerIndex {
  const full: Overlap = {
    other: { kind: 'run', name: 'b.md', sameEmployer: false },
    share: { of: 'duties', value: 0.336, words: 34, total: 101 },
    ...overlap,
  };
  return {
    overlaps: (_, minWords = 0) => {
      seen.push(minWords);
      return [full];
    },
    sharedRuns: () => [],
    stockRuns: () => [],
  };
}

describe('shared-runs', () => {
  const cat = run('Feed the cat at noon', 5);
  const clock = run('Wind the clock at night', 14, [3, 4]);

  it('tells one finding for each other text, at the longest run', () => {
    const seen: number[] = [];
    const { findings } = runKind('shared-runs', 'minWords: 5\nminRuns: 2', TEXT, {
      peers: peers({ runs: [cat, clock] }, seen),
      message: '{count} {count:run|runs}, {words} words, {extent}, in {other}{lines}',
    });
    expect(findings.map(finding => [finding.actual, finding.message])).toEqual([
      ['Wind the clock at night', '2 runs, 14 words, 34% of its duties, in "b.md" (lines 3 to 4)'],
    ]);
    expect(findings[0]?.evidence).toEqual([cat.span, clock.span]);
    expect(seen).toEqual([5]);
  });

  it('asks for several runs or a long one, and for a share', () => {
    expect(marks('shared-runs', 'minRuns: 3', TEXT, { peers: peers({ runs: [cat, clock] }) })).toEqual([]);
    expect(marks('shared-runs', 'minRuns: 3\nlongRun: 14', TEXT, { peers: peers({ runs: [clock] }) })).toHaveLength(1);
    expect(marks('shared-runs', 'minRuns: 1\nminShare: 0.5', TEXT, { peers: peers({ runs: [clock] }) })).toEqual([]);
  });

  it("leaves an employer's own words alone unless told", () => {
    const own = peers({ runs: [clock], other: { kind: 'run', name: 'b.md', sameEmployer: true } });
    expect(marks('shared-runs', 'minRuns: 1', TEXT, { peers: own })).toEqual([]);
    expect(marks('shared-runs', 'minRuns: 1\nsameEmployer: report', TEXT, { peers: own })).toHaveLength(1);
  });

  it('names a template by its role and vendor', () => {
    const template = peers({
      runs: [cat],
      other: { kind: 'template', name: 'social media manager', owner: 'Workable', sameEmployer: false },
    });
    const { findings } = runKind('shared-runs', 'minRuns: 3', TEXT, { peers: template, message: '{other}' });
    expect(findings[0]?.message).toBe('a widely copied Workable template (social media manager)');
  });

  it('names another employer, and not the same one again', () => {
    const of = (sameEmployer: boolean) =>
      peers({ runs: [clock], other: { kind: 'run', name: 'b.md', owner: 'Alder Books', sameEmployer } });
    const told = (sameEmployer: boolean) =>
      runKind('shared-runs', 'minRuns: 1\nsameEmployer: report', TEXT, { peers: of(sameEmployer), message: '{other}' })
        .findings[0]?.message;
    expect(told(false)).toBe('"b.md" of Alder Books');
    expect(told(true)).toBe('"b.md"');
  });

  it('counts a line that the posting repeats once', () => {
    const again = `${TEXT}- WIND the clock, at night!\n`;
    const start = again.indexOf('WIND');
    const repeated = { ...clock, span: { start, end: start + 'WIND the clock, at night'.length } };
    const two = { peers: peers({ runs: [clock, repeated] }) };
    expect(marks('shared-runs', 'minRuns: 2', again, two)).toEqual([]);
  });

  it('keeps silent and says so where there is nothing to compare with', () => {
    expect(runKind('shared-runs', '{}', TEXT).skips[0]?.reason).toBe('there is no other text to compare with');
  });
});
