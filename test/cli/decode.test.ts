import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePosting } from '../../src/cli/decode.js';

const TEXT = '# Pflegekraft\n\n– Schön, “ruhig”, 3 € 👋\n';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('decodePosting', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16BE with a mark', utf16be(`\ufeff${TEXT}`)],
    ['UTF-16LE without a mark', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16BE without a mark', utf16be(TEXT)],
  ])('reads %s', (_, bytes) => {
    expect(decodePosting(bytes)).toEqual({ ok: true, text: TEXT });
  });

  it('tells Latin-1 with line, column and the byte', () => {
    expect(decodePosting(Buffer.from('# Chef\n\nCafé Blau\n', 'latin1'))).toEqual({
      ok: false,
      message:
        'is not valid UTF-8 (byte 0xE9). It may be Windows-1252 or Latin-1, where that byte is “é”. Save the file as UTF-8.',
      line: 3,
      column: 4,
    });
  });

  it('finds the first invalid byte wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }).filter(text => !text.includes('\0')),
        fc.string({ unit: 'grapheme', maxLength: 40 }).filter(text => !text.includes('\0')),
        (before, after) => {
          const bytes = Buffer.concat([Buffer.from(`x${before}`), Buffer.from([0xc0]), Buffer.from(after)]);
          const decoded = decodePosting(bytes);
          const lines = `x${before}`.split(/\r\n|\r|\n/);
          expect(decoded).toMatchObject({ ok: false, line: lines.length, column: lines.at(-1)!.length + 1 });
        },
      ),
    );
  });

  it.each([
    ['NUL bytes', Buffer.from('abc\0\0\0def and more'), /binary/],
    ['a PDF', Buffer.from('%PDF-1.7\n'), /PDF/],
    ['a Word file', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), /Word/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa]), /PNG/],
    ['damaged UTF-16', Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8]), /UTF-16LE but is damaged/],
    ['a cut UTF-8 character at the end', Buffer.from('café').subarray(0, 4), /not valid UTF-8/],
  ])('refuses %s', (_, bytes, message) => {
    const decoded = decodePosting(bytes);
    expect(decoded).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });
});
