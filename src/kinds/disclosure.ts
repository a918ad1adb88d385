import * as v from 'valibot';
import { tokensSpan, tokensText } from '../core/tokens.js';
import { SEVERITIES } from '../core/types.js';
import { fillMessage } from './message.js';
import { company, terms } from './params.js';
import { postingSpan } from './spans.js';
import { termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  when: v.pipe(terms, v.description('Words after which readers expect the statement')),
  near: v.pipe(v.optional(company), v.description('One of these must stand near such words')),
  unless: v.pipe(v.optional(company), v.description('None of these may')),
  said: v.pipe(terms, v.description('Words that make the statement')),
  places: v.pipe(
    v.optional(
      v.array(
        v.strictObject({
          place: v.string(),
          severity: v.picklist(SEVERITIES),
          message: v.pipe(v.string(), v.description('In place of the card’s; the law and from when')),
          always: v.pipe(
            v.optional(v.boolean(), false),
            v.description('Ask for the statement even where none of the words stands'),
          ),
        }),
      ),
      [],
    ),
    v.description('Places that ask for the statement; they count only where the user names them'),
  ),
});

/** Tells where a statement is missing that readers, or the law of a given place, expect. */
export const disclosure: Kind<v.InferOutput<typeof params>> = {
  name: 'disclosure',
  summary: 'Tells where a statement is missing that readers, or the law of a given place, expect.',
  params,
  placeholders: { match: "the words that call for it, or the posting's title" },
  compile(params, meta, { terms: book }) {
    const calls = termQuery([params.when], { except: [], near: params.near, unless: params.unless }, meta.where, book);
    // The statement may stand in any section.
    const said = termQuery([params.said], { except: [] }, {}, book);
    return function* (posting, context): Iterable<Draft> {
      if (said.find(posting, context).length > 0) return;
      const law = params.places.find(({ place }) =>
        context.jurisdictions.some(given => given === place || given.startsWith(`${place}-`)),
      );
      const [call] = calls.find(posting, context);
      if (call === undefined && law?.always !== true) return;
      const title = posting.facts.find(fact => fact.key === 'title')?.value ?? 'this posting';
      const data = { match: call === undefined ? title : tokensText(call.statement, call.from, call.to) };
      const span = call === undefined ? postingSpan(posting) : tokensSpan(call.statement, call.from, call.to);
      yield {
        span,
        ...(call !== undefined && { statement: call.statement, evidence: [span] }),
        data,
        ...(law !== undefined && { severity: law.severity, message: fillMessage(law.message, data) }),
      };
    };
  },
};
