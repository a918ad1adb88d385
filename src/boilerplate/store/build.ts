import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, makeAside, putInPlace } from './corpus.js';
import { type Checkpoint, type CorpusText, SegmentWriter } from './segment-writer.js';

/** A build that is broken off loses the texts since the last of these. */
const TEXTS_A_CHECKPOINT = 50_000;

export interface BuildOptions {
  readonly mode: 'replace' | 'add';
  /** Stores the texts themselves, too: shared runs are then exact and their lines known. */
  readonly keepText?: boolean;
  /**
   * Names the input, its size and its date; a build that was broken off goes on where it stood if
   * it is started again with the same.
   */
  readonly resumeKey?: string;
  /** Texts between two checkpoints. */
  readonly checkpointEvery?: number;
  /** Called after each text with the number of texts done. */
  readonly progress?: (texts: number) => void;
}

interface State {
  readonly checkpoint: Checkpoint;
}

/**
 * Builds a corpus in a folder, or adds to the one that stands there. Memory does not grow with the
 * number of texts but for 14 bytes each.
 *
 * @param texts gives the texts in an order that is the same every time, without the first `skip`
 * @returns the number of texts added
 */
export async function buildCorpus(
  folder: string,
  texts: (skip: number) => AsyncIterable<CorpusText> | Iterable<CorpusText>,
  options: BuildOptions,
): Promise<number> {
  const { aside, checkpoint } = place(folder, options);
  const keepText = options.keepText ?? false;
  const writer = new SegmentWriter(aside, checkpoint === undefined ? { keepText } : { keepText, from: checkpoint });
  const every = options.checkpointEvery ?? TEXTS_A_CHECKPOINT;
  try {
    for await (const text of texts(writer.texts)) {
      writer.add(text);
      options.progress?.(writer.texts);
      if (options.resumeKey !== undefined && writer.texts % every === 0) save(aside, writer.checkpoint());
    }
  } catch (error) {
    writer.close();
    // What a checkpoint holds is worth keeping; a faulty input may be mended.
    if (!existsSync(join(aside, 'state.json'))) rmSync(aside, { recursive: true, force: true });
    throw error;
  }
  const count = writer.texts;
  writer.finish();
  putInPlace(folder, aside, options.mode);
  return count;
}

/** The folder to work in, and where a build with the same key was broken off. */
function place(
  folder: string,
  { resumeKey, mode, keepText }: BuildOptions,
): { aside: string; checkpoint?: Checkpoint } {
  if (resumeKey === undefined) return { aside: makeAside(folder) };
  const name = createHash('sha256')
    .update(JSON.stringify([resumeKey, mode, keepText ?? false]))
    .digest('hex')
    .slice(0, 16);
  const aside = join(folder, `resume-${name}`);
  const owner = join(aside, 'pid');
  if (existsSync(owner)) {
    const pid = Number(readFileSync(owner, 'utf8'));
    // Somebody else is at the same work just now: do it apart from them.
    if (pid !== process.pid && isAlive(pid)) return { aside: makeAside(folder) };
  }
  mkdirSync(aside, { recursive: true });
  writeFileSync(owner, String(process.pid));
  const checkpoint = load(aside);
  return checkpoint === undefined ? { aside } : { aside, checkpoint };
}

function save(aside: string, checkpoint: Checkpoint): void {
  const state: State = { checkpoint };
  writeFileSync(join(aside, 'state.json.new'), JSON.stringify(state));
  renameSync(join(aside, 'state.json.new'), join(aside, 'state.json'));
}

function load(aside: string): Checkpoint | undefined {
  try {
    const { checkpoint } = JSON.parse(readFileSync(join(aside, 'state.json'), 'utf8')) as State;
    return ['segment', 'shingles', 'texts'].every(file => existsSync(join(aside, file))) ? checkpoint : undefined;
  } catch {
    return undefined;
  }
}
