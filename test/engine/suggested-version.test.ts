import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/types.js';
import { parsePosting } from '../../src/document/index.js';
import { questionsOf, suggestedVersion } from '../../src/engine/suggested-version.js';

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
    expect(version).toMatchObject({
      questions: [{ text: 'What is it?', subject: 'Other questions', lines: [6], quotes: ['TODO'] }],
      blanks: 1,
    });
    expect(version.source).toBe(
      '---\ntitle: Editor\n---\n> **Questions for the hiring manager** (delete when answered; lines are those of the posting as it was)\n>\n> Other questions:\n>\n> 1. What is it? (line 6: “TODO”)\n\n# Editor\n\n‹what?›\n',
    );
    expect(parsePosting(version.source, { path: 'a.md' }).facts.find(fact => fact.key === 'title')?.value).toBe(
      'Editor',
    );
  });

  it('keeps line ends, in plain text too', () => {
    const version = suggestedVersion('Editor\r\n\r\nTODO\r\n', lint('a.txt'));
    expect(version.source).toBe(
      `QUESTIONS FOR THE HIRING MANAGER (delete when answered; lines are those of the posting as it was)\r\n\r\nOther questions:\r\n\r\n1. What is it? (line 3: “TODO”)\r\n\r\n${'-'.repeat(40)}\r\n\r\nEditor\r\n\r\n‹what?›\r\n`,
    );
  });

  it('gives the posting back where there is nothing to say', () => {
    expect(suggestedVersion('# Editor\n', lint('a.md')).source).toBe('# Editor\n');
  });

  it('groups questions by subject, names every line, and quotes nothing twice', () => {
    const posting = parsePosting('# Editor\n\nWe print maps.\n\nFix **it now** soon.\n\nFix it now again.\n', {
      path: 'a.md',
    });
    const finding = (rule: string, words: string, question: string): Finding => {
      const start = posting.source.indexOf(words);
      return {
        rule,
        severity: 'info',
        message: 'open',
        span: { start, end: start + words.length },
        actual: words,
        evidence: [],
        suggestions: [{ help: 'ask', title: question, safety: 'display', edits: [] }],
      };
    };
    const questions = questionsOf(posting, [
      finding('pay/missing', 'Editor', 'How much?'),
      finding('clarity/a', '**it now**', 'What is meant?'),
      finding('clarity/a', 'it now again', 'What is meant?'),
      finding('relationship/b', 'maps', 'Who reads “maps”?'),
    ]);
    expect(questions).toEqual([
      { text: 'Who reads “maps”?', subject: 'The work, and the people it is for', lines: [3], quotes: [] },
      { text: 'How much?', subject: 'Pay, hours and help', lines: [], quotes: [] },
      { text: 'What is meant?', subject: 'Wording', lines: [5, 7], quotes: ['it now', 'it now again'] },
    ]);
  });
});
