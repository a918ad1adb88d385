import { describe, expect, it } from 'vitest';
import { parsePosting } from '../../src/document/index.js';

const texts = (source: string, path = 'a.md') => parsePosting(source, { path }).statements.map(one => one.prose.text);

describe('statements that nobody wrote as one', () => {
  it('are cut at long runs of one mark or blank, which belong to none', () => {
    expect(texts(`Cook lunch${' '.repeat(300)}for all`, 'a.txt')).toEqual(['Cook lunch', 'for all']);
    expect(texts(`Cook lunch ${'='.repeat(300)} for all`)).toEqual(['Cook lunch', 'for all']);
    expect(texts(`Name ${'_'.repeat(150)} here`)).toHaveLength(1);
  });

  it('are cut between words where they are too long, without loss', () => {
    const words = Array.from({ length: 2000 }, (_, i) => `word${i}`).join(' ');
    const cut = texts(`# Cook\n\n${words}`).slice(1);
    expect(cut.length).toBeGreaterThan(5);
    for (const text of cut) expect(text.length).toBeLessThanOrEqual(2000);
    expect(cut.join(' ')).toBe(words);
  });

  it('are never cut inside a character, where there are no words', () => {
    for (const unit of ['👩', '&#x1F469;', '&nbsp;', 'ab&amp;']) {
      const source = `# Cook\n\nx${unit.repeat(3000)}`;
      const { statements } = parsePosting(source, { path: 'a.md' });
      let end = 0;
      for (const { span, prose } of statements) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(prose.text).not.toMatch(/\p{Cs}/u);
        end = span.end;
      }
    }
  });
});

describe('Markdown too dense for its parser', () => {
  it.each([
    ['marks for bold', '**a** '],
    ['links', '[a](b) '],
    ['comments that never end', 'a <!-- '],
    ['underlined headings', 'a\n===\n'],
  ])('is read as plain text and told: %s', (_, piece) => {
    const source = `# Cook\n\nCook lunch.\n\n${piece.repeat(12_000)}`;
    const posting = parsePosting(source, { path: 'a.md' });
    expect(posting.problems.map(problem => problem.code)).toEqual(['markdown-too-deep']);
    expect(posting.problems[0]?.span.start).toBe(source.indexOf(piece, 20));
    expect(posting.statements.some(one => one.prose.text === 'Cook lunch.')).toBe(true);
  });

  it('is far more than a long posting holds', () => {
    const source = '# Cook\n\n- **Cook** [lunch](https://example.org) and _serve_ it <br>\n\n'.repeat(3000);
    expect(parsePosting(source, { path: 'a.md' }).problems).toEqual([]);
  });
});
