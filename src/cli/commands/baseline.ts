import { Argument, type Command } from 'commander';
import type { FileResult } from '../../core/types.js';
import { makeBaseline } from '../../engine/baseline.js';
import { BaselineFile, DEFAULT_BASELINE } from '../baseline-file.js';
import { EXIT } from '../exit-code.js';
import { lintPaths } from '../lint-paths.js';
import { failureInWords, print, printError } from '../output.js';
import { UsageError } from '../usage-error.js';

export function configure(command: Command): void {
  command
    .usage('update [options] <paths...>')
    .addArgument(new Argument('<action>', 'what to do with the baseline').choices(['update']))
    .argument('[paths...]', 'files, folders or globs: all postings that the baseline is for')
    .option('--baseline <file>', 'the file to write', DEFAULT_BASELINE)
    .option('--config <file>', 'this configuration instead of the nearest .sm-jd.yaml')
    .option('--no-config', 'no configuration file')
    .addHelpText(
      'after',
      `
Writes down what is found now, so that “sm-jd lint --baseline” tells only what is new. A finding is
known by its rule and the words of its statement: moved or re-wrapped lines stay known.

Examples:
  sm-jd baseline update jobs/
  sm-jd lint jobs/ --baseline
`,
    );
}

export async function run(command: Command): Promise<number> {
  const [, ...paths] = command.args;
  if (paths.length === 0) throw new UsageError('say which postings the baseline is for: a file, a folder or a glob');
  const { baseline: name, config } = command.opts<{ baseline: string; config?: string | false }>();
  const files: FileResult[] = [];
  const { failures } = await lintPaths(
    paths,
    { ...(config !== undefined && { config }), fingerprints: true },
    result => void files.push(result),
  );
  for (const failure of failures) await printError(`error: ${failureInWords(failure)}\n`);
  // A baseline that leaves out a posting would let its findings fail the next run.
  if (failures.length > 0) return EXIT.failure;
  const file = new BaselineFile(name);
  const baseline = makeBaseline(files, path => file.nameOf(path));
  await file.write(baseline);
  const count = Object.values(baseline.files).reduce((sum, list) => sum + list.length, 0);
  await print(`${name}: ${count} findings in ${Object.keys(baseline.files).length} of ${files.length} postings.\n`);
  return EXIT.ok;
}
