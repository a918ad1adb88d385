import { describe, expect, it } from 'vitest';
import { type Dialogue, walkThrough } from '../../src/cli/walk-through.js';
import type { Finding } from '../../src/core/types.js';
import { parsePosting } from '../../src/document/index.js';

/** Finds words; the rule is named after the word. */
function lint(source: string) {
  const findings = [...source.matchAll(/guru|ninja/g)].map(({ 0: word, index }): Finding => {
    const span = { start: index, end: index + word.length };
    return {
      rule: `words/${word}`,
      severity: 'warning',
      message: `“${word}” is no job.`,
      span,
      actual: word,
      evidence: [],
      suggestions: [{ help: 'replace', title: '“expert”', safety: 'review', edits: [{ span, text: 'expert' }] }],
    };
  });
  return { findings, opaque: [] };
}

/** Answers in order; then the input ends. Keeps everything shown and asked. */
function scripted(...answers: string[]): Dialogue & { readonly log: string[] } {
  const log: string[] = [];
  return {
    log,
    color: false,
    width: 80,
    async show(text) {
      log.push(text);
    },
    async ask(prompt, prefilled) {
      log.push(prefilled === undefined ? prompt : `${prompt}${prefilled}`);
      return answers.shift();
    },
  };
}

const SOURCE = '# Cook\n\n- A guru\n- A ninja\n- The guru\n';
const posting = parsePosting(SOURCE, { path: 'jobs/cook.md' });
const walk = (dialogue: Dialogue) => walkThrough(posting, lint, dialogue);

describe('walkThrough', () => {
  it('shows place, rule, reason and diff, and does what is decided', async () => {
    const dialogue = scripted('y', 'n', 'yes', '');
    expect(await walk(dialogue)).toEqual({
      source: '# Cook\n\n- A expert\n- A ninja\n- The expert\n',
      accepted: 2,
      quit: false,
    });
    expect(dialogue.log[0]).toContain('jobs/cook.md:3:5  words/guru  (3 to decide)');
    expect(dialogue.log[0]).toContain('“guru” is no job. “expert”.');
    expect(dialogue.log[0]).toContain('-- A guru\n+- A expert\n');
  });

  it('takes the person’s own words', async () => {
    const dialogue = scripted('e', 'chef', 'q');
    expect((await walk(dialogue)).source).toBe(SOURCE.replace('guru', 'chef'));
    expect(dialogue.log).toContain('> expert');
  });

  it('skips a rule, and takes that back', async () => {
    expect((await walk(scripted('s', 'y', ''))).source).toBe(SOURCE.replace('ninja', 'expert'));
    expect((await walk(scripted('s', 'u', 'y', 'q'))).source).toBe(SOURCE.replace('guru', 'expert'));
  });

  it('undoes the last decision, also after the last one', async () => {
    const dialogue = scripted('y', 'u', 'u', 'n', 'y', 'u', 'n', 'n', '');
    expect((await walk(dialogue)).source).toBe(SOURCE);
    expect(dialogue.log).toContain('There is nothing to undo.\n');
  });

  it('keeps what was accepted when the person quits or ends the input', async () => {
    const kept = { source: SOURCE.replace('guru', 'expert'), accepted: 1, quit: true };
    expect(await walk(scripted('y', 'q'))).toEqual(kept);
    expect(await walk(scripted('y'))).toEqual(kept);
  });

  it('explains the keys to who asks', async () => {
    const dialogue = scripted('?', 'q');
    await walk(dialogue);
    expect(dialogue.log[2]).toContain('skip  leave all that this rule finds');
  });

  it('lets no control character of a posting reach the terminal', async () => {
    const evil = parsePosting('# Cook\n\n- A guru \u001b[2J\u202e\n', { path: 'a\u001b[31m.md' });
    const dialogue = scripted('q');
    await walkThrough(evil, lint, dialogue);
    expect(dialogue.log.join('')).not.toMatch(/[\u001b\u202e]/);
  });
});
