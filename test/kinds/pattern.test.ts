import { describe, expect, it } from 'vitest';
import { marks, runKind } from './run-kind.js';

describe('pattern', () => {
  it('finds text and maps it to the source', () => {
    expect(marks('pattern', "regex: ['\\d+ ?- ?\\d+ years']", 'Ask for **3 -\n5 years** of it')).toEqual([
      '3 -\n5 years',
    ]);
    expect(marks('pattern', "regex: ['R&D']", 'Our R&amp;D and R&D')).toEqual(['R&amp;D', 'R&D']);
  });

  it('heeds capitals only when told to', () => {
    expect(marks('pattern', "regex: ['[A-Z]{3}']\nignoreCase: false", 'abc ABC')).toEqual(['ABC']);
    expect(marks('pattern', "regex: ['[A-Z]{3}']", 'abc ABC')).toEqual(['abc', 'ABC']);
  });

  it('narrows the finding to a group named mark', () => {
    expect(marks('pattern', "regex: ['pay (?<mark>\\d+)']", 'We pay 12')).toEqual(['12']);
  });

  it('takes the leftmost, longest of overlapping matches, and drops exceptions', () => {
    expect(marks('pattern', "regex: ['b+', 'ab+']", 'abb')).toEqual(['abb']);
    expect(marks('pattern', "regex: ['b+']\nexcept: ['abb']", 'abb cbb')).toEqual(['bb']);
    expect(marks('pattern', "regex: ['b+']\nunless: ['c']", 'abb. Cbb.')).toEqual(['bb']);
    expect(marks('pattern', "regex: ['b+']\nunlessInPosting: ['c']", 'abb. Cbb.')).toEqual([]);
  });

  it('counts, and reports the first with the others as evidence', () => {
    const { findings } = runKind('pattern', "regex: ['[!]+']\nmin: 2\nreport: first", 'Hi! Come! Now!', {
      message: '{count}',
    });
    expect(findings.map(({ message, evidence }) => [message, evidence.length])).toEqual([['3', 3]]);
    expect(marks('pattern', "regex: ['[!]+']\nmin: 4", 'Hi! Come! Now!')).toEqual([]);
  });

  it('never loops on an expression that matches nothing', () => {
    expect(marks('pattern', "regex: ['x*']", 'aaxx')).toEqual(['xx']);
  });
});
