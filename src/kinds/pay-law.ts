import * as v from 'valibot';
import { tokensSpan, tokensText } from '../core/tokens.js';
import type { Fact, Posting, Severity, Span, Statement } from '../core/types.js';
import { jobsIn } from '../document/index.js';
import { terms, wholeNumber } from './params.js';
import { type PayFigure, payFigures } from './pay-figures.js';
import { postingSpan } from './spans.js';
import { termQuery } from './term-query.js';
import type { Context, Draft, Kind } from './types.js';

/** One place's law on pay in postings. A row of `rules/data/tables/pay-transparency.yaml`. */
const law = v.strictObject({
  place: v.string(),
  name: v.string(),
  from: v.optional(v.string()),
  employers: v.optional(v.number()),
  posting: v.picklist(['must', 'otherwise', 'no']),
  holds: v.string(),
  benefits: v.optional(v.boolean(), false),
  maxWidth: v.optional(v.strictObject({ currency: v.string(), amount: v.number(), unlessAbove: v.number() })),
  also: v.optional(v.array(v.string()), []),
  note: v.optional(v.string()),
  basis: v.picklist(['read', 'accounts', 'recalled']),
  source: v.string(),
  checked: v.string(),
  verified: v.boolean(),
});
export type PayLaw = v.InferOutput<typeof law>;

const params = v.strictObject({
  asks: v.pipe(
    v.picklist(['pay', 'range', 'benefits']),
    v.description('pay: is there a figure; range: has it two ends, not too far apart; benefits: are any named'),
  ),
  laws: v.pipe(v.array(law), v.description('What places ask for; as a rule `{ table: pay-transparency }`')),
  anywhere: v.pipe(v.optional(v.boolean(), false), v.description('Speak up where no place is given, too')),
  words: v.pipe(
    terms,
    v.description('pay, range: words that stand in for a figure ("competitive salary"); benefits: words that name one'),
  ),
  unpaid: v.pipe(v.optional(terms), v.description('Keep silent where one of these says that the post is not paid')),
  minWords: v.pipe(v.optional(wholeNumber, 0), v.description('Leave shorter postings alone')),
  askEach: v.pipe(
    v.optional(v.string()),
    v.description('pay: the only help where the posting holds several jobs or levels, which one line cannot pay'),
  ),
});
type Params = v.InferOutput<typeof params>;

/** Judges what the posting says about pay by the law of the places that the user names. */
export const payLaw: Kind<Params> = {
  name: 'pay-law',
  summary: 'Judges what a posting says about pay, by the laws of the places that the user names.',
  params,
  placeholders: {
    match: "the words found, or the posting's title",
    law: 'what the law of the place asks, from when and of whom; empty where no place is given',
  },
  compile(params, meta, { terms: book }) {
    const unpaid = params.unpaid && termQuery([params.unpaid], { except: [] }, meta.where, book);
    const words = termQuery([params.words], { except: [] }, meta.where, book);
    return function* (posting, context): Iterable<Draft> {
      const laws = lawsHere(params, context);
      if (laws.length === 0 && !params.anywhere) {
        context.skip('no place with such a law is given; say where with --jurisdiction or in the front matter');
        return;
      }
      if (
        params.minWords > 0 &&
        posting.statements.reduce((sum, one) => sum + one.tokens.length, 0) < params.minWords
      ) {
        context.skip(`the posting has fewer than ${params.minWords} words`);
        return;
      }
      if (unpaid !== undefined && unpaid.find(posting, context).length > 0) return;
      const hits = words.find(posting, context);
      const vague = hits[0] && {
        statement: hits[0].statement,
        span: tokensSpan(hits[0].statement, hits[0].from, hits[0].to),
      };
      const match = hits[0] ? tokensText(hits[0].statement, hits[0].from, hits[0].to) : titleOf(posting);
      if (params.asks === 'benefits') {
        if (hits.length > 0 || posting.sections.some(one => one.role === 'benefits' && one.statements.length > 0))
          return;
        yield draftOf(postingSpan(posting), undefined, { asks: params.asks, match, laws });
      } else if (params.asks === 'pay') {
        // Where a law asks for a figure, the rule on open ends speaks of "competitive" and the like.
        if (statesPay(posting) || (vague && laws.length > 0)) return;
        yield {
          ...draftOf(vague?.span ?? postingSpan(posting), vague?.statement, { asks: params.asks, match, laws }),
          ...(params.askEach !== undefined && jobsIn(posting).length > 1 && { suggest: { ask: params.askEach } }),
        };
      } else {
        const figures = payFigures(posting);
        if (figures.length === 0 && vague)
          yield draftOf(vague.span, vague.statement, { asks: params.asks, match, laws });
        for (const figure of figures) {
          const broken = laws.filter(one => isTooOpen(figure, one, figures));
          if (broken.length > 0)
            yield draftOf(figure.span, figure.statement, { asks: params.asks, match: figure.text, laws: broken });
        }
      }
    };
  },
};

