import { describe, expect, it } from 'vitest';
import { checkInput } from '../../bench/fuzz/check.js';

/** What once broke sm-jd, or kept it busy for minutes: a test that hangs fails by its time limit. */
const ONCE_BROKE: readonly (readonly [string, string, 'markdown' | 'text'])[] = [
  ['a comment that is never closed', '<!--', 'markdown'],
  [
    'a long run of asterisks in a line',
    `# Cook\n\nRead our Settings${'*'.repeat(5000)} link here.\n\n- Cook\n`,
    'text',
  ],
  ['thousands of blanks in a line', `# Cook\n\nCook${' '.repeat(60_000)}lunch.\n`, 'text'],
  ['thousands of dashes in a line', `# Cook\n\nCook${'-'.repeat(60_000)}lunch.\n`, 'markdown'],
  ['a sentence without end', `# Cook\n\n- ${'$999,999,999,999'.repeat(4000)}\n`, 'markdown'],
  ['comments that open and open', `# Cook\n\n${'a <!-- '.repeat(15_000)}\n`, 'markdown'],
  ['marks that open and close', `# Cook\n\n${'**a** '.repeat(10_000)}\n`, 'markdown'],
  ['headings underlined without an empty line', `# Cook\n\n${'a\n===\n'.repeat(10_000)}\n`, 'markdown'],
];

describe('what once broke sm-jd', () => {
  it.each(ONCE_BROKE)('%s', async (_, source, format) => {
    for (const linter of ['default', 'all'] as const) {
      await expect(checkInput({ source, format, linter, name: 'posting.md' }, true)).resolves.toBeDefined();
    }
  });

  it('the same word thousands of times, in two postings', async () => {
    const source = `# Cook\n\n- ${'cook '.repeat(6000)}\n`;
    for (const beside of [source, source.slice(0, 9000), `${source}\n${source}`]) {
      const input = { source, format: 'markdown', linter: 'default', name: 'posting.md', beside } as const;
      await expect(checkInput(input, false)).resolves.toBeDefined();
    }
  });
});
