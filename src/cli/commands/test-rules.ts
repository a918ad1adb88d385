import { Chalk } from 'chalk';
import type { Command } from 'commander';
import { testCards } from '../../index.js';
import { visibleText } from '../../reporters/visible-text.js';
import { EXIT } from '../exit-code.js';
import { print, wantsColor } from '../output.js';
import { addColorOptions } from '../rule-options.js';

export function configure(command: Command): void {
  addColorOptions(command)
    .argument('<folders...>', 'folders of rule cards')
    .addHelpText(
      'after',
      `
Reads every card of the folders and runs its examples: the marked words must be found exactly, the
near misses must stay clean, and fixing must give the text that the card promises.

Examples:
  sm-jd test-rules ./our-rules
`,
    );
}

export async function run(command: Command): Promise<number> {
  const chalk = new Chalk({ level: wantsColor(command.opts<{ color?: boolean }>().color) ? 1 : 0 });
  let isSound = true;
  for (const folder of command.args) {
    const { cards, failures, problems } = await testCards(folder);
    for (const { subject, line, column, message } of failures) {
      const place = line === undefined ? '' : `:${line}:${column}`;
      await print(`${chalk.red('card')}  ${visibleText(subject)}${place}: ${visibleText(message)}\n`);
    }
    for (const card of cards) {
      const own = problems.filter(problem => problem.rule === card.id);
      await print(`${own.length === 0 ? chalk.green('ok') : chalk.red('fails')}  ${card.id}\n`);
      for (const { text, message } of own) {
        const lines = text.trimEnd().split('\n').map(visibleText);
        await print(`      ${visibleText(message)}\n${lines.map(line => `      | ${line}\n`).join('')}`);
      }
    }
    const examples = cards.reduce((sum, card) => sum + card.examples.length, 0);
    const faults = failures.length + problems.length;
    await print(`${folder}: ${cards.length} cards, ${examples} examples, ${faults} faults\n`);
    isSound &&= faults === 0 && cards.length > 0;
  }
  return isSound ? EXIT.ok : EXIT.findings;
}
