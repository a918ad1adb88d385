import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plantedCopies } from '../../bench/eval/copies.js';
import { measureHeadings, NO_GUESS } from '../../bench/eval/measure-headings.js';
import { parseLabelled } from '../../bench/eval/parsed.js';
import { listPostings, readLabelled, readPool } from '../../bench/support/corpus.js';
import type { SectionRole } from '../../src/core/types.js';
import { describeWithShared, sharedPath } from '../support/shared.js';

const POSTING = `# Beekeeper

## Duties

- Talk with the neighbours about the bees
- Keep the hives

## Requirements

- A steady hand
`;

let corpus: string;

beforeEach(() => {
  corpus = mkdtempSync(join(tmpdir(), 'sm-jd-corpus-test-'));
  for (const folder of ['social', 'labels']) mkdirSync(join(corpus, folder));
  writeFileSync(join(corpus, 'social', 'beekeeper.md'), POSTING);
});

afterEach(() => rmSync(corpus, { recursive: true, force: true }));

function label(name: string, file: string, units: readonly object[]): void {
  writeFileSync(
    join(corpus, 'labels', `${name}.json`),
    JSON.stringify({ id: name, file, doc: { role: 'other' }, units }),
  );
}

function unit(text: string, code: object): object {
  const start = POSTING.indexOf(text);
  return { start, end: start + text.length, ...code };
}

describe('reading a corpus', () => {
  it('reads labelled postings and passes over labels without one', () => {
    label('beekeeper', 'social/beekeeper.md', [unit('Beekeeper', { heading: 'title' })]);
    label('gone', 'social/gone.md', []);
    const [only, ...rest] = readLabelled(corpus);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ file: 'social/beekeeper.md', source: POSTING });
    expect(listPostings(corpus)).toEqual(['social/beekeeper.md']);
    expect(readPool(corpus)).toBeUndefined();
    expect(plantedCopies(corpus)).toBeUndefined();
  });

  it('names the label file and the unit that does not fit', () => {
    label('beekeeper', 'social/beekeeper.md', [
      unit('Beekeeper', { heading: 'title' }),
      { start: 5, end: POSTING.length + 1, code: 'P' },
    ]);
    expect(() => readLabelled(corpus)).toThrow(/beekeeper\.json, unit 2: the span 5 to \d+ is empty or outside/);
    label('beekeeper', 'social/beekeeper.md', [unit('Keep the hives', { code: 'Z' })]);
    expect(() => readLabelled(corpus)).toThrow('unit 1: unknown code "Z"');
  });

  it('takes both sides of a planted copy', () => {
    mkdirSync(join(corpus, 'written'));
    const intents = [{ file: 'one.md' }, { file: 'two.md', copied_from: 'three.md' }];
    writeFileSync(join(corpus, 'written', 'intent.jsonl'), intents.map(one => `${JSON.stringify(one)}\n`).join(''));
    expect([...(plantedCopies(corpus) ?? [])]).toEqual(['written/two.md', 'written/three.md']);
  });
});

describe('measuring the parser', () => {
  it('gives full marks where parser and labels agree, and cross-validated ones by other judgements', () => {
    label('beekeeper', 'social/beekeeper.md', [
      unit('Beekeeper', { heading: 'title' }),
      unit('Duties', { heading: 'duties' }),
      unit('Talk with the neighbours about the bees', { code: 'R' }),
      unit('Keep the hives', { code: 'O' }),
      unit('Requirements', { heading: 'must' }),
      unit('A steady hand', { code: 'Q' }),
    ]);
    const parsed = parseLabelled(readLabelled(corpus));
    // Right about the title, wrong about the duties, and it has not seen the requirements.
    const roles = new Map<number, SectionRole>([
      [POSTING.indexOf('Beekeeper'), 'title'],
      [POSTING.indexOf('Duties'), 'benefits'],
    ]);
    const guesses = {
      date: new Date(0),
      find(file: string, start: number) {
        const role = roles.get(start);
        return role && { file, start, end: start, role };
      },
    };
    const { fitted, unseen, boundaries } = measureHeadings(parsed, guesses);
    expect(fitted.rightRole).toMatchObject({ hits: 3, of: 3 });
    expect(unseen?.rightRole).toMatchObject({ hits: 1, of: 3 });
    expect(unseen?.roles.count('duties', 'benefits')).toBe(1);
    expect(unseen?.roles.count('must', NO_GUESS)).toBe(1);
    expect(boundaries.spans.f1).toBe(1);
    expect(measureHeadings(parsed, undefined).unseen).toBeUndefined();
  });
});

describeWithShared('the shared corpus', 'corpus/labels', () => {
  it('is whole', () => {
    expect(readLabelled(sharedPath('corpus'))).toHaveLength(657);
    expect(listPostings(sharedPath('corpus'))).toHaveLength(1819);
    expect(plantedCopies(sharedPath('corpus'))?.size).toBe(4);
  });
});
