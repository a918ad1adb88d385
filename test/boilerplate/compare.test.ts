import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonWords, compare, type Run, totalWords, union } from '../../src/boilerplate/compare.js';
import { buildMemoryIndex } from '../../src/boilerplate/memory-index.js';
import { queryOfText } from '../../src/boilerplate/query.js';
import { GUARANTEE, SHINGLE, shinglesOf, WINDOW, winnow } from '../../src/boilerplate/shingles.js';
import { readWords } from '../../src/boilerplate/words.js';

/** Words of a small vocabulary, so that texts share runs by chance, repeats included. */
const text = (max: number) =>
  fc
    .array(fc.integer({ min: 0, max: 5 }), { minLength: 0, maxLength: max })
    .map(list => list.map(n => `w${'abcdef'[n]}`));

/** The longest shared runs, found by looking at every pair of places. */
function slowRuns(a: readonly string[], b: readonly string[], minWords: number): string[] {
  const runs: [number, number][] = [];
  for (let i = 0; i < a.length; i++) {
    let longest = 0;
    for (let j = 0; j < b.length; j++) {
      let n = 0;
      while (i + n < a.length && j + n < b.length && a[i + n] === b[j + n]) n++;
      longest = Math.max(longest, n);
    }
    if (longest >= minWords) runs.push([i, i + longest]);
  }
  return runs
    .filter(([from, to]) => !runs.some(([f, t]) => f <= from && to <= t && (f !== from || t !== to)))
    .map(run => run.join('-'));
}

describe('winnow', () => {
  it('keeps a shingle of every window, and nothing outside the stretch', () => {
    fc.assert(
      fc.property(text(80), words => {
        const shingles = shinglesOf(readWords(words.join(' ')));
        const kept = winnow(shingles);
        expect(shingles.count).toBe(Math.max(0, words.length - SHINGLE + 1));
        for (let start = 0; start + WINDOW <= shingles.count; start++) {
          expect(kept.some(at => at >= start && at < start + WINDOW)).toBe(true);
        }
        expect([...kept].sort((a, b) => a - b)).toEqual(kept);
        expect(kept.every(at => at >= 0 && at < shingles.count)).toBe(true);
        expect(kept.length > 0).toBe(shingles.count > 0);
      }),
    );
  });
});

describe('compare', () => {
  it('finds every shared run of twelve words, to the word, and none else', () => {
    fc.assert(
      fc.property(
        text(60),
        text(20),
        text(60),
        text(20),
        fc.array(text(40), { maxLength: 3 }),
        (x, copied, y, z, more) => {
          const a = [...x, ...copied, ...z];
          const b = [...y, ...copied, ...more.flat()];
          const other = b.join(' ');
          const index = buildMemoryIndex([{ name: 'b.md', employer: 'B', source: other, query: queryOfText(other) }]);
          const [match] = compare(queryOfText(a.join(' ')), index, { minWords: GUARANTEE });
          expect((match?.runs ?? []).map(run => `${run.from}-${run.to}`)).toEqual(slowRuns(a, b, GUARANTEE));
          for (const run of match?.runs ?? []) {
            expect(b.slice(run.otherFrom, run.otherFrom + run.to - run.from)).toEqual(a.slice(run.from, run.to));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  const shared = 'write to each new member within a day and ask what brought them here';
  const textsOf = (employers: readonly string[]) =>
    employers.map((employer, i) => {
      const source = `number ${'abcdefghijklm'[i]} begins so. ${shared}. it ends so too, ${'nopqrstuvwxyz'[i]}`;
      return { name: `${i}.md`, employer, source, query: queryOfText(source) };
    });

  it('leaves out what five other employers use', () => {
    const query = queryOfText(`we ask you to ${shared}`);
    const few = compare(query, buildMemoryIndex(textsOf(['a', 'b', 'c', 'd'])), { minWords: 12 });
    expect(few.map(match => match.text.name)).toEqual(['0.md', '1.md', '2.md', '3.md']);
    expect(compare(query, buildMemoryIndex(textsOf(['a', 'b', 'c', 'd', 'e'])), { minWords: 12 })).toEqual([]);
  });

  it('counts the own employer not towards stock', () => {
    const index = buildMemoryIndex(textsOf(['a', 'b', 'c', 'd', 'me']));
    const ownEmployer = (id: number) => id === 4;
    expect(compare(queryOfText(shared), index, { minWords: 12, ownEmployer })).toHaveLength(5);
  });

  it('lists a bounded number of one employer’s many texts', () => {
    const index = buildMemoryIndex(textsOf(Array.from({ length: 13 }, () => 'a')));
    expect(compare(queryOfText(shared), index, { minWords: 12 })).toHaveLength(8);
  });
});

describe('stretches', () => {
  it('joins and counts like sets of words', () => {
    const stretches = fc.array(
      fc.tuple(fc.nat(40), fc.nat(10)).map(([from, length]): Run => ({ from, to: from + length, otherFrom: 0 })),
    );
    const wordsOf = (list: readonly { from: number; to: number }[]) =>
      new Set(list.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)));
    fc.assert(
      fc.property(stretches, stretches, (a, b) => {
        const [one, two] = [wordsOf(a), wordsOf(b)];
        expect(totalWords(union(a))).toBe(one.size);
        expect(commonWords(union(a), union(b))).toBe([...one].filter(word => two.has(word)).length);
      }),
    );
  });
});
