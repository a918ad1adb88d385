import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type CrewOptions, type Outcome, WorkerCrew } from '../../src/cli/worker-crew.js';
import { scratchFolder } from './scratch.js';

/** Doubles numbers; some tasks kill it in the ways that a worker can die. */
const WORKER = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', tasks => {
  for (const task of tasks) {
    if (task === 'throw') throw new Error('boom');
    if (task === 'exit') process.exit(7);
    if (task === 'hang') for (;;);
    if (task === 'grow') for (const all = []; ; ) all.push({ text: 'more ' + all.length });
    parentPort.postMessage(task * 2);
  }
});
parentPort.postMessage('ready');
`;

type Task = number | 'throw' | 'exit' | 'hang' | 'grow';

let crew: WorkerCrew<Task, number> | undefined;
afterEach(() => crew?.dismiss());

function hire(code = WORKER, options: Partial<CrewOptions<Task>> = {}): WorkerCrew<Task, number> {
  const folder = scratchFolder({ 'worker.mjs': code });
  crew = new WorkerCrew({
    youngHeapMb: 16,
    code: pathToFileURL(join(folder, 'worker.mjs')),
    size: 2,
    data: {},
    patience: () => 60_000,
    ...options,
  });
  return crew;
}

async function outcomes(tasks: readonly Task[], by = hire()): Promise<Outcome<number>[]> {
  const found: Outcome<number>[] = new Array(tasks.length);
  await by.run(
    tasks.length,
    i => tasks[i] as Task,
    (i, outcome) => {
      expect(found[i], `task ${i} ended twice`).toBeUndefined();
      found[i] = outcome;
    },
    i => (i % 3 === 0 ? undefined : i % 2),
  );
  return found;
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const answers = (found: readonly Outcome<number>[]) =>
  found.map(outcome => ('answer' in outcome ? outcome.answer : outcome.lost));

describe('a crew of workers', () => {
  it('does every task once, in one run and the next', async () => {
    const by = hire();
    expect(answers(await outcomes(numbers(100), by))).toEqual(numbers(100).map(n => 2 * n));
    expect(answers(await outcomes(numbers(3), by))).toEqual([0, 2, 4]);
    expect(await outcomes([], by)).toEqual([]);
  });

  it.each([
    ['throw', 'boom'],
    ['exit', 'it ended with 7'],
    ['grow', /memory/],
  ] as const)('loses one task where a worker ends by %s, and goes on', async (end, reason) => {
    const tasks = [...numbers(40), end, ...numbers(40)];
    const found = answers(await outcomes(tasks, hire(WORKER, { heapMb: 64 })));
    expect(found.splice(40, 1)[0]).toMatch(reason);
    expect(found).toEqual([...numbers(40), ...numbers(40)].map(n => 2 * n));
  });

  it('ends a worker that hangs, also at the last task, and can be used again', async () => {
    const by = hire(WORKER, { patience: () => 300 });
    expect(answers(await outcomes([1, 'hang', 3, 'hang'], by))).toEqual([
      2,
      'it took longer than 0.3 s',
      6,
      'it took longer than 0.3 s',
    ]);
    expect(answers(await outcomes(numbers(20), by))).toEqual(numbers(20).map(n => 2 * n));
  });

  it('throws what its callers throw in mid-run to whoever waits', async () => {
    const by = hire();
    const tasks = numbers(100);
    const faulty = (i: number) => {
      if (i === 60) throw new Error('no task');
      return tasks[i] as Task;
    };
    await expect(by.run(100, faulty, () => {})).rejects.toThrow('no task');
    const settle = (i: number) => {
      if (i === 60) throw new Error('no room');
    };
    await expect(hire().run(100, i => tasks[i] as Task, settle)).rejects.toThrow('no room');
    await by.dismiss();
  });

  it('loses nothing where the process stood still for longer than it waits for a worker', async () => {
    const by = hire(WORKER, { patience: () => 1000 });
    await outcomes(numbers(3), by);
    const found = outcomes(numbers(3), by);
    // As after Ctrl-Z and fg: the answers are there, but the clock is heard first.
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500));
    expect(answers(await found)).toEqual([0, 2, 4]);
  });

  it('gives up where workers cannot start', async () => {
    await expect(outcomes([1, 2], hire('throw new Error("no module")'))).rejects.toThrow(
      'a worker thread could not start: no module',
    );
  });
});
