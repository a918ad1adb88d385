/** The code of a worker thread: lints what it is sent, one posting after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { type PackedNames, packNames } from '../boilerplate/house-names.js';
import { type PackedData, packed } from '../boilerplate/peers.js';
import type { Overlap } from '../boilerplate/types.js';
import { type Asks, type Linted, PostingLinter } from './posting-linter.js';
import { Project, type ProjectFlags } from './project.js';
import type { RawPosting } from './read-posting.js';

export interface WorkerData {
  readonly flags: ProjectFlags;
  readonly asks: Asks;
  /** See `PostingLinter`. */
  readonly keeps: boolean;
}

/** One posting, and what is wanted of it. */
export type WorkerTask =
  | { readonly raw: RawPosting; readonly wants: 'compared' }
  | { readonly raw: RawPosting; readonly wants: 'names' }
  | { readonly raw: RawPosting; readonly wants: 'findings'; readonly found: Found };

/** What a posting shares with others, by the fewest words of a run; or why that could not be found. */
type Found = ReadonlyMap<number, readonly Overlap[]> | string;

export type WorkerAnswer =
  /** With its names at once where it does not stay parsed until somebody asks for them. */
  | { readonly compared: PackedData; readonly names?: PackedNames }
  | { readonly names: PackedNames }
  | { readonly linted: Linted };

const { flags, asks, keeps } = workerData as WorkerData;
const linter = new PostingLinter(new Project(flags), asks, flags.employer, keeps);

async function answer(task: WorkerTask): Promise<WorkerAnswer> {
  const { raw } = task;
  if (task.wants === 'compared') {
    return { compared: packed(linter.compared(raw)), ...(!keeps && { names: packNames(linter.names(raw)) }) };
  }
  if (task.wants === 'names') return { names: packNames(linter.names(raw)) };
  const { found } = task;
  const overlaps = (minWords: number) => {
    if (typeof found === 'string') throw new Error(found);
    return found.get(minWords) ?? [];
  };
  return { linted: await linter.lint(raw, overlaps) };
}

let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (tasks: readonly WorkerTask[]) => {
  last = last.then(async () => {
    for (const task of tasks) parentPort?.postMessage(await answer(task));
  });
});
parentPort?.postMessage('ready');
