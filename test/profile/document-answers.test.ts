import { describe, expect, it } from 'vitest';
import { parsePosting } from '../../src/document/index.js';
import { profilePosting } from '../../src/profile/index.js';

const DUTIES = ['Publish the newsletter', 'Write captions for pictures', 'Plan the week with the editor'];

/** The answers about a community manager's posting with these lines among its duties. */
function answers(...lines: string[]) {
  const source = `# Community Manager\n\n## What you will do\n\n${[...lines, ...DUTIES].map(line => `- ${line}\n`).join('')}`;
  return profilePosting(parsePosting(source, { path: 'posting.md' })).document;
}

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
