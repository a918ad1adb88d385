import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type PackedNames, unpackNames } from '../boilerplate/house-names.js';
import {
  type ComparedText,
  comparedText,
  type Overlaps,
  overlapsAmong,
  packed,
  type StoredTexts,
} from '../boilerplate/peers.js';
import { suitEngineToRun } from './engine-flags.js';
import type { WorkerAnswer, WorkerData, WorkerTask } from './lint-worker.js';
import { type Asks, type Linted, PostingLinter } from './posting-linter.js';
import type { Project, ProjectFlags } from './project.js';
import type { RawPosting } from './read-posting.js';
import { messageOf } from './usage-error.js';
import type { Outcome, WorkerCrew } from './worker-crew.js';

/** What became of one posting: its result, or why there is none. */
export type PostingOutcome = Linted | { readonly lost: string };

export interface LintAllOptions {
  readonly flags: ProjectFlags;
  readonly asks: Asks;
  readonly corpus: StoredTexts | undefined;
  /** Fewest words of the runs that rules look for in other postings; empty where none does. */
  readonly runLengths: readonly number[];
  /** Threads at most; 1 for none but this one. */
  readonly jobs: number;
}

/** Fewer characters are linted before a worker has started. */
const WORTH_A_THREAD = 400_000;
const MOST_THREADS = 8;
/**
 * Up to so many characters postings stay parsed from being compared to being linted. Of more, keeping
 * a part would fill the memory and save little time.
 */
const KEPT_PARSED = 4_000_000;
/** Megabytes for what is soon forgotten: more of them save a run some 6% of its time, and cost a long one memory. */
const YOUNG_HEAP_MB = 48;
const SMALL_YOUNG_HEAP_MB = 16;
/** In milliseconds. A posting takes a few of them; a hundred thousand statements, ten seconds. */
const PATIENCE = 60_000;
const PATIENCE_PER_CHARACTER = 0.2;

/** As many threads as the machine runs at once. */
export function defaultJobs(): number {
  return Math.min(availableParallelism(), MOST_THREADS);
}

/** How those who ask follow a run. */
export interface LintAllEvents {
  /** Called while postings are made ready for comparing. */
  onRead(count: number): void;
  /** Called once a posting, in any order; a run in one thread waits until it is done. */
  onLinted(raw: RawPosting, outcome: PostingOutcome): Promise<void>;
}

/** Postings to lint, and those that they are only compared with. */
export interface Batch {
  readonly wanted: readonly RawPosting[];
  readonly beside: readonly RawPosting[];
}

/**
 * Lints postings, in worker threads where there is enough to do.
 *
 * @param project makes the linters of this thread
 */
export async function lintAll(
  { wanted, beside }: Batch,
  project: Project,
  options: LintAllOptions,
  events: LintAllEvents,
): Promise<void> {
  if (wanted.length === 0) return;
  // Where nothing is compared, those beside are nobody's business.
  const batch = { wanted, beside: options.runLengths.length > 0 ? beside : [] };
  const characters = [...wanted, ...batch.beside].reduce((sum, raw) => sum + raw.source.length, 0);
  const threads = Math.min(options.jobs, Math.floor(characters / WORTH_A_THREAD), wanted.length);
  const isLong = characters > KEPT_PARSED;
  suitEngineToRun({ threads, isLong });
  const code = threads > 1 ? workerCode() : undefined;
  if (code === undefined) return lintHere(batch, project, options, events, !isLong);
  const { WorkerCrew } = await import('./worker-crew.js');
  const data: WorkerData = { flags: options.flags, asks: options.asks, keeps: !isLong };
  const patience = ({ raw }: WorkerTask) => PATIENCE + raw.source.length * PATIENCE_PER_CHARACTER;
  const crew = new WorkerCrew<WorkerTask, WorkerAnswer>({
    code,
    size: threads,
    data,
    patience,
    youngHeapMb: isLong ? SMALL_YOUNG_HEAP_MB : YOUNG_HEAP_MB,
  });
  try {
    await lintWith(crew, batch, options, events);
  } finally {
    await crew.dismiss();
  }
}

/** Only the built package has it; sources run in one thread. */
function workerCode(): URL | undefined {
  const url = ['./lint-worker.js', '../cli/lint-worker.js'].map(path => new URL(path, import.meta.url));
  return url.find(one => existsSync(fileURLToPath(one)));
}

async function lintHere(
  { wanted, beside }: Batch,
  project: Project,
  { asks, flags, corpus, runLengths }: LintAllOptions,
  { onRead, onLinted }: LintAllEvents,
  keeps: boolean,
): Promise<void> {
  const linter = new PostingLinter(project, asks, flags.employer, keeps);
  const all = [...wanted, ...beside];
  const isCompared = runLengths.length > 0 && (all.length > 1 || corpus !== undefined);
  const texts = new Map<RawPosting, ComparedText>();
  const lost = new Map<RawPosting, string>();
  for (const raw of isCompared ? all : []) {
    onRead(texts.size);
    try {
      texts.set(
        raw,
        comparedText(packed(linter.compared(raw)), raw.source, () => linter.names(raw)),
      );
    } catch (error) {
      lost.set(raw, messageOf(error));
    }
  }
  const overlaps = overlapsAmong([...texts.values()], { ...(corpus && { corpus }) });
  for (const raw of wanted) await onLinted(raw, await outcomeOf(raw));

  /** As where workers lint, a posting that breaks something is lost, and no other with it. */
  async function outcomeOf(raw: RawPosting): Promise<PostingOutcome> {
    const reason = lost.get(raw);
    if (reason !== undefined) return { lost: reason };
    const own = texts.get(raw);
    try {
      return await linter.lint(raw, minWords => (own === undefined ? [] : overlaps.of(own, minWords)));
    } catch (error) {
      return { lost: messageOf(error) };
    }
  }
}

