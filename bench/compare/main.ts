import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { createLinter, lint, parsePosting } from '../../src/index.js';
import { listPostings, OPEN_FOLDERS } from '../support/corpus.js';
import { sample, seededRandom } from '../support/random.js';
import { PROJECT, sharedPath } from '../support/shared.js';
import { loadAlex } from './alex.js';
import { joblint } from './joblint.js';
import type { PeerFinding } from './peer.js';
import { ALEX_KEPT, ALEX_NOISE, JOBLINT_DROPPED, JOBLINT_KEPT, JOBLINT_REPORTED, type Kept } from './triggers.js';

/** The rules that are compared: those on relating, tools and copying have no counterpart elsewhere. */
const GENERAL =
  /^(?:requirements|inclusion|pay|structure|clarity|wellbeing|practice|safety)\/|^originality\/template-residue$/u;
const READINGS = join(PROJECT, 'bench/compare/readings.json');
const PAGE = join(PROJECT, 'docs/compare.md');

interface Reading {
  readonly read: number;
  readonly useful: number;
  readonly seed: number;
  readonly day: string;
}

interface Located extends PeerFinding {
  readonly file: string;
  readonly loud: boolean;
}

async function main(): Promise<void> {
  const options = new Command('compare')
    .description('Runs sm-jd, joblint and alex over the same postings and writes docs/compare.md.')
    .option('--sample <tool>', 'print random findings of one tool for reading, and write nothing')
    .option('--count <n>', 'how many', '100')
    .option('--seed <n>', 'which', '1')
    .parse()
    .opts<{ sample?: string; count: string; seed: string }>();
  const corpus = sharedPath('corpus');
  const files = listPostings(
    corpus,
    OPEN_FOLDERS.filter(folder => existsSync(join(corpus, folder))),
  );
  const sources = new Map(files.map(file => [file, readFileSync(join(corpus, file), 'utf8')]));
  const tools = await allTools();

  if (options.sample !== undefined) {
    const tool = tools.get(options.sample);
    if (tool === undefined)
      throw new Error(`there is no tool "${options.sample}"; known are ${[...tools.keys()].join(', ')}`);
    const found = run(tool, sources);
    for (const one of sample(found, Number(options.count), seededRandom(Number(options.seed)))) {
      const source = sources.get(one.file) as string;
      const part = (from: number, to: number) => source.slice(Math.max(0, from), to).replace(/\s+/gu, ' ');
      console.log(
        `[${one.rule}] …${part(one.start - 80, one.start)}⟦${part(one.start, one.end).slice(0, 120)}⟧${part(one.end, one.end + 60)}…\n   ${one.message}`,
      );
    }
    return;
  }
  const rows = [...tools].map(([name, tool]) => row(name, run(tool, sources), files.length));
  const page = pageOf(rows, files.length);
  writeFileSync(PAGE, page);
  console.log(page);
}

type Tool = (source: string, path: string) => readonly (PeerFinding & { readonly loud?: boolean })[];

async function allTools(): Promise<Map<string, Tool>> {
  const linter = createLinter();
  const smjd: Tool = (source, path) => {
    const { file, failures } = linter.lint(parsePosting(source, { path }));
    if (failures.length > 0) throw new Error(failures.map(one => `${one.subject}: ${one.message}`).join('\n'));
    return file.findings
      .filter(one => GENERAL.test(one.rule))
      .map(({ rule, span, message, severity }) => ({ rule, ...span, message, loud: severity !== 'info' }));
  };
  const alex = await loadAlex();
  return new Map<string, Tool>([['sm-jd', smjd], ['joblint', joblint], ...(alex ? [['alex', alex] as const] : [])]);
}

function run(tool: Tool, sources: ReadonlyMap<string, string>): Located[] {
  return [...sources].flatMap(([file, source]) =>
    tool(source, file).map(one => ({ ...one, file, loud: one.loud ?? true })),
  );
}

