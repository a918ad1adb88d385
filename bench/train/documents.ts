/**
 * Trains the answers about postings as wholes: softmax regression over the features of
 * src/profile/document-features.ts and role.ts. Deterministic. The facets of statements come from
 * models that never saw the posting's employer, so train those first.
 *
 *   npx tsx bench/train/documents.ts           cross-validated figures
 *   npx tsx bench/train/documents.ts --write   the same, then trains on all and writes the weights
 *
 * `--statements <file>` reads the statements' facets from another file of the same form.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parsePosting } from '../../src/document/index.js';
import { lexicon } from '../../src/lexicon/lexicon.js';
import { readDocument } from '../../src/profile/document-features.js';
import { type Likelihood, likeliest, likelihood, type QuestionWeights } from '../../src/profile/document-model.js';
import { QUESTIONS, type QuestionName, questionValues } from '../../src/profile/document-questions.js';
import { STATEMENT_QUESTIONS, type StatementWeights, statementValues } from '../../src/profile/document-statements.js';
import { liveTerms } from '../../src/profile/document-terms.js';
import { readRole } from '../../src/profile/role.js';
import { ownProducts, toolsOf } from '../../src/profile/tools.js';
import type { StatementProfile } from '../../src/profile/types.js';
import { inclusion, pair } from '../eval/align.js';
import { type Answers, type LabelledPosting, readLabelled, type Unit } from '../support/corpus.js';
import {
  type AnswerGuess,
  type OutOfFold,
  readOutOfFold,
  type StatementGuess,
  writeOutOfFold,
} from '../support/out-of-fold.js';
import { sharedPath } from '../support/shared.js';
import { trainSoftmax } from './softmax.js';

const FOLDS = 10;
const STATEMENT_STEPS = 200;
/** A statement speaks for a label from this share of the shorter of the two on. */
const SPEAKS_FOR = 0.5;

/** Questions that are measured on all postings, not on those of the five families alone. */
const ON_ALL: ReadonlySet<QuestionName> = new Set<QuestionName>(['role', 'addressed']);

interface Truth {
  readonly classes: readonly string[];
  /** Undefined where the reader's answer is left out. */
  readonly of: (answers: Answers) => string | undefined;
  /** Learned from postings of the five families alone. */
  readonly familiesOnly?: true;
  readonly ridge?: number;
}

const yesNo = ['yes', 'no'];
const TRUTHS: Readonly<Record<QuestionName, Truth>> = {
  role: { classes: ['social', 'community', 'content', 'communications', 'marketing', 'other'], of: one => one.role },
  level: { classes: ['manager', 'strategist', 'contributor', 'mixed', 'unclear'], of: one => one.level },
  levelFits: {
    classes: yesNo,
    of: one => (one.level_fits_title === 'untitled' ? undefined : one.level_fits_title),
    ridge: 5,
  },
  acts: { classes: yesNo, of: one => (one.relationship >= 2 ? 'yes' : 'no'), familiesOnly: true, ridge: 20 },
  actsMany: { classes: yesNo, of: one => (one.relationship < 2 ? undefined : one.relationship === 3 ? 'yes' : 'no') },
  toolsOnly: { classes: yesNo, of: one => (one.tools_only === 'borderline' ? undefined : one.tools_only) },
  broadcast: {
    classes: yesNo,
    of: one => (one.broadcast === 'borderline' ? undefined : one.broadcast === 'yes' ? 'yes' : 'no'),
    familiesOnly: true,
    ridge: 20,
  },
  addressed: { classes: yesNo, of: one => (one.broadcast === 'na' ? 'no' : 'yes') },
  audience: { classes: ['specific', 'generic', 'none'], of: one => one.audience, familiesOnly: true, ridge: 30 },
  aims: { classes: ['specific', 'vague', 'none'], of: one => one.aims, familiesOnly: true, ridge: 10 },
  learning: { classes: yesNo, of: one => one.learning },
  insight: { classes: yesNo, of: one => one.insight },
};

interface Judged {
  readonly values: ReadonlyMap<string, number>;
  readonly relates: boolean;
  readonly learns: boolean;
}

