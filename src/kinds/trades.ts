import * as v from 'valibot';
import { tokensSpan } from '../core/tokens.js';
import type { Posting, Span, Statement } from '../core/types.js';
import { listInWords } from './message.js';
import { positiveInteger, terms } from './params.js';
import { postingSpan } from './spans.js';
import { type Found, termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  trades: v.pipe(
    v.array(
      v.strictObject({
        name: v.pipe(v.string(), v.description('In words: "making videos"')),
        terms,
        listed: v.pipe(v.optional(terms), v.description('Its names in a bare list: "design, video and ads"')),
      }),
    ),
    v.minLength(2, 'write at least two'),
    v.description('Kinds of work, each with the words that ask for it'),
  ),
  atLeast: v.pipe(positiveInteger, v.description('Fires where so many of them are asked for')),
  inOneList: v.pipe(positiveInteger, v.description('Fires, too, where one bare list names so many')),
  others: v.pipe(
    v.optional(terms),
    v.description('A statement with one of these lists what others do, or what one knows'),
  ),
});

/** A trade that is asked for, and where. */
interface Asked {
  readonly name: string;
  readonly span: Span;
}

/** Counts the different kinds of work that a posting asks of one person. One finding, at the first duty. */
export const trades: Kind<v.InferOutput<typeof params>> = {
  name: 'trades',
  summary: 'Counts how many different kinds of work one person is asked to do.',
  params,
  placeholders: { count: 'how many', list: 'which, in words' },
  compile(params, meta, { terms: book }) {
    const query = (...lists: readonly (readonly string[])[]) => termQuery(lists, { except: [] }, meta.where, book);
    const asked = params.trades.map(({ terms }) => query(terms));
    const named = params.trades.map(({ terms, listed }) => query([...terms, ...(listed ?? [])]));
    const others = query(params.others ?? []);
    return function* (posting, context): Iterable<Draft> {
      const told = asked.map(one => one.find(posting, context)[0]);
      const least = (hits: readonly (Found | undefined)[]) => hits.filter(hit => hit !== undefined).length;
      const busy = new Set(others.find(posting, context).map(hit => hit.statement));
      const listed = longestList(named.map(one => one.find(posting, context).filter(hit => !busy.has(hit.statement))));
      if (least(told) < params.atLeast && least(listed) < params.inOneList) return;
      const found = params.trades.flatMap(({ name }, i): Asked[] => {
        const hit = listed[i] ?? told[i];
        return hit === undefined ? [] : [{ name, span: tokensSpan(hit.statement, hit.from, hit.to) }];
      });
      yield {
        span: startOf(posting),
        data: {
          count: found.length,
          list: listInWords(
            found.map(one => one.name),
            params.trades.length,
          ),
        },
        evidence: found.map(one => one.span),
      };
    };
  },
};

function startOf(posting: Posting): Span {
  const duties = posting.sections.find(section => section.role === 'duties' && section.statements.length > 0);
  return duties?.heading?.span ?? postingSpan(posting);
}

/** In a bare list no more words stand between two names: "design, video, and also ads". */
const WORDS_BETWEEN = 2;

/** Of the lists in which names follow each other closely the one with most trades: its hit for each trade. */
function longestList(hits: readonly (readonly Found[])[]): (Found | undefined)[] {
  const byStatement = new Map<Statement, { trade: number; hit: Found }[]>();
  for (const [trade, found] of hits.entries()) {
    for (const hit of found) {
      const beside = byStatement.get(hit.statement);
      if (beside) beside.push({ trade, hit });
      else byStatement.set(hit.statement, [{ trade, hit }]);
    }
  }
  let longest = new Map<number, Found>();
  for (const one of byStatement.values()) {
    one.sort((a, b) => a.hit.from - b.hit.from);
    let list = new Map<number, Found>();
    let end = 0;
    for (const { trade, hit } of one) {
      if (hit.from - end > WORDS_BETWEEN) list = new Map();
      if (!list.has(trade)) list.set(trade, hit);
      end = Math.max(end, hit.to);
      if (list.size > longest.size) longest = new Map(list);
    }
  }
  return hits.map((_, trade) => longest.get(trade));
}
