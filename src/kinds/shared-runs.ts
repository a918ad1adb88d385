import * as v from 'valibot';
import type { Posting, Span } from '../core/types.js';
import { positiveInteger } from './params.js';
import { inScope } from './scope.js';
import type { Draft, Kind, SharedRun } from './types.js';

const params = v.strictObject({
  minWords: v.pipe(v.optional(positiveInteger, 8), v.description('Shorter runs of shared words are chance')),
  minRuns: v.pipe(v.optional(positiveInteger, 3), v.description('So many runs shared with one posting make a finding')),
  longRun: v.pipe(v.optional(positiveInteger, 25), v.description('One run of so many words is enough by itself')),
  sameEmployer: v.pipe(
    v.optional(v.picklist(['report', 'ignore']), 'ignore'),
    v.description("What to do about an employer's own other postings"),
  ),
});

/** Compares with other postings. */
export const sharedRuns: Kind<v.InferOutput<typeof params>> = {
  name: 'shared-runs',
  summary: 'Finds long runs of words that another posting has too.',
  params,
  placeholders: {
    other: 'the name of the other posting',
    lines: 'where in the other posting the longest run stands: " (lines 10 to 14)", or nothing',
    count: 'how many runs the two share',
    words: 'how many words the longest has',
    percent: "the share of this posting's words that stand in shared runs, in percent",
  },
  compile(params, meta) {
    return function* (posting, context): Iterable<Draft> {
      if (context.peers === undefined) {
        context.skip('there is no other posting to compare with');
        return;
      }
      const runs = context.peers
        .sharedRuns(posting, params.minWords)
        .filter(run => !(params.sameEmployer === 'ignore' && run.other.sameEmployer))
        .filter(run => statementsIn(posting, run.span).some(statement => inScope(statement, meta.where)));
      for (const [other, shared] of byOther(runs)) {
        const longest = shared.reduce((best, run) => (run.words > best.words ? run : best));
        if (shared.length < params.minRuns && longest.words < params.longRun) continue;
        const { lines } = longest.other;
        yield {
          span: longest.span,
          data: {
            other,
            lines:
              lines === undefined
                ? ''
                : ` (${lines[0] === lines[1] ? `line ${lines[0]}` : `lines ${lines[0]} to ${lines[1]}`})`,
            count: shared.length,
            words: longest.words,
            percent: percentShared(posting, shared),
          },
          evidence: shared.map(run => run.span),
        };
      }
    };
  },
};

function statementsIn(posting: Posting, span: Span) {
  return posting.statements.filter(statement => statement.span.start < span.end && span.start < statement.span.end);
}

function byOther(runs: readonly SharedRun[]): Map<string, SharedRun[]> {
  const groups = new Map<string, SharedRun[]>();
  for (const run of runs) groups.set(run.other.name, [...(groups.get(run.other.name) ?? []), run]);
  return groups;
}

function percentShared(posting: Posting, runs: readonly SharedRun[]): number {
  const tokens = posting.statements.flatMap(statement => statement.tokens);
  const shared = tokens.filter(token => runs.some(run => run.span.start <= token.start && token.end <= run.span.end));
  return tokens.length === 0 ? 0 : Math.round((100 * shared.length) / tokens.length);
}
