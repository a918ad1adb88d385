import { relative, resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import type { ConfigPlace, ConfigSetting } from '../../config/resolve.js';
import { EXIT } from '../exit-code.js';
import { failureInWords, print, printError } from '../output.js';
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
  for (const failure of failures) await printError(`error: ${failureInWords(failure)}\n`);
  const { role, employer, jurisdictions, preset } = forPosting;
  const from = (key: Parameters<typeof config.origin>[0]) => placeInWords(config.origin(key, resolve(posting)));
  const lines = [
    `# ${posting}`,
    ...(config.files.length === 0 ? ['# No configuration file; what applies without one:'] : []),
    ...config.files.map(path => `# from ${shown(path)}`),
    `extends: ${preset}${from('extends')}`,
    ...(role ? [`role: ${role}${from('role')}`] : []),
    ...(employer ? [`employer: ${JSON.stringify(employer)}${from('employer')}`] : []),
    ...(jurisdictions ? [`jurisdictions: [${jurisdictions.join(', ')}]${from('jurisdictions')}`] : []),
    ...listed(
      'rules',
      config.ruleFolders.map(path => shown(path)),
    ),
    ...listed(
      'plugins',
      config.plugins.map(plugin => JSON.stringify(plugin.name) + placeInWords(plugin.from)),
    ),
    ...listed(
      'ignore',
      config.ignore.flatMap(({ folder, patterns }) =>
        patterns.map(
          pattern => `${JSON.stringify(pattern)}  # below ${toSlashes(relative(process.cwd(), folder)) || '.'}`,
        ),
      ),
    ),
    ...(config.corpus !== undefined ? [`corpus: ${shown(config.corpus)}${from('corpus')}`] : []),
    `failOn: ${config.failOn ?? 'warning'}${from('failOn')}`,
    ...(config.maxWarnings !== undefined ? [`maxWarnings: ${config.maxWarnings}${from('maxWarnings')}`] : []),
    'settings:',
    ...linter.cards.flatMap(card => {
      const names = [card.id, ...card.aliases, `${card.id.split('/')[0]}/*`, '*'];
      const setting = forPosting.settings.filter(one => names.includes(one.name));
      const severity = setting.findLast(one => one.severity !== undefined);
      const params = setting.filter(one => one.params !== undefined);
      if (params.length === 0) return [`  ${card.id}: ${card.severity}${placeInWords(severity?.from)}`];
      return [
        `  ${card.id}:`,
        `    severity: ${card.severity}${placeInWords(severity?.from)}`,
        '    params:',
        ...paramsInWords(params),
      ];
    }),
  ];
  await print(`${lines.join('\n')}\n`);
  return failures.length > 0 ? EXIT.failure : EXIT.ok;
}

/** The params that configurations set, each as the last one has it. */
function paramsInWords(settings: readonly ConfigSetting[]): string[] {
  const byName = new Map(
    settings.flatMap(({ params = {}, from }) => Object.entries(params).map(([name, value]) => [name, { value, from }])),
  );
  return [...byName].map(([name, { value, from }]) => `      ${name}: ${JSON.stringify(value)}${placeInWords(from)}`);
}

function listed(key: string, entries: readonly string[]): string[] {
  return entries.length > 0 ? [`${key}:`, ...entries.map(entry => `  - ${entry}`)] : [];
}

function placeInWords(place: ConfigPlace | undefined): string {
  return place ? `  # ${shown(place.file)}:${place.line}` : '';
}

function shown(path: string): string {
  return toSlashes(relative(process.cwd(), path)) || path;
}
