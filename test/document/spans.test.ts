import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Posting } from '../../src/core/types.js';
import { normalize, parsePosting } from '../../src/document/index.js';

/** Pieces that postings, and careless exports of them, are made of. */
const FRAGMENTS = fc.oneof(
  fc.constantFrom(
    '# ',
    '## ',
    '- ',
    '* ',
    '• ',
    '· ',
    'o ',
    '– ',
    '\\- ',
    '1. ',
    '> ',
    '    ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    '\n\n',
    '  \n',
    '\\\n',
    '**',
    '*',
    '_',
    '__',
    '`',
    '```\n',
    '<br>',
    '<br/>',
    '<li>',
    '</p>',
    '<b>',
    '<!-- x -->',
    '&amp;',
    '&nbsp;',
    '&#39;',
    '&#x2019;',
    '&bogus;',
    '\\*',
    '\\&',
    '[link](https://a.b/c)',
    '<https://a.b>',
    'me@example.org',
    '[ref]',
    '| a | b |\n|---|---|\n| c | d |\n',
    '---\n',
    '===\n',
    'e.g. ',
    'U.S. ',
    '3.5',
    'R&D',
    'R&amp;D',
    'self-starter',
    'C++',
    '24/7',
    '3–5 years',
    'We’re ',
    '“quoted”',
    '\u00a0',
    '\u200b',
    '\ufeff',
    '👩‍💻',
    '𝒳',
    'ﬁne',
    'É',
    'e\u0301',
    'ß',
    '漢字',
    'عربي',
    '\0',
    '\u0085',
    '\u2028',
    'Requirements:',
    'REQUIREMENTS',
    'Location: Leeds',
    'a.B',
    'end.Next',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: fc.constantFrom(...'abcXYZ .,:;!?&*_`<>#-+()[]|\\/\n\t'), maxLength: 12 }),
);
const SOURCES = fc.array(FRAGMENTS, { maxLength: 40 }).map(parts => parts.join(''));

function decoded(piece: string): string {
  return piece
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
      if (name) return decodeNamedCharacterReference(name) || whole;
      return String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10));
    });
}

function checkSpans(posting: Posting): void {
  const { source } = posting;
  let end = 0;
  for (const [i, statement] of posting.statements.entries()) {
    expect(statement.index).toBe(i);
    expect(statement.span.start).toBeGreaterThanOrEqual(end);
    expect(statement.span.end).toBeGreaterThan(statement.span.start);
    expect(statement.span.end).toBeLessThanOrEqual(source.length);
    end = statement.span.end;
    expect(statement.prose.text).toBe(statement.prose.text.trim());
    expect(statement.prose.text).not.toBe('');

    for (const token of statement.tokens) {
      const word = statement.prose.text.slice(token.at, token.to);
      expect(normalize(word)).toBe(token.norm);
      const pieces = statement.prose.toSource(token.at, token.to);
      expect(pieces[0]?.start).toBe(token.start);
      expect(pieces.at(-1)?.end).toBe(token.end);
      const written = pieces.map(piece => source.slice(piece.start, piece.end)).join('');
      if (written !== word) expect(decoded(written.replaceAll('\0', '\ufffd'))).toBe(word);
      expect(token.start).toBeGreaterThanOrEqual(statement.span.start);
      expect(token.end).toBeLessThanOrEqual(statement.span.end);
    }
  }
  const held = posting.sections.flatMap(section => [
    ...(section.heading ? [section.heading] : []),
    ...section.statements,
  ]);
  expect(held).toEqual([...posting.statements]);
  for (const section of posting.sections) {
    for (const statement of section.statements) expect(statement.section).toBe(section);
  }
}

describe('spans of a parsed posting', () => {
  it('lead every token of any Markdown back to what the author wrote', () => {
    fc.assert(
      fc.property(SOURCES, source => checkSpans(parsePosting(source, { path: 'any.md' }))),
      { numRuns: 1500 },
    );
  });

  it('lead every token of any plain text back to what the author wrote', () => {
    fc.assert(
      fc.property(SOURCES, source => checkSpans(parsePosting(source, { path: 'any.txt' }))),
      { numRuns: 1000 },
    );
  });

  it('cover every letter of a plain text', () => {
    fc.assert(
      fc.property(SOURCES, source => {
        const posting = parsePosting(source, { path: 'any.txt' });
        const covered = [
          ...posting.statements.map(one => one.span),
          ...(posting.frontMatter ? [posting.frontMatter.span] : []),
        ];
        for (const match of source.matchAll(/\p{L}/gu)) {
          // A bullet “o” or “a)” is a mark, not a word.
          const marker =
            /(^|\n)\s*(o|\(?[a-z][.)])\s$/.test(
              source.slice(Math.max(0, match.index - 4), match.index + match[0].length + 1),
            ) || /^\(?[a-z]\)/.test(source.slice(match.index - 1, match.index + 2));
          if (marker || match[0] === 'o' || /^[a-z]\)/.test(source.slice(match.index))) continue;
          expect(covered.some(span => span.start <= match.index && match.index < span.end)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stay the same text whatever the line ends are', () => {
    fc.assert(
      fc.property(SOURCES, source => {
        const unix = source.replace(/\r\n?/g, '\n');
        const texts = (text: string) => parsePosting(text, { path: 'any.md' }).statements.map(one => one.prose.text);
        expect(texts(unix.replaceAll('\n', '\r\n'))).toEqual(texts(unix));
      }),
      { numRuns: 500 },
    );
  });
});
