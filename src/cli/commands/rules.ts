import { Chalk } from 'chalk';
import { type Command, Option } from 'commander';
import { wrapAnsi } from 'fast-wrap-ansi';
import { ROLE_FAMILIES, type RoleFamily } from '../../core/facets.js';
import type { Severity } from '../../core/types.js';
import { visibleTexts } from '../../reporters/visible-text.js';
import { builtInCards } from '../../rules/built-in.js';
import type { Card } from '../../rules/card.js';
import { EXIT } from '../exit-code.js';
import { jurisdictionTable, lawsInWords } from '../law-table.js';
import { failureInWords, outputWidth, print, printError, wantsColor } from '../output.js';
import { Project } from '../project.js';
import { addColorOptions } from '../rule-options.js';

interface RulesFlags {
  readonly format: 'text' | 'json';
  readonly color?: boolean;
  readonly jurisdictions?: true;
  readonly config?: string | false;
  readonly plugins: boolean;
}

export function configure(command: Command): void {
  addColorOptions(command)
    .option('--jurisdictions', 'list the places whose laws rules know, with date, source and threshold')
    .option('--config <file>', 'this configuration instead of the nearest .sm-jd.yaml')
    .option('--no-config', 'no configuration file')
    .option('--no-plugins', 'do not run the JavaScript plugins that the configuration names')
    .addOption(new Option('--format <format>', 'how to print the table').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nRules of your own are listed, too, and all with the severity that the configuration of this folder gives.\n\nExamples:\n  sm-jd rules\n  sm-jd rules --format json\n  sm-jd rules --jurisdictions\n  sm-jd explain tools/only-lists-tools\n',
    );
}

export async function run(command: Command): Promise<number> {
  const { format, color, jurisdictions, config, plugins } = command.opts<RulesFlags>();
  if (jurisdictions === true) {
    const table = jurisdictionTable(builtInCards().cards);
    await print(format === 'json' ? `${JSON.stringify(table, undefined, 2)}\n` : lawsInWords(table, outputWidth()));
    return EXIT.ok;
  }
  const project = new Project({ ...(config !== undefined && { config }), plugins });
  const { cards } = await project.linterFor('posting');
  const failures = project.failures();
  for (const failure of failures) await printError(`error: ${failureInWords(failure)}\n`);
  await print(
    format === 'json' ? rulesAsJson(cards) : rulesAsTable(visibleTexts(cards), outputWidth(), wantsColor(color)),
  );
  return failures.length > 0 ? EXIT.failure : EXIT.ok;
}

function rulesAsJson(cards: readonly Card[]): string {
  const rules = cards.map(({ id, aliases, severity, summary, where }) => ({ id, aliases, severity, summary, where }));
  return `${JSON.stringify(rules, undefined, 2)}\n`;
}

/** Severities as they are shown to people. */
export const SEVERITY_WORDS: Readonly<Record<Severity | 'off', string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  off: 'off',
};

function rulesAsTable(cards: readonly Card[], width: number, color: boolean): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const paint = { error: chalk.red, warning: chalk.yellow, info: chalk.blue, off: chalk.dim };
  const idWidth = Math.max(...cards.map(card => card.id.length));
  const severityWidth = 'warning'.length;
  const indent = idWidth + severityWidth + 4;
  // On a narrow terminal the summary goes below the id rather than into a thin column.
  const beside = width - indent >= 30;
  const rows = cards.map(({ id, severity, summary, where }) => {
    const word = SEVERITY_WORDS[severity];
    const limits = [where.roles && rolesInWords(where.roles), where.jurisdictions?.join(', ')].filter(Boolean);
    const text = summary + (limits.length > 0 ? chalk.dim(` (${limits.join('; ')})`) : '');
    const pad = ' '.repeat(beside ? indent : 4);
    const lines = wrapAnsi(text, width - pad.length)
      .split('\n')
      .join(`\n${pad}`);
    const shown = paint[severity](beside ? word.padEnd(severityWidth) : word);
    return `${id.padEnd(idWidth)}  ${shown}${beside ? '  ' : `\n${pad}`}${lines}`;
  });
  return `${rows.join('\n')}\n\n${cards.length} rules. “sm-jd explain <rule>” tells more about one.\n`;
}

/** The five families of work with the public go by one name: most rules are about all of them. */
export function rolesInWords(roles: readonly RoleFamily[]): string {
  const all = ROLE_FAMILIES.filter(role => role !== 'other');
  return all.every(role => roles.includes(role)) && !roles.includes('other')
    ? 'social media and communication roles'
    : roles.join(', ');
}
