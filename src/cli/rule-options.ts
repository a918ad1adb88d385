import { type Command, Option } from 'commander';
import { ROLE_FAMILIES } from '../core/facets.js';
import { SEVERITIES } from '../core/types.js';

/** The options of every command that runs rules; `RuleFlags` is what they give. */
export function addRuleOptions(command: Command): Command {
  return command
    .option('--config <file>', 'this configuration instead of the nearest .sm-jd.yaml')
    .option('--no-config', 'no configuration file')
    .option('--no-plugins', 'do not run the JavaScript plugins that the configuration names')
    .option('--rule <id[:severity]>', `switch a rule on, or set its severity: ${SEVERITIES.join(', ')}, off`, collect)
    .option('--disable <id>', 'switch a rule off', collect)
    .addOption(new Option('--role <role>', 'what the job is, where the posting leaves it open').choices(ROLE_FAMILIES))
    .option('--jurisdiction <code>', 'where the job is (us-co, ca-on, eu-de …), for rules about the law there', collect)
    .option('--employer <name>', 'who employs: its own text and products count differently');
}

export function addColorOptions(command: Command): Command {
  return command.option('--color', 'colour, even if the output is no terminal').option('--no-color', 'no colour');
}

/** Commander calls this once for each time that an option is given. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
