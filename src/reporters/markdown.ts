import { LineIndex } from '../core/line-index.js';
import type { FileResult, Finding, Reporter, Severity } from '../core/types.js';
import { beforeAfter } from './before-after.js';
import { countFindings, countsInWords, openFindings, plural } from './summary.js';
import { visibleText } from './visible-text.js';

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };

/** A comment for a pull request or a job summary: the counts, then each posting folded away. */
export const markdownReporter: Reporter = {
  name: 'markdown',
  format(run) {
    const counts = countFindings(run);
    const parts = [
      '## Job postings',
      `${countsInWords(counts) || 'Nothing to mend'} in ${plural(counts.files, 'posting')}.`,
      ...run.files.filter(file => openFindings(file.findings).length > 0).map(sectionOf),
    ];
    if (run.failures.length > 0) {
      const list = run.failures.map(
        ({ subject, message }) => `- ${escapeMarkdown(subject)}: ${escapeMarkdown(message)}`,
      );
      parts.push('### Could not be checked', list.join('\n'));
    }
    return `${parts.join('\n\n')}\n`;
  },
};

function sectionOf({ path, source, findings }: FileResult): string {
  const index = new LineIndex(source);
  const open = openFindings(findings);
  return [
    `<details><summary>${escapeMarkdown(path)}: ${plural(open.length, 'finding')}</summary>`,
    ...open.map(finding => itemOf(finding, source, index)),
    '</details>',
  ].join('\n\n');
}

function itemOf(finding: Finding, source: string, index: LineIndex): string {
  const { severity, rule, message, span, suggestions } = finding;
  const lines = [
    `**${SEVERITY_WORDS[severity]}**, line ${index.place(span.start).line}: ${escapeMarkdown(message)} ${code(rule)}`,
  ];
  const first = suggestions[0];
  if (first) {
    lines.push(`${first.help === 'ask' ? 'Ask' : 'Try'}: ${escapeMarkdown(first.title)}`);
    for (const { before, after } of beforeAfter(source, index, first.edits)) {
      const rows = [...before.map(line => `- ${visibleText(line)}`), ...after.map(line => `+ ${visibleText(line)}`)];
      lines.push(fence('diff', rows.join('\n')));
    }
  }
  return lines.join('\n\n');
}

/** Escapes what Markdown, HTML and GitHub's mentions would give a meaning. */
function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replace(/[\\`*_{}[\]()#+\-.!|~>]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('@', '&#64;');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}

/** A fence longer than any run of backticks inside. */
function fence(language: string, text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), match => match[0].length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text}\n${marks}`;
}
