import { describe, expect, it } from 'vitest';
import { buildPeers } from '../../src/boilerplate/peers.js';
import { parsePosting } from '../../src/document/index.js';
import { sentences } from './texts.js';

const duties = sentences(1, 5);
const make = (path: string, body: string, employer?: string) =>
  parsePosting(`# Keeper of ${path}\n\n${employer === undefined ? '' : `Company: ${employer}\n\n`}${body}\n`, { path });
const list = (lines: readonly string[]) => lines.map(line => `- ${line}`).join('\n');
const withDuties = (path: string, lines: readonly string[], employer?: string) =>
  make(path, `## What you will do\n\n${list(lines)}`, employer);

describe('buildPeers', () => {
  it('tells what is shared, where, and how much of the duties it is', () => {
    const a = withDuties('a.md', [...duties.slice(0, 3), ...sentences(50, 3)], 'Alder');
    const b = withDuties('b.md', [...sentences(90, 2), ...duties.slice(0, 3)], 'Birch');
    const [overlap, ...more] = buildPeers([a, b]).overlaps(a);
    expect(more).toEqual([]);
    expect(overlap?.other).toEqual({ kind: 'run', name: 'b.md', owner: 'Birch', sameEmployer: false });
    const [run] = overlap?.runs ?? [];
    expect(a.source.slice(run?.span.start, run?.span.end)).toBe(list(duties.slice(0, 3)).slice(2, -1));
    expect(b.source.slice(run?.other.span?.start, run?.other.span?.end)).toBe(list(duties.slice(0, 3)).slice(2, -1));
    expect(run?.other.lines).toEqual([9, 11]);
    expect(run?.section).toBe('duties');
    expect(overlap?.share.of).toBe('duties');
    expect(overlap?.share.value).toBeCloseTo(0.5, 1);
  });

  it('tells the same from the other side', () => {
    const a = withDuties('a.md', duties, 'Alder');
    const b = withDuties('b.md', duties, 'Birch');
    const peers = buildPeers([a, b]);
    expect(peers.overlaps(a)[0]?.share.value).toBe(1);
    expect(peers.overlaps(b)[0]?.other.name).toBe('a.md');
    expect(peers.sharedRuns(a, 12)).toEqual(peers.overlaps(a)[0]?.runs);
  });

  it('never compares a posting with itself', () => {
    const a = withDuties('a.md', duties);
    expect(buildPeers([a]).overlaps(a)).toEqual([]);
    const again = withDuties('a.md', duties);
    expect(buildPeers([a, again]).overlaps(a)).toEqual([]);
  });

  it('leaves out legal, benefits and about sections, headings, and legal wording elsewhere', () => {
    const shared = sentences(7, 2).join(' ');
    for (const heading of ['About us', 'Benefits', 'Equal opportunity statement']) {
      const a = make('a.md', `## ${heading}\n\n${shared}`, 'Alder');
      const b = make('b.md', `## ${heading}\n\n${shared}`, 'Birch');
      expect(buildPeers([a, b]).overlaps(a)).toEqual([]);
    }
    const legal =
      'We hire without looking at race, faith, age, sex or anything else that a law protects, and will discriminate against nobody.';
    const a = withDuties('a.md', [legal], 'Alder');
    const b = withDuties('b.md', [legal], 'Birch');
    expect(buildPeers([a, b]).overlaps(a)).toEqual([]);
  });

  it('knows the same employer by name, and by words that only it has', () => {
    const named = [withDuties('a.md', duties, 'Alder Ltd.'), withDuties('b.md', duties, 'ALDER')];
    expect(buildPeers(named).overlaps(named[0]!)[0]?.other.sameEmployer).toBe(true);
    const about = sentences(33, 3).join(' ');
    const body = `## Duties\n\n${list(duties)}\n\n## About us\n\n${about}`;
    const unnamed = [make('a.md', body), make('b.md', body)];
    expect(buildPeers(unnamed).overlaps(unnamed[0]!)[0]?.other.sameEmployer).toBe(true);
    const others = [withDuties('a.md', duties), withDuties('b.md', duties)];
    expect(buildPeers(others).overlaps(others[0]!)[0]?.other.sameEmployer).toBe(false);
  });

  it('finds a copy in which the employer was renamed', () => {
    const of = (name: string) => [`At ${name} you ${duties[0]}`, `Every guest of ${name} waits until you ${duties[1]}`];
    const a = withDuties('a.md', of('Alder'), 'Alder');
    const b = withDuties('b.md', of('Birch Hill Mills'), 'Birch Hill Mills');
    expect(buildPeers([a, b]).overlaps(a)[0]?.share.value).toBe(1);
  });

  it('puts the largest share first', () => {
    const a = withDuties('a.md', duties, 'Alder');
    const b = withDuties('b.md', duties.slice(0, 2), 'Birch');
    const c = withDuties('c.md', duties.slice(0, 4), 'Cedar');
    expect(
      buildPeers([a, b, c])
        .overlaps(a)
        .map(({ other }) => other.name),
    ).toEqual(['c.md', 'b.md']);
  });
});
