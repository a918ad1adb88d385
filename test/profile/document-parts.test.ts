import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePosting } from '../../src/document/index.js';
import { lexicon } from '../../src/lexicon/lexicon.js';
import { likeliest, likelihood, type QuestionWeights } from '../../src/profile/document-model.js';
import { ACTS, liveTerms } from '../../src/profile/document-terms.js';
import { profilePosting } from '../../src/profile/index.js';

/** Whether a line holds an act of relating that counts. */
function acts(line: string): boolean {
  const { statements } = parsePosting(`- ${line}`, { path: 'posting.md' });
  return statements.some(statement => liveTerms(statement, lexicon()).some(term => ACTS.has(term.id)));
}

describe('acts that count', () => {
  it.each([
    'Talk with growers and listen to what they say about prices',
    'Answer comments the same day',
    'Keep in touch with former volunteers',
    'Moderate the forum',
    'Host an open evening every month',
  ])('%s', line => expect(acts(line)).toBe(true));

  it.each([
    ['the employer about itself', 'We listen to our customers and build trust with them'],
    ['colleagues', 'Work with team members and help other members of our team'],
    ['a system', 'Knowledge of customer relationship management systems'],
    ['a college', 'An associate degree from a community college'],
    ['suppliers', 'Manage relationships with external agencies'],
    ['a clearance', 'Obtain and maintain a Public Trust'],
    ['answers to a question of strategy', 'Refine the answers to the questions that sales raise'],
    ['equal opportunity', 'All qualified applicants will be welcomed regardless of race or age'],
    ['the hiring', 'Interviews with the team follow; please reply to our message'],
  ])('not where they are about %s', (_, line) => expect(acts(line)).toBe(false));
});

/** Whether a line holds an act said in few words, which keeps the rule on acts silent. */
function actsInFewWords(line: string): boolean {
  const { statements } = parsePosting(`- ${line}`, { path: 'posting.md' });
  return statements.some(statement => liveTerms(statement, lexicon()).some(term => term.id === 'relating/plain'));
}

describe('acts in few words', () => {
  it.each([
    'Monitor the guest book and reply where it helps',
    'Keep the media list and help with outreach: media calls and outreach to local radio',
    'Present the exhibition to visitors',
    'Survey former students once a year',
    'Provide customer support at weekends',
    'Be the voice of our young members in the planning',
    'Give technical assistance to smaller museums',
    'Empathise with the needs of carers',
    'Pre-test each leaflet with a group of patients',
    'Engage with members of the garden club',
  ])('%s', line => expect(actsInFewWords(line)).toBe(true));

  it.each([
    ['a list in which two words meet', 'Own every channel (radio, traditional media, partnerships and print)'],
    ['the employer about itself', 'We are small and always form new partnerships with libraries'],
    ['advice to colleagues', 'Give strategic guidance to project leads'],
    ['feedback that is analysed', 'Analyse customer feedback and sales'],
    ['a team', 'Work with customer support and sales'],
  ])('not: %s', (_, line) => expect(actsInFewWords(line)).toBe(false));

  it('where the employer says whom it needs', () => {
    expect(actsInFewWords('We need someone to reach out to local schools')).toBe(true);
  });
});

describe('likelihood', () => {
  const question: QuestionWeights = {
    classes: ['yes', 'no'],
    features: ['acts', 'tools'],
    means: [1, 0],
    scales: [2, 1],
    weights: [
      [1, -1],
      [-1, 1],
    ],
    biases: [0.5, -0.5],
  };

  it('sums to one and takes an absent feature for 0', () => {
    const none = likelihood(question, new Map());
    expect((none.get('yes') ?? 0) + (none.get('no') ?? 0)).toBeCloseTo(1);
    // acts: (0 - 1) / 2, which takes the two biases away.
    expect(none.get('yes')).toBeCloseTo(0.5);
  });

  it('moves with what it sees', () => {
    expect(likeliest(likelihood(question, new Map([['acts', 5]])))).toBe('yes');
    expect(likeliest(likelihood(question, new Map([['tools', 5]])))).toBe('no');
  });
});

describe('any posting', () => {
  it('has a profile whose spans lie in the source and whose evidence is never outside', () => {
    const words = fc.constantFrom(
      'Talk',
      'with',
      'customers',
      'Hootsuite',
      'and',
      '10+',
      'years',
      'of',
      'TikTok',
      'é',
      '—',
      '&amp;',
      '**bold**',
      'learn',
    );
    const lines = fc.array(fc.tuple(fc.constantFrom('- ', '# ', '', '> ', '| '), fc.array(words, { maxLength: 8 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(lines, parts => {
        const source = parts.map(([mark, line]) => mark + line.join(' ')).join('\n');
        const profile = profilePosting(parsePosting(source, { path: 'posting.md' }));
        const spans = [
          ...Object.values(profile.document.grounds).flatMap(one => one.evidence),
          ...profile.statements.flatMap(one => [...one.evidence, ...one.tools.map(tool => tool.span)]),
          ...profile.platformYears.map(one => one.span),
        ];
        for (const { start, end } of spans) expect(0 <= start && start < end && end <= source.length).toBe(true);
        expect(profile.statements).toHaveLength(parsePosting(source, { path: 'posting.md' }).statements.length);
      }),
      { numRuns: 60 },
    );
  });
});
