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
/** Regular expressions are interpreted so many times before they are compiled; once, if left to V8. */
const EXPRESSIONS_LATER = '--regexp-tier-up-ticks=50';
/**
 * Between two full collections the heap may grow by so many percent of what is alive. V8 by itself lets
 * it grow up to fourfold, and postings that are parsed and forgotten fill that.
 */
const HEAP_GROWTH = '--heap-growing-percent=50';

export interface Run {
  readonly threads: number;
  /** Few postings, in which most expressions are used a few times. */
  readonly isShort: boolean;
  /** So many postings that what is forgotten of them would fill the memory. */
  readonly isLong: boolean;
}

/**
 * Suits V8 to a run, in this thread and in workers started later. Left to itself it takes as long to
 * optimise code as the code takes to lint a thousand postings: a run is over before that pays. On a
 * version of V8 that is not known, all stays as it is.
 */
export function suitEngine({ threads, isShort, isLong }: Run): void {
  const flags = BY_VERSION[process.versions.v8.split('.', 1)[0] as string];
  if (flags === undefined) return;
  setFlagsFromString(threads > 1 ? flags.muchLater : flags.later);
  setFlagsFromString(LESS_AT_ONCE);
  if (isShort) setFlagsFromString(EXPRESSIONS_LATER);
  if (isLong) setFlagsFromString(HEAP_GROWTH);
}
