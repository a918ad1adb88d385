import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../src/core/line-index.js';
import { sourceFrame } from '../../src/reporters/source-frame.js';

const marksOf = (line: string, start: number, end: number, width = 80) =>
  sourceFrame(new LineIndex(line), { start, end }, [], { width, most: 1 }).lines.map(({ text, marks }) => [
    text,
    marks.map(({ from, to }) => [from, to]),
  ]);

describe('the frame around a finding', () => {
  it('counts the columns that every character of the first plane up to the signs takes', () => {
    for (let code = 0x20; code < 0x2100; code++) {
      const character = String.fromCharCode(code);
      // Marks that join what stands before them have no place of their own.
      if (code === 0x7f || (code >= 0x80 && code < 0xa0) || /[\p{M}\p{Cf}\p{Zl}\p{Zp}\p{Cn}]/u.test(character))
        continue;
      const width = stringWidth(character);
      const [[, marks] = []] = marksOf(`a${character}${character}bcd`, 4, 5);
      expect(marks, code.toString(16)).toEqual([[2 + 2 * width, 3 + 2 * width]]);
    }
  });

  it('cuts a long line around the words, whether its letters are plain or not', () => {
    for (const filler of ['word ', '“wörd” ', '字词 ']) {
      const line = `${filler.repeat(300)}HERE${filler.repeat(300)}`;
      const at = line.indexOf('HERE');
      const [[text = '', [[from, to] = []] = []] = []] = marksOf(line, at, at + 4) as [string, number[][]][];
      expect(stringWidth(text)).toBeLessThanOrEqual(80);
      expect(text.startsWith('…') && text.endsWith('…')).toBe(true);
      expect(to).toBe((from as number) + 4);
      expect(stringWidth(text.slice(0, text.indexOf('HERE')))).toBe(from);
    }
  });
});
