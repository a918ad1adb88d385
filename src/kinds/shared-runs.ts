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
    other:
      'the other text: "team/b.md", with " of Alder Books" where another employer is known, or "a widely copied Workable template (social media manager)"',
    lines: 'where in the other text the longest run stands: " (lines 10 to 14)", or nothing',
    count: 'how many different runs the two share',
    words: 'how many words the longest has',
    extent:
      'how much that is: "34% of its duties", "34% of its text" where there are few duties, or "a little of its text" where it is less than 1%',
    match: 'the longest run',
  },
  compile(params, meta, { terms: book }) {
    const except = params.except && book.nearby(params.except);
    return function* (posting, context): Iterable<Draft> {
      if (context.peers === undefined) {
        context.skip('there is no other text to compare with');
        return;
      }
      const isAlike = (run: Span) =>
        except !== undefined &&
        posting.statements.some(statement => overlaps(statement.span, run) && except(statement).length > 0);
      const telling = context.peers
        .overlaps(posting, params.minWords)
        .map(overlap => ({
          ...overlap,
          runs: overlap.runs.filter(run => isRoleInScope(run.section, meta.where) && !isAlike(run.span)),
        }))
        .filter(overlap => isTelling(posting.source, overlap, params))
        .slice(0, params.most);
      for (const { other, runs, share } of telling) {
        const longest = runs.reduce((best, run) => (run.words > best.words ? run : best));
        const evidence: Span[] = runs.map(run => run.span);
        yield {
          span: longest.span,
          data: {
            other: nameOf(other),
            lines: linesOf(longest),
            count: differentRuns(posting.source, runs),
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
function isTelling(source: string, { other, runs, share }: Overlap, params: Params): boolean {
  if (other.sameEmployer ? params.sameEmployer === 'ignore' : params.sameEmployer === 'only') return false;
  if (runs.length === 0 || share.value < params.minShare) return false;
  return (
    other.kind === 'template' ||
    differentRuns(source, runs) >= params.minRuns ||
    runs.some(run => run.words >= params.longRun)
  );
}

/** A line that the posting repeats is one line of the other text. */
function differentRuns(source: string, runs: readonly SharedRun[]): number {
  const wording = ({ span }: SharedRun) =>
    source
      .slice(span.start, span.end)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return new Set(runs.map(wording)).size;
}

function nameOf({ kind, name, owner, sameEmployer }: OtherText): string {
  if (kind === 'template')
    return owner === undefined ? `a public template (${name})` : `a widely copied ${owner} template (${name})`;
  return owner === undefined || sameEmployer ? `"${name}"` : `"${name}" of ${owner}`;
}

function extentOf({ value, of }: Overlap['share']): string {
  const percent = Math.round(100 * value);
  return percent === 0 ? 'a little of its text' : `${percent}% of its ${of}`;
}

function linesOf({ other: { lines } }: SharedRun): string {
  if (lines === undefined) return '';
  const [first, last] = lines;
  return first === last ? ` (line ${first})` : ` (lines ${first} to ${last})`;
}
