import { type Command, InvalidArgumentError, Option } from 'commander';
import { FORMAT_NAMES } from '../../reporters/formats.js';
import { DEFAULT_BASELINE } from '../baseline-file.js';
import { FAIL_ON, type FailOn, severityWord } from '../exit-code.js';
import { DEFAULT_CACHE, type LintFlags, lintAndReport } from '../lint-and-report.js';
import { addColorOptions, addRuleOptions, collect } from '../rule-options.js';

export function configure(command: Command): void {
  command
    .argument('[paths...]', 'files, folders, globs, or - for standard input')
    .usage('[options] <paths...>')
    .option('--stdin-filename <name>', 'the name that standard input goes by; its ending decides the format')
    .addOption(new Option('--format <format>', 'how to print what was found').choices(FORMAT_NAMES).default('text'))
    .option('--output <format=file>', 'write a report to a file, too; may be given several times', collect)
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 from this severity on (default: "warning")')
        .choices(FAIL_ON)
        .argParser(failOnNamed),
    )
    .option('--max-warnings <count>', 'let up to so many warnings pass; errors never pass', wholeNumber)
    .addOption(
      new Option('--fix [level]', 'mend what keeps the meaning, then report; --fix=review mends more')
        .choices(['safe', 'review'])
        .preset('safe'),
    )
    .option('--diff', 'print what --fix would change and write nothing; exits with 1 if anything would')
    .option('-q, --quiet', 'print only what makes the run fail')
    .option('-v, --verbose', 'print also what is suppressed, and why rules kept silent')
    .option('--baseline [file]', `do not fail for what this file holds (default: "${DEFAULT_BASELINE}")`)
    .option('--cache [file]', `keep results and use them again where nothing changed (default: "${DEFAULT_CACHE}")`)
    .option('--jobs <count>', 'threads at most (default: as many as the machine runs at once, up to 8)', positiveNumber)
    .option('--since <ref>', 'only postings that changed since a commit, or are new')
    .option('--staged', 'only postings that are staged for the next commit')
    .option('--changed-lines', 'with --since or --staged: only findings on changed lines');
  addRuleOptions(command);
  addColorOptions(command);
  command.addHelpText(
    'after',
    `
Reads .md and .markdown as Markdown, .txt as plain text. A folder means all postings below it that
neither .gitignore nor .sm-jdignore leaves out.

Examples:
  sm-jd lint posting.md
  sm-jd lint jobs/ --fail-on error
  sm-jd lint 'jobs/**/*.md' --rule originality/copied-boilerplate:error
  sm-jd lint jobs/ --format github --output sarif=sm-jd.sarif
  sm-jd lint --since main --changed-lines
  sm-jd lint posting.md --fix=review --diff
  pandoc posting.docx -t markdown | sm-jd lint - --stdin-filename posting.md
`,
  );
}

export function run(command: Command): Promise<number> {
  return lintAndReport(command.args, command.opts<LintFlags>());
}

function failOnNamed(value: string): FailOn {
  const named = severityWord(value);
  if ((FAIL_ON as readonly string[]).includes(named)) return named as FailOn;
  throw new InvalidArgumentError(`Allowed choices are ${FAIL_ON.join(', ')}.`);
}

function positiveNumber(value: string): number {
  if (/^0*[1-9]\d*$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number from 1 on.');
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}
