import { setFlagsFromString } from 'node:v8';

/**
 * A run over many postings is over before the compiler's pains pay: by V8's own measure two threads
 * spend as long on optimising as on linting. So code has to be run longer before it is optimised, and
 * then takes less of what it calls into itself. By V8's major version, for it complains of flags that
 * it does not know: Node 20 has 11, Node 22 has 12, Node 24 has 13.
 */
const LATER = '--interrupt-budget=1000000';
const LATER_SINCE_12 = '--invocation-count-for-turbofan=40000';
const LESS_AT_ONCE = '--max-inlined-bytecode-size-cumulative=100';
const COMPILER_FLAGS: Readonly<Record<string, readonly string[]>> = {
  11: [LATER, LESS_AT_ONCE],
  12: [LATER_SINCE_12, LESS_AT_ONCE],
  13: [LATER_SINCE_12, LESS_AT_ONCE],
};

/**
 * Between two full collections the heap may grow by so many percent of what is alive. V8 by itself lets
 * it grow up to fourfold, and postings that are parsed and forgotten fill that.
 */
const HEAP_GROWTH = '--heap-growing-percent=50';

/** Has this thread and all workers started later spend less on compiling. What follows is quicker or, on an unknown V8, as it was. */
export function compileLess(): void {
  for (const flag of COMPILER_FLAGS[process.versions.v8.split('.', 1)[0] as string] ?? []) setFlagsFromString(flag);
}

/** Has this thread and all workers take less memory, for some more time. */
export function keepHeapSmall(): void {
  setFlagsFromString(HEAP_GROWTH);
}
