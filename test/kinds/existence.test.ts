import { describe, expect, it } from 'vitest';
import { marks, runKind } from './run-kind.js';

const TEXT = `# Shop help

## What you do
- Talk with **customers** and members
- Customers first
- Answer customers' letters; no cold calls

## Legal
Customers agree to terms.
`;

describe('existence', () => {
  it('finds terms in all their forms, in source order', () => {
    expect(marks('existence', 'terms: [customer*, member*]', TEXT)).toEqual([
      'customers',
      'members',
      'Customers',
      'customers',
      'Customers',
    ]);
  });

  it('looks only where it is told to', () => {
    const params = 'terms: [customer*]';
    expect(marks('existence', params, TEXT, { where: { notSections: ['duties'] } })).toEqual(['Customers']);
    expect(marks('existence', params, TEXT, { where: { sections: ['duties'], statements: ['sentence'] } })).toEqual([]);
    expect(marks('existence', params, TEXT, { where: { statements: ['sentence'] } })).toEqual(['Customers']);
  });

  it('drops a match that shares words with an exception', () => {
    expect(marks('existence', 'terms: [customer*]\nexcept: [customer* first, customers and]', TEXT)).toEqual([
      'customers',
      'Customers',
    ]);
  });

  it('asks for company within a statement, block, section or the posting', () => {
    expect(marks('existence', 'terms: [member*]\nnear: [talk+]', TEXT)).toEqual(['members']);
    expect(marks('existence', 'terms: [member*]\nnear: [cold calls]', TEXT)).toEqual([]);
    expect(marks('existence', 'terms: [member*]\nnear: { terms: [cold calls], within: section }', TEXT)).toEqual([
      'members',
    ]);
    expect(marks('existence', 'terms: [member*]\nnear: { terms: [agree], within: section }', TEXT)).toEqual([]);
    expect(marks('existence', 'terms: [member*]\nunless: { terms: [agree], within: posting }', TEXT)).toEqual([]);
    expect(marks('existence', 'terms: [customer*]\nunless: [member*, first]', TEXT)).toEqual([
      'customers',
      'Customers',
    ]);
  });

  it('counts no match as its own company', () => {
    expect(marks('existence', 'terms: [member*]\nnear: [member*]', TEXT)).toEqual([]);
  });

  it('keeps silent below the minimum', () => {
    expect(marks('existence', 'terms: [customer*]\nmin: 5', TEXT)).toEqual([]);
    expect(marks('existence', 'terms: [customer*]\nmin: 4', TEXT)).toHaveLength(4);
  });

  it('reports the first match with the others as evidence, or each statement once', () => {
    const { findings } = runKind('existence', 'terms: [customer*]\nreport: first', TEXT, {
      message: '{count}: {list}',
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ message: '4: customers', actual: 'customers' });
    expect(findings[0]?.evidence.map(({ start, end }) => TEXT.slice(start, end))).toEqual([
      'customers',
      'Customers',
      'customers',
      'Customers',
    ]);
    expect(marks('existence', 'terms: [customer*, member*]\nreport: statement', TEXT)[0]).toBe(
      'Talk with **customers** and members',
    );
  });

  it('marks a match across markup from its first to its last letter', () => {
    expect(marks('existence', 'terms: [rock star*]', 'Be a **rock**\nstar today')).toEqual(['rock**\nstar']);
  });

  it('reads lists by name', () => {
    expect(marks('existence', "terms: ['talk+ with {people}']", TEXT)).toEqual(['Talk with **customers']);
  });
});
