import { describe, expect, it } from 'vitest';
import { employerKey, sameName, shareWord, shortName } from '../../src/boilerplate/employers.js';

const same = (a: string, b: string) => sameName(employerKey(a), employerKey(b));

describe('shortName', () => {
  it('drops legal forms and brackets', () => {
    expect(shortName('Brackwater Holdings (UK), Ltd.')).toBe('Brackwater Holdings');
    expect(shortName('Inc.')).toBe('Inc.');
  });
});

describe('employerKey', () => {
  it('leaves legal forms, articles and abbreviations behind', () => {
    expect(employerKey('The Brackwater Co., Inc.')).toBe('brackwater');
    expect(employerKey('NC Dept. of Bridges')).toBe('north carolina department of bridges');
    expect(employerKey("St. Alder's Inst.")).toBe('saint alders institute');
  });

  it('knows that nobody is named', () => {
    for (const nobody of [undefined, '', 'None', 'n/a', 'Confidential', 'not specified']) {
      expect(employerKey(nobody)).toBe('');
    }
  });
});

describe('sameName', () => {
  it('takes a name and its beginning for one employer', () => {
    expect(same('Alder', 'Alder Germany')).toBe(true);
    expect(same('Al', 'Al Germany')).toBe(false);
    expect(same('Alder', 'Alderman')).toBe(false);
    expect(same('', '')).toBe(false);
  });

  it('takes names for one that differ in blanks, or in what an address ends in', () => {
    expect(same('Birch Foods', 'birchfoods')).toBe(true);
    expect(same('Birch-co', 'Birch')).toBe(true);
    expect(same('birchhq', 'Birch')).toBe(true);
  });

  it('finds a name within another', () => {
    expect(same('Openings at Alder Mills, Inc.', 'Alder Mills')).toBe(true);
    expect(same('Alder', 'Friends of Alder')).toBe(false);
  });

  it('knows the same words in another order', () => {
    expect(same('Alder College/Birch Law Library', 'Birch Law Library, Alder College')).toBe(true);
    expect(same('NC Board of Bridges', 'North Carolina State Board of Bridges')).toBe(true);
    expect(same('Alder Mills', 'Mills of Birch and Alder')).toBe(false);
  });

  it('forgives a letter too few, but no other letter', () => {
    expect(same('Museum of the Rocky Moutains', 'Museum of the Rocky Mountains')).toBe(true);
    expect(same('School District Ward 1', 'School District Ward 2')).toBe(false);
    expect(same('School District Ward', 'School District Ward 2')).toBe(true);
    expect(same('Alders', 'Alder')).toBe(false);
  });

  it('takes the branches of one federation together, and not what a place has in common', () => {
    expect(same('Alder Birch of the Valley', 'Alder Birch North Coast')).toBe(true);
    expect(same('New York Society of Birch', 'New York Mills and Wheels')).toBe(false);
    expect(same('University of Alder', 'University of Birch')).toBe(false);
  });
});

describe('shareWord', () => {
  it('looks at words that few names have', () => {
    expect(shareWord('alder ministry', 'ministry of alder')).toBe(true);
    expect(shareWord('alder public library', 'birch public library')).toBe(false);
  });
});
