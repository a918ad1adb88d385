import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { PROJECT } from '../support/shared.js';
import type { WorkerMessage, WorkerStart } from './worker.js';

interface Options {
  readonly seconds: number;
  readonly seed: number;
  readonly only?: number;
  readonly slow: number;
  readonly hang: number;
}

/** Where inputs that broke something are kept; git ignores it. */
const KEPT = join(PROJECT, '.fuzz');

/** One fault mostly breaks many inputs. */
const MOST_BROKEN = 30;

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('It must be a whole number.');
  return number;
}

interface Timed {
  readonly number: number;
  readonly length: number;
  readonly ms: number;
}

/** What came of all inputs. */
class Tally {
  passed = 0;
  statements = 0;
  findings = 0;
  fixes = 0;
  characters = 0;
  readonly broken: string[] = [];
  /** The slowest first. */
  slowest: Timed[] = [];

  pass(timed: Timed, message: Extract<WorkerMessage, { kind: 'passed' }>): void {
    this.passed++;
    this.characters += timed.length;
    this.statements += message.statements;
    this.findings += message.findings;
    this.fixes += message.fixes;
    this.slowest = [...this.slowest, timed].sort((a, b) => b.ms - a.ms).slice(0, 5);
  }
}

async function main(): Promise<void> {
  const options = new Command('fuzz')
    .description('Parses, lints, fixes and reports broken postings, and checks what must hold of any text.')
    .option('--seconds <n>', 'how long', count, 60)
    .option('--seed <n>', 'which inputs; the same seed gives the same ones', count, 1)
    .option('--only <n>', 'the input with this number, alone', count)
    .option('--slow <seconds>', 'an input that takes more time of the processor breaks the bound', count, 5)
    .option('--hang <seconds>', 'an input that takes longer is given up', count, 60)
    .parse()
    .opts<Options>();
  const tally = new Tally();
  const started = Date.now();
  const until = started + options.seconds * 1000;
  let next = options.only ?? 0;
  const most = options.only === undefined ? Number.MAX_SAFE_INTEGER : 1;
  do {
    next = await runWorker({ seed: options.seed, from: next, until, most }, options, tally);
  } while (most > 1 && Date.now() < until && tally.broken.length < MOST_BROKEN);
  report(tally, options, (Date.now() - started) / 1000);
}

/** Runs a process to the end of the time, or of itself. Gives back the number to go on with. */
function runWorker(start: WorkerStart, options: Options, tally: Tally): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [JSON.stringify(start)], {
      execArgv: ['--import', 'tsx'],
    });
    let number = start.from;
    let source: string | undefined;
    const broke = (message: string, stack = '') => {
      tally.broken.push(`input ${number}: ${message}`);
      keep(options.seed, number, source ?? '', stack || message);
      process.stdout.write(`BROKEN input ${number} of seed ${options.seed}: ${message}\n${stack}\n`);
    };
    let watch: NodeJS.Timeout | undefined;
    worker.on('message', (message: WorkerMessage) => {
      clearTimeout(watch);
      watch = setTimeout(() => {
        broke(`took more than ${options.hang} s and was given up`);
        source = undefined;
        worker.kill('SIGKILL');
      }, options.hang * 1000);
      if (tally.broken.length >= MOST_BROKEN) worker.kill('SIGKILL');
      if (message.kind === 'begun') ({ number, source } = message);
      else if (message.kind === 'broken') broke(message.message, message.stack);
      else if (message.kind === 'passed') {
        const length = source?.length ?? 0;
        tally.pass({ number, length, ms: message.ms }, message);
        if (message.ms > options.slow * 1000) broke(`took ${(message.ms / 1000).toFixed(1)} s`);
      }
    });
    worker.on('error', reject);
    worker.on('exit', (code, signal) => {
      clearTimeout(watch);
      if (code !== 0 && signal !== 'SIGKILL') {
        if (source === undefined) reject(new Error('the process that checks inputs could not be started'));
        else broke(`ended the process: ${code ?? signal}`);
      }
      resolve(number + 1);
    });
  });
}

function keep(seed: number, number: number, source: string, why: string): void {
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(join(KEPT, `${seed}-${number}.md`), source);
  writeFileSync(join(KEPT, `${seed}-${number}.why.txt`), `npm run fuzz -- --seed ${seed} --only ${number}\n\n${why}\n`);
}

function report(tally: Tally, { seed, slow }: Options, seconds: number): void {
  const inputs = tally.passed + tally.broken.length;
  const line = (text: string) => process.stdout.write(`${text}\n`);
  line(`seed ${seed}: ${inputs.toLocaleString('en')} inputs in ${seconds.toFixed(0)} s`);
  line(
    `${tally.characters.toLocaleString('en')} characters, ${tally.statements.toLocaleString('en')} statements, ` +
      `${tally.findings.toLocaleString('en')} findings, ${tally.fixes.toLocaleString('en')} fixes applied`,
  );
  line('slowest (parsed, linted, fixed twice over, in every format):');
  for (const { number, length, ms } of tally.slowest)
    line(`  ${ms.toFixed(0)} ms  input ${number}, ${length} characters`);
  line(
    tally.broken.length === 0
      ? `none broke anything; none took ${slow} s`
      : `${tally.broken.length} BROKEN, kept in .fuzz/`,
  );
  for (const text of tally.broken) line(`  ${text}`);
  process.exitCode = tally.broken.length === 0 ? 0 : 1;
}

await main();
