import { profileFrom, profilePosting } from '../../src/profile/index.js';
import { type Share, share } from '../support/metrics.js';
import type { AnswerGuess, OutOfFold, StatementGuess } from '../support/out-of-fold.js';
import type { Profiler } from './measure-profiles.js';
import type { ParsedPosting } from './parsed.js';

/** The profile as users get it. */
export const profileAsShipped: Profiler = (posting, _labelled, role) => profilePosting(posting, role);

/**
 * The profile by models that have not seen the posting's employer: facets and answers come from
 * the guesses kept by the training, everything else is as shipped.
 */
export function profileUnseen(statements: OutOfFold<StatementGuess>, answers: OutOfFold<AnswerGuess>): Profiler {
  return (posting, { file }, role) => {
    const facets = posting.statements.map(statement => {
      const guess = statement.kind === 'heading' ? undefined : statements.find(file, statement.span.start);
      if (!guess) return undefined;
      const { main, second, scores } = guess;
      // Which words tipped it, those models do not tell.
      const evidence = [statement.span];
      return { main, ...(second && { second }), scores, evidence, secondEvidence: second ? evidence : [] };
    });
    const guess = answers.find(file, 0);
    if (!guess) throw new Error(`no out-of-fold answers for ${file}: train again with npm run train`);
    const likelihoods = Object.fromEntries(
      Object.entries(guess.likelihoods).map(([name, answer]) => [name, new Map(Object.entries(answer))]),
    );
    return profileFrom(posting, { role, facets, likelihoods });
  };
}

/** Statements, headings left out, that have no guess: those the parser has cut otherwise since the training. */
export function withoutGuess(parsed: readonly ParsedPosting[], statements: OutOfFold<StatementGuess>): Share {
  let missing = 0;
  let all = 0;
  for (const { labelled, posting } of parsed) {
    for (const { kind, span } of posting.statements) {
      if (kind === 'heading') continue;
      all++;
      if (!statements.find(labelled.file, span.start)) missing++;
    }
  }
  return share(missing, all);
}
