import * as v from 'valibot';
import { overlaps } from '../core/span.js';
import type { Span } from '../core/types.js';
import { askForOwnWords } from './own-words.js';
import { positiveInteger, share, terms } from './params.js';
import { isRoleInScope } from './scope.js';
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
  except: v.pipe(
    v.optional(terms),
    v.description('A run that holds one of these is left out: words that are meant to be alike'),
  ),
  sameEmployer: v.pipe(
    v.optional(v.picklist(['report', 'ignore', 'only']), 'ignore'),
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
    'Finds long runs of words that another posting or a public template has too. Headings, legal, benefits and about sections count for nothing; the sections of `where` narrow it further.',
  params,
  placeholders: {
    other: 'the other text: "team/b.md", or "a public template for social media manager (Workable)"',
    lines: 'where in the other text the longest run stands: " (lines 10 to 14)", or nothing',
    count: 'how many runs the two share',
    words: 'how many words the longest has',
    extent:
      'how much that is: " (34% of the duties)", or of the text where there are few duties, or nothing where it is less than 1%',
    match: 'the longest run',
  },
  compile(params, meta, { terms: book }) {
    const except = params.except && book.group(params.except);
    return function* (posting, context): Iterable<Draft> {
      if (context.peers === undefined) {
        context.skip('there is no other text to compare with');
        return;
      }
      const alike = (except === undefined ? [] : book.hits(posting, except)).map(hit => hit.statement.span);
      const telling = context.peers
        .overlaps(posting, params.minWords)
        .map(overlap => ({
          ...overlap,
          runs: overlap.runs.filter(
            run => isRoleInScope(run.section, meta.where) && !alike.some(one => overlaps(one, run.span)),
          ),
        }))
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
            extent: extentOf(share),
            match: posting.source.slice(longest.span.start, longest.span.end),
          },
          evidence,
          suggestions: askForOwnWords(
            posting,
            runs.map(run => run.section),
          ),
        };
      }
    };
  },
};

/** Templates come with a measure of their own, so every match of one counts. */
function isTelling({ other, runs, share }: Overlap, params: Params): boolean {
  if (other.sameEmployer ? params.sameEmployer === 'ignore' : params.sameEmployer === 'only') return false;
  if (runs.length === 0 || share.value < params.minShare) return false;
  return other.kind === 'template' || runs.length >= params.minRuns || runs.some(run => run.words >= params.longRun);
}

function nameOf({ kind, name, owner }: OtherText): string {
  if (kind === 'template') return `a public template for ${name}${owner === undefined ? '' : ` (${owner})`}`;
  return `"${name}"`;
}

function extentOf({ value, of }: Overlap['share']): string {
  const percent = Math.round(100 * value);
  return percent === 0 ? '' : ` (${percent}% of the ${of})`;
}

function linesOf({ other: { lines } }: SharedRun): string {
  if (lines === undefined) return '';
  const [first, last] = lines;
  return first === last ? ` (line ${first})` : ` (lines ${first} to ${last})`;
}
