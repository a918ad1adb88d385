import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { type LabelledPosting, readLabelled } from '../support/corpus.js';
import { readOutOfFold } from '../support/out-of-fold.js';
import { quietOnClosedPipe } from '../support/output.js';
import { sharedPath } from '../support/shared.js';
import { percent } from '../support/table.js';
import { measureHeadings } from './measure-headings.js';
import { measureProfiles, type ProfileMeasures } from './measure-profiles.js';
import type { Miss } from './miss.js';
import { type ParsedPosting, parseLabelled } from './parsed.js';
import { profileAsShipped, profileUnseen, withoutGuess } from './profilers.js';
import {
  answerReport,
  boundaryReport,
  type Fit,
  facetReport,
  headingReport,
  missReport,
  ruleReport,
} from './report.js';

const PARTS = ['heads', 'facets', 'docs', 'rules'] as const;
type Part = (typeof PARTS)[number];

interface Options {
  corpus: string;
  only?: Part;
  words?: true;
  json?: string;
  misses: string;
  grep?: string;
}

function main(): void {
  const options = new Command('eval')
    .description('Measures headings, statements, facets, answers and rules against the labelled postings.')
    .option(
      '--corpus <folder>',
      'a folder with labels/ and any of social/ roles/ general/ written/',
      sharedPath('corpus'),
    )
    .addOption(new Option('--only <part>', 'measure one part').choices(PARTS))
    .option('--words', 'also how facets are confused in the sections of each role')
    .option('--misses <n>', 'how many of the worst misses to print for each part', '20')
    .option('--grep <text>', 'print only misses that hold this text, such as "duties ≠ (text)"')
    .option('--json <file>', 'write all figures and all misses there too')
    .parse()
    .opts<Options>();
  const run = new Run(options);
  if (run.wants('heads')) headings(run);
  if (run.wants('facets') || run.wants('docs') || run.wants('rules')) {
    profiles(run);
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(run.results, mapsAsObjects, 1)}\n`);
}

/** The postings to measure on, what to measure, and what came of it so far. */
class Run {
  readonly corpus: string;
  readonly parsed: readonly ParsedPosting[];
  readonly results: Record<string, unknown>;
  readonly #sources: ReadonlyMap<string, string>;

  constructor(readonly options: Options) {
    this.corpus = resolve(options.corpus);
    this.parsed = parseLabelled(readCorpus(this.corpus));
    this.results = { postings: this.parsed.length };
    this.#sources = new Map(this.parsed.map(({ labelled }) => [labelled.path, labelled.source]));
  }

  wants(part: Part): boolean {
    return this.options.only === undefined || this.options.only === part;
  }

  print(name: string, report: string, result: unknown): void {
    this.results[name] = result;
    console.log(report);
  }

  printMisses(name: string, misses: readonly Miss[]): void {
    console.log(missReport(name, misses, this.#sources, Number(this.options.misses), this.options.grep));
  }
}

function headings(run: Run): void {
  const { fitted, unseen, boundaries } = measureHeadings(run.parsed, readOutOfFold('headings'));
  if (unseen) run.print('headingsCrossValidated', headingReport(unseen, 'cross-validated'), unseen);
  else console.log('\nFor cross-validated roles train the headings first: npx tsx bench/train/headings.ts');
  run.print('headings', headingReport(fitted, 'training fit, not cross-validated'), fitted);
  run.print('boundaries', boundaryReport(boundaries), boundaries);
  run.printMisses('Headings', (unseen ?? fitted).misses);
  run.printMisses('Boundaries', boundaries.misses);
}

function profiles(run: Run): void {
  const statements = readOutOfFold('statements');
  const answers = readOutOfFold('answers');
  const fitted = measureProfiles(run.parsed, run.corpus, profileAsShipped, run.wants('rules'));
  printProfiles(run, fitted, 'training fit, not cross-validated', '');
  if (!statements || !answers) {
    console.log('\nFor cross-validated facets, answers and rules train first: npm run train');
    printProfileMisses(run, fitted);
    return;
  }
  const missing = withoutGuess(run.parsed, statements);
  const since = `facets trained ${statements.date.toISOString()}, answers ${answers.date.toISOString()}`;
  console.log(`\nCross-validated judgements: ${since}; ${percent(missing)} of statements have none.`);
  const profiler = profileUnseen(statements, answers);
  const unseen = measureProfiles(run.parsed, run.corpus, profiler, run.wants('rules'));
  printProfiles(run, unseen, 'cross-validated', 'CrossValidated');
  printProfileMisses(run, unseen);
}

function printProfiles(run: Run, { facets, answers, rules }: ProfileMeasures, fit: Fit, suffix: string): void {
  if (run.wants('facets')) run.print(`facets${suffix}`, facetReport(facets, fit, run.options.words === true), facets);
  if (run.wants('docs')) run.print(`answers${suffix}`, answerReport(answers, fit), answers);
  if (rules) run.print(`rules${suffix}`, ruleReport(rules, fit), rules);
}

function printProfileMisses(run: Run, { facets, answers, rules }: ProfileMeasures): void {
  if (run.wants('facets')) run.printMisses('Facets', facets.misses);
  if (run.wants('docs')) run.printMisses('Answers', answers.misses);
  if (rules) run.printMisses('Rules', rules.misses);
}

function readCorpus(corpus: string): LabelledPosting[] {
  if (!existsSync(corpus)) throw new Error(`no corpus at ${corpus}; name one with --corpus <folder>`);
  const labelled = readLabelled(corpus);
  if (labelled.length === 0) {
    throw new Error(`no labelled postings below ${corpus}; labels/ and their postings are needed`);
  }
  console.log(`${labelled.length} labelled postings below ${corpus}`);
  return labelled;
}

function mapsAsObjects(_key: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}

quietOnClosedPipe();
try {
  main();
} catch (error) {
  console.error(`eval: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