/** A posting with its facets. */
interface Scored {
  readonly labelled: LabelledPosting;
  readonly group: string;
  readonly role: ReadonlyMap<string, number>;
  readonly statements: readonly StatementProfile[];
  /** Of each statement: its features, and what the reader saw in it. */
  readonly judged: readonly Judged[];
}

/** A posting with the features of its questions. */
interface Read {
  readonly labelled: LabelledPosting;
  readonly group: string;
  readonly values: ReadonlyMap<string, number>;
}

function main(): void {
  const scored = scorePostings(statementGuesses());
  const groups = [...new Set(scored.map(one => one.group))].sort();
  const fold = new Map(groups.map((group, i) => [group, i % FOLDS]));
  const opinions = new Map(
    Array.from({ length: FOLDS }, (_, f) => [f, trainStatements(scored.filter(one => fold.get(one.group) !== f))]),
  );
  const postings = scored.map(({ labelled, group, role, statements }): Read => {
    const { values } = readDocument(statements, lexicon(), opinions.get(fold.get(group) as number) as StatementWeights);
    return { labelled, group, values: questionValues(role, values) };
  });
  const found = new Map<QuestionName, Map<string, Likelihood>>();
  for (const { name } of QUESTIONS) {
    const answers = new Map<string, Likelihood>();
    for (let f = 0; f < FOLDS; f++) {
      const weights = train(
        name,
        postings.filter(one => fold.get(one.group) !== f),
      );
      for (const one of postings)
        if (fold.get(one.group) === f) answers.set(one.labelled.file, likelihood(weights, one.values));
    }
    found.set(name, answers);
    report(name, postings, answers);
  }
  keepForEval(postings, found);
  if (process.argv.includes('--write')) {
    const weights = {
      statements: trainStatements(scored),
      questions: Object.fromEntries(QUESTIONS.map(({ name }) => [name, train(name, postings)])),
    };
    const json = `${JSON.stringify(weights)}\n`;
    writeFileSync(new URL('../../src/profile/document-weights.json', import.meta.url), json);
    console.log(`wrote src/profile/document-weights.json, ${json.length} bytes`);
  }
}

/** What models that have not seen the employer answer, for the rules' cross-validated figures. */
function keepForEval(
  postings: readonly Read[],
  found: ReadonlyMap<QuestionName, ReadonlyMap<string, Likelihood>>,
): void {
  const guesses = postings.map(({ labelled: { file } }): AnswerGuess => {
    const likelihoods = [...found].map(([name, answers]) => [name, Object.fromEntries(answers.get(file) ?? [])]);
    return { file, start: 0, end: 0, likelihoods: Object.fromEntries(likelihoods) };
  });
  writeOutOfFold('answers', guesses);
}

function train(name: QuestionName, postings: readonly Read[]): QuestionWeights {
  const { classes, of, familiesOnly, ridge } = TRUTHS[name];
  const examples = postings.flatMap(({ labelled, values }) => {
    if (familiesOnly && labelled.answers.role === 'other') return [];
    const answer = of(labelled.answers);
    return answer === undefined ? [] : [{ values, answer: classes.indexOf(answer) }];
  });
  const { features } = QUESTIONS.find(question => question.name === name) as (typeof QUESTIONS)[number];
  return trainSoftmax(examples, features, classes, ridge);
}

function trainStatements(postings: readonly Scored[]): StatementWeights {
  const judged = postings.flatMap(one => one.judged);
  const learn = (question: keyof StatementWeights) =>
    trainSoftmax(
      judged.map(one => ({ values: one.values, answer: one[question] ? 0 : 1 })),
      STATEMENT_QUESTIONS[question],
      yesNo,
      1,
      STATEMENT_STEPS,
    );
  return { relates: learn('relates'), learns: learn('learns') };
}

