import { describe, expect, it } from 'vitest';
import { jurisdictionTable, lawsInWords } from '../../src/cli/law-table.js';
import { builtInCards } from '../../src/rules/built-in.js';

describe('the table of places', () => {
  const table = jurisdictionTable(builtInCards().cards);

  it('holds every place once, with a day it was checked', () => {
    const places = table.pay.map(law => law.place);
    expect(new Set(places).size).toBe(places.length);
    expect(places).toEqual(expect.arrayContaining(['us-co', 'us-va', 'us-de', 'ca-bc', 'ca-on', 'ca-pe', 'eu', 'uk']));
    for (const law of table.pay) expect(law.checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('says which rows rest on general knowledge alone', () => {
    for (const law of table.pay) expect(law.verified, law.place).toBe(law.basis !== 'recalled');
  });

  it('names the rules that speak only where a place is given', () => {
    expect(table.others.map(one => one.rule)).toEqual(
      expect.arrayContaining(['inclusion/citizenship-status', 'pay/salary-history', 'practice/ai-hiring-disclosure']),
    );
  });

  it('prints threshold, day and basis of each', () => {
    const text = lawsInWords(table, 100);
    expect(text).toMatch(/us-ca +California: .*15 or more employees/s);
    expect(text).toMatch(/us-de +Delaware: .*2027-09-26/s);
    expect(text).toMatch(/us-me +Maine: .*not verified/s);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(102);
  });
});
