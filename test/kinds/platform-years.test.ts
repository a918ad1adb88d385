import { describe, expect, it } from 'vitest';
import { marks, runKind } from './run-kind.js';

const params = "asOf: '2026-11-24'";

describe('platform-years', () => {
  it.each([
    ['15 years of experience with TikTok', ['15 years of experience with TikTok']],
    ['15+ years on TikTok and Facebook', ['15+ years on TikTok']],
    ['12-15 years of TikTok', ['12-15 years of TikTok']],
    ['twelve to fifteen years managing TikTok channels', ['twelve to fifteen years managing TikTok']],
    ['12 plus years growing brands on TikTok', ['12 plus years growing brands on TikTok']],
    ['5 years of TikTok', []],
    ['15 years of Facebook', []],
    ['15 years in retail, then TikTok', []],
    ['8-15 years of TikTok', []],
    ['We have been on TikTok for 15 years', []],
    ['A 15-year-old company with a TikTok channel', []],
    ['15 years ago there was no TikTok', []],
  ])('%s', (text, expected) => {
    expect(marks('platform-years', params, `- ${text}`)).toEqual(expected);
  });

  it('says how old the youngest platform is', () => {
    const { findings } = runKind('platform-years', params, '20 years on Facebook, Instagram and TikTok', {
      message: '{years}: {platform} since {launched}, {age}',
    });
    expect(findings[0]?.message).toMatch(/^20: Instagram and TikTok since 201\d-\d\d, \d+$/);
  });

  it('reckons by the day given', () => {
    expect(marks('platform-years', "asOf: '2040-01-01'", '15 years of TikTok')).toEqual([]);
  });
});
