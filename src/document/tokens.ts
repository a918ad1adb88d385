import type { Token } from '../core/types.js';
import { type Word, wordOf } from '../core/words.js';
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

/** By spelling, so that each is normalised once. */
const spelled = new Map<string, Word>();

/** Splits a statement's text into tokens with exact source spans. */
export function tokenize(prose: Pick<MappedSlice, 'text' | 'outerSpan'>): Token[] {
  const { text } = prose;
  const tokens: Token[] = [];
  let to = 0;
  for (const spelling of text.match(WORD) ?? []) {
    const at = text.indexOf(spelling, to);
    to = at + spelling.length;
    const { start, end } = prose.outerSpan(at, to);
    const word = spelledWord(spelling);
    tokens.push({ start, end, at, to, norm: word.norm, word });
  }
  return tokens;
}

function spelledWord(spelling: string): Word {
  let word = spelled.get(spelling);
  if (word === undefined) {
    word = wordOf(normalize(spelling));
    spelled.set(spelling, word);
  }
  return word;
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
