import { relative } from 'node:path';
import { Argument, type Command, InvalidArgumentError } from 'commander';
import { CorpusError } from '../../boilerplate/corpus-error.js';
import { buildCorpus } from '../../boilerplate/store/build.js';
import { baseOf, openCorpus } from '../../boilerplate/store/corpus.js';
import { type Columns, InputError, isTable, keyOfFiles, readTexts } from '../../boilerplate/store/inputs.js';
import { parsePosting } from '../../document/index.js';
import { peersOf } from '../../index.js';
import type { Overlap } from '../../kinds/types.js';
import { EXIT } from '../exit-code.js';
import { findPostings } from '../find-postings.js';
import { print, printError } from '../output.js';
import { Project } from '../project.js';
import { readPosting } from '../read-posting.js';
import { DEFAULT_CORPUS } from '../stored-corpus.js';
import { UsageError } from '../usage-error.js';

const ACTIONS = ['build', 'add', 'stats', 'query', 'verify'] as const;

interface CorpusFlags {
  readonly corpus?: string;
  readonly text?: string;
  readonly name?: string;
  readonly employerColumn?: string;
  readonly employer?: string;
  readonly keepText?: boolean;
  readonly minWords: number;
  readonly json?: boolean;
}

export function configure(command: Command): void {
  command
    .usage('<build|add|stats|query|verify> [options] [paths...]')
    .addArgument(new Argument('<action>', 'what to do with the corpus').choices(ACTIONS))
    .argument(
      '[paths...]',
      'for build and add: folders, .md and .txt files, .csv, .tsv and .jsonl tables; for query: a posting',
    )
    .option('--corpus <folder>', `where the corpus lies (default: the configuration’s, else ${DEFAULT_CORPUS})`)
    .option('--text <column>', 'the column or field that holds the posting, in tables')
    .option('--name <column>', 'the column or field to call the posting by')
    .option('--employer-column <column>', 'the column or field that names the employer')
    .option('--keep-text', 'store the texts, too: runs are then exact and their lines known')
    .option('--employer <name>', 'for query: who employs, where the posting does not say')
    .option('--min-words <count>', 'for query: shortest run of shared words', wholeNumber, 12)
    .option('--json', 'for stats and query: print JSON')
    .addHelpText(
      'after',
      `
Keeps a corpus of postings to compare with. “sm-jd lint” uses the one in ${DEFAULT_CORPUS}. Only hashes and
names are stored, no text, unless you ask for it. A build that is broken off goes on where it stood
when it is started again.

Examples:
  sm-jd corpus build jobs/ archive.jsonl
  sm-jd corpus add competitors.csv --text description --employer-column company
  sm-jd corpus query posting.md
  sm-jd corpus verify
`,
    );
}

/** The options with the corpus's place settled. */
type Settled = CorpusFlags & { readonly corpus: string };

export async function run(command: Command): Promise<number> {
  const [action, ...paths] = command.args as [(typeof ACTIONS)[number], ...string[]];
  const given = command.opts<CorpusFlags>();
  const flags: Settled = { ...given, corpus: given.corpus ?? (await configuredCorpus()) };
  try {
    if (action === 'build' || action === 'add') return await build(action, paths, flags);
    if (action === 'query') return await query(paths, flags);
    if (paths.length > 0) throw new UsageError(`corpus ${action} takes no paths; name the corpus with --corpus`);
    return action === 'stats' ? await stats(flags) : await verify(flags);
  } catch (error) {
    if (error instanceof CorpusError) {
      await printError(`error: ${error.message}\n`);
      return EXIT.failure;
    }
    if (error instanceof InputError) {
      const line = error.line === undefined ? '' : `:${error.line}`;
      await printError(`error: ${error.path}${line}: ${error.message}\n`);
      return EXIT.failure;
    }
    throw error;
  }
}

