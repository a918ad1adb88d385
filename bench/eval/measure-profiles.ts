import type { RoleFamily } from '../../src/core/facets.js';
import type { Posting } from '../../src/core/types.js';
import { peersOf } from '../../src/index.js';
import type { Profile } from '../../src/profile/types.js';
import type { LabelledPosting } from '../support/corpus.js';
import { AnswerEval, type AnswerResult } from './answers.js';
import { plantedCopies } from './copies.js';
import { FacetEval, type FacetResult } from './facets.js';
import { COPIES } from './gold.js';
import { createEvalLinter } from './linter.js';
import type { ParsedPosting } from './parsed.js';
import { RuleEval, type RuleResult } from './rules.js';

/** What a posting asks for; `role` is given where the reader's answer decides it, not the tool. */
export type Profiler = (posting: Posting, labelled: LabelledPosting, role?: RoleFamily) => Profile;

export interface ProfileMeasures {
  readonly facets: FacetResult;
  readonly answers: AnswerResult;
  /** Undefined where they were not asked for. */
  readonly rules: RuleResult | undefined;
}

export function measureProfiles(
  parsed: readonly ParsedPosting[],
  corpus: string,
  profiler: Profiler,
  withRules: boolean,
): ProfileMeasures {
  const facets = new FacetEval();
  const answers = new AnswerEval();
  const linter = withRules ? createEvalLinter() : undefined;
  const rules = linter && new RuleEval(linter.rules);
  for (const { labelled: one, posting } of parsed) {
    const own = profiler(posting, one);
    facets.add(one, posting, own);
    answers.add(one, own);
    if (!linter || !rules) continue;
    const findings = linter.lint(posting, () => own);
    rules.add(one, findings, 'own');
    const { role } = one.answers;
    const byLabel = role === own.role ? findings : linter.lint(posting, () => profiler(posting, one, role));
    rules.add(one, byLabel, 'label');
  }

  const copies = plantedCopies(corpus);
  if (linter && rules && copies) {
    // Compared with each other only: nobody has labelled which real postings share text.
    const written = parsed.filter(({ labelled: { file } }) => file.startsWith('written/'));
    const peers = peersOf(written.map(({ posting }) => posting));
    for (const { labelled: one, posting } of written) {
      const findings = linter.lint(posting, () => profiler(posting, one), peers);
      const isCopy = copies.has(one.file);
      rules.addJudged(one, COPIES, isCopy, isCopy ? 'shares paragraphs' : 'its own words', findings);
    }
  }
  return { facets: facets.result(), answers: answers.result(), rules: rules?.result() };
}
