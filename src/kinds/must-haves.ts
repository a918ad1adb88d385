import * as v from 'valibot';
import type { Posting, Statement } from '../core/types.js';
import { jobsIn } from '../document/index.js';
import { quotable } from './message.js';
import { positiveInteger, sectionRoles, terms } from './params.js';
import { postingSpan } from './spans.js';
import { termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  max: v.pipe(positiveInteger, v.description('Fires above so many must-haves for one job')),
  sections: v.pipe(v.optional(sectionRoles, ['must']), v.description('Where must-haves stand')),
  soft: v.pipe(terms, v.description('A statement with one of these asks for no must-have')),
});

/**
 * Counts what a posting asks of the person without a way out: list items of the requirement
 * sections, each once however many sentences it has, nested ones left to the item above them, and
 * questions put to the reader left out.
 * Where a posting holds several jobs, or one at several levels, each is counted for itself.
 */
export const mustHaves: Kind<v.InferOutput<typeof params>> = {
  name: 'must-haves',
  summary: 'Counts the requirements of a job, those that are only welcome left out.',
  params,
  placeholders: {
    count: 'how many must-haves there are',
    limit: 'the threshold passed',
    where: 'This posting; where it holds several jobs, the heading over the must-haves',
  },
  compile(params, meta, { terms: book }) {
    const soft = termQuery([params.soft], { except: [] }, meta.where, book);
    return function* (posting, context): Iterable<Draft> {
      const several = jobsIn(posting).length > 1;
      const softened = new Set(soft.find(posting, context).map(hit => hit.statement.block));
      for (const job of itemsByJob(posting, params.sections)) {
        const asked = new Set(job.filter(isQuestion).map(one => one.block));
        const items = job.filter(
          ({ block }, i) => job[i - 1]?.block !== block && !softened.has(block) && !asked.has(block),
        );
        if (items.length <= params.max) continue;
        const heading = items[0]?.section.heading;
        yield {
          span: heading?.span ?? postingSpan(posting),
          data: {
            count: items.length,
            limit: params.max,
            where: several && heading ? `"${quotable(heading.prose.text)}"` : 'This posting',
          },
          evidence: items.map(item => item.span),
        };
      }
    };
  },
};

/** "Do you love maps?" invites the reader to see themselves in the job. */
function isQuestion({ prose }: Statement): boolean {
  return /\?["'”’)*\s]*$/.test(prose.text);
}

/** Top-level items of the sections, by job. */
function itemsByJob(posting: Posting, roles: readonly string[]): Statement[][] {
  return jobsIn(posting).map(job =>
    job
      .filter(({ role }) => roles.includes(role))
      .flatMap(({ statements }) =>
        statements.filter(one => (one.kind === 'item' || one.kind === 'cell') && one.depth <= 1),
      ),
  );
}
