import * as v from 'valibot';
import type { Posting, Statement } from '../core/types.js';
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
 * sections, each once however many sentences it has, nested ones left to the item above them.
 * A file with several jobs counts each for itself, from one title to the next.
 */
export const mustHaves: Kind<v.InferOutput<typeof params>> = {
  name: 'must-haves',
  summary: 'Counts the requirements of a job, those that are only welcome left out.',
  params,
  placeholders: { count: 'how many must-haves there are', limit: 'the threshold passed' },
  compile(params, meta, { terms: book }) {
    const soft = termQuery([params.soft], { except: [] }, meta.where, book);
    return function* (posting, context): Iterable<Draft> {
      const softened = new Set(soft.find(posting, context).map(hit => hit.statement.block));
      for (const job of jobsOf(posting, params.sections)) {
        const items = job.filter((one, i) => job[i - 1]?.block !== one.block && !softened.has(one.block));
        if (items.length <= params.max) continue;
        yield {
          span: items[0]?.section.heading?.span ?? postingSpan(posting),
          data: { count: items.length, limit: params.max },
          evidence: items.map(item => item.span),
        };
      }
    };
  },
};

/** Top-level items of the sections, by job. */
function jobsOf(posting: Posting, roles: readonly string[]): Statement[][] {
  const jobs: Statement[][] = [[]];
  for (const { role, statements } of posting.sections) {
    if (role === 'title') jobs.push([]);
    if (!roles.includes(role)) continue;
    jobs.at(-1)?.push(...statements.filter(one => (one.kind === 'item' || one.kind === 'cell') && one.depth <= 1));
  }
  return jobs;
}
