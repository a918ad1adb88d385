import { Chalk } from 'chalk';
import { type Command, Option } from 'commander';
import { FACET_NAMES, FACETS, type Facet, ROLE_FAMILIES, type RoleFamily, TOLD_FACETS } from '../../core/facets.js';
import { LineIndex } from '../../core/line-index.js';
import type { Failure, Posting } from '../../core/types.js';
import { type Profile, profilePosting } from '../../index.js';
import { visibleText } from '../../reporters/visible-text.js';
import { EXIT } from '../exit-code.js';
import { readPostings } from '../lint-paths.js';
import { print, printError, wantsColor } from '../output.js';
import { Project } from '../project.js';
import { addColorOptions } from '../rule-options.js';
import { UsageError } from '../usage-error.js';

interface ProfileFlags {
  readonly format: 'text' | 'json';
  readonly role?: RoleFamily;
  readonly statements?: boolean;
  readonly stdinFilename?: string;
  readonly color?: boolean;
}

const BAR_WIDTH = 30;

/** What is asked of the person comes first, in the order in which people like to look at it; then all the rest. */
const ASKED = ['R', 'C', 'P', 'S', 'W', 'L', 'T', 'Q', 'G'] as const satisfies readonly Facet[];

export function configure(command: Command): void {
  command
    .argument('[paths...]', 'files, folders, globs, or - for standard input')
    .usage('[options] <paths...>')
    .option('--statements', 'print also what each statement was taken for')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .addOption(new Option('--role <role>', 'what the job is, where the posting leaves it open').choices(ROLE_FAMILIES))
    .option('--stdin-filename <name>', 'the name that standard input goes by; its ending decides the format');
  addColorOptions(command).addHelpText(
    'after',
    `
Tells what a posting asks for, without judging it: the role, how its statements divide between tools,
relating to people, publishing and so on, and what a reader would answer about it as a whole.

Examples:
  sm-jd profile posting.md
  sm-jd profile jobs/ --format json
`,
  );
}

export async function run(command: Command): Promise<number> {
  const flags = command.opts<ProfileFlags>();
  if (command.args.length === 0) throw new UsageError('say which postings: a file, a folder, a glob, or -');
  const { postings, failures } = await readPostings(command.args, flags, new Project({}));
  const profiled = postings.map(posting => ({ posting, profile: profilePosting(posting, flags.role) }));
  if (flags.format === 'json') {
    await print(`${JSON.stringify({ files: profiled.map(asJson), failures }, undefined, 2)}\n`);
  } else {
    const chalk = new Chalk({ level: wantsColor(flags.color) ? 1 : 0 });
    for (const { posting, profile } of profiled) {
      await print(`${asText(posting, profile, chalk, flags.statements ?? false)}\n\n`);
    }
    await tell(failures);
  }
  return failures.length > 0 ? EXIT.failure : EXIT.ok;
}

async function tell(failures: readonly Failure[]): Promise<void> {
  for (const { subject, message } of failures) {
    await printError(`error: ${visibleText(subject)}: ${visibleText(message)}\n`);
  }
}

type Paint = InstanceType<typeof Chalk>;

function asText(posting: Posting, profile: Profile, chalk: Paint, withStatements: boolean): string {
  const { document } = profile;
  const row = (name: string, value: string) => `  ${name.padEnd(22)}${visibleText(value)}`;
  const asked = ASKED.reduce((sum, facet) => sum + profile.facets[facet].count, 0);
  const bars = ASKED.filter(facet => profile.facets[facet].count > 0).map(facet => {
    const { count } = profile.facets[facet];
    const bar = '█'.repeat(Math.max(1, Math.round((count / asked) * BAR_WIDTH)));
    return `  ${FACET_NAMES[facet].padEnd(34)}${chalk.cyan(bar)} ${Math.round((100 * count) / asked)}% (${count})`;
  });
  const rest = TOLD_FACETS.filter(facet => profile.facets[facet].count > 0).map(
    facet => `${FACET_NAMES[facet]} (${profile.facets[facet].count})`,
  );
  const lines = [
    chalk.bold.underline(visibleText(posting.path)),
    row('role', `${profile.role} (${profile.roleReason})`),
    row('level', profile.level),
    row('relating to people', RELATIONSHIP[document.relationship]),
    row('only tools', document.toolsOnly),
    row('one way only', document.broadcast === 'na' ? 'does not apply' : document.broadcast),
    row('people it is for', document.audience),
    row('aims', document.aims),
    row('learning', document.learning ? 'asked or offered' : 'not named'),
    row('sharing insight', document.insight ? 'asked' : 'not named'),
    '',
    `  ${chalk.bold(asked === 0 ? 'asks nothing of the person' : `what is asked of the person (${asked})`)}`,
    ...bars,
    ...(rest.length > 0 ? [row('besides', rest.join(', '))] : []),
  ];
  return [...lines, ...(withStatements ? ['', ...statementLines(posting, profile, chalk)] : [])].join('\n');
}

/** What the answers 0 to 3 mean. */
const RELATIONSHIP = ['not asked for', 'only in stock phrases', 'one or two acts', 'three or more acts'] as const;

function statementLines(posting: Posting, profile: Profile, chalk: Paint): string[] {
  const index = new LineIndex(posting.source);
  return profile.statements.map(({ statement, main, second }) => {
    const { line } = index.place(statement.span.start);
    const facets = [main, second].filter(facet => facet !== undefined).join('+') || '-';
    return `  ${String(line).padStart(4)}  ${chalk.cyan(facets.padEnd(4))}${visibleText(statement.prose.text.replace(/\s+/g, ' '))}`;
  });
}

function asJson({ posting, profile }: { posting: Posting; profile: Profile }) {
  return {
    path: posting.path,
    role: profile.role,
    roleReason: profile.roleReason,
    title: profile.title,
    level: profile.level,
    facets: Object.fromEntries(FACETS.map(facet => [facet, { name: FACET_NAMES[facet], ...profile.facets[facet] }])),
    document: profile.document,
    statements: profile.statements.map(({ statement, main, second, evidence, tools }) => ({
      span: statement.span,
      kind: statement.kind,
      section: statement.section.role,
      ...(main !== undefined && { main }),
      ...(second !== undefined && { second }),
      evidence,
      tools,
    })),
  };
}
