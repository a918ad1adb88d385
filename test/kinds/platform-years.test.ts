import { describe, expect, it } from 'vitest';
import { lexicon } from '../../src/lexicon/lexicon.js';
import { platformYearsOf } from '../../src/profile/tools-years.js';
import type { Profile } from '../../src/profile/types.js';
import { marks, type RunOptions, runKind } from './run-kind.js';

const options: RunOptions = {
  profile: posting => ({ platformYears: platformYearsOf(posting, lexicon()) }) as unknown as Profile,
};

const params = "asOf: '2026-11-24'";

describe('platform-years', () => {
  it.each([
    ['15 years of experience with TikTok', ['15 years of experience with TikTok']],
    ['15+ years of experience on TikTok', ['15+ years of experience on TikTok']],
    ['12-15 years of TikTok experience', ['12-15 years of TikTok']],
    ['5 years of TikTok experience', []],
    ['15 years of Facebook experience', []],
    ['15 years in retail, then TikTok', []],
    ['8-15 years of TikTok experience', []],
    ['15 years of experience in social media, including TikTok', []],
    ['15 years ago there was no TikTok', []],
  ])('%s', (text, expected) => {
    expect(marks('platform-years', params, `- ${text}`, options)).toEqual(expected);
  });

  it('says how old the youngest platform is', () => {
    const { findings } = runKind('platform-years', params, '20 years of experience on TikTok and Instagram', {
      ...options,
      message: '{years}: {platform} since {launched}, {age}',
    });
    expect(findings[0]?.message).toMatch(/^20: TikTok and Instagram since 201\d-\d\d, \d+$/);
    expect(findings).toHaveLength(1);
  });

  it('reckons by the day given', () => {
    expect(marks('platform-years', "asOf: '2040-01-01'", '15 years of experience with TikTok', options)).toEqual([]);
  });
});
