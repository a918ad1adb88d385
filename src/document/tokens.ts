import type { Token } from '../core/types.js';
import type { MappedSlice } from './mapped-text.js';

/**
 * A word: letters and digits, joined by what writers put inside words. Addresses are one word;
 * `self-starter`, `company's`, `R&D`, `B2B`, `C++`, `.NET`, `24/7`, `3+`, `3-5`, `U.S.` are one each.
 */
const WORD = new RegExp(
  [
    String.raw`(?:https?:\/\/|www\.)[^\s<>"“”]+[^\s<>"“”.,;:!?)\]’']`,
    String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`,
    String.raw`(?:\p{L}\.){2,}`,
    String.raw`\d+(?:[.,:/\u2013\u2014-]\d+)*(?:[+%]|[\p{L}\p{N}]+)?`,
    String.raw`\.?[\p{L}\p{N}\p{M}]+(?:(?:['’&.\u2010\u2011-]|\u00AD)[\p{L}\p{N}\p{M}]+)*(?:\+{1,2}|#(?![\p{L}\p{N}]))?`,
  ].join('|'),
  'gu',
);

/** Splits a statement's text into tokens with exact source spans. */
export function tokenize(prose: Pick<MappedSlice, 'text' | 'outerSpan'>): Token[] {
  const tokens: Token[] = [];
  for (const match of prose.text.matchAll(WORD)) {
    const at = match.index;
    const to = at + match[0].length;
    const { start, end } = prose.outerSpan(at, to);
    tokens.push({ start, end, at, to, norm: normalize(match[0]) });
  }
  return tokens;
}

/** The form that terms are matched against: NFKC, lower case, straight apostrophes and hyphens. */
export function normalize(word: string): string {
  const plain = isAscii(word)
    ? word
    : word
        .normalize('NFKC')
        .replace(/[‘’ʼ]/g, "'")
        .replace(/[‐‑–—]/g, '-')
        .replaceAll('\u00AD', '');
  return plain.toLowerCase();
}

function isAscii(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 127) return false;
  return true;
}
