import type { Card, Example } from './card.js';

const SEVERITY_WORDS = { error: 'error', warning: 'warning', info: 'note', off: 'off' } as const;

/**
 * The documentation of the rules as Markdown: `<category>/<name>.md` for each card and `README.md`
 * with all of them.
 */
export function rulePages(cards: readonly Card[]): Map<string, string> {
  const pages = new Map(cards.map(card => [`${card.id}.md`, rulePage(card)]));
  pages.set('README.md', overview(cards));
  return pages;
}

const GENERATED = '<!-- Made from the rule cards by “npm run docs”: change the card, not this page. -->';

function overview(cards: readonly Card[]): string {
  const categories = [...new Set(cards.map(card => card.id.split('/')[0] as string))];
  const tables = categories.map(category => {
    const rows = cards
      .filter(card => card.id.startsWith(`${category}/`))
      .map(({ id, severity, summary }) => `| [${id}](${id}.md) | ${SEVERITY_WORDS[severity]} | ${cell(summary)} |`);
    return `## ${category}\n\n| rule | by default | what it tells |\n|---|---|---|\n${rows.join('\n')}`;
  });
  return `${GENERATED}\n\n# Rules\n\n${tables.join('\n\n')}\n`;
}

function rulePage(card: Card): string {
  const { id, aliases, severity, summary, why, where, sources, examples, settles } = card;
  const limits = [
    where.roles && `Only in postings for these roles: ${where.roles.join(', ')}.`,
    where.jurisdictions && `Only where the job is in: ${where.jurisdictions.join(', ')}.`,
    where.sections && `Only in these sections: ${where.sections.join(', ')}.`,
    where.notSections && `Not in these sections: ${where.notSections.join(', ')}.`,
    settles && `Where it finds something, these keep silent: ${settles.join(', ')}.`,
  ].filter(line => line !== undefined);
  const parts = [
    GENERATED,
    `# ${id}`,
    `${asSentence(summary)} By default: **${SEVERITY_WORDS[severity]}**.`,
    why.trim(),
    ...(limits.length > 0 ? [limits.join('\n')] : []),
    '## Examples',
    ...examples.map(exampleOf),
    '## Sources',
    sources.map(sourceOf).join('\n'),
    '## Changing it',
    `\`\`\`yaml\nsettings:\n  ${id}: ${severity === 'off' ? 'on' : 'off'}\n\`\`\``,
    `For one line: \`<!-- sm-jd-disable-next-line ${id} -- why -->\`.`,
    ...(aliases.length > 0 ? [`Also known as ${aliases.join(', ')}.`] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function exampleOf({ bad, marks, after, good, because }: Example): string {
  if (good !== undefined) return `Fine, because ${because}:\n\n${fence(good)}`;
  const found = (marks ?? []).map(mark => `“${mark.replace(/\s+/g, ' ')}”`).join(', ');
  const head = found === '' ? 'Found:' : `Found: ${found}`;
  return [head, fence(bad ?? ''), ...(after === undefined ? [] : ['Better:', fence(after)])].join('\n\n');
}

function sourceOf({ title, url, supports, limits, verified }: Card['sources'][number]): string {
  const name = url === undefined ? title : `[${title}](${url})`;
  const limit = limits === undefined ? '' : ` It does not show: ${asSentence(limits)}`;
  return `- ${name}. ${asSentence(supports)}${limit}${verified ? '' : ' (Not yet checked by us.)'}`;
}

function fence(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), match => match[0].length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}md\n${text.trimEnd()}\n${marks}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