/** The laws of the given places that ask something of postings; that of a part of a place before that of the whole. */
function lawsHere({ laws, asks }: Params, { jurisdictions }: Context): PayLaw[] {
  const found = jurisdictions.map(given =>
    laws
      .filter(({ place }) => given === place || given.startsWith(`${place}-`))
      .sort((a, b) => b.place.length - a.place.length)
      .find(one => one.posting !== 'no' && (asks !== 'benefits' || one.benefits)),
  );
  return [...new Set(found.filter(one => one !== undefined))];
}

function draftOf(
  span: Span,
  statement: Statement | undefined,
  { asks, match, laws }: { asks: Params['asks']; match: string; laws: readonly PayLaw[] },
): Draft {
  const severity = asks === 'pay' ? graver(laws.map(severityOf)) : undefined;
  return {
    span,
    ...(statement !== undefined && { statement }),
    ...(severity !== undefined && { severity }),
    data: { match, law: laws.map(sentenceOf).join('') },
  };
}

/**
 * An error only where the law holds for every employer and has been in force since before the table
 * was checked; a warning where it depends on what a posting does not show.
 */
function severityOf({ employers = 1, posting, verified, ...law }: PayLaw): Severity {
  if (!isInForce(law)) return 'info';
  return employers <= 1 && posting === 'must' && verified ? 'error' : 'warning';
}

function isInForce({ from = '', checked }: Pick<PayLaw, 'from' | 'checked'>): boolean {
  return from <= checked;
}

function graver(severities: readonly Severity[]): Severity | undefined {
  return (['error', 'warning', 'info'] as const).find(one => severities.includes(one));
}

function sentenceOf(law: PayLaw): string {
  const { name, holds, employers = 1, from, posting, verified, checked } = law;
  const who = employers > 1 ? `if you have ${employers} or more employees, ` : '';
  const when = isInForce(law) ? `since ${from}` : `from ${from}`;
  const where = posting === 'must' ? 'in the posting' : 'in the posting or before the interview';
  const sure = verified ? '' : '; not verified';
  return ` ${name} asks for it ${where}: ${who}${holds}, ${when} (checked ${checked}${sure}).`;
}

/** Only Ontario limits the width; an open end fails wherever two ends or one sum are asked for. */
function isTooOpen(
  { open, low, high, currency, per }: PayFigure,
  { maxWidth }: PayLaw,
  all: readonly PayFigure[],
): boolean {
  if (open !== undefined) return !all.some(other => other.high !== undefined);
  if (maxWidth === undefined || high === undefined || per !== 'year') return false;
  return (
    (currency ?? maxWidth.currency) === maxWidth.currency && low < maxWidth.unlessAbove && high - low > maxWidth.amount
  );
}

function statesPay(posting: Posting): boolean {
  return payFigures(posting).length > 0 || posting.facts.some(isPayFact);
}

/** A pay fact with a number: a sum, or a grade that people can look up. */
function isPayFact({ key, value }: Fact): boolean {
  return key === 'pay' && /\d/u.test(value);
}

function titleOf(posting: Posting): string {
  return posting.facts.find(fact => fact.key === 'title')?.value ?? 'this posting';
}
