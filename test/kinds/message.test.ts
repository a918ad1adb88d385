import { describe, expect, it } from 'vitest';
import { brokenPlaceholder, fillMessage, listInWords, placeholdersOf } from '../../src/kinds/message.js';

describe('fillMessage', () => {
  it('fills names and chooses the word that fits the number', () => {
    const template = '{count} {count:duty|duties} of "{match}"';
    expect(fillMessage(template, { count: 1, match: 'x' })).toBe('1 duty of "x"');
    expect(fillMessage(template, { count: 3, match: 'x' })).toBe('3 duties of "x"');
  });

  it('quotes on one line and cuts what is long', () => {
    expect(fillMessage('{match}', { match: 'two\n  words' })).toBe('two words');
    const long = fillMessage('{match}', { match: 'word '.repeat(40) });
    expect(long.length).toBeLessThanOrEqual(81);
    expect(long).toMatch(/word…$/);
  });

  it('leaves braces in the words found alone', () => {
    expect(fillMessage('"{match}"', { match: '{count}', count: 2 })).toBe('"{count}"');
  });

  it('fills names inside the words that fit the number', () => {
    const template = '{count:One line|{count} lines} of {list}';
    expect(fillMessage(template, { count: 1, list: 'x' })).toBe('One line of x');
    expect(fillMessage(template, { count: 2, list: '{count}' })).toBe('2 lines of {count}');
  });

  it('names what a template uses', () => {
    expect(placeholdersOf('{a} {b:x|{c} y} {a}')).toEqual(['a', 'b', 'c']);
    expect(brokenPlaceholder('{a} {b:x|{c} y}')).toBeUndefined();
    expect(brokenPlaceholder('{a} {b:x}')).toBe('{b:x');
  });
});

describe('listInWords', () => {
  it('joins, names repeated items once, and stops', () => {
    expect(listInWords([])).toBe('');
    expect(listInWords(['a'])).toBe('a');
    expect(listInWords(['a', 'b', 'A'])).toBe('a and b');
    expect(listInWords(['a', 'b', 'c'])).toBe('a, b and c');
    expect(listInWords(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
  });
});
