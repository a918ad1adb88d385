import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { unpackNames } from '../boilerplate/house-names.js';
import { type ComparedText, comparedText, overlapsAmong, packed, type StoredTexts } from '../boilerplate/peers.js';
import { suitEngineToRun } from './engine-flags.js';
import type { WorkerAnswer, WorkerData, WorkerTask } from './lint-worker.js';
import { type Asks, type Linted, PostingLinter } from './posting-linter.js';
import type { Project, ProjectFlags } from './project.js';
import type { RawPosting } from './read-posting.js';
import { messageOf } from './usage-error.js';
import type { WorkerCrew } from './worker-crew.js';

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
      return await linter.lint(raw, minWords => (own === undefined ? [] : overlaps(own, minWords)));
    } catch (error) {
      return { lost: messageOf(error) };
    }
  }
}

/** Workers read, this thread compares, workers lint; each best what it has read. */
async function lintWith(
  crew: WorkerCrew<WorkerTask, WorkerAnswer>,
  { wanted, beside }: Batch,
  { corpus, runLengths }: LintAllOptions,
  { onRead, onLinted }: LintAllEvents,
): Promise<void> {
  const texts = new Map<RawPosting, ComparedText>();
  const slots = new Map<RawPosting, number>();
  const lost = new Set<RawPosting>();
  if (runLengths.length > 0) {
    const all = [...wanted, ...beside];
    const compared = new Map<RawPosting, ComparedText>();
    await crew.run(
      all.length,
      i => ({ raw: all[i] as RawPosting }),
      (i, outcome) => {
        const raw = all[i] as RawPosting;
        onRead(compared.size);
        if ('lost' in outcome) {
          lost.add(raw);
          // One that is only compared with has its result already.
          if (i < wanted.length) void onLinted(raw, outcome);
        } else if ('compared' in outcome.answer) {
          const { compared: data, names } = outcome.answer;
          compared.set(
            raw,
            comparedText(data, raw.source, () => unpackNames(names)),
          );
          slots.set(raw, outcome.slot);
        }
      },
    );
    // In the order of the run, whoever was first.
    for (const raw of all) {
      const text = compared.get(raw);
      if (text) texts.set(raw, text);
    }
  }
  const overlaps = overlapsAmong([...texts.values()], { ...(corpus && { corpus }) });
  const left = wanted.filter(raw => !lost.has(raw));
  await crew.run(
    left.length,
    i => {
      const raw = left[i] as RawPosting;
      const own = texts.get(raw);
      try {
        const found = own === undefined ? [] : runLengths.map(words => [words, overlaps(own, words)] as const);
        return { raw, found: new Map(found) };
      } catch (error) {
        // A damaged corpus breaks the rules that compare, as it does in one thread, and not the run.
        return { raw, found: messageOf(error) };
      }
    },
    (i, outcome) => {
      const raw = left[i] as RawPosting;
      if ('lost' in outcome) void onLinted(raw, outcome);
      else if ('linted' in outcome.answer) void onLinted(raw, outcome.answer.linted);
    },
    i => slots.get(left[i] as RawPosting),
  );
}
