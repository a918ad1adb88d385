import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lexiconFile, lexiconFromRules } from '../../bench/lexicon/main.js';
import { tokensText } from '../../src/core/tokens.js';
import { parsePosting } from '../../src/document/index.js';
import { buildLexicon } from '../../src/lexicon/build.js';
import { lexicon } from '../../src/lexicon/lexicon.js';

/** What a statement holds of one group. */
function found(group: string, text: string): string[] {
  const [statement] = parsePosting(`- ${text}`, { path: 'posting.md' }).statements;
  if (statement === undefined) return [];
  return lexicon()
    .find(statement)
    .terms.filter(term => term.id === group)
    .map(term => tokensText(statement, term.from, term.to));
}

describe('the lexicon that ships', () => {
  it('is what rules/lexicon says', () => {
    const file = readFileSync(new URL('../../src/lexicon/terms.generated.json', import.meta.url), 'utf8');
    expect(file === lexiconFile(lexiconFromRules()), 'run `npm run lexicon`').toBe(true);
  });

  it.each([
    ['relating/answering', 'Reply to every comment within a day', ['Reply to every comment']],
    ['relating/listening', 'Listen to what members tell us', ['Listen to what']],
    ['relating/listening', 'Hear what bothers the neighbours', ['Hear what bothers the neighbours']],
    ['relating/listening', 'Find out what patients need', ['Find out what patients']],
    ['relating/listening', 'Find out how pumps fail, and hear what the boiler says', []],
    ['relating/conversing', 'You will talk with growers each week', []],
    ['relating/conversing', 'Talk with the farmers at the market', ['Talk with the farmers']],
    ['relating/hosting', 'Host monthly webinars', ['Host monthly webinars']],
    ['relating/building', 'Building and keeping relationships', ['Building and keeping relationships']],
    ['relating/moderating', 'Moderate the forum', ['Moderate the forum']],
    ['work/aims', 'Watch reply time and the conversion rate', ['reply time', 'conversion rate']],
    ['work/learning', 'You stay on top of platform changes', ['stay on top of']],
    ['work/learning', 'Keep the website up to date', []],
    ['traps/place', 'Degree from a community college', ['community college']],
    ['traps/company-voice', 'We listen to our customers', ['We listen']],
    ['audience/people', 'Write for teachers and parents', ['teachers', 'parents']],
    ['work/automation', 'Set up automated replies', ['automated replies']],
  ])('%s in "%s"', (group, text, expected) => {
    expect(found(group, text)).toEqual(expected);
  });

  it('finds the same in a text outside the statements', () => {
    const { terms } = lexicon().findInText('Social Media & Community Manager');
    expect(terms.map(term => term.id)).toEqual(expect.arrayContaining(['roles/title-social', 'roles/title-community']));
  });
});

describe('buildLexicon', () => {
  it.each([
    [
      { set: 'x', groups: { a: { terms: ['b (c'] } } },
      'x.yaml: groups.a: pattern "b (c", column 3: this "(" is never closed; add ")"',
    ],
    [{ set: 'x', groups: { a: { terms: 'b' } } }, 'x.yaml: groups.a.terms: write a list here'],
    [{ set: 'x', groups: { a: { terms: [3] } } }, 'x.yaml: groups.a.terms: write a text here'],
    [{ groups: {} }, 'x.yaml: set: write a text here'],
    [{ set: 'x', groups: { a: { terms: ['{nobody}'] } } }, 'there is no list named "nobody"'],
    [{ set: 'tools', kinds: { ads: [{ forms: ['b'] }] } }, 'x.yaml: kinds.ads: name: write a text here'],
  ])('explains what is wrong with %j', (data, message) => {
    expect(() => buildLexicon([{ name: 'x.yaml', data }])).toThrow(message);
  });
});
