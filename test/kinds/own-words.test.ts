import { describe, expect, it } from 'vitest';
import { parsePosting } from '../../src/document/index.js';
import { askForOwnWords } from '../../src/kinds/own-words.js';

describe('askForOwnWords', () => {
  it("asks about each section once, in the posting's own names", () => {
    const posting = parsePosting('# Lamp Keeper\n\nEmployer: Alder Mills\n', { path: 'a.md' });
    const asked = askForOwnWords(posting, ['duties', 'must', 'duties']);
    expect(asked.map(({ title }) => title)).toEqual([
      'What will the Lamp Keeper do in the first month at Alder Mills, with whom, and who will notice?',
      'Which of these requirements does the work at Alder Mills really test, and in which situation?',
    ]);
    expect(asked.every(({ help, edits, safety }) => help === 'ask' && edits.length === 0 && safety === 'display')).toBe(
      true,
    );
  });

  it('asks without names where the posting gives none, and at most three questions', () => {
    const posting = parsePosting('Keep the lamp.\n', { path: 'a.md' });
    const asked = askForOwnWords(posting, ['role', 'duties', 'must', 'nice', 'other']);
    expect(asked).toHaveLength(3);
    expect(asked[1]?.title).toBe(
      'What will this person do in the first month at your organisation, with whom, and who will notice?',
    );
    expect(askForOwnWords(posting, ['legal'])).toEqual([]);
  });
});
