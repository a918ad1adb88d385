import { Worker } from 'node:worker_threads';

export interface CrewOptions<Task> {
  /** The workers' code. It posts `ready`, then takes lists of tasks and posts an answer for each, in order. */
  readonly code: URL;
  readonly size: number;
  /** What the workers find as `workerData`. */
  readonly data: unknown;
  /** Milliseconds after which a task without an answer counts as hung. */
  readonly patience: (task: Task) => number;
  /** Megabytes of memory after which a worker ends; Node's own limit where it is left out. */
  readonly heapMb?: number;
  /** Megabytes that a worker has for what is soon forgotten. */
  readonly youngHeapMb: number;
}

/** What became of a task. */
export type Outcome<Answer> =
  | { readonly answer: Answer; readonly slot: number }
  /** The worker died, or was ended because it hung: one of the reasons below, or the error's message. */
  | { readonly lost: string };

/** Enough that a worker never waits for the main thread, few enough that both end at the same time. */
const BATCH = 8;
/** Patience is counted in so many steps, see `#wait`. */
const STEPS = 20;

interface Sent {
  readonly index: number;
  /** In milliseconds. */
  readonly patience: number;
}

interface Slot {
  worker: Worker;
  /** Has started and takes tasks. */
  ready: boolean;
  /** Its worker has been ready once. */
  hasWorked: boolean;
  /** Tasks sent and not yet answered, in order: the first is the one at work. */
  readonly sent: Sent[];
  /** Tasks meant for this slot, in reverse order. */
  readonly own: number[];
  timer?: NodeJS.Timeout;
}

/**
 * A few worker threads that share out tasks. A worker that dies or hangs loses the one task it was
 * at; another takes its place and does the rest.
 */
export class WorkerCrew<Task, Answer> {
  readonly #options: CrewOptions<Task>;
  readonly #slots: Slot[] = [];
  #taskAt: ((index: number) => Task) | undefined;
  /** Tasks meant for no slot in particular, in reverse order. */
  #open: number[] = [];
  #left = 0;
  #settle: ((index: number, outcome: Outcome<Answer>) => void) | undefined;
  #finish: { resolve(): void; reject(error: unknown): void } | undefined;
  /** Why a worker could not start, where one could not. */
  #unfit: Error | undefined;
  #isDismissed = false;

  constructor(options: CrewOptions<Task>) {
    this.#options = options;
    for (let i = 0; i < options.size; i++) {
      this.#slots.push({ worker: this.#hire(i), ready: false, hasWorked: false, sent: [], own: [] });
    }
  }

