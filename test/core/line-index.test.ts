import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineIndex } from '../../src/core/line-index.js';

const TEXT = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '👋', ' '), maxLength: 40 });

it('gives the line and column that counting by hand gives', () => {
  fc.assert(
    fc.property(TEXT, text => {
      const index = new LineIndex(text);
      let line = 1;
      let column = 1;
      for (let i = 0; i <= text.length; i++) {
        expect(index.place(i)).toEqual({ line, column });
        const ends = text[i] === '\n' || (text[i] === '\r' && text[i + 1] !== '\n');
        line += ends ? 1 : 0;
        column = ends ? 1 : column + 1;
      }
    }),
  );
});

it('gives lines that together hold the whole text', () => {
  fc.assert(
    fc.property(TEXT, text => {
      const index = new LineIndex(text);
      const lines = Array.from({ length: index.lineCount }, (_, i) => index.lineText(i + 1));
      expect(lines).toEqual(text.split(/\r\n|\n|\r/));
    }),
  );
});

it('refuses places outside the text', () => {
  expect(() => new LineIndex('ab').place(3)).toThrow(RangeError);
  expect(() => new LineIndex('ab').lineStart(2)).toThrow(RangeError);
});
