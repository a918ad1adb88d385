/**
 * The slow way, as a check on `src/boilerplate`: words as strings, every row of words looked at,
 * nothing hashed, nothing chosen. Written apart from the product's code on purpose.
 */
import { shortName } from '../../src/boilerplate/employers.js';

const LINE_MARK = /^([ \t\u00a0>]*)(?:(?:\d{1,3}|[A-Za-z])[.)](?=[ \t\u00a0])|o(?=[ \t\u00a0]))/gm;
const HIDDEN = '\\u00ad\\u200b-\\u200f\\u2060\\ufe00-\\ufe0f\\ufeff';
const LETTER = `(?:(?![${HIDDEN}])[\\p{L}\\p{M}\\p{N}])`;
const REST = `[\\p{L}\\p{M}\\p{N}${HIDDEN}]*`;
const WORD = new RegExp(`${LETTER}${REST}(?:(?:['’ʼ](?=${LETTER})|(?<=\\d)[.,](?=\\d))${REST})*`, 'gu');

const PASSED_OVER = [
  /^\ufeff?---[ \t]*\r?\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/,
  /&(?:[a-zA-Z]{2,24}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});/g,
  /<\/?[a-zA-Z][^<>\n]{0,400}>|<!--[\s\S]{0,2000}?-->/g,
  /\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"\n]*")?\)/g,
];

function wordsIn(source: string): string[] {
  let text = source;
  for (const pattern of PASSED_OVER) text = text.replace(pattern, match => ' '.repeat(match.length));
  return text.replace(LINE_MARK, '$1  ').match(WORD) ?? [];
}

/** The words of a source as normalised strings. */
export function slowWords(source: string, employer?: string): string[] {
  const found = wordsIn(source);
  const words = found.map(normal);
  const name = employer === undefined ? [] : wordsIn(shortName(employer)).map(normal);
  if (name.length === 0) return words;
  const masked: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const [first = ''] = found[i] as string;
    const capital = /\d/.test(first) || first.toLowerCase() !== first;
    if (capital && name.every((part, k) => words[i + k] === part)) {
      masked.push('\u0000employer');
      i += name.length - 1;
    } else masked.push(words[i] as string);
  }
  return masked;
}

function normal(word: string): string {
  return word
    .replace(/(?<=\d)[.,](?=\d)/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’ʼ\u00ad\u200b-\u200f\u2060\ufeff]|[\ufe00-\ufe0f]/g, '')
    .replace(/[0-9]+/g, '0');
}

/** A shared run: words `from` to `to` of one text, half-open, as they stand in the other. */
export interface SlowRun {
  readonly from: number;
  readonly to: number;
}

/** Longest rows of at least `minWords` words that `a` shares with `b`, none within another: every pair of places is tried. */
export function slowRuns(a: ArrayLike<number>, b: ArrayLike<number>, minWords: number): SlowRun[] {
  const longest = new Uint32Array(a.length);
  let row = new Uint32Array(b.length + 1);
  for (let i = a.length - 1; i >= 0; i--) {
    const next = new Uint32Array(b.length + 1);
    let best = 0;
    for (let j = b.length - 1; j >= 0; j--) {
      if (a[i] !== b[j]) continue;
      const length = (row[j + 1] as number) + 1;
      next[j] = length;
      if (length > best) best = length;
    }
    longest[i] = best;
    row = next;
  }
  const runs: SlowRun[] = [];
  let reached = 0;
  for (let i = 0; i < a.length; i++) {
    const to = i + (longest[i] as number);
    if ((longest[i] as number) >= minWords && to > reached) runs.push({ from: i, to });
    reached = Math.max(reached, to);
  }
  return runs;
}
