import { expect, it } from 'vitest';
import { cutAt } from '../../src/core/cut.js';

it.each([
  ['one two three', 9, 'one two'],
  ['onetwothree', 5, 'onetw'],
  ['a😀😀', 2, 'a'],
  ['a😀😀', 3, 'a😀'],
])('%j is cut after at most %i units', (text, most, cut) => {
  expect(cutAt(text, most)).toBe(cut);
});
