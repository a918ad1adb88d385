/** Checks one input after the other until the time is over. Started by main.ts, which watches it. */
import { Broken, checkInput } from './check.js';
import { InputMaker } from './inputs.js';

export interface WorkerStart {
  readonly seed: number;
  readonly from: number;
  /** `Date.now()` at which to stop. */
  readonly until: number;
  /** Stop after this many. */
  readonly most: number;
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'begun'; readonly number: number; readonly source: string }
  | ({
      readonly kind: 'passed' /** Of the processor, so that other work beside it does not count. */;
      readonly ms: number;
    } & Awaited<ReturnType<typeof checkInput>>)
  | { readonly kind: 'broken'; readonly message: string; readonly stack: string };

/** Schemas take longer to check than all else together. */
const THOROUGH_EVERY = 4;

function cpuMs(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const { seed, from, until, most } = JSON.parse(process.argv[2] as string) as WorkerStart;
const tell = (message: WorkerMessage) => process.send?.(message);
const maker = new InputMaker(seed);
tell({ kind: 'ready' });

for (let number = from; number < from + most && Date.now() < until; number++) {
  const input = maker.make(number);
  tell({ kind: 'begun', number, source: input.source });
  const start = process.cpuUsage();
  try {
    const passed = await checkInput(input, number % THOROUGH_EVERY === 0);
    tell({ kind: 'passed', ms: cpuMs(start), ...passed });
  } catch (error) {
    const { message, stack = '' } = error as Error;
    tell({ kind: 'broken', message, stack: error instanceof Broken ? '' : stack });
  }
}
process.disconnect();
