import * as v from 'valibot';
import type { Posting, Span } from '../core/types.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  parameters: v.pipe(
    v.array(v.string()),
    v.minLength(1, 'the list is empty; write at least one'),
    v.description('Names in the address after "?" or "&"; a final * stands for any ending'),
  ),
});

const ADDRESS = /https?:\/\/[^\s<>"')\]]+/gu;

/** Finds addresses that follow the reader, wherever they stand in the source, link targets included. */
export const links: Kind<v.InferOutput<typeof params>> = {
  name: 'links',
  summary: 'Finds addresses that carry tracking parameters.',
  params,
  placeholders: { match: 'the address', parameter: 'the parameters found', clean: 'the address without them' },
  compile({ parameters }) {
    const names = parameters.map(name => name.replace(/[.+^${}()|[\]\\]/gu, '\\$&').replaceAll('*', '[\\w.-]*'));
    const tracking = new RegExp(`(?<=[?&])(?:amp;)?(${names.join('|')})=[^&#\\s]*&?(?:amp;)?`, 'giu');
    return function* (posting): Iterable<Draft> {
      if (!posting.source.includes('://')) return;
      for (const match of posting.source.matchAll(ADDRESS)) {
        const [address] = match;
        const found = [...address.matchAll(tracking)].map(one => one[1] as string);
        if (found.length === 0) continue;
        const span: Span = { start: match.index, end: match.index + address.length };
        const clean = address.replace(tracking, '').replace(/[?&]+(?=#|$)/u, '');
        const statement = statementAt(posting, span);
        yield {
          span,
          ...(statement !== undefined && { statement }),
          data: { match: address, parameter: found.join(', '), clean },
          // Link targets are never edited by the tool, so the address is shown.
          suggestions: [{ help: 'replace', title: clean, edits: [{ span, text: clean }], safety: 'display' }],
        };
      }
    };
  },
};

function statementAt({ statements }: Posting, span: Span) {
  return statements.find(one => one.span.start <= span.start && span.end <= one.span.end);
}
