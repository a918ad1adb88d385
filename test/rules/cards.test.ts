import { describe, expect, it } from 'vitest';
import type { Posting } from '../../src/core/types.js';
import { testExamples } from '../../src/engine/examples.js';
import { peersOf } from '../../src/index.js';
import { BUILT_IN_KINDS } from '../../src/kinds/index.js';
import { profilePosting } from '../../src/profile/index.js';
import { builtInCards } from '../../src/rules/built-in.js';
import type { Card } from '../../src/rules/card.js';
import { createSuggester } from '../../src/suggest/suggester.js';

const { cards, lists, beginnings, rewrites } = builtInCards();
const tools = {
  kinds: BUILT_IN_KINDS,
  lists,
  beginnings,
  suggester: createSuggester(rewrites),
  profile: profilePosting,
  peers: (postings: readonly Posting[]) => peersOf(postings),
};

/**
 * What no text of ours may print, because no source carries it: evidence on hiring is full of
 * figures without a study behind them.
 */
const BANNED: readonly (readonly [why: string, words: RegExp])[] = [
  ['an anecdote of one company, no study', /\b(60|100) ?(%|per ?cent)|\bmeets? (only )?60\b/i],
  [
    'the field experiment found next to no effect',
    /(gendered|masculine|coded) (word|language|term)s?[^.]{0,60}(put|keep|scare|deter|discourag)/i,
  ],
  [
    'the sources contradict each other on length',
    /\b(ideal|optimal|best|perfect) (length|word count|number of words)\b|\b\d+ to \d+ words is\b/i,
  ],
  [
    'figures of vendors',
    /\b(burn(ed|t)?[ -]?out|quit|leave)\b[^.]{0,40}\d+ ?(%|per ?cent)|\d+ ?(%|per ?cent)[^.]{0,40}\b(burn(ed|t)?[ -]?out|quit)\b/i,
  ],
  ['a judgement for a court', /\b(il|un)legal(ly)?\b|\bunlawful(ly)?\b|\bagainst the law\b/i],
  ['likeness is no proof', /\b(copied|copies|stolen|plagiari[sz]ed) from\b/i],
  [
    'a study of 1,000 postings says otherwise',
    /\b(?<!at )most (social|job|media|community|marketing)?[a-z ]{0,20}(postings|ads|adverts|advertisements|job descriptions)\b/i,
  ],
  [
    'no duty, and studies differ',
    /\b(EEO|equal opportunit(y|ies)) (statement|text)[^.]{0,20}(missing|absent|lacking)/i,
  ],
];

describe.each(cards.map(card => [card.id, card] as const))('%s', (_, card: Card) => {
  it('does what its examples say', () => {
    expect(testExamples(card, tools)).toEqual([]);
  });

  it('has at least two bad and two good examples', () => {
    expect(card.examples.filter(example => example.bad !== undefined).length).toBeGreaterThanOrEqual(2);
    expect(card.examples.filter(example => example.good !== undefined).length).toBeGreaterThanOrEqual(2);
  });

  it('stands in the file that its id names', () => {
    expect(card.file).toBe(`${card.id}.yaml`);
  });

  it('prints no claim that no source carries', () => {
    const texts = [card.summary, card.message, card.why, ...variantMessages(card.params)];
    for (const text of texts) {
      for (const [why, words] of BANNED) expect({ why, text, found: words.exec(text)?.[0] }).toEqual({ why, text });
    }
  });
});

it('tells banned claims from plain speech', () => {
  const isBanned = (text: string) => BANNED.some(([, words]) => words.test(text));
  for (const claim of [
    'Women apply only when they meet 100% of the requirements.',
    'Men apply at 60 percent.',
    'Masculine words put women off.',
    'The ideal length is shorter.',
    '77% are burned out.',
    'This is illegal.',
    'This text was copied from another posting.',
    'Most social media postings lack it.',
    'Most job ads say so.',
    'EEO statement missing.',
  ]) {
    expect(claim, claim).toSatisfy(isBanned);
  }
  for (const speech of [
    'This posting asks for six tools.',
    'It shares 34% of its word runs with another posting.',
    'At most three postings.',
    '29 CFR 1625.4 lists this phrase.',
  ]) {
    expect(speech, speech).not.toSatisfy(isBanned);
  }
});

function variantMessages(params: unknown): string[] {
  const { variants = [] } = params as { variants?: { message?: string }[] };
  return variants.flatMap(({ message }) => message ?? []);
}