function row(name: string, found: readonly Located[], postings: number): string {
  const all = spread(found, postings);
  const loud = spread(
    found.filter(one => one.loud),
    postings,
  );
  const reading = (JSON.parse(readFileSync(READINGS, 'utf8')) as Record<string, Reading>)[name];
  const read = reading ? `${reading.useful} of ${reading.read} (seed ${reading.seed}, ${reading.day})` : 'not read';
  return `| ${name} | ${found.length} | ${all} | ${name === 'sm-jd' ? loud : '–'} | ${read} |`;
}

/** Median and 90th percentile of findings a posting. */
function spread(found: readonly Located[], postings: number): string {
  const counts = new Map<string, number>();
  for (const { file } of found) counts.set(file, (counts.get(file) ?? 0) + 1);
  const all = [...counts.values(), ...Array.from({ length: postings - counts.size }, () => 0)].sort((a, b) => a - b);
  return `${all[Math.floor(postings / 2)]} / ${all[Math.floor(postings * 0.9)]}`;
}

/** The rules that find fault with the sentence. @throws Error where none does */
function caught({ of, bad }: Kept): string {
  const rules = [...new Set(findingsOf(bad))];
  if (rules.length === 0) throw new Error(`nothing finds fault with "${bad}" (${of})`);
  return `| ${of} | ${bad.replace(/\n+/gu, ' ')} | ${rules.map(rule => `\`${rule}\``).join(', ')} |`;
}

/** @throws Error where a rule finds fault with it */
function silent(good: string): void {
  const rules = findingsOf(good);
  if (rules.length > 0) throw new Error(`${rules.join(', ')} finds fault with "${good}"`);
}

/** That a single sentence is no posting is no answer to what is asked here. */
function findingsOf(text: string): string[] {
  return lint(text)
    .findings.map(one => one.rule)
    .filter(rule => GENERAL.test(rule) && rule !== 'structure/not-a-posting');
}

function pageOf(rows: readonly string[], postings: number): string {
  for (const [, good] of JOBLINT_REPORTED) silent(good);
  for (const good of ALEX_NOISE) silent(good);
  return `# Beside other linters

Written by \`npx tsx bench/compare/main.ts\` from a run over the same ${postings} real postings, with every tool's default
settings. Of sm-jd only the general rules count here; those on relating, tools and copying have no counterpart elsewhere.
joblint 2.3.2 is gone from the registry, so its triggers are searched for as it did, as whole words over the raw text.
alex is version 11.0.1.

| tool | findings | a posting (median / 90%) | at warning or above | useful of those read |
|---|---|---|---|---|
${rows.join('\n')}

**How they were read.** \`npx tsx bench/compare/main.ts --sample <tool> --seed <n>\` draws findings at random. Each was read
with the words around it by somebody who had worked on the rules, which is no blind reading. Useful means: a writer who sees the finding learns something true about
this posting and would change it or think about it. A word in another sense, a name, somebody else than the candidate, a
plain fact that harms nobody, and anything in an inclusion statement is not.

## joblint's triggers

Caught, each tried in this run with a sentence of our own:

| joblint's | sentence | rules |
|---|---|---|
${JOBLINT_KEPT.map(caught).join('\n')}

Dropped, and why:

| joblint's | why |
|---|---|
${JOBLINT_DROPPED.map(([what, why]) => `| ${what} | ${why} |`).join('\n')}

False positives that its users reported; sm-jd keeps silent on each, tried in this run:

| report | sentence |
|---|---|
${JOBLINT_REPORTED.map(([issue, good]) => `| ${issue} | ${good} |`).join('\n')}

## alex's classes

| alex's | sentence | rules |
|---|---|---|
${ALEX_KEPT.map(caught).join('\n')}

On these sentences, which are full of words that alex flags, sm-jd keeps silent:

${ALEX_NOISE.map(good => `- ${good}`).join('\n')}

## Gender Decoder

It weighs "masculine" against "feminine" stems, and of 150 real postings called 94 strongly coded, mostly for words such as
support, responsible, lead and objective. sm-jd computes no balance: half of its own advice would be "feminine". It names
contest and dominance words only where they are heaped (\`inclusion/masculine-density\`), as a note, with plainer words.
`;
}

await main();
