import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearRegex } from '../../src/kinds/linear-regex.js';
import { platformRegex } from '../../src/kinds/regex.js';
import type { RegexEngine } from '../../src/kinds/types.js';

const all = (engine: RegexEngine, source: string, flags: string, text: string) => [
  ...engine.compile(source, flags).matchAll(text),
];

describe.each([
  ['the platform', platformRegex],
  ['the linear-time engine', linearRegex],
])('%s', (_, engine) => {
  it('finds all matches with their places', () => {
    expect(all(engine, '\\d+', 'u', 'a 12 b 345 😀 6')).toEqual([
      { from: 2, to: 4 },
      { from: 7, to: 10 },
      { from: 14, to: 15 },
    ]);
  });

  it('heeds flags and the group named mark', () => {
    expect(all(engine, 'abc', 'iu', 'ABC')).toHaveLength(1);
    expect(all(engine, 'abc', 'u', 'ABC')).toHaveLength(0);
    expect(all(engine, 'a(?<mark>b+)', 'u', 'xabb')).toEqual([{ from: 2, to: 4 }]);
    expect(all(engine, 'a(?<mark>b+)?c', 'u', 'ac')).toEqual([{ from: 0, to: 2 }]);
  });

  it('leaves empty matches out', () => {
    expect(all(engine, 'x*', 'u', 'aaxxa')).toEqual([{ from: 2, to: 4 }]);
  });

  it('refuses what is no expression', () => {
    expect(() => engine.compile('(a', 'u')).toThrow(SyntaxError);
  });
});

describe('the linear-time engine', () => {
  it('says what to write in place of look-around', () => {
    expect(() => linearRegex.compile('a(?=b)', 'u')).toThrow(/write "except:" or "unless:" instead/);
    expect(() => linearRegex.compile('(a)\\1', 'u')).toThrow(/back reference/);
  });

  // With backtracking each of these takes longer than anybody waits; a hang fails the test by its timeout.
  it.each(['(a+)+$', '(a|aa)+$', '(a*)*b', '(.*a){20}$', '([a-z]+)*\\d', '^(\\w+\\s?)*$'])(
    'does not hang on %s',
    source => {
      const text = `${'a'.repeat(5000)}!`;
      expect(() => all(linearRegex, source, 'u', text)).not.toThrow();
    },
  );

  it('finds what the platform finds', () => {
    const piece = fc.constantFrom('a', 'b', '[ab]', '(a|b)', '.', '\\w', 'a?', 'b+', '\\d', '\\s', 'é', '\\.');
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 5 }),
        fc.stringMatching(/^[ab1 é😀.]{0,20}$/u),
        (pieces, text) => {
          expect(all(linearRegex, pieces.join(''), 'u', text)).toEqual(all(platformRegex, pieces.join(''), 'u', text));
        },
      ),
    );
  });
});
