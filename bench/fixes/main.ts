import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { parsePosting } from '../../src/document/index.js';
import { applicable, fixText } from '../../src/engine/fix.js';
import { createLinter } from '../../src/index.js';
import { listPostings, OPEN_FOLDERS } from '../support/corpus.js';
import { sample, seededRandom } from '../support/random.js';
import { sharedPath } from '../support/shared.js';
import { type LintPosting, newFindings, type Trial, tryOut } from './trial.js';

interface Options {
  corpus: string;
  folders: string[];
  on: string[];
  postings?: string;
  sample?: string;
  seed: string;
  json?: string;
  faults: string;
}

/** Counts of one rule's suggestions of one safety. */
interface Row {
  tried: number;
  [fault: string]: number;
}

const FAULTS = ['finding stays', 'new finding', 'text outside changed', 'structure changed'] as const;

function main(): void {
  const options = new Command('fixes')
    .description('Tries every suggestion on every open posting: applied alone, then all together.')
    .option('--corpus <folder>', 'a folder with any of social/ roles/ general/', sharedPath('corpus'))
    .option('--folders <names...>', 'which of its folders', [...OPEN_FOLDERS])
    .option('--on <ids...>', 'switch these rules on', [])
    .option('--postings <n>', 'only so many postings, drawn at random')
    .option('--sample <n>', 'print n random suggestions with their context for reading by eye, nothing else')
    .option('--seed <n>', 'which random suggestions', '1')
    .option('--faults <n>', 'print up to n faulty suggestions of each kind', '3')
    .option('--json <file>', 'write the figures there as well')
    .parse()
    .opts<Options>();
  const corpus = resolve(options.corpus);
  const random = seededRandom(Number(options.seed));
  const all = listPostings(corpus, options.folders).filter(file => existsSync(join(corpus, file)));
  const files = options.postings === undefined ? all : sample(all, Number(options.postings), random);
  if (files.length === 0) throw new Error(`no posting below ${corpus}; name a corpus with --corpus <folder>`);
  const linter = createLinter({ settings: options.on.map(name => ({ name, severity: 'on' as const })) });
  const broken = linter.failures[0];
  if (broken) throw new Error(`${broken.subject}: ${broken.message}`);

  const trials: Trial[] = [];
  const whole = { safe: emptyTotals(), review: emptyTotals() };
  for (const [i, file] of files.entries()) {
    if (process.stderr.isTTY) process.stderr.write(`\r${i + 1} of ${files.length}`);
    const source = readFileSync(join(corpus, file), 'utf8').replace(/^\ufeff/, '');
    const lint: LintPosting = text => {
      const posting = parsePosting(text, { path: file });
      const { file: result, failures } = linter.lint(posting);
      if (failures[0]) throw new Error(`${failures[0].subject}: ${failures[0].message}`);
      return { posting, opaque: posting.opaque, findings: result.findings };
    };
    const before = lint(source);
    for (const finding of before.findings) {
      if (options.sample !== undefined) {
        for (const suggestion of finding.suggestions)
          trials.push({ file, finding, suggestion, after: '', faults: [], came: [] });
        continue;
      }
      const suggestion = applicable(finding, before.opaque, 'review');
      if (suggestion) trials.push(tryOut(file, before, finding, suggestion, lint));
    }
    if (options.sample === undefined) {
      for (const safety of ['safe', 'review'] as const) tryAll(source, before, lint, safety, whole[safety]);
    }
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (options.sample !== undefined) {
    sample(trials, Number(options.sample), random).forEach((trial, i) => {
      console.log(`${i + 1}. ${shown(trial, readFileSync(join(corpus, trial.file), 'utf8').replace(/^\ufeff/, ''))}\n`);
    });
    return;
  }
  report(files.length, trials, whole, options);
}

interface Totals {
  postings: number;
  fixes: number;
  mostPasses: number;
  unsettled: number;
  notIdempotent: number;
  newFindings: number;
}

function emptyTotals(): Totals {
  return { postings: 0, fixes: 0, mostPasses: 0, unsettled: 0, notIdempotent: 0, newFindings: 0 };
}

/** Everything at once, as `lint --fix` does it. */
function tryAll(
  source: string,
  before: ReturnType<LintPosting>,
  lint: LintPosting,
  safety: 'safe' | 'review',
  totals: Totals,
): void {
  const once = fixText(source, lint, { safety });
  totals.unsettled += once.unsettled.length > 0 ? 1 : 0;
  if (once.applied.length === 0) return;
  totals.postings++;
  totals.fixes += once.applied.length;
  totals.mostPasses = Math.max(totals.mostPasses, once.passes);
  if (fixText(once.source, lint, { safety }).source !== once.source) totals.notIdempotent++;
  totals.newFindings += newFindings(before.findings, once.linted.findings).length;
}

function report(
  postings: number,
  trials: readonly Trial[],
  whole: Readonly<Record<'safe' | 'review', Totals>>,
  options: Options,
): void {
  const rows = new Map<string, Row>();
  for (const { finding, suggestion, faults } of trials) {
    const key = `${suggestion.safety} ${finding.rule} (${suggestion.help})`;
    const row = rows.get(key) ?? { tried: 0 };
    row.tried++;
    for (const fault of faults) row[fault] = (row[fault] ?? 0) + 1;
    rows.set(key, row);
  }
  console.log(`${postings} postings, ${trials.length} suggestions applied one by one\n`);
  console.log(`${'suggestion'.padEnd(64)} tried  stays    new  outside  structure`);
  for (const [key, row] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const counts = FAULTS.map((fault, i) => String(row[fault] ?? 0).padStart([6, 6, 8, 10][i] as number));
    console.log(`${key.padEnd(64)} ${String(row.tried).padStart(5)} ${counts.join(' ')}`);
  }
  for (const safety of ['safe', 'review'] as const) {
    const { postings: changed, fixes, mostPasses, unsettled, notIdempotent, newFindings: fresh } = whole[safety];
    console.log(
      `\nall ${safety} fixes together: ${fixes} in ${changed} postings, at most ${mostPasses} rounds; not settled ${unsettled}, not idempotent ${notIdempotent}, new findings at warning or above ${fresh}`,
    );
  }
  for (const fault of FAULTS) {
    const some = trials.filter(trial => trial.faults.includes(fault)).slice(0, Number(options.faults));
    if (some.length > 0) console.log(`\n== ${fault}`);
    for (const { file, finding, suggestion, came } of some) {
      console.log(
        `${file}: ${finding.rule}${came.length > 0 ? ` (came: ${came.join(', ')})` : ''}: ${JSON.stringify(finding.actual.slice(0, 160))} → ${JSON.stringify(suggestion.edits.map(edit => edit.text.slice(0, 200)))}`,
      );
    }
  }
  if (options.json !== undefined) {
    writeFileSync(
      options.json,
      `${JSON.stringify({ postings, suggestions: Object.fromEntries(rows), whole }, undefined, 2)}\n`,
    );
  }
}

/** A suggestion as a reader needs to see it: where, what was found, before and after. */
function shown({ file, finding, suggestion }: Trial, source: string): string {
  const lines = [`${finding.rule}  [${suggestion.help}, ${suggestion.safety}]  ${file}`, `   ${finding.message}`];
  if (suggestion.edits.length === 0) return [...lines, `   ? ${suggestion.title}`].join('\n');
  lines.push(`   (${suggestion.title})`);
  for (const edit of suggestion.edits) {
    const from = Math.max(0, source.lastIndexOf('\n', edit.span.start - 1) + 1);
    const found = source.indexOf('\n', edit.span.end);
    const to = found < 0 ? source.length : found;
    const isLine = edit.text.startsWith('\n') || edit.text.endsWith('\n');
    const context = source.slice(
      isLine ? Math.max(0, from - 200) : from,
      isLine ? Math.min(source.length, to + 80) : to,
    );
    if (!isLine) lines.push(`   - ${context}`);
    const after =
      source.slice(isLine ? Math.max(0, from - 200) : from, edit.span.start) +
      (isLine ? `【${edit.text}】` : edit.text) +
      source.slice(edit.span.end, isLine ? Math.min(source.length, to + 80) : to);
    lines.push(`   + ${after}`);
  }
  return lines.join('\n').replaceAll('\n', '\n   ');
}

main();
