import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { parsePosting } from '../../src/document/index.js';
import { readLabelled } from '../support/corpus.js';
import { readOutOfFold } from '../support/out-of-fold.js';
import { quietOnClosedPipe } from '../support/output.js';
import { sharedPath } from '../support/shared.js';
import { BoundaryEval } from './boundaries.js';
import { HeadingEval } from './headings.js';
import type { Miss } from './miss.js';
import { boundaryReport, headingReport, missReport } from './report.js';

const PARTS = ['heads', 'facets', 'docs', 'rules'] as const;

interface Options {
  corpus: string;
  only?: (typeof PARTS)[number];
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
    .option('--misses <n>', 'how many of the worst misses to print for each part', '20')
    .option('--grep <text>', 'print only misses that hold this text, such as "duties ≠ (text)"')
    .option('--json <file>', 'write all figures and all misses there too')
    .parse()
    .opts<Options>();
  const corpus = resolve(options.corpus);
  if (!existsSync(corpus)) {
    throw new Error(`no corpus at ${corpus}; name one with --corpus <folder>`);
  }
  const labelled = readLabelled(corpus);
  if (labelled.length === 0)
    throw new Error(`no labelled postings below ${corpus}; labels/ and their postings are needed`);
  console.log(`${labelled.length} labelled postings below ${corpus}`);
  const sources = new Map(labelled.map(posting => [posting.path, posting.source]));
  const printMisses = (name: string, misses: readonly Miss[]) =>
    console.log(missReport(name, misses, sources, Number(options.misses), options.grep));
  const results: Record<string, unknown> = { postings: labelled.length };

  const headings = new HeadingEval();
  const unseenHeadings = new HeadingEval();
  const headingGuesses = readOutOfFold('headings');
  const boundaries = new BoundaryEval();
  for (const one of labelled) {
    const posting = parsePosting(one.source, { path: one.path });
    headings.add(one, posting);
    unseenHeadings.add(one, posting, heading => {
      const guess = headingGuesses?.find(one.file, heading.span.start);
      return guess?.role ?? heading.section.role;
    });
    boundaries.add(one, posting);
  }
  if (options.only === undefined || options.only === 'heads') {
    results.headings = headings.result();
    results.boundaries = boundaries.result();
    console.log(headingReport(headings.result(), 'training fit, not cross-validated'));
    if (headingGuesses) {
      results.headingsCrossValidated = unseenHeadings.result();
      console.log(headingReport(unseenHeadings.result(), 'cross-validated'));
    } else {
      console.log(
        '\nFor cross-validated figures run the training of the headings first: npx tsx bench/train/headings.ts',
      );
    }
    console.log(boundaryReport(boundaries.result()));
    printMisses('Headings', (headingGuesses ? unseenHeadings : headings).result().misses);
    printMisses('Boundaries', boundaries.result().misses);
  }
  if (options.json) {
    writeFileSync(options.json, `${JSON.stringify(results, mapsAsObjects, 1)}\n`);
  }
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