type Crew = WorkerCrew<WorkerTask, WorkerAnswer>;
type Settle = (raw: RawPosting, outcome: Outcome<WorkerAnswer>) => void;

/** What workers have read of postings, in the order of the run, and who has read what. */
interface ReadPostings {
  readonly texts: ReadonlyMap<RawPosting, ComparedText>;
  /** Of those that somebody asked for. */
  readonly names: Map<RawPosting, PackedNames>;
  readonly slots: ReadonlyMap<RawPosting, number>;
}

/** Workers read, this thread compares, workers lint; each best what it has read. */
async function lintWith(
  crew: Crew,
  { wanted, beside }: Batch,
  { corpus, runLengths }: LintAllOptions,
  { onRead, onLinted }: LintAllEvents,
): Promise<void> {
  const left = new Set(wanted);
  const lose = (raw: RawPosting, outcome: { readonly lost: string }) => {
    // One that is only compared with has its result already.
    if (left.delete(raw)) void onLinted(raw, outcome);
  };
  const compared = runLengths.length > 0 ? [...wanted, ...beside] : [];
  const { texts, names, slots } = await readWith(crew, compared, { onRead, lose });
  const overlaps = overlapsAmong([...texts.values()], { ...(corpus && { corpus }) });
  const slotOf = (raw: RawPosting) => slots.get(raw);
  // Of what stays parsed only those names are read that matter.
  const unnamed = names.size < texts.size ? inDoubt([...left], texts, overlaps, runLengths) : [];
  await runOver(
    crew,
    unnamed,
    raw => ({ raw, wants: 'names' }),
    (raw, outcome) => {
      if ('lost' in outcome) lose(raw, outcome);
      else if ('names' in outcome.answer && outcome.answer.names) names.set(raw, outcome.answer.names);
    },
    slotOf,
  );
  await runOver(
    crew,
    [...left],
    raw => {
      const own = texts.get(raw);
      try {
        const found = own === undefined ? [] : runLengths.map(words => [words, overlaps.of(own, words)] as const);
        return { raw, wants: 'findings', found: new Map(found) };
      } catch (error) {
        // A damaged corpus breaks the rules that compare, as it does in one thread, and not the run.
        return { raw, wants: 'findings', found: messageOf(error) };
      }
    },
    (raw, outcome) => {
      if ('lost' in outcome) void onLinted(raw, outcome);
      else if ('linted' in outcome.answer) void onLinted(raw, outcome.answer.linted);
    },
    slotOf,
  );
}

async function readWith(
  crew: Crew,
  postings: readonly RawPosting[],
  { onRead, lose }: Pick<LintAllEvents, 'onRead'> & { lose(raw: RawPosting, outcome: { readonly lost: string }): void },
): Promise<ReadPostings> {
  const texts = new Map<RawPosting, ComparedText>();
  const names = new Map<RawPosting, PackedNames>();
  const slots = new Map<RawPosting, number>();
  await runOver(
    crew,
    postings,
    raw => ({ raw, wants: 'compared' }),
    (raw, outcome) => {
      onRead(texts.size);
      if ('lost' in outcome) {
        lose(raw, outcome);
      } else if ('compared' in outcome.answer) {
        if (outcome.answer.names) names.set(raw, outcome.answer.names);
        const namesOf = () => {
          const known = names.get(raw);
          return known === undefined ? undefined : unpackNames(known);
        };
        texts.set(raw, comparedText(outcome.answer.compared, raw.source, namesOf));
        slots.set(raw, outcome.slot);
      }
    },
  );
  // In the order of the run, whoever was read first.
  const inOrder = postings.flatMap(raw => {
    const text = texts.get(raw);
    return text === undefined ? [] : [[raw, text] as const];
  });
  return { texts: new Map(inOrder), names, slots };
}

/** The postings whose names decide whether a posting that shares words with others is of their house. */
function inDoubt(
  wanted: readonly RawPosting[],
  texts: ReadPostings['texts'],
  overlaps: Overlaps,
  runLengths: readonly number[],
): RawPosting[] {
  const rawOf = new Map([...texts].map(([raw, text]) => [text, raw]));
  const doubtful = new Set<RawPosting>();
  for (const own of wanted.flatMap(raw => texts.get(raw) ?? [])) {
    try {
      for (const text of runLengths.flatMap(words => overlaps.inDoubt(own, words))) {
        doubtful.add(rawOf.get(text) as RawPosting);
      }
    } catch {
      // What breaks here breaks again where it is told: when the posting is linted.
    }
  }
  return [...doubtful];
}

/** Has a task of each posting done, best by the worker of the given slot. */
function runOver(
  crew: Crew,
  postings: readonly RawPosting[],
  taskOf: (raw: RawPosting) => WorkerTask,
  settle: Settle,
  slotOf: (raw: RawPosting) => number | undefined = () => undefined,
): Promise<void> {
  const at = (i: number) => postings[i] as RawPosting;
  return crew.run(
    postings.length,
    i => taskOf(at(i)),
    (i, outcome) => settle(at(i), outcome),
    i => slotOf(at(i)),
  );
}
