import { describe, expect, it } from 'vitest';
import { FACETS, type Facet } from '../../src/core/facets.js';
import type { Posting } from '../../src/core/types.js';
import type { DocumentProfile, Profile, StatementProfile } from '../../src/profile/types.js';
import { marks, runKind } from './run-kind.js';

const TEXT = `# Forum Host

## Duties
- Welcome newcomers
- Hootsuite, Buffer
- Photoshop
- Be kind
`;

const NONE = Object.fromEntries(FACETS.map(facet => [facet, 0])) as Record<Facet, number>;

/** A profile in which each item asks for what the test says. */
function profiled(
  facets: Record<string, Facet>,
  document: Partial<DocumentProfile> = {},
): (posting: Posting) => Profile {
  return posting => {
    const statements = posting.statements.map((statement): StatementProfile => {
      const main = facets[statement.prose.text];
      const names = main === 'T' ? statement.prose.text.split(', ') : [];
      return {
        statement,
        ...(main !== undefined && { main }),
        evidence: main === undefined ? [] : [statement.span],
        secondEvidence: [],
        scores: main === undefined ? NONE : { ...NONE, [main]: names.length > 1 ? 0.9 : 0.6 },
        tools: names.map(name => ({ name, kind: 'publishing', generic: false, span: statement.span })),
      };
    });
    const count = (facet: Facet) => statements.filter(({ main }) => main === facet).length;
    return {
      role: 'community',
      roleReason: 'the test says so',
      level: 'contributor',
      title: 'Forum Host',
      platformYears: [],
      statements,
      facets: Object.fromEntries(
        FACETS.map(facet => [facet, { count: count(facet), share: count(facet) / 4 }]),
      ) as Profile['facets'],
      document: {
        relationship: 2,
        toolsOnly: 'no',
        broadcast: 'no',
        audience: 'none',
        aims: 'vague',
        learning: true,
        insight: false,
        automation: false,
        levelFitsTitle: 'yes',
        grounds: Object.fromEntries(
          [
            'relationship',
            'toolsOnly',
            'broadcast',
            'audience',
            'aims',
            'learning',
            'insight',
            'automation',
            'level',
          ].map(question => [question, { confidence: 1, evidence: [posting.statements[0]!.span], reason: '' }]),
        ) as unknown as DocumentProfile['grounds'],
        ...document,
      },
    };
  };
}

const profile = profiled({ 'Welcome newcomers': 'R', 'Hootsuite, Buffer': 'T', Photoshop: 'T', 'Be kind': 'G' });

describe('profile, for the posting', () => {
  it.each([
    ['all: [{ of: role, is: [community] }]', true],
    ['all: [{ of: document.relationship, atMost: 1 }]', false],
    ['all: [{ of: document.relationship, atLeast: 2, atMost: 2 }]', true],
    ['all: [{ of: document.learning, is: [true] }]', true],
    ['all: [{ of: facets.T.count, atLeast: 2 }, { of: facets.R.share, atMost: 0.25 }]', true],
    ['all: [{ of: facets.T.count, atLeast: 3 }]', false],
    ['any: [{ of: facets.T.count, atLeast: 3 }, { of: level, is: [contributor] }]', true],
    ['none: [{ of: document.insight, is: [false] }]', false],
    ['all: [{ of: asked, atLeast: 4 }]', true],
    ['all: [{ of: tools, atLeast: 4 }]', false],
    ['all: [{ of: tools, is: [3] }]', true],
    ['all: [{ of: title, hasWord: [host] }]', true],
    ['all: [{ of: title, hasWord: [hos] }]', false],
    ['all: [{ of: role, is: [community] }]\nminAsked: 5', false],
    ['all: [{ of: role, is: [community] }]\nunlessTerms: [kind]', false],
  ])('%s: %s', (params, fires) => {
    expect(marks('profile', params, TEXT, { profile })).toEqual(fires ? ['Forum Host'] : []);
  });

  it('says what is asked, in figures and names', () => {
    const { findings } = runKind(
      'profile',
      'all: [{ of: asked, atLeast: 1 }]\nevidence: { facets: [T], most: 1 }',
      TEXT,
      {
        profile,
        message:
          '{count} of {asked} ({percent}%): {named} in {withtools}, {tools}; people {people}%, software {software}%',
      },
    );
    expect(findings[0]?.message).toBe(
      '2 of 4 (50%): 3 in 2, Hootsuite, Buffer and Photoshop; people 25%, software 50%',
    );
    expect(findings[0]?.evidence.map(({ start, end }) => TEXT.slice(start, end))).toEqual(['Hootsuite, Buffer']);
  });

  it('shows the words on which an answer rests', () => {
    const { findings } = runKind('profile', 'all: [{ of: asked, atLeast: 1 }]\nevidence: { question: aims }', TEXT, {
      profile,
    });
    expect(findings[0]?.evidence.map(({ start, end }) => TEXT.slice(start, end))).toEqual(['Forum Host']);
  });

  it('stands where it is told to', () => {
    const params = 'all: [{ of: asked, atLeast: 1 }]\nevidence: { facets: [T] }\nat: ';
    expect(marks('profile', `${params}[duties]`, TEXT, { profile })).toEqual(['Duties']);
    expect(marks('profile', `${params}[benefits]`, TEXT, { profile })).toEqual(['Forum Host']);
    expect(marks('profile', `${params}evidence`, TEXT, { profile })).toEqual(['Hootsuite, Buffer']);
  });

  it('changes severity and message by variant', () => {
    const params = `all: [{ of: document.aims, is: [vague, none] }]
variants:
  - { all: [{ of: document.aims, is: [vague] }], severity: info, message: 'broad: {title}' }`;
    expect(runKind('profile', params, TEXT, { profile }).findings[0]).toMatchObject({
      severity: 'info',
      message: 'broad: Forum Host',
    });
    const none = profiled({ 'Be kind': 'G' }, { aims: 'none' });
    expect(runKind('profile', params, TEXT, { profile: none }).findings[0]).toMatchObject({
      severity: 'warning',
      message: 'Forum Host',
    });
  });

  it('without other conditions fires only by a variant', () => {
    const params = (level: string) => `variants: [{ all: [{ of: level, is: [${level}] }] }]`;
    expect(marks('profile', params('contributor'), TEXT, { profile })).toEqual(['Forum Host']);
    expect(marks('profile', params('manager'), TEXT, { profile })).toEqual([]);
  });

  it('refuses to ask nothing', () => {
    expect(() => marks('profile', 'at: title', TEXT, { profile })).toThrow(/write a condition/);
  });
});

describe('profile, for statements', () => {
  it('finds those that ask for something', () => {
    expect(marks('profile', 'statement: { main: [T] }', TEXT, { profile })).toEqual(['Hootsuite, Buffer', 'Photoshop']);
    expect(marks('profile', 'statement: { main: [T], tools: 2 }', TEXT, { profile })).toEqual(['Hootsuite, Buffer']);
    expect(marks('profile', 'statement: { atLeast: { T: 0.8 } }', TEXT, { profile })).toEqual(['Hootsuite, Buffer']);
    expect(marks('profile', 'statement: { main: [T], atMost: { T: 0.8 } }', TEXT, { profile })).toEqual(['Photoshop']);
  });

  it('marks terms in them where there are terms', () => {
    expect(marks('profile', 'statement: { main: [G, T], terms: [kind, welcome+] }', TEXT, { profile })).toEqual([
      'kind',
    ]);
  });
});
