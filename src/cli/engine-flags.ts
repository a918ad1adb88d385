import { setFlagsFromString } from 'node:v8';

interface CompilerFlags {
  /** Code is run for longer before it is optimised. */
  readonly later: string;
  /** Longer still, where no core is idle that could optimise meanwhile. */
  readonly muchLater: string;
}

/**
 * By V8's major version, for it complains of flags that it does not know: Node 20 has 11, Node 22 has 12,
 * Node 24 has 13.
 */
const BY_VERSION: Readonly<Record<string, CompilerFlags>> = {
  11: { later: '--interrupt-budget=400000', muchLater: '--interrupt-budget=1000000' },
  12: { later: '--invocation-count-for-turbofan=18000', muchLater: '--invocation-count-for-turbofan=45000' },
  13: { later: '--invocation-count-for-turbofan=18000', muchLater: '--invocation-count-for-turbofan=45000' },
};
/** What is optimised takes in less of what it calls. */
const LESS_AT_ONCE = '--max-inlined-bytecode-size-cumulative=100';
/** Regular expressions are interpreted so many times before they are compiled: most of a start's are used a few times. */
const EXPRESSIONS_LATER = '--regexp-tier-up-ticks=50';
const EXPRESSIONS_AT_ONCE = '--regexp-tier-up-ticks=1';
/** Polishing what the interpreter runs takes two thirds of the time that reading an expression takes. */
const EXPRESSIONS_UNPOLISHED = '--no-regexp-peephole-optimization';
/**
 * Between two full collections the heap may grow by so many percent of what is alive. V8 by itself lets
 * it grow up to fourfold, and postings that are parsed and forgotten fill that.
 */
const HEAP_GROWTH = '--heap-growing-percent=50';

export interface Run {
  readonly threads: number;
  /** So many postings that what is forgotten of them would fill the memory. */
  readonly isLong: boolean;
}

/**
 * Has V8 start quickly. Expressions keep what was set when they were made, so this comes before the code
 * that has them is loaded. On a version of V8 that is not known, all stays as it is.
 */
export function suitEngineToStart(): void {
  if (compilerFlags() === undefined) return;
  setFlagsFromString(EXPRESSIONS_UNPOLISHED);
  setFlagsFromString(EXPRESSIONS_LATER);
}

/**
 * Suits V8 to a run, in this thread and in workers started later. Left to itself it takes as long to
 * optimise code as the code takes to lint a thousand postings: a run is over before that pays.
 */
export function suitEngineToRun({ threads, isLong }: Run): void {
  const flags = compilerFlags();
  if (flags === undefined) return;
  setFlagsFromString(threads > 1 ? flags.muchLater : flags.later);
  setFlagsFromString(LESS_AT_ONCE);
  if (threads > 1) setFlagsFromString(EXPRESSIONS_AT_ONCE);
  if (isLong) setFlagsFromString(HEAP_GROWTH);
}

function compilerFlags(): CompilerFlags | undefined {
  return BY_VERSION[process.versions.v8.split('.', 1)[0] as string];
}
