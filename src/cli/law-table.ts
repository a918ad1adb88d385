import { wrapAnsi } from 'fast-wrap-ansi';
import type { PayLaw } from '../kinds/pay-law.js';
import type { Card } from '../rules/card.js';

/** The rule whose params hold the table of pay laws. */
const PAY_RULE = 'pay/missing';

/** Every place whose law a rule knows, and what it asks of postings. */
export interface JurisdictionTable {
  readonly pay: readonly PayLaw[];
  /** Rules that speak only, or speak up more, where one of these places is given. */
  readonly others: readonly { readonly rule: string; readonly places: readonly string[] }[];
}

/** Reads the table off the cards. */
export function jurisdictionTable(cards: readonly Card[]): JurisdictionTable {
  const laws = (cards.find(card => card.id === PAY_RULE)?.params as { laws?: readonly PayLaw[] } | undefined)?.laws;
  const others = cards.flatMap(({ id, where, params }) => {
    const own = (params as { places?: readonly { readonly place: string }[] }).places ?? [];
    const places = [...(where.jurisdictions ?? []), ...own.map(one => one.place)];
    return places.length > 0 ? [{ rule: id, places }] : [];
  });
  return { pay: laws ?? [], others };
}

const IN_POSTING: Readonly<Record<PayLaw['posting'], string>> = {
  must: 'in the posting',
  otherwise: 'in the posting or before the interview',
  no: 'not in postings',
};

/** The table in words, a paragraph for each place. */
export function lawsInWords({ pay, others }: JurisdictionTable, width: number): string {
  const codeWidth = Math.max(...pay.map(law => law.place.length)) + 2;
  const pad = ' '.repeat(codeWidth);
  const hang = (text: string) =>
    wrapAnsi(text, Math.max(30, width - codeWidth))
      .split('\n')
      .join(`\n${pad}`);
  const rows = pay.map(law => {
    const { place, name, from, employers = 1, posting, holds, also, note, basis, verified, checked } = law;
    const since = from === undefined ? '' : `, from ${from}`;
    const who = posting === 'no' ? '' : employers > 1 ? `, ${employers} or more employees` : ', every employer';
    const details = [
      `${name}: ${holds}; ${IN_POSTING[posting]}${since}${who}.`,
      also.length > 0 ? `Also: ${also.join('; ')}.` : '',
      note ?? '',
      `Checked ${checked}, ${basisInWords(basis)}${verified ? '' : ', not verified'}.`,
    ];
    return place.padEnd(codeWidth) + hang(details.filter(text => text !== '').join(' '));
  });
  const rules = others.map(({ rule, places }) => hang(`${rule}: ${places.join(', ')}`)).map(text => pad + text);
  return [
    'Pay in postings, by place (a reminder, no legal advice). A place counts only where you name it, with',
    '--jurisdiction, in the configuration or in the front matter.',
    '',
    ...rows,
    '',
    'Other rules that know places:',
    ...rules,
    '',
  ].join('\n');
}

function basisInWords(basis: PayLaw['basis']): string {
  if (basis === 'read') return 'a text about the law was read';
  return basis === 'accounts' ? "from others' summaries" : 'from general knowledge';
}
