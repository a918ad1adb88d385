import type { Posting, Span, Statement } from '../core/types.js';
import { proseSpan } from './spans.js';

/** What one statement says the job pays. */
export interface PayFigure {
  readonly statement: Statement;
  readonly span: Span;
  /** As written. */
  readonly text: string;
  readonly low: number;
  /** Absent where one amount is given. */
  readonly high?: number;
  /** ISO code where the sign or code tells it; a bare "$" tells none. */
  readonly currency?: string;
  readonly per: 'hour' | 'day' | 'week' | 'month' | 'year' | 'unknown';
  /** "up to 30,000" or "from 30,000": one end is open. */
  readonly open?: 'low' | 'high';
}

const CODES = 'USD|EUR|GBP|CAD|AUD|NZD|CHF|SEK|DKK|NOK|PLN|CZK|INR|SGD|HKD|ZAR|AMD|PHP|BRL|MXN|JPY|AED|ILS';
const SIGN = `(?:(?:${CODES}) ?|US|CA|C|AU|A|NZ|S)?[$€£¥₹]|(?:${CODES})`;
const NUMBER = String.raw`\d{1,3}(?:[, .]\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?`;
const AMOUNT = String.raw`(${SIGN})?\s?(${NUMBER})\s?(k\b)?\s?(${CODES}\b|€|£)?`;
const JOIN = String.raw`\s*(?:[-–—]|\bto\b|\band\b)\s*`;
const PER = String.raw`\s?(?:\/|per|an|a)\s?(?:hour|hr|h|year|yr|annum|month|week|day)\b`;
const PAY = new RegExp(`${AMOUNT}(?:${PER})?(?:${JOIN}${AMOUNT})?`, 'gi');

/** Words that make a sum the job's pay. */
const ABOUT_PAY =
  /\b(?:salar(?:y|ies)|pay|paid|wages?|compensation|remuneration|stipend|hourly|annual(?:ly)?|annum|per (?:hour|year|month|week|day|diem)|an hour|a year|\/ ?(?:h|hr|hour|yr|year|mo|month)|ote|base|(?:hiring|pay|salary) range|rate)\b/i;
/** Words before a sum that make it something else. */
const NOT_PAY_BEFORE =
  /\b(?:budgets?|revenue|funding|raised?|reimburse\w*|allowance|insurance|tuition|donat\w+|grants? of|fees?|fine|deductible|bonus(?:es)? of|sign(?:ing|-on) bonus|referral|premium|endowment|portfolio|quota|sales of|assets|valued?|spend\w*|worth|prize|discounts?|benefits? (?:of|up)|match\w*|credit|coverage|costs?|education|training|wellness|fertility|learning|development|loans?|deals?|limit|example)\b/i;
/** And words after it. */
const NOT_PAY_AFTER =
  /^\S*\s*(?:m|mm|bn|b|million|billion|per person|\/person|toward\w*|to(?:wards)? use|in (?:funding|revenue|sales|assets)|reimburse\w*|allowance|budget|sign|bonus|referral|monthly cost|k? ?match|per pay period|of life|group|life)\b/i;

