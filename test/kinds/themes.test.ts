import { describe, expect, it } from 'vitest';
import { runKind } from './run-kind.js';

const THEMES = `themes:
  - { name: sowing, terms: [sow+, seed*] }
  - { name: reaping, terms: [reap+], min: 2 }
`;
const says = (text: string, report = '') =>
  runKind('themes', `${THEMES}${report}`, text, { message: '{count}/{total} {present}; {absent}' }).findings.map(
    finding => finding.message,
  );

describe('themes', () => {
  it('tells which are served and which are not', () => {
    expect(says('# Farmer\n\nSow seeds. Reap.')).toEqual(['1/2 sowing; reaping']);
    expect(says('# Farmer\n\nRest.')).toEqual(['0/2 none; sowing and reaping']);
  });

  it('says nothing where all are served, unless told', () => {
    const all = '# Farmer\n\nSow. Reap and reap.';
    expect(says(all)).toEqual([]);
    expect(says(all, 'report: always')).toEqual(['2/2 sowing and reaping; none']);
    expect(says(all, 'report: all-present')).toEqual(['2/2 sowing and reaping; none']);
    expect(says('Sow.', 'report: all-present')).toEqual([]);
  });
});
