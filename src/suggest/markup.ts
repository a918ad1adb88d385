import type { Posting } from '../core/types.js';

/**
 * Words as they must be written in the posting's source so that they read as themselves: in
 * Markdown, characters that would be markup get a backslash.
 */
export function asSource(
  words: string,
  format: Posting['format'],
  place: { cell?: boolean; lineStart?: boolean } = {},
): string {
  if (format === 'text') return words;
  let text = words
    .replace(/[\\`*[\]<]/g, '\\$&')
    // An underscore inside a word is no markup.
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '\\&');
  if (place.cell) text = text.replaceAll('|', '\\|');
  if (place.lineStart)
    text = text.replace(/^(#{1,6}(?=\s)|[-+>](?=\s)|>)/, '\\$1').replace(/^(\d+)([.)])(?=\s)/, '$1\\$2');
  return text;
}

/**
 * True where a piece of Markdown source opens no emphasis, code or link that it does not close,
 * so that putting other words in its place leaves the markup around it whole.
 */
export function isBalanced(source: string): boolean {
  const bare = source.replace(/\\[\s\S]/g, '');
  const count = (pattern: RegExp) => (bare.match(pattern) ?? []).length;
  return (
    count(/\*\*/g) % 2 === 0 &&
    count(/\*/g) % 2 === 0 &&
    count(/__/g) % 2 === 0 &&
    count(/(?<![\p{L}\p{N}_])_(?!_)|(?<!_)_(?![\p{L}\p{N}_])/gu) % 2 === 0 &&
    count(/`/g) % 2 === 0 &&
    count(/\[/g) === count(/\]/g) &&
    count(/<\/?\w[^>]*>/g) % 2 === 0
  );
}