  /**
   * Has every task from 0 to `count` done once. One run at a time.
   *
   * @param taskAt called when the task is about to be sent
   * @param settle called once a task, in the order in which they end
   * @param slotOf the slot that would do a task best; any other may do it all the same
   * @throws Error where a worker cannot even start, and what `taskAt` and `settle` throw
   */
  run(
    count: number,
    taskAt: (index: number) => Task,
    settle: (index: number, outcome: Outcome<Answer>) => void,
    slotOf: (index: number) => number | undefined = () => undefined,
  ): Promise<void> {
    this.#taskAt = taskAt;
    this.#settle = settle;
    this.#left = count;
    this.#open = [];
    for (let index = count - 1; index >= 0; index--) {
      const slot = slotOf(index);
      (slot === undefined ? this.#open : (this.#slots[slot] as Slot).own).push(index);
    }
    return new Promise((resolve, reject) => {
      this.#finish = { resolve, reject };
      if (this.#unfit) reject(this.#unfit);
      else if (count === 0) resolve();
      this.#feedAll();
    });
  }

  async dismiss(): Promise<void> {
    this.#isDismissed = true;
    // A timer left running would keep the process from ending.
    for (const slot of this.#slots) clearTimeout(slot.timer);
    await Promise.all(this.#slots.map(({ worker }) => worker.terminate()));
  }

  #hire(at: number): Worker {
    const { code, data, heapMb, youngHeapMb } = this.#options;
    const resourceLimits = {
      maxYoungGenerationSizeMb: youngHeapMb,
      ...(heapMb !== undefined && { maxOldGenerationSizeMb: heapMb }),
    };
    const worker = new Worker(code, { workerData: data, resourceLimits });
    let reason: string | undefined;
    worker.on('message', message => {
      const slot = this.#slots[at] as Slot;
      this.#guarded(() => {
        if (message === 'ready') slot.ready = slot.hasWorked = true;
        // Of a worker given up as hung an answer may still be on its way; its task is counted as lost.
        else if (slot.ready) this.#answered(at, message as Answer);
        this.#feed(slot);
      });
    });
    worker.on('error', error => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', code => {
      if (!this.#isDismissed) this.#guarded(() => this.#replace(at, reason ?? `it ended with ${code}`));
    });
    return worker;
  }

  /** What is thrown while the crew works is thrown to whoever waits for the run: nobody else would catch it. */
  #guarded(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#finish?.reject(error);
    }
  }

  #answered(at: number, answer: Answer): void {
    const slot = this.#slots[at] as Slot;
    const { index } = slot.sent.shift() as Sent;
    this.#watch(slot);
    this.#settled(index, { answer, slot: at });
  }

  #settled(index: number, outcome: Outcome<Answer>): void {
    this.#settle?.(index, outcome);
    if (--this.#left > 0) return;
    for (const slot of this.#slots) clearTimeout(slot.timer);
    this.#finish?.resolve();
  }

  /** Sends the next tasks to a worker that is about to run out of them. */
  #feed(slot: Slot): void {
    if (!slot.ready || slot.sent.length > BATCH / 2) return;
    const indices: number[] = [];
    while (indices.length < BATCH) {
      const index = slot.own.pop() ?? this.#open.pop() ?? this.#takeFromOthers();
      if (index === undefined) break;
      indices.push(index);
    }
    if (indices.length === 0) return;
    const tasks = indices.map(index => this.#taskAt?.(index) as Task);
    const isIdle = slot.sent.length === 0;
    for (const [i, index] of indices.entries()) {
      slot.sent.push({ index, patience: this.#options.patience(tasks[i] as Task) });
    }
    if (isIdle) this.#watch(slot);
    slot.worker.postMessage(tasks);
  }

  #feedAll(): void {
    for (const slot of this.#slots) this.#feed(slot);
  }

  #takeFromOthers(): number | undefined {
    const busiest = this.#slots.reduce((most, slot) => (slot.own.length > most.own.length ? slot : most));
    return busiest.own.length > BATCH ? busiest.own.shift() : undefined;
  }

  /** Waits for the answer to the task that the worker is at now. */
  #watch(slot: Slot): void {
    clearTimeout(slot.timer);
    const [first] = slot.sent;
    if (first === undefined) return;
    this.#wait(slot, first.patience, STEPS);
  }

  /**
   * Counts steps, not the clock: where the process was stopped (Ctrl-Z, a computer asleep), its workers
   * were, too, and a step counts as one however long it was.
   */
  #wait(slot: Slot, patience: number, steps: number): void {
    slot.timer = setTimeout(() => {
      if (steps > 1) this.#wait(slot, patience, steps - 1);
      else this.#lose(slot, `it took longer than ${patience / 1000} s`);
    }, patience / STEPS);
  }

  /** Gives up the task that a hung worker is at; its end brings the next worker. */
  #lose(slot: Slot, reason: string): void {
    slot.ready = false;
    this.#guarded(() => this.#giveUp(slot, reason));
    void slot.worker.terminate();
  }

  /** Counts the task at work as lost and leaves those behind it to whoever is free. */
  #giveUp(slot: Slot, reason: string): void {
    clearTimeout(slot.timer);
    const lost = slot.sent.shift();
    this.#open.push(
      ...slot.sent
        .splice(0, slot.sent.length)
        .map(({ index }) => index)
        .reverse(),
    );
    if (lost) this.#settled(lost.index, { lost: reason });
    this.#feedAll();
  }

  #replace(at: number, reason: string): void {
    const slot = this.#slots[at] as Slot;
    if (!slot.hasWorked) {
      this.#unfit = new Error(`a worker thread could not start: ${reason}`);
      this.#finish?.reject(this.#unfit);
      return;
    }
    slot.ready = false;
    this.#giveUp(slot, reason);
    slot.hasWorked = false;
    slot.worker = this.#hire(at);
  }
}
