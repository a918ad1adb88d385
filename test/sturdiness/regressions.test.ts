import { describe, expect, it } from 'vitest';
import { checkInput } from '../../bench/fuzz/check.js';

/** What once broke sm-jd; found by `npm run fuzz` unless said otherwise. */
const ONCE_BROKE: readonly (readonly [string, string, 'markdown' | 'text'])[] = [
  ['a comment that is never closed', '<!--', 'markdown'],
  [
    'a long run of asterisks in a line',
    `# Cook\n\nRead our Settings${'*'.repeat(5000)} link here.\n\n- Cook\n`,
    'text',
  ],
];

describe('what once broke sm-jd', () => {
  it.each(ONCE_BROKE)('%s', async (_, source, format) => {
    for (const linter of ['default', 'all'] as const) {
      await expect(checkInput({ source, format, linter, name: 'posting.md' }, true)).resolves.toBeDefined();
    }
  });
});