/** What stands right before the number of a posting, which may look like a range of sums. */
const NUMBERED = /(?:#|\b(?:req(?:uisition)?|ref(?:erence)?|id|code|number)\.?\s?[:#]?|\bno\.)\s*$/iu;

const figures = new WeakMap<Posting, readonly PayFigure[]>();

/** Every sum in the posting that reads as what the job pays, in source order. */
export function payFigures(posting: Posting): readonly PayFigure[] {
  let found = figures.get(posting);
  if (found === undefined) {
    found = posting.statements.flatMap(figuresIn);
    figures.set(posting, found);
  }
  return found;
}

function figuresIn(statement: Statement): PayFigure[] {
  const { text } = statement.prose;
  if (!/\d{2}/u.test(text)) return [];
  const { role, heading } = statement.section;
  if (role === 'legal') return [];
  const inPaySection = role === 'pay' || ABOUT_PAY.test(heading?.prose.text ?? '');
  const aboutPay = inPaySection || (role !== 'about' && ABOUT_PAY.test(text));
  const found: PayFigure[] = [];
  for (const match of text.matchAll(PAY)) {
    const figure = figureOf(match, statement);
    // A range of yearly sums is pay, whatever stands around it.
    if (figure !== undefined && (aboutPay || (figure.low >= 15_000 && figure.high !== undefined))) found.push(figure);
  }
  return found;
}

function figureOf(match: RegExpMatchArray, statement: Statement): PayFigure | undefined {
  const { text } = statement.prose;
  const [whole, sign1, number1 = '', k1, code1, sign2, number2, k2, code2] = match;
  const at = match.index ?? 0;
  const money = [sign1, code1, sign2, code2].find(sign => sign !== undefined);
  const before = text.slice(Math.max(0, at - 60), at);
  const after = text.slice(at + whole.trimEnd().length, at + whole.length + 40);
  if (NOT_PAY_BEFORE.test(before) || NOT_PAY_AFTER.test(after) || /^\s*401/u.test(whole)) return undefined;
  const k = k1 ?? k2;
  if (money === undefined && NUMBERED.test(before)) return undefined;
  if (money === undefined && k === undefined && !/\d{2,3}[., ]\d{3}|\d{5}/u.test(whole)) return undefined;
  const first = sumOf(number1, k1 ?? (number2 === undefined ? undefined : k2));
  const second = number2 === undefined ? undefined : sumOf(number2, k2);
  if (Math.max(first, second ?? 0) < 5) return undefined;
  const per = periodOf(text.slice(at, at + whole.length + 25), Math.max(first, second ?? 0));
  if (money === undefined && per === 'unknown') return undefined;
  const from = at + (whole.length - whole.trimStart().length);
  const to = at + whole.trimEnd().length;
  const open = second === undefined ? openEnd(text.slice(0, from), text.slice(to)) : undefined;
  const currency = currencyOf(money);
  return {
    statement,
    span: proseSpan(statement, from, to),
    text: text.slice(from, to),
    low: first,
    per,
    ...(second !== undefined && second > first && { high: second }),
    ...(currency !== undefined && { currency }),
    ...(open !== undefined && { open }),
  };
}

function sumOf(digits: string, k: string | undefined): number {
  // A comma, blank or full stop before three digits parts thousands.
  const number = Number(digits.replace(/[, .](?=\d{3}(?!\d))/gu, ''));
  return k === undefined ? number : number * 1000;
}

function periodOf(text: string, amount: number): PayFigure['per'] {
  const said =
    /(?:\/|\b(?:per|an|a|each)\s?)\s?(hour|hr|h|year|yr|annum|month|mo|week|day)\b|\b(hourly|annual|annually|monthly|weekly|daily|yearly)\b/i.exec(
      text,
    );
  const word = (said?.[1] ?? said?.[2] ?? '').toLowerCase();
  if (/^h/u.test(word)) return 'hour';
  if (/^(?:y|ann)/u.test(word)) return 'year';
  if (/^mo/u.test(word)) return 'month';
  if (/^w/u.test(word)) return 'week';
  if (/^da/u.test(word)) return 'day';
  // Nobody earns twenty thousand an hour, nor thirty a year.
  return amount >= 10_000 ? 'year' : amount < 200 ? 'hour' : 'unknown';
}

function openEnd(before: string, after: string): PayFigure['open'] {
  if (/\b(?:up to|maximum(?: of)?|max\.?|no more than|as much as)\s*$/i.test(before)) return 'low';
  if (/\b(?:from|starting (?:at|from)|starts (?:at|from)|at least|minimum(?: of)?|min\.?)\s*$/i.test(before))
    return 'high';
  return /^(?:\s?(?:\/|per|an|a)\s?\w+)?\s*(?:\+|and (?:up|above|more)|or more|plus\b(?! (?:benefits|bonus|equity|commission|super)))/i.test(
    after,
  )
    ? 'high'
    : undefined;
}

function currencyOf(money: string | undefined): string | undefined {
  if (money === undefined || money === '$') return undefined;
  const signs: Readonly<Record<string, string>> = {
    '€': 'EUR',
    '£': 'GBP',
    '¥': 'JPY',
    '₹': 'INR',
    US$: 'USD',
    CA$: 'CAD',
    C$: 'CAD',
    AU$: 'AUD',
    A$: 'AUD',
    NZ$: 'NZD',
    S$: 'SGD',
  };
  const code = money.toUpperCase();
  return signs[code] ?? code.replace(/[^A-Z]/gu, '');
}
