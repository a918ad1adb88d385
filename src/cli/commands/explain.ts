import { Chalk } from 'chalk';
import type { Command } from 'commander';
import { wrapAnsi } from 'fast-wrap-ansi';
import { nameHint } from '../../core/did-you-mean.js';
import { visibleTexts } from '../../reporters/visible-text.js';
import { builtInCards } from '../../rules/built-in.js';
import type { Card, Example } from '../../rules/card.js';
import { EXIT } from '../exit-code.js';
import { failureInWords, outputWidth, print, printError, wantsColor } from '../output.js';
import { Project } from '../project.js';
import { addColorOptions } from '../rule-options.js';
import { UsageError } from '../usage-error.js';
import { rolesInWords, SEVERITY_WORDS } from './rules.js';

const WIDEST = 100;

export function configure(command: Command): void {
  addColorOptions(command)
    .argument('<rule>', 'the rule’s name, as findings show it')
    .addHelpText('after', '\nExamples:\n  sm-jd explain relationship/token-mention\n');
}

export async function run(command: Command): Promise<number> {
  const name = command.args[0] as string;
  const card = cardNamed(name, builtInCards().cards) ?? (await ownCardNamed(name));
  const { color } = command.opts<{ color?: boolean }>();
  await print(explain(visibleTexts(card), Math.min(WIDEST, outputWidth()), wantsColor(color)));
  return EXIT.ok;
}

function cardNamed(name: string, cards: readonly Card[]): Card | undefined {
  return cards.find(one => one.id === name || one.aliases.includes(name));
}

/** A card of the folders and plugins that the configuration of the working folder names. */
async function ownCardNamed(name: string): Promise<Card> {
  const project = new Project({});
  const { cards } = await project.linterFor('posting');
  const card = cardNamed(name, cards);
  if (card) return card;
  for (const failure of project.failures()) await printError(`error: ${failureInWords(failure)}\n`);
  const hint = nameHint(
    name,
    cards.map(one => one.id),
  );
  throw new UsageError(`there is no rule “${name}”${hint || '; “sm-jd rules” lists them'}`);
}

/** Everything that the card says, for reading on a terminal. */
function explain(card: Card, width: number, color: boolean): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const paragraph = (text: string, indent = '') =>
    wrapAnsi(text.trim(), width - indent.length)
      .split('\n')
      .map(line => indent + line)
      .join('\n');
  const heading = (text: string) => chalk.bold(text);
  const parts = [
    `${chalk.bold(card.id)}  ${SEVERITY_WORDS[card.severity]}`,
    paragraph(card.summary),
    `${heading('Why')}\n${paragraph(card.why, '  ')}`,
  ];
  const where = whereInWords(card);
  if (where.length > 0) parts.push(`${heading('Where')}\n${where.map(line => paragraph(line, '  ')).join('\n')}`);
  if (card.examples.length > 0) {
    const shown = card.examples.map(example => exampleInWords(example, chalk)).join('\n\n');
    parts.push(`${heading('Examples')}\n${shown}`);
  }
  if (card.sources.length > 0) {
    const sources = card.sources.map(({ title, url, supports, limits, verified }) =>
      [
        paragraph(title, '  '),
        url && paragraph(chalk.underline(url), '    '),
        paragraph(`Supports: ${supports}`, '    '),
        limits && paragraph(`Does not show: ${limits}`, '    '),
        !verified && paragraph('Nobody of this project has checked this source yet.', '    '),
      ]
        .filter(Boolean)
        .join('\n'),
    );
    parts.push(`${heading('Sources')}\n${sources.join('\n')}`);
  }
  parts.push(`${heading('How to change it')}
  In a run:      sm-jd lint --rule ${card.id}:error   (or info, off)
  For one line:  <!-- sm-jd-disable-next-line ${card.id} -- why -->`);
  if (card.aliases.length > 0) parts.push(`Also known as ${card.aliases.join(', ')}.`);
  return `${parts.join('\n\n')}\n`;
}

function whereInWords({ where, settles }: Card): string[] {
  return [
    where.roles && `Only in postings for these roles: ${rolesInWords(where.roles)}.`,
    where.jurisdictions && `Only where the job is in: ${where.jurisdictions.join(', ')}.`,
    where.sections && `Only in these sections: ${where.sections.join(', ')}.`,
    where.notSections && `Not in these sections: ${where.notSections.join(', ')}.`,
    settles && `Where it finds something, these keep silent: ${settles.join(', ')}.`,
  ].filter(line => line !== undefined);
}

function exampleInWords({ bad, after, good, because }: Example, chalk: InstanceType<typeof Chalk>): string {
  const block = (text: string) => text.trimEnd().replace(/\n(?=[^\n])/g, '\n      ');
  if (good !== undefined) return `  ${chalk.green('good')}  ${block(good)}\n      ${chalk.dim(`(${because})`)}`;
  const lines = [`  ${chalk.red('bad')}   ${block(bad ?? '')}`];
  if (after !== undefined) lines.push(`  ${chalk.green('then')}  ${block(after)}`);
  return lines.join('\n');
}
