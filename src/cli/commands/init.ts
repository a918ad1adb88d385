import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { CONFIG_NAMES } from '../../config/find-config.js';
import { PRESET_NAMES, PRESETS, type PresetName } from '../../config/presets.js';
import { EXIT } from '../exit-code.js';
import { print } from '../output.js';
import { UsageError } from '../usage-error.js';
import { writeFileAtomic } from '../write-file.js';

export function configure(command: Command): void {
  command
    .addOption(new Option('--preset <name>', 'the rules to begin with').choices(PRESET_NAMES).default('recommended'))
    .option('--employer <name>', 'who employs')
    .addHelpText('after', '\nExamples:\n  sm-jd init\n  sm-jd init --preset social --employer "Larkfield Outdoor"\n');
}

/** Writes a commented `.sm-jd.yaml` into the working folder; never over one that is there. */
export async function run(command: Command): Promise<number> {
  const { preset, employer } = command.opts<{ preset: PresetName; employer?: string }>();
  const there = CONFIG_NAMES.filter(name => name !== 'package.json').find(name =>
    existsSync(join(process.cwd(), name)),
  );
  if (there) throw new UsageError(`there is a configuration already: ${there}`);
  const [file] = CONFIG_NAMES;
  await writeFileAtomic(file, template(preset, employer));
  await print(`Wrote ${file}. “sm-jd lint .” lints every posting below this folder.\n`);
  return EXIT.ok;
}

function template(preset: PresetName, employer: string | undefined): string {
  const presets = PRESET_NAMES.map(name => `#   ${name.padEnd(12)} ${PRESETS[name].summary}`).join('\n');
  return `# yaml-language-server: $schema=node_modules/sm-jd/dist/config.schema.json

# The rules to begin with, and files to build on:
${presets}
extends: ${preset}

# Who employs: its own text and products count differently.
${employer === undefined ? '# employer: Larkfield Outdoor' : `employer: ${JSON.stringify(employer)}`}

# Where the jobs are, for rules about the law there.
# jurisdictions: [us-co, us-ny]

# What single rules are set to: off, on, info, warning, error. “sm-jd rules” lists them.
# settings:
#   originality/copied-boilerplate: error
#   tools/*: warning

# Folders of rule cards of your own; see “Writing rules” in the documentation.
# rules: [./our-rules]

# What is different for some postings.
# overrides:
#   - files: archive/**
#     settings: { '*': 'off' }

# Postings that are not linted.
# ignore: [drafts/, README.md]

# Fail from this severity on: info, warning, error, never.
failOn: warning
`;
}
