import * as v from 'valibot';
import { tokensSpan, tokensText } from '../core/tokens.js';
import type { Fact, FactKey, Posting, Span, Statement } from '../core/types.js';
import { terms } from './params.js';
import { type PayFigure, payFigures } from './pay-figures.js';
import { termQuery } from './term-query.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  pairs: v.pipe(
    v.array(v.strictObject({ one: terms, other: terms, unless: v.optional(terms) })),
    v.description('Words that cannot both be meant'),
  ),
});

interface Side {
  readonly span: Span;
  readonly text: string;
  readonly statement?: Statement;
}

/** Finds what a posting says twice and differently. */
export const contradiction: Kind<v.InferOutput<typeof params>> = {
  name: 'contradiction',
  summary: 'Finds what a posting says twice and differently: place, pay, title, deadline.',
  params,
  placeholders: { match: 'what the posting says there', other: 'what it says elsewhere' },
  compile(params, meta, { terms: book }) {
    const queries = params.pairs.map(({ one, other, unless }) => ({
      one: termQuery([one], { except: [] }, meta.where, book),
      other: termQuery([other], { except: [] }, meta.where, book),
      unless: unless && termQuery([unless], { except: [] }, meta.where, book),
    }));
    return function* (posting, context): Iterable<Draft> {
      for (const { one, other, unless } of queries) {
        const [first] = one.find(posting, context);
        const [second] = other.find(posting, context);
        if (first === undefined || second === undefined) continue;
        if (unless !== undefined && unless.find(posting, context).length > 0) continue;
        const side = ({ statement, from, to }: typeof first): Side => ({
          statement,
          span: tokensSpan(statement, from, to),
          text: tokensText(statement, from, to),
        });
        yield draftOf(side(first), side(second));
      }
      // A file with several jobs may well give several titles, sums and days.
      if (posting.sections.filter(section => section.role === 'title' && section.heading !== undefined).length > 1)
        return;
      for (const pair of [unlikePay(posting), unlikeTitles(posting), unlikeDays(posting)]) {
        if (pair !== undefined) yield draftOf(...pair);
      }
    };
  },
};

function draftOf(one: Side, other: Side): Draft {
  const [first, second] = one.span.start < other.span.start ? [one, other] : [other, one];
  return {
    span: second.span,
    ...(second.statement !== undefined && { statement: second.statement }),
    data: { match: second.text, other: first.text },
    evidence: [first.span, second.span],
  };
}

/** The pay stated as a fact, and a yearly or hourly figure of the text that lies wholly outside it. */
function unlikePay(posting: Posting): [Side, Side] | undefined {
  const facts = posting.facts.filter(fact => fact.key === 'pay');
  const figures = payFigures(posting);
  const [stated, ...others] = figures.filter(figure => facts.some(fact => contains(figure.statement.span, fact.span)));
  if (stated === undefined || others.length > 0 || figures.length !== 2) return undefined;
  const told = figures.find(figure => figure !== stated);
  if (told === undefined || told.per !== stated.per || (told.currency ?? '') !== (stated.currency ?? ''))
    return undefined;
  // Lines of one list are rates for several cases, and what says of itself that it grows contradicts nothing.
  if (areOfOneList(stated.statement, told.statement) || GROWS.test(told.statement.prose.text)) return undefined;
  // A number without a currency beside one that has it counts something else.
  if (SIGNED.test(stated.text) !== SIGNED.test(told.text)) return undefined;
  return areApart(stated, told) ? [sideOf(stated), sideOf(told)] : undefined;
}

function areOfOneList(a: Statement, b: Statement): boolean {
  return a.kind === 'item' && b.kind === 'item' && a.section === b.section;
}

const SIGNED = /[$€£¥₹]|[A-Z]{3}/u;
const GROWS = /\b(?:increas\w*|ris(?:e|es|ing)|raises?|bonus\w*|commissions?|overtime)\b/iu;

function sideOf({ span, text, statement }: PayFigure): Side {
  return { span, text, statement };
}

function areApart(a: PayFigure, b: PayFigure): boolean {
  return (a.high ?? a.low) < b.low || (b.high ?? b.low) < a.low;
}

/** The title of the front matter and that of the text, without a word in common. */
function unlikeTitles(posting: Posting): [Side, Side] | undefined {
  const stated = posting.facts.find(fact => fact.key === 'title' && fact.from === 'front-matter');
  const heading = posting.sections.find(section => section.role === 'title')?.heading;
  if (stated === undefined || heading === undefined) return undefined;
  const words = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  const shared = words(stated.value).some(word => words(heading.prose.text).includes(word));
  return shared
    ? undefined
    : [
        { span: stated.span, text: stated.value },
        { span: heading.span, text: heading.prose.text, statement: heading },
      ];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Two closing dates that name different days. */
function unlikeDays(posting: Posting): [Side, Side] | undefined {
  const closing = factsOf(posting, 'closing').flatMap(fact => {
    const day = dayOf(fact.value);
    return day === undefined ? [] : [{ fact, day }];
  });
  const [first] = closing;
  const second = closing.find(({ day }) => day !== first?.day);
  if (first === undefined || second === undefined) return undefined;
  return [
    { span: first.fact.span, text: first.fact.value },
    { span: second.fact.span, text: second.fact.value },
  ];
}

function factsOf(posting: Posting, key: FactKey): Fact[] {
  return posting.facts.filter(fact => fact.key === key);
}

/** Day and month, where both are written out or the date is in ISO form: 03/04 may be either. */
function dayOf(text: string): string | undefined {
  const iso = /\b\d{4}-(\d{2})-(\d{2})\b/u.exec(text);
  if (iso) return `${Number(iso[2])} ${Number(iso[1])}`;
  const written =
    /\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?([a-z]{3})[a-z]*|\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b/i.exec(
      text,
    );
  const month = MONTHS.indexOf((written?.[2] ?? written?.[3] ?? '').toLowerCase()) + 1;
  return written && month > 0 ? `${Number(written[1] ?? written[4])} ${month}` : undefined;
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