/** Accuracy and confusion, in the five families; for yes or no also precision and recall by threshold. */
function report(name: QuestionName, postings: readonly Read[], answers: ReadonlyMap<string, Likelihood>): void {
  const { classes, of } = TRUTHS[name];
  const judged = postings.filter(
    ({ labelled }) => (ON_ALL.has(name) || labelled.answers.role !== 'other') && of(labelled.answers) !== undefined,
  );
  const rows = classes.map(() => classes.map(() => 0));
  let right = 0;
  for (const { labelled } of judged) {
    const truth = classes.indexOf(of(labelled.answers) as string);
    const said = classes.indexOf(likeliest(answers.get(labelled.file) as Likelihood));
    if (truth === said) right++;
    const row = rows[truth] as number[];
    row[said] = (row[said] as number) + 1;
  }
  console.log(`\n${name}: ${judged.length} postings, ${(right / judged.length).toFixed(3)} right`);
  classes.forEach((answer, i) => {
    console.log(`  ${answer.padEnd(15)} ${(rows[i] as number[]).map(count => String(count).padStart(4)).join('')}`);
  });
  for (const target of name === 'acts' ? ['no'] : classes.slice(0, classes.length > 3 ? 0 : 1)) {
    const sure = judged.filter(({ labelled }) => of(labelled.answers) !== 'borderline');
    for (const threshold of [0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]) {
      let hit = 0;
      let wrong = 0;
      let missed = 0;
      for (const { labelled } of sure) {
        const said = ((answers.get(labelled.file) as Likelihood).get(target) ?? 0) > threshold;
        const truth = of(labelled.answers) === target;
        if (said && truth) hit++;
        else if (said) wrong++;
        else if (truth) missed++;
      }
      const precision = hit / Math.max(1, hit + wrong);
      const recall = hit / Math.max(1, hit + missed);
      console.log(
        `  “${target}” above ${threshold}: precision ${precision.toFixed(3)} recall ${recall.toFixed(3)} (${hit} hit, ${wrong} wrong, ${missed} missed)`,
      );
    }
  }
}

function statementGuesses(): Pick<OutOfFold<StatementGuess>, 'find'> {
  const at = process.argv.indexOf('--statements');
  if (at >= 0) {
    const lines = readFileSync(process.argv[at + 1] as string, 'utf8')
      .split('\n')
      .filter(line => line !== '');
    const guesses = new Map(
      lines.map(line => JSON.parse(line) as StatementGuess).map(one => [`${one.file}:${one.start}`, one]),
    );
    return { find: (file, start) => guesses.get(`${file}:${start}`) };
  }
  const guesses = readOutOfFold('statements');
  if (guesses === undefined)
    throw new Error('there are no out-of-fold facets yet; train the facets of statements first');
  return guesses;
}

function scorePostings(guesses: Pick<OutOfFold<StatementGuess>, 'find'>): Scored[] {
  const employers = new Map<string, string>();
  for (const line of readFileSync(sharedPath('corpus', 'manifest.jsonl'), 'utf8').split('\n')) {
    if (line === '') continue;
    const { file, org } = JSON.parse(line) as { file: string; org?: string };
    if (org) employers.set(file, org.toLowerCase());
  }
  const terms = lexicon();
  return readLabelled(sharedPath('corpus')).map(labelled => {
    const posting = parsePosting(labelled.source, { path: labelled.path });
    const own = ownProducts(posting, terms);
    const statements = posting.statements.flatMap((statement): StatementProfile[] => {
      const guess = statement.kind === 'heading' ? undefined : guesses.find(labelled.file, statement.span.start);
      if (guess === undefined) return [];
      const tools = toolsOf(statement, terms, own);
      return [{ statement, main: guess.main, evidence: [], secondEvidence: [], scores: guess.scores, tools }];
    });
    const pairs = pair(
      statements.map(one => one.statement.span),
      labelled.units,
      SPEAKS_FOR,
      inclusion,
    );
    const judged = pairs.flatMap(([i, j]) => {
      const one = statements[i] as StatementProfile;
      const { code, second } = labelled.units[j] as Unit;
      if (code === undefined) return [];
      const values = statementValues(one, liveTerms(one.statement, terms));
      // L is learning or teaching; where the reader saw no learning in the posting, it was teaching.
      const learns = [code, second].includes('L') && labelled.answers.learning === 'yes';
      return [{ values, relates: [code, second].includes('R'), learns }];
    });
    return {
      labelled,
      group: employers.get(labelled.file) ?? labelled.file,
      role: readRole(posting, terms).values,
      statements,
      judged,
    };
  });
}

main();
