import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/types.js';
import { parsePosting } from '../../src/document/index.js';
import { suggestedVersion } from '../../src/engine/suggested-version.js';

function lint(path: string) {
  return (source: string) => {
    const posting = parsePosting(source, { path });
    const at = source.indexOf('TODO');
    const span = { start: at, end: at + 4 };
    const finding: Finding = {
      rule: 'a/b',
      severity: 'warning',
      message: 'open',
      span,
      actual: 'TODO',
      evidence: [],
      suggestions: [
        { help: 'rewrite', title: 'a blank', safety: 'review', edits: [{ span, text: '‹what?›' }] },
        { help: 'ask', title: 'What is it?', safety: 'display', edits: [] },
      ],
    };
    return { posting, opaque: posting.opaque, findings: at < 0 ? [] : [finding, { ...finding, rule: 'a/c' }] };
  };
}

describe('suggestedVersion', () => {
  it('applies everything and asks each question once, below the front matter', () => {
    const version = suggestedVersion('---\ntitle: Editor\n---\n# Editor\n\nTODO\n', lint('a.md'));
    expect(version).toMatchObject({ questions: ['What is it?'], blanks: 1 });
    expect(version.source).toBe(
      '---\ntitle: Editor\n---\n> **Questions for the hiring manager** (delete when answered)\n>\n> 1. What is it?\n\n# Editor\n\n‹what?›\n',
    );
    expect(parsePosting(version.source, { path: 'a.md' }).facts.find(fact => fact.key === 'title')?.value).toBe(
      'Editor',
    );
  });

  it('keeps line ends, in plain text too', () => {
    const version = suggestedVersion('Editor\r\n\r\nTODO\r\n', lint('a.txt'));
    expect(version.source).toBe(
      `QUESTIONS FOR THE HIRING MANAGER (delete when answered)\r\n\r\n1. What is it?\r\n\r\n${'-'.repeat(40)}\r\n\r\nEditor\r\n\r\n‹what?›\r\n`,
    );
  });

  it('gives the posting back where there is nothing to say', () => {
    expect(suggestedVersion('# Editor\n', lint('a.md')).source).toBe('# Editor\n');
  });
});
