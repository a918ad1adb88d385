import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { ReporterOptions } from '../../src/core/types.js';
import { textReporter } from '../../src/reporters/text.js';
import { findingOn, runOf, sampleRun } from './sample-run.js';

const PLAIN: ReporterOptions = { color: false, width: 80 };

/** The report of one finding on `words` in `source`. */
function reportOn(source: string, words: string, options: ReporterOptions = PLAIN): string {
  return textReporter.format(runOf([{ source, findings: [findingOn(source, words)] }]), options);
}

/** The frame's two rows without the gutter: the source line and its underline. */
function frameOf(report: string): [string, string] {
  const rows = report.split('\n').filter(row => row.includes(' | '));
  return [rows[0]?.split(' | ')[1] ?? '', rows[1]?.split(' | ')[1] ?? ''];
}

describe('the text report', () => {
  it('shows place, severity, rule, message, marked words, suggestion and summary', () => {
    expect(textReporter.format(sampleRun(), PLAIN)).toMatchSnapshot();
  });

  it('wraps to a narrow terminal', () => {
    const report = textReporter.format(sampleRun(), { color: false, width: 50 });
    expect(report).toMatchSnapshot();
    for (const row of report.split('\n')) expect(stringWidth(row)).toBeLessThanOrEqual(50);
  });

  it('colours only when asked', () => {
    expect(textReporter.format(sampleRun(), PLAIN)).not.toContain('\u001b');
    expect(textReporter.format(sampleRun(), { ...PLAIN, color: true })).toContain('\u001b[33m');
  });

  it('says so when there is nothing to mend', () => {
    expect(textReporter.format(runOf([{}, {}]), PLAIN)).toBe('Nothing to mend in 2 postings.\n');
  });

  it('prints nothing at all under --quiet when there is nothing to mend', () => {
    expect(textReporter.format(runOf([{}]), { ...PLAIN, quiet: true })).toBe('');
  });

  it('tells failures with their place', () => {
    const failures = [{ kind: 'file', subject: 'a.md', message: 'is not valid UTF-8', line: 3, column: 7 }] as const;
    expect(textReporter.format(runOf([], failures), PLAIN)).toBe(
      'not checked: a.md:3:7: is not valid UTF-8\n\n1 failure, see above.\n',
    );
  });

  it('hides suppressed findings, counts them, and shows them with their reason under --verbose', () => {
    const source = 'Rockstar wanted';
    const suppressed = { by: 'comment', reason: 'it is a band' } as const;
    const run = runOf([{ source, findings: [findingOn(source, 'Rockstar', { suppressed })] }]);
    expect(textReporter.format(run, PLAIN)).toBe('Nothing to mend in 1 posting; 1 suppressed.\n');
    expect(textReporter.format(run, { ...PLAIN, verbose: true })).toContain('(suppressed by a comment: it is a band)');
  });

  it('tells of a finding that another covers in two lines, of all of it under --verbose', () => {
    const source = 'A rockstar wanted';
    const run = runOf([{ source, findings: [findingOn(source, 'rockstar', { overlaps: true })] }]);
    expect(textReporter.format(run, PLAIN)).not.toContain('|');
    expect(textReporter.format(run, { ...PLAIN, verbose: true })).toContain('1 | A rockstar wanted');
  });

  it('says under --verbose why a rule kept silent', () => {
    const run = runOf([{ skips: [{ rule: 'tools/only-lists-tools', reason: 'this is an engineer’s posting' }] }]);
    expect(textReporter.format(run, PLAIN)).not.toContain('engineer');
    expect(textReporter.format(run, { ...PLAIN, verbose: true })).toContain(
      'tools/only-lists-tools: not checked, this is an engineer’s posting',
    );
  });
});

