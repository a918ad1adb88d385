import { Command, CommanderError } from 'commander';
import { VERSION } from '../core/version.js';
import { COMMANDS, type CommandModule } from './commands.js';
import { EXIT } from './exit-code.js';
import { print } from './output.js';

/**
 * Parses a command line and runs its command.
 * @throws UsageError, or whatever the command throws; what commander found wrong it has printed.
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  try {
    return await runCommand(argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.failure;
    throw error;
  }
}

async function runCommand(argv: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = createProgram();
  // Only the command that is asked for is loaded; of the others the help needs no more than a line.
  const wanted = wantedCommand(argv);
  for (const { name, argumentsHelp, summary, load } of COMMANDS) {
    const command = program.command(name).summary(summary).description(summary);
    if (name !== wanted) {
      command.usage(argumentsHelp);
      continue;
    }
    const module: CommandModule = await load();
    module.configure(command);
    command.action(async () => {
      exitCode = await module.run(command);
    });
  }
  if (argv.length === 0) {
    await print(program.helpInformation());
    return EXIT.failure;
  }
  await program.parseAsync(argv.map(withFixLevel), { from: 'user' });
  return exitCode;
}

function createProgram(): Command {
  return new Command('sm-jd')
    .description('Reads job postings and tells what they really ask of a person: tools, or relating to people.')
    .usage('<command> [options]')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print help for a command')
    .showSuggestionAfterError(true)
    .showHelpAfterError('(run sm-jd --help for what there is)')
    .addHelpText('after', EXAMPLES)
    .exitOverride();
}

const EXAMPLES = `
Examples:
  sm-jd lint posting.md              check one posting
  sm-jd lint postings/               check all postings in a folder
  sm-jd lint - < posting.txt         check what comes through standard input
  sm-jd explain relationship/missing-acts
                                     what a rule looks for, and why

Exit codes: 0 nothing to mend, 1 findings, 2 could not do the job.
`;

/** Commander would take the path after a bare `--fix` for its level. */
function withFixLevel(argument: string): string {
  return argument === '--fix' ? '--fix=safe' : argument;
}

function wantedCommand(argv: readonly string[]): string | undefined {
  const names = argv.filter(argument => !argument.startsWith('-'));
  return names[0] === 'help' ? names[1] : names[0];
}
