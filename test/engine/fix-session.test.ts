import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/types.js';
import { FixSession } from '../../src/engine/fix-session.js';

/** Finds single letters; each is to become a capital. */
function lint(source: string) {
  const findings = [...source.matchAll(/[a-z]/g)].map(
    ({ 0: letter, index }): Finding => ({
      rule: `letters/${letter}`,
      severity: 'warning',
      message: `“${letter}” is small`,
      span: { start: index, end: index + 1 },
      actual: letter,
      evidence: [],
      suggestions: [
        { help: 'ask', title: 'Why so small?', edits: [], safety: 'display' },
        {
          help: 'replace',
          title: 'big',
          safety: 'review',
          edits: [{ span: { start: index, end: index + 1 }, text: letter.toUpperCase() }],
        },
      ],
    }),
  );
  return { findings, opaque: [] };
}

describe('FixSession', () => {
  it('walks through what can be fixed, in order', () => {
    const session = new FixSession('a b c', lint);
    expect(session.left).toBe(3);
    expect(session.proposal?.finding.actual).toBe('a');
    expect(session.proposal?.suggestion.title).toBe('big');
    session.accept();
    expect(session.source).toBe('A b c');
    session.decline();
    expect(session.proposal?.finding.actual).toBe('c');
    session.accept();
    expect([session.source, session.accepted, session.left]).toEqual(['A b C', 2, 0]);
    expect(session.proposal).toBeUndefined();
  });

  it('takes back decisions of any kind, one by one, to the very start', () => {
    const session = new FixSession('a b a c', lint);
    session.accept();
    session.skipRule();
    session.decline();
    session.decline();
    expect([session.source, session.left]).toEqual(['A b a c', 0]);
    for (const waiting of ['c', 'a', 'b']) {
      session.undo();
      expect(session.proposal?.finding.actual).toBe(waiting);
    }
    session.undo();
    expect([session.source, session.accepted, session.left, session.canUndo]).toEqual(['a b a c', 0, 4, false]);
    session.undo();
    expect(session.source).toBe('a b a c');
  });

  it('skips a rule in the whole posting', () => {
    const session = new FixSession('a b a', lint);
    session.skipRule();
    expect(session.proposal?.finding.actual).toBe('b');
    session.accept();
    expect([session.source, session.left]).toEqual(['a B a', 0]);
  });

  it('takes the person’s own words in place of the proposed, and leaves them alone', () => {
    const session = new FixSession('a\r\nb', lint);
    session.accept([{ span: { start: 0, end: 1 }, text: 'x\ny' }]);
    expect(session.source).toBe('x\r\ny\r\nb');
    // A new finding in the new words is not what was decided on.
    expect(session.proposal?.finding.rule).toBe('letters/x');
    session.undo();
    session.accept([{ span: { start: 0, end: 1 }, text: 'a word' }]);
    expect(session.proposal?.finding.rule).toBe('letters/w');
  });

  it('does not propose again what was accepted unchanged', () => {
    const session = new FixSession('a', lint);
    session.accept([{ span: { start: 0, end: 1 }, text: 'a' }]);
    expect(session.proposal).toBeUndefined();
    expect(() => session.accept()).toThrow('nothing is left');
  });
});
