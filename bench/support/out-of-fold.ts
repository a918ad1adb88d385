import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Facet } from '../../src/core/facets.js';
import type { SectionRole } from '../../src/core/types.js';
import type { QuestionName } from '../../src/profile/document-questions.js';
import { PROJECT } from './shared.js';

/**
 * What a model says about the labelled postings when it was trained without their employers. The
 * training scripts write it, eval reads it: figures of the shipped weights on the labels they were
 * trained on say nothing about other postings.
 */
interface Guess {
  /** Path below the corpus folder, such as `social/one.md`. */
  readonly file: string;
  /** The parsed statement's span. */
  readonly start: number;
  readonly end: number;
}

/** The role of the section that a parsed heading opens. */
export interface HeadingGuess extends Guess {
  readonly role: SectionRole;
}

/** The facets of a parsed statement. */
export interface StatementGuess extends Guess {
  readonly main: Facet;
  readonly second?: Facet;
  readonly scores: Readonly<Record<Facet, number>>;
}

/** The likelihoods of answers about a posting as a whole, by question; `start` is 0. */
export interface AnswerGuess extends Guess {
  readonly likelihoods: Readonly<Record<QuestionName, Readonly<Record<string, number>>>>;
}

interface Kinds {
  headings: HeadingGuess;
  statements: StatementGuess;
  answers: AnswerGuess;
}

const FOLDER = join(PROJECT, '.findings', 'out-of-fold');

const pathOf = (kind: keyof Kinds) => join(FOLDER, `${kind}.jsonl`);

/** Keeps one guess a line below the ignored `.findings/out-of-fold/`. */
export function writeOutOfFold<K extends keyof Kinds>(kind: K, guesses: readonly Kinds[K][]): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(pathOf(kind), guesses.map(guess => `${JSON.stringify(guess)}\n`).join(''));
}

export interface OutOfFold<G> {
  /** When it was written. */
  readonly date: Date;
  /** The guess for the statement that begins there; undefined where the training left it out. */
  find(file: string, start: number): G | undefined;
}

/** Undefined where no training has written any. */
export function readOutOfFold<K extends keyof Kinds>(kind: K): OutOfFold<Kinds[K]> | undefined {
  const path = pathOf(kind);
  if (!existsSync(path)) return undefined;
  const guesses = new Map<string, Kinds[K]>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const guess = JSON.parse(line) as Kinds[K];
    guesses.set(`${guess.file}:${guess.start}`, guess);
  }
  return { date: statSync(path).mtime, find: (file, start) => guesses.get(`${file}:${start}`) };
}
