import { type Command, InvalidArgumentError, Option } from 'commander';
import { ROLE_FAMILIES } from '../../core/facets.js';
import { SEVERITIES } from '../../core/types.js';
import { FORMAT_NAMES } from '../../reporters/formats.js';
import { FAIL_ON } from '../exit-code.js';
import { type LintFlags, lintAndReport } from '../lint-and-report.js';

export function configure(command: Command): void {
  command
    .argument('[paths...]', 'files, folders, globs, or - for standard input')
    .usage('[options] <paths...>')
    .option('--stdin-filename <name>', 'the name that standard input goes by; its ending decides the format')
    .addOption(new Option('--format <format>', 'how to print what was found').choices(FORMAT_NAMES).default('text'))
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 from this severity on (default: "warning")').choices(FAIL_ON),
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
    .option('--rule <id[:severity]>', `switch a rule on, or set its severity: ${SEVERITIES.join(', ')}, off`, collect)
    .option('--disable <id>', 'switch a rule off', collect)
    .addOption(new Option('--role <role>', 'what the job is, where the posting leaves it open').choices(ROLE_FAMILIES))
    .option('--jurisdiction <code>', 'where the job is (us-co, ca-on, eu-de …), for rules about the law there', collect)
    .option('--employer <name>', 'who employs: its own text and products count differently')
    .option('--config <file>', 'this configuration instead of the nearest .sm-jd.yaml')
    .option('--no-config', 'no configuration file')
    .option('--color', 'colour, even if the output is no terminal')
    .option('--no-color', 'no colour')
    .addHelpText(
      'after',
      `
Reads .md and .markdown as Markdown, .txt as plain text. A folder means all postings below it that
neither .gitignore nor .sm-jdignore leaves out.

Examples:
  sm-jd lint posting.md
  sm-jd lint jobs/ --fail-on error
  sm-jd lint 'jobs/**/*.md' --rule originality/copied-boilerplate:error
  sm-jd lint jobs/ --format json > findings.json
  sm-jd lint posting.md --fix
  sm-jd lint posting.md --fix=review --diff
  pandoc posting.docx -t markdown | sm-jd lint - --stdin-filename posting.md
`,
    );
}

export function run(command: Command): Promise<number> {
  return lintAndReport(command.args, command.opts<LintFlags>());
}

/** Commander calls this once for each time that an option is given. */
function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}
