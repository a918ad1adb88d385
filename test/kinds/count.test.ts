import { describe, expect, it } from 'vitest';
import { marks, runKind } from './run-kind.js';

const TEXT = `# Clerk

We are an old house with a long past and many rooms.

## Requirements
- Read well
- Count the till, the tickets and the keys every evening.
  - to ten
  - to twenty
- Write

## Perks
- Tea
`;

describe('count', () => {
  it('counts the words of statements', () => {
    expect(marks('count', 'of: words\nper: statement\nmax: 10', TEXT)).toEqual([
      'We are an old house with a long past and many rooms.',
    ]);
    expect(marks('count', 'of: words\nper: statement\nmax: 12', TEXT)).toEqual([]);
  });

  it('counts the statements of sections, nested ones or not', () => {
    const { findings } = runKind('count', 'of: statements\nper: section\nmax: 4', TEXT, {
      where: { sections: ['must'] },
      message: '{count} over {limit} under "{heading}"',
    });
    expect(findings.map(finding => [finding.actual, finding.message])).toEqual([
      ['Requirements', '5 over 4 under "Requirements"'],
    ]);
    expect(findings[0]?.evidence).toHaveLength(5);
    expect(
      marks('count', 'of: statements\nper: section\nmax: 2\ntopLevel: true', TEXT, { where: { sections: ['must'] } }),
    ).toEqual(['Requirements']);
    expect(
      marks('count', 'of: statements\nper: section\nmax: 3\ntopLevel: true', TEXT, { where: { sections: ['must'] } }),
    ).toEqual([]);
  });

  it('counts what stands before a section', () => {
    expect(marks('count', 'of: words\nper: posting\nmax: 11\nbefore: [must]', TEXT)).toEqual(['Clerk']);
    expect(marks('count', 'of: words\nper: posting\nmax: 12\nbefore: [must]', TEXT)).toEqual([]);
  });

  it('counts terms, and their share of the words', () => {
    const text = 'Strong, bold and strong people lead with strong hands.';
    const { findings } = runKind('count', 'of: terms\nper: posting\nterms: [strong, bold]\nmaxShare: 0.4', text, {
      message: '{count} of {words} words, {percent}%: {list}',
    });
    expect(findings.map(finding => finding.message)).toEqual(['4 of 9 words, 44.4%: Strong and bold']);
    expect(marks('count', 'of: terms\nper: posting\nterms: [strong, bold]\nmaxShare: 0.45', text)).toEqual([]);
    expect(marks('count', 'of: terms\nper: posting\nterms: [strong]\nmaxShare: 0.1\nminWords: 10', text)).toEqual([]);
  });

  it('fires below a minimum, also at none', () => {
    expect(marks('count', 'of: terms\nper: posting\nterms: [you]\nmin: 1', TEXT)).toEqual(['Clerk']);
    expect(marks('count', 'of: terms\nper: posting\nterms: [tea]\nmin: 1', TEXT)).toEqual([]);
  });

  it('refuses params that say nothing', () => {
    expect(() => marks('count', 'of: words\nper: statement', TEXT)).toThrow(/threshold/);
    expect(() => marks('count', 'of: terms\nper: posting\nmax: 1', TEXT)).toThrow(/terms/);
  });

  it.each([
    ['You drive to Aachen, Bonn, Bremen, Essen and Halle', []],
    ['You drive to many of our big shops', ['You drive to many of our big shops']],
    ['You live in D.C. Travel is paid for', []],
  ])('weighs names as one word and hears a hidden end of a sentence: %s', (text, expected) => {
    expect(marks('count', 'of: words\nper: statement\nmax: 5\nnamesAsOne: true', text)).toEqual(expected);
  });
});
