import { VERSION } from '../core/version.js';
import { suitEngineToStart } from './engine-flags.js';
import { EXIT } from './exit-code.js';
import { print, printError, tolerateClosedPipes } from './output.js';
import { messageOf, UsageError } from './usage-error.js';

/**
 * Runs one command line, without the leading `node sm-jd`, and answers with the exit code.
 * Prints to standard output and error; never ends the process, so that output is not cut short.
 */
export async function main(argv: readonly string[]): Promise<number> {
  tolerateClosedPipes();
  try {
    // Asked for by scripts and editors again and again: answered before anything is loaded.
    if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
      await print(`${VERSION}\n`);
      return EXIT.ok;
    }
    suitEngineToStart();
    const { runCommandLine } = await import('./command-line.js');
    return await runCommandLine(argv);
  } catch (error) {
    if (error instanceof UsageError) await printError(`error: ${error.message}\n`);
    else await printError(`sm-jd broke, which is a bug in sm-jd:\n${(error as Error)?.stack ?? messageOf(error)}\n`);
    return EXIT.failure;
  }
}
