import type { Profile } from '../../src/profile/types.js';
import { Confusion } from '../support/confusion.js';
import type { Answers, LabelledPosting } from '../support/corpus.js';
import type { Miss } from './miss.js';

/** A question about the posting as a whole: what the reader said and what the tool says. */
interface Question {
  readonly name: string;
  /** The order in which its answers are printed. */
  readonly answers: readonly string[];
  readonly label: (answers: Answers) => string;
  readonly answer: (profile: Profile) => string;
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

export const QUESTIONS: readonly Question[] = [
  {
    name: 'role',
    answers: ['social', 'community', 'content', 'communications', 'marketing', 'other'],
    label: answers => answers.role,
    answer: profile => profile.role,
  },
  {
    name: 'relationship',
    answers: ['0', '1', '2', '3'],
    label: answers => String(answers.relationship),
    answer: profile => String(profile.document.relationship),
  },
  {
    name: 'tools_only',
    answers: ['yes', 'borderline', 'no'],
    label: answers => answers.tools_only,
    answer: profile => profile.document.toolsOnly,
  },
  {
    name: 'broadcast',
    answers: ['yes', 'borderline', 'no', 'na'],
    label: answers => answers.broadcast,
    answer: profile => profile.document.broadcast,
  },
  {
    name: 'audience',
    answers: ['specific', 'generic', 'none'],
    label: answers => answers.audience,
    answer: profile => profile.document.audience,
  },
  {
    name: 'aims',
    answers: ['specific', 'vague', 'none'],
    label: answers => answers.aims,
    answer: profile => profile.document.aims,
  },
  {
    name: 'learning',
    answers: ['yes', 'no'],
    label: answers => answers.learning,
    answer: profile => yesNo(profile.document.learning),
  },
  {
    name: 'insight',
    answers: ['yes', 'no'],
    label: answers => answers.insight,
    answer: profile => yesNo(profile.document.insight),
  },
  {
    name: 'automation',
    answers: ['yes', 'no'],
    label: answers => answers.automation,
    answer: profile => yesNo(profile.document.automation),
  },
  {
    name: 'level_fits_title',
    answers: ['yes', 'no', 'untitled'],
    label: answers => answers.level_fits_title,
    answer: profile => profile.document.levelFitsTitle,
  },
  {
    name: 'level',
    answers: ['manager', 'strategist', 'contributor', 'mixed', 'unclear'],
    label: answers => answers.level,
    answer: profile => profile.level,
  },
];

export interface AnswerResult {
  /** By question, in the order of `QUESTIONS`. */
  readonly all: ReadonlyMap<string, Confusion>;
  /** The same over postings that the reader put in one of the five role families. */
  readonly families: ReadonlyMap<string, Confusion>;
  readonly misses: readonly Miss[];
}

/** Collects how the answers about whole postings agree with the labels. */
export class AnswerEval {
  readonly #all = new Map(QUESTIONS.map(question => [question.name, new Confusion()]));
  readonly #families = new Map(QUESTIONS.map(question => [question.name, new Confusion()]));
  readonly #misses: Miss[] = [];

  add(labelled: LabelledPosting, profile: Profile): void {
    for (const question of QUESTIONS) {
      const label = question.label(labelled.answers);
      const answer = question.answer(profile);
      this.#all.get(question.name)?.add(label, answer);
      if (labelled.answers.role !== 'other') this.#families.get(question.name)?.add(label, answer);
      if (label === answer) continue;
      this.#misses.push({
        measure: question.name,
        path: labelled.path,
        start: 0,
        end: 0,
        label,
        answer,
        weight: distance(question, label, answer),
      });
    }
  }

  result(): AnswerResult {
    return { all: this.#all, families: this.#families, misses: this.#misses };
  }
}

/** Steps between two answers of a question whose answers have an order; 1 for the others. */
function distance(question: Question, label: string, answer: string): number {
  const ordered = ['relationship', 'tools_only', 'audience', 'aims'].includes(question.name);
  return ordered ? Math.abs(question.answers.indexOf(label) - question.answers.indexOf(answer)) : 1;
}
