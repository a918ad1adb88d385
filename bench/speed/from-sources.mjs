// The command line run from src/ by tsx, so that a profile names the sources and not the bundle.
import { main } from '../../src/cli/main.ts';

process.exitCode = await main(process.argv.slice(2));
