import * as v from 'valibot';
import type { Span } from '../core/types.js';
import { positiveInteger, share } from './params.js';
import type { Draft, Kind, OtherText, Overlap, SharedRun } from './types.js';

const params = v.strictObject({
  minWords: v.pipe(
    v.optional(positiveInteger, 12),
    v.description('Shorter runs shared with another posting are chance'),
  ),
  minRuns: v.pipe(v.optional(positiveInteger, 3), v.description('So many runs shared with one posting make a finding')),
  longRun: v.pipe(v.optional(positiveInteger, 25), v.description('One run of so many words is enough by itself')),
  minShare: v.pipe(
    v.optional(share, 0),
    v.description("Keep silent where less of the duties' words stand in shared runs"),
  ),
  sameEmployer: v.pipe(
    v.optional(v.picklist(['report', 'ignore']), 'ignore'),
    v.description("What to do about an employer's own other postings"),
  ),
  most: v.pipe(
    v.optional(positiveInteger, 3),
    v.description('So many other texts are told of, the largest share first'),
  ),
});

type Params = v.InferOutput<typeof params>;

/** Compares with other postings and with public templates. */
export const sharedRuns: Kind<Params> = {
  name: 'shared-runs',
  summary:
    'Finds long runs of words that another posting or a public template has too. Headings, legal, benefits and about sections count for nothing.',
  params,
  placeholders: {
    other: 'the other text: "team/b.md", or "a public template for social media manager (Workable)"',
    lines: 'where in the other text the longest run stands: " (lines 10 to 14)", or nothing',
    count: 'how many runs the two share',
    words: 'how many words the longest has',
    percent: 'the share of the duties, in percent; of all the text where there are few duties',
    of: 'what the share is of: "duties" or "text"',
    match: 'the longest run',
  },
  compile(params) {
    return function* (posting, context): Iterable<Draft> {
      if (context.peers === undefined) {
        context.skip('there is no other text to compare with');
        return;
      }
      const telling = context.peers
        .overlaps(posting, params.minWords)
        .filter(overlap => isTelling(overlap, params))
        .slice(0, params.most);
      for (const { other, runs, share } of telling) {
        const longest = runs.reduce((best, run) => (run.words > best.words ? run : best));
        const evidence: Span[] = runs.map(run => run.span);
        yield {
          span: longest.span,
          data: {
            other: nameOf(other),
            lines: linesOf(longest),
            count: runs.length,
            words: longest.words,
            percent: Math.round(100 * share.value),
            of: share.of,
            match: posting.source.slice(longest.span.start, longest.span.end),
          },
          evidence,
        };
      }
    };
  },
};

/** Templates come with a measure of their own, so every match of one counts. */
function isTelling({ other, runs, share }: Overlap, params: Params): boolean {
  if (other.sameEmployer && params.sameEmployer === 'ignore') return false;
  if (share.value < params.minShare) return false;
  return other.kind === 'template' || runs.length >= params.minRuns || runs.some(run => run.words >= params.longRun);
}

function nameOf({ kind, name, owner }: OtherText): string {
  if (kind === 'template') return `a public template for ${name}${owner === undefined ? '' : ` (${owner})`}`;
  return `"${name}"`;
}

function linesOf({ other: { lines } }: SharedRun): string {
  if (lines === undefined) return '';
  const [first, last] = lines;
  return first === last ? ` (line ${first})` : ` (lines ${first} to ${last})`;
}
