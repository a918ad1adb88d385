import { describe, expect, it } from 'vitest';
import { parsePosting } from '../../src/document/index.js';
import { profilePosting } from '../../src/profile/index.js';

/** Names of the tools that the posting's statements mention, generic ones in brackets. */
function tools(source: string): string[] {
  return profilePosting(parsePosting(source, { path: 'posting.md' })).statements.flatMap(one =>
    one.tools.map(tool => (tool.generic ? `[${tool.name}]` : tool.name)),
  );
}

describe('tools of a statement', () => {
  it('knows names and aliases, whatever their capitals', () => {
    expect(tools('- Hootsuite, canva and MailChimp')).toEqual(['Hootsuite', 'Canva', 'Mailchimp']);
  });

  it.each([
    ['- We will call you later about the buffer stock', []],
    ['- Excel at hard conversations and drive results across teams', []],
    ['- Later, you present the results', []],
    ['- Plan posts in Later, Buffer or Hootsuite', ['Later', 'Buffer', 'Hootsuite']],
    ['- Proficient in Excel and Word', ['Microsoft Excel', 'Microsoft Word']],
    ['- Shared files live in Google Drive', ['Google Drive']],
    ['- Own our go-to-market (GTM) plan', []],
    ['- Tag pages with Google Analytics and GTM', ['Google Analytics', 'Google Tag Manager']],
    ['- Talk with customers on a daily basis', []],
    ['- Stay in constant contact with donors', []],
  ])('%s', (source, expected) => {
    expect(tools(source)).toEqual(expected);
  });

  it('takes kinds of tools for tools named generically', () => {
    expect(tools('- Scheduling software and analytics suites')).toEqual([
      '[Scheduling software]',
      '[analytics suites]',
    ]);
    expect(tools('- All major platforms')).toEqual(['[All major platforms]']);
  });

  it('takes the longest of overlapping names', () => {
    expect(tools('- Adobe Photoshop and Facebook Ads')).toEqual(['Adobe Photoshop', 'Meta Ads Manager']);
  });

  it('marks the exact words', () => {
    const source = '- You know **Hootsuite** well';
    const [mention] = profilePosting(parsePosting(source, { path: 'posting.md' })).statements.flatMap(one => one.tools);
    expect(source.slice(mention?.span.start, mention?.span.end)).toBe('Hootsuite');
  });

  it("leaves the employer's own product out", () => {
    const source = [
      '---',
      'employer: Canva',
      '---',
      '# Community Manager',
      '',
      '## What you do',
      '',
      '- Help teachers get started with Canva',
      '- Plan posts in Hootsuite',
    ].join('\n');
    expect(tools(source)).toEqual(['Hootsuite']);
    expect(tools(source.replace('employer: Canva', 'employer: Northwind'))).toEqual(['Canva', 'Hootsuite']);
  });

  it('takes a product for the employer’s own where the posting says so', () => {
    expect(
      tools(
        '# Writer at Notion\n\n## About us\n\nNotion is where teams plan.\n\n## Duties\n\n- Explain Notion to newcomers',
      ),
    ).toEqual([]);
  });
});

describe('years asked for with a platform', () => {
  const years = (statement: string) =>
    profilePosting(parsePosting(`# Social Media Manager\n\n## Requirements\n\n- ${statement}`, { path: 'posting.md' }))
      .platformYears;

  it.each([
    ['10+ years of experience with TikTok', 'TikTok', 10],
    ['At least five years managing Instagram', 'Instagram', 5],
    ['3-5 years of hands-on Threads experience', 'Threads', 3],
    ['Experience with BeReal (8 years)', 'BeReal', 8],
  ])('%s', (statement, platform, count) => {
    expect(years(statement)).toMatchObject([{ platform, years: count }]);
  });

  it('reads every platform of a plain list', () => {
    expect(years('12 years of experience with Instagram and TikTok').map(one => one.platform)).toEqual([
      'Instagram',
      'TikTok',
    ]);
  });

  it.each([
    '5 years in social media, including Threads and Bluesky',
    '10+ years of digital marketing experience; TikTok a plus',
    '7 years of experience on platforms such as Facebook, Instagram or TikTok',
    'We have run our TikTok channel for three years',
    '10 years of experience. You also know TikTok.',
  ])('does not charge a platform with the years of something wider: %s', statement => {
    expect(years(statement)).toEqual([]);
  });

  it('gives a full date for a platform known by its month, and the words', () => {
    const source = '# Editor\n\n- 15 years of Mastodon experience';
    const [asked] = profilePosting(parsePosting(source, { path: 'posting.md' })).platformYears;
    expect(asked).toMatchObject({ launched: '2016-03-01', verified: false });
    expect(source.slice(asked?.span.start, asked?.span.end)).toBe('15 years of Mastodon');
  });
});
