import { describe, expect, it } from 'vitest';
import { FACETS, type Facet } from '../../src/core/facets.js';
import { parsePosting } from '../../src/document/index.js';
import { profileFrom, profilePosting } from '../../src/profile/index.js';

const DUTIES = ['Publish the newsletter', 'Write captions for pictures', 'Plan the week with the editor'];

/** The answers about a community manager's posting with these lines among its duties. */
function answers(...lines: string[]) {
  const source = `# Community Manager\n\n## What you will do\n\n${[...lines, ...DUTIES].map(line => `- ${line}\n`).join('')}`;
  return profilePosting(parsePosting(source, { path: 'posting.md' })).document;
}

describe('acts of relating', () => {
  const noActs = {
    acts: new Map([
      ['yes', 0.1],
      ['no', 0.9],
    ]),
  };

  /** How much relating a posting of one line asks for that was read as `main`, and as R with this chance. */
  function relationship(main: Facet, chance: number): number {
    const posting = parsePosting('# About us\n\nYou would sit with growers in spring, tea in hand.\n', {
      path: 'posting.md',
    });
    const scores = Object.fromEntries(FACETS.map(facet => [facet, facet === 'R' ? chance : 0])) as Record<
      Facet,
      number
    >;
    const facets = posting.statements.map(({ kind, span }) =>
      kind === 'heading' ? undefined : { main, scores, evidence: [span], secondEvidence: [] },
    );
    return profileFrom(posting, { role: 'community', facets, likelihoods: noActs }).document.relationship;
  }

  it('count where a line is likely one and nothing else seems to be asked', () => {
    expect(relationship('A', 0.95)).toBeGreaterThanOrEqual(2);
    expect(relationship('A', 0.01)).toBeLessThan(2);
  });

  it('count where few words name one, whatever the weights say', () => {
    const posting = parsePosting('# Duties\n\n- Survey former students once a year\n- Print leaflets\n', {
      path: 'posting.md',
    });
    expect(
      profileFrom(posting, { role: 'community', likelihoods: noActs }).document.relationship,
    ).toBeGreaterThanOrEqual(2);
    const plain = parsePosting('# Duties\n\n- Sort the archive once a year\n- Print leaflets\n', {
      path: 'posting.md',
    });
    expect(profileFrom(plain, { role: 'community', likelihoods: noActs }).document.relationship).toBeLessThan(2);
  });
});

describe('learning', () => {
  it('is found where the person learns', () => {
    expect(answers('Keep up to date with how museums talk with visitors').learning).toBe(true);
    expect(answers('Be curious, and learn new crafts from our restorers').learning).toBe(true);
  });

  it('is not found where the person teaches', () => {
    expect(answers('Run workshops for volunteers').learning).toBe(false);
  });
});

describe('aims', () => {
  it('tell a result that one can check from a broad one', () => {
    const checked = answers(
      'Increase newsletter subscribers and the conversion rate',
      'Meet quarterly revenue targets',
    );
    expect(checked.aims).toBe('specific');
    expect(answers('Help to strengthen our brand').aims).not.toBe('specific');
  });
});

describe('audience', () => {
  it('is told by people who are named in work for them', () => {
    const named = answers('Talk with parents and teachers', 'Answer questions from students', 'Visit families');
    expect(named.audience).toBe('specific');
    expect(answers('Report to the director').audience).not.toBe('specific');
  });
});
