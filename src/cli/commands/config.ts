import { relative, resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import { EXIT } from '../exit-code.js';
import { print, printError } from '../output.js';
import { toSlashes } from '../paths.js';
import { Project } from '../project.js';

export function configure(command: Command): void {
  command
    .usage('print [options] [posting]')
    .addArgument(new Argument('<action>', 'what to do with the configuration').choices(['print']))
    .argument('[posting]', 'the posting to tell it for (default: any in this folder)')
    .option('--config <file>', 'this configuration instead of the nearest .sm-jd.yaml')
    .addHelpText('after', '\nExamples:\n  sm-jd config print\n  sm-jd config print jobs/cook.md\n');
}

/** Prints, as YAML, what applies to a posting; the comment behind a rule says where it was set. */
export async function run(command: Command): Promise<number> {
  const [, posting = 'posting.md'] = command.args;
  const { config: file } = command.opts<{ config?: string }>();
  const project = new Project({ ...(file !== undefined && { config: file }) });
  const config = await project.configOf(posting);
  const forPosting = config.for(resolve(posting));
  const linter = await project.linterFor(posting);
  const failures = project.failures();
  for (const { subject, line, column, message } of failures) {
    await printError(`error: ${shown(subject)}${line ? `:${line}:${column}` : ''}: ${message}\n`);
  }
  const { role, employer, jurisdictions, preset } = forPosting;
  const lines = [
    `# ${posting}`,
    ...(config.files.length === 0 ? ['# No configuration file; what applies without one:'] : []),
    ...config.files.map(path => `# from ${shown(path)}`),
    `extends: ${preset}`,
    ...(role ? [`role: ${role}`] : []),
    ...(employer ? [`employer: ${JSON.stringify(employer)}`] : []),
    ...(jurisdictions ? [`jurisdictions: [${jurisdictions.join(', ')}]`] : []),
    ...(config.ruleFolders.length > 0 ? ['rules:', ...config.ruleFolders.map(path => `  - ${shown(path)}`)] : []),
    `failOn: ${config.failOn ?? 'warning'}`,
    ...(config.maxWarnings !== undefined ? [`maxWarnings: ${config.maxWarnings}`] : []),
    'settings:',
    ...linter.cards.map(card => {
      const names = [card.id, ...card.aliases, `${card.id.split('/')[0]}/*`, '*'];
      const set = forPosting.settings.findLast(setting => names.includes(setting.name));
      return `  ${card.id}: ${card.severity}${set ? `  # ${shown(set.from.file)}:${set.from.line}` : ''}`;
    }),
  ];
  await print(`${lines.join('\n')}\n`);
  return failures.length > 0 ? EXIT.failure : EXIT.ok;
}

function shown(path: string): string {
  return toSlashes(relative(process.cwd(), path)) || path;
}