async function build(action: 'build' | 'add', args: readonly string[], flags: Settled): Promise<number> {
  if (args.length === 0) throw new UsageError(`say what to ${action}: folders, postings, .csv or .jsonl files`);
  const found = await findPostings(
    args.filter(path => !isTable(path)),
    process.cwd(),
  );
  for (const { subject, message } of found.failures) await printError(`error: ${subject}: ${message}\n`);
  if (found.failures.length > 0) return EXIT.failure;
  const files = [...found.paths, ...args.filter(isTable)];
  const columns: Columns = {
    ...(flags.text !== undefined && { text: flags.text }),
    ...(flags.name !== undefined && { name: flags.name }),
    ...(flags.employerColumn !== undefined && { employer: flags.employerColumn }),
  };
  const bar = process.stderr.isTTY ? await progressBar(files.some(isTable) ? undefined : files.length) : undefined;
  const base = baseOf(flags.corpus);
  try {
    const count = await buildCorpus(flags.corpus, skip => readTexts(files, base, columns, skip), {
      mode: action === 'build' ? 'replace' : 'add',
      keepText: flags.keepText ?? false,
      resumeKey: keyOf(files, columns),
      ...(bar && { progress: (texts: number) => bar.update(texts) }),
    });
    bar?.stop();
    await print(`${flags.corpus}: ${count} postings ${action === 'build' ? 'stored' : 'added'}.\n`);
    return EXIT.ok;
  } finally {
    bar?.stop();
  }
}

async function configuredCorpus(): Promise<string> {
  const { corpus } = await new Project({}).configHere();
  return corpus === undefined ? DEFAULT_CORPUS : relative(process.cwd(), corpus) || '.';
}

function keyOf(files: readonly string[], columns: Columns): string {
  try {
    return keyOfFiles(files, columns);
  } catch (error) {
    const { path = '', code } = error as NodeJS.ErrnoException;
    throw new InputError(path, code === 'ENOENT' ? 'does not exist' : (error as Error).message);
  }
}

/** `total` is unknown where tables are read. */
async function progressBar(total: number | undefined) {
  const { SingleBar, Presets } = await import('cli-progress');
  const format =
    total === undefined
      ? '{value} postings, {duration_formatted}'
      : '{bar} {value} of {total} postings, {eta_formatted} left';
  const bar = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(total ?? 0, 0);
  return bar;
}

async function stats(flags: Settled): Promise<number> {
  const corpus = openCorpus(flags.corpus);
  const told = corpus.stats();
  corpus.close();
  if (flags.json) {
    await print(`${JSON.stringify(told, null, 2)}\n`);
    return EXIT.ok;
  }
  const each = told.texts === 0 ? '' : ` (${Math.round(told.bytes / told.texts)} a posting)`;
  await print(
    [
      `${flags.corpus}`,
      `  postings  ${told.texts}`,
      `  words     ${told.words}`,
      `  shingles  ${told.shingles}`,
      `  bytes     ${told.bytes}${each}`,
      `  segments  ${told.segments}`,
      `  texts     ${told.keepsText ? 'stored' : 'not stored, hashes only'}`,
      '',
    ].join('\n'),
  );
  return EXIT.ok;
}

async function verify(flags: Settled): Promise<number> {
  const corpus = openCorpus(flags.corpus);
  corpus.verify();
  const { texts } = corpus.stats();
  corpus.close();
  await print(`${flags.corpus}: sound, ${texts} postings.\n`);
  return EXIT.ok;
}

async function query(paths: readonly string[], flags: Settled): Promise<number> {
  const [path, ...more] = paths;
  if (path === undefined || more.length > 0) throw new UsageError('say which posting to look up: one file');
  const result = readPosting(path);
  if ('failure' in result) {
    await printError(`error: ${result.failure.subject}: ${result.failure.message}\n`);
    return EXIT.failure;
  }
  const { format, source } = result.posting;
  const corpus = openCorpus(flags.corpus);
  try {
    const posting = parsePosting(source, { path, format });
    const overlaps = peersOf([posting], flags.employer, corpus).overlaps(posting, flags.minWords);
    if (flags.json) await print(`${JSON.stringify(overlaps, null, 2)}\n`);
    else
      await print(
        overlaps.length === 0 ? `${path}: shares nothing with the corpus.\n` : overlaps.map(inWords).join('\n'),
      );
    return EXIT.ok;
  } finally {
    corpus.close();
  }
}

function inWords({ other, runs, share }: Overlap): string {
  const owner = other.owner === undefined ? '' : ` (${other.owner}${other.sameEmployer ? ', the same employer' : ''})`;
  const name = other.kind === 'template' ? `public template for ${other.name}` : other.name;
  const lines = runs.map(run => {
    const at = run.other.lines === undefined ? '' : `, there on lines ${run.other.lines[0]} to ${run.other.lines[1]}`;
    return `    ${run.words} words in ${run.section}${at}`;
  });
  return `${Math.round(100 * share.value)}% of the ${share.of}  ${name}${owner}\n${lines.join('\n')}\n`;
}

function wholeNumber(value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(value);
}