describe('the underline', () => {
  it.each([
    ['plain words', '- Excellent skills in Canva', 'Canva'],
    ['wide characters before', '採用 Canva', 'Canva'],
    ['an emoji with joiners before', '👩🏽‍💻 uses Canva', 'Canva'],
    ['wide characters inside', 'Use 日本語 daily', '日本語'],
    ['a combining accent before', 'Cafe\u0301 Canva', 'Canva'],
    ['a tab before', '\t- Canva', 'Canva'],
    ['an escape sequence before', '\u001b[31mred Canva', 'Canva'],
  ])('stands below the words: %s', (_, source, words) => {
    const [text, marks] = frameOf(reportOn(source, words));
    const column = stringWidth(text.slice(0, text.indexOf(words)));
    expect(marks).toBe(' '.repeat(column) + '^'.repeat(stringWidth(words)));
  });

  it('cuts a long line around the words', () => {
    const source = `${'Some words before. '.repeat(20)}Rockstar wanted. ${'Some words after. '.repeat(20)}`;
    const [text, marks] = frameOf(reportOn(source, 'Rockstar'));
    expect(stringWidth(text)).toBeLessThanOrEqual(80);
    expect(text.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('Rockstar');
    expect(text).toMatch(/^….*…$/);
  });

  it('and the suggestion are quick and short on a line of megabytes', () => {
    const words = 'Some words here. '.repeat(200_000);
    const source = `${words}Rockstar wanted. ${words}`;
    const at = words.length;
    const suggestion = {
      help: 'replace',
      title: '“Specialist”',
      edits: [{ span: { start: at, end: at + 8 }, text: 'Specialist' }],
      safety: 'safe',
    } as const;
    const run = runOf([{ source, findings: [findingOn(source, 'Rockstar', { suggestions: [suggestion] })] }]);
    const report = textReporter.format(run, PLAIN);
    expect(report.length).toBeLessThan(2000);
    expect(report).toContain('Rockstar wanted.');
    expect(report).toMatch(/\+ … .*Specialist/s);
    const [text, marks] = frameOf(report);
    expect(text.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('Rockstar');
  });

  it('follows words over several lines', () => {
    const report = reportOn('- Work with\n  Canva daily\n', 'Work with\n  Canva');
    expect(report).toContain('1 | - Work with\n      |   ^^^^^^^^^\n    2 |   Canva daily\n      |   ^^^^^');
  });

  it('marks the place where something is missing', () => {
    const run = runOf([
      { source: 'Apply now', findings: [{ ...findingOn('Apply now', ''), span: { start: 5, end: 5 } }] },
    ]);
    expect(frameOf(textReporter.format(run, PLAIN))[1]).toBe('     ^');
  });
});

describe('text from outside', () => {
  const hostile = '\u001b]0;owned\u0007\u202edlrow\u009b2J\r\n\u2028x';

  it('never reaches the terminal raw', () => {
    const run = runOf(
      [
        {
          path: `dir/${hostile}.md`,
          source: `Hello ${hostile} there`,
          findings: [
            findingOn(`Hello ${hostile} there`, 'there', {
              message: hostile,
              suggestions: [
                {
                  help: 'replace',
                  title: hostile,
                  edits: [{ span: { start: 0, end: 1 }, text: hostile }],
                  safety: 'safe',
                },
              ],
            }),
          ],
          skips: [{ rule: 'a/b', reason: hostile }],
        },
      ],
      [{ kind: 'file', subject: hostile, message: hostile }],
    );
    const report = textReporter.format(run, { ...PLAIN, verbose: true });
    expect(report.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
  });

  it('fits any width and never throws', () => {
    const alphabet = fc.constantFrom(
      'a',
      ' ',
      '\t',
      '\n',
      '\r\n',
      '漢',
      '👩🏽‍💻',
      '\u0301',
      '\u001b[1m',
      '“',
      '\ud800',
      'long-word'.repeat(9),
    );
    fc.assert(
      fc.property(
        fc.array(alphabet, { minLength: 1, maxLength: 60 }).map(parts => parts.join('')),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 50, max: 120 }),
        (source, a, b, width) => {
          const [start, end] = [a % (source.length + 1), b % (source.length + 1)].sort((x, y) => x - y) as [
            number,
            number,
          ];
          const finding = {
            ...findingOn(source, ''),
            span: { start, end },
            message: source,
            evidence: [{ start, end }],
          };
          const report = textReporter.format(runOf([{ source, findings: [finding] }]), { color: false, width });
          for (const row of report.split('\n')) expect(stringWidth(row)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
