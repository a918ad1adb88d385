import { describe, expect, it } from 'vitest';
import type { Facet } from '../../src/core/facets.js';
import type { Posting } from '../../src/core/types.js';
import { parsePosting } from '../../src/document/index.js';
import { payFigures } from '../../src/kinds/pay-figures.js';
import { profilePosting } from '../../src/profile/index.js';
import type { Profile } from '../../src/profile/types.js';
import { marks, runKind } from './run-kind.js';

const figures = (text: string) =>
  payFigures(parsePosting(text, { path: 'a.md' })).map(({ low, high, currency, per, open }) => ({
    low,
    high,
    currency,
    per,
    open,
  }));

describe('payFigures', () => {
  it('reads sums, ranges, thousands and periods', () => {
    expect(figures('Salary: £38,000 a year')).toEqual([{ low: 38_000, currency: 'GBP', per: 'year' }]);
    expect(figures('Salary: 52k to 58k')).toEqual([{ low: 52_000, high: 58_000, per: 'year' }]);
    expect(figures('The pay is $21.50 - $24 per hour.')).toEqual([{ low: 21.5, high: 24, per: 'hour' }]);
    expect(figures('We pay 3 400 EUR per month.')).toEqual([{ low: 3400, currency: 'EUR', per: 'month' }]);
  });

  it('sees an open end', () => {
    expect(figures('The pay is up to $30 per hour.')[0]?.open).toBe('low');
    expect(figures('Salary from $52,000 per year')[0]?.open).toBe('high');
    expect(figures('Salary: $52,000 plus benefits')[0]?.open).toBeUndefined();
  });

  it('leaves other sums alone', () => {
    for (const text of [
      'We raised $40 million last year and pay well.',
      'Pay includes reimbursement of up to $500 a year for courses.',
      'A budget of $20,000 per year and fair pay.',
      'The 401k match is part of the pay.',
    ])
      expect(figures(text), text).toEqual([]);
  });
});

describe('pay-law', () => {
  const law = `{ place: us-xx, name: Xanadu, from: '2025-01-01', employers: 15, posting: must, holds: range,
    basis: read, source: s, checked: '2026-11-22', verified: true }`;
  const params = (asks: string, more = '') => `asks: ${asks}\nlaws: [${law}]\nwords: [competitive salary]\n${more}`;

  it('keeps silent where no place is given, and says so', () => {
    const { findings, skips } = runKind('pay-law', params('pay'), '# Cook\n\nYou cook.');
    expect(findings).toEqual([]);
    expect(skips[0]?.reason).toContain('--jurisdiction');
  });

  it('weighs a law with a size threshold as a warning and one for all as an error', () => {
    const run = (text: string) =>
      runKind('pay-law', text, '# Cook\n\nYou cook.', { jurisdictions: ['us-xx-city'], message: '{law}' }).findings[0];
    expect(run(params('pay'))).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('if you have 15 or more employees'),
    });
    expect(run(params('pay').replace('employers: 15, ', ''))?.severity).toBe('error');
    expect(run(params('pay').replace("'2025-01-01'", "'2027-01-01'"))).toMatchObject({
      severity: 'info',
      message: expect.stringContaining('from 2027-01-01'),
    });
  });
});

describe('headings', () => {
  it('takes a heading for empty only beside one written alike', () => {
    expect(marks('headings', 'find: empty', '# Cook\n\n## Requirements\n\n## Benefits\n\n- Soup')).toEqual([
      'Requirements',
    ]);
    expect(marks('headings', 'find: empty', '# Cook\n\n## Requirements\n\n**Skills**\n\n- Soup')).toEqual([]);
  });
});

describe('disclosure', () => {
  const params =
    'when: [robot]\nsaid: [a person decides]\nplaces: [{ place: xx, severity: error, message: law, always: true }]';

  it('asks after the words, and in a given place always', () => {
    expect(marks('disclosure', params, 'A robot sorts.')).toEqual(['robot']);
    expect(marks('disclosure', params, 'A robot sorts. A person decides.')).toEqual([]);
    expect(runKind('disclosure', params, 'We sort.', { jurisdictions: ['xx'] }).findings[0]).toMatchObject({
      severity: 'error',
      message: 'law',
    });
  });
});

describe('acronyms', () => {
  it('passes over what is spelled out, known, shouted or part of a name', () => {
    const params = 'known: [html]';
    expect(marks('acronyms', params, 'You test the LZB and write HTML in the office.')).toEqual(['LZB']);
    expect(marks('acronyms', params, 'You test the line control (LZB) and the LZB again.')).toEqual([]);
    expect(marks('acronyms', params, 'PLEASE TEST THE LZB BEFORE NOON.')).toEqual([]);
    expect(marks('acronyms', params, 'You guide guests through the LZB Museum in spring.')).toEqual([]);
  });
});

describe('links', () => {
  it('shows the address without what follows the reader', () => {
    const { findings } = runKind('links', 'parameters: [utm_*]', 'See https://a.example/x?id=1&utm_source=m#top now.');
    expect(findings[0]?.suggestions[0]).toMatchObject({ title: 'https://a.example/x?id=1#top', safety: 'display' });
  });
});

describe('parts', () => {
  const HOURS = 'parts: [{ name: the hours, severity: warning, terms: [hour*] }]';
  it.each([
    ['You work twenty hours a week.', []],
    ['You lend books.', ['You lend books.']],
    ['Pay: ‹how much?› per ‹month or hour?›', ['Pay: ‹how much?› per ‹month or hour?›']],
    ['‹How much?› for twenty hours', []],
  ])('looks for its words outside of blanks: %s', (text, expected) => {
    expect(marks('parts', HOURS, text)).toEqual(expected);
  });

  it('hears a part in what a statement is about', () => {
    const told = (main: Facet) => (posting: Posting) =>
      ({ ...profilePosting(posting), statements: posting.statements.map(() => ({ main })) }) as unknown as Profile;
    const WORK = 'parts: [{ name: the work, severity: warning, about: [R] }]';
    const found = (main: Facet) => runKind('parts', WORK, 'Hears what people say.', { profile: told(main) }).findings;
    expect(found('R')).toHaveLength(0);
    expect(found('A')).toHaveLength(1);
  });
});
