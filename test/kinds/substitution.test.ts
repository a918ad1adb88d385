import { describe, expect, it } from 'vitest';
import { formOf, inForm } from '../../src/kinds/word-form.js';
import { marks, runKind } from './run-kind.js';

describe('the form of a replacement', () => {
  it.each([
    ['leverage+', ['leverage'], undefined, 'use+', 'use'],
    ['leverage+', ['leverages'], undefined, 'use+', 'uses'],
    ['leverage+', ['leveraging'], undefined, 'use+', 'using'],
    ['leverage+', ['leveraged'], 'you', 'drive+', 'drove'],
    ['leverage+', ['leveraged'], 'is', 'drive+', 'driven'],
    ['drive+', ['drove'], undefined, 'use+', 'used'],
    ['utilise+ the', ['utilising', 'the'], undefined, 'write+', 'writing'],
    ['guru*', ['gurus'], undefined, 'expert*', 'experts'],
    ['guru*', ['guru'], undefined, 'person*', 'person'],
    ['guru*', ['gurus'], undefined, 'person*', 'people'],
    ['synergy', ['synergy'], undefined, 'working together', 'working together'],
    ['reach+ out to', ['reached', 'out', 'to'], undefined, 'write+ to', 'wrote to'],
  ])('of %s in %j after %s: %s becomes %s', (pattern, words, before, replacement, expected) => {
    expect(inForm(replacement, formOf(pattern, words, before))).toBe(expected);
  });
});

describe('substitution', () => {
  it('names the words and the replacement', () => {
    const { findings } = runKind(
      'substitution',
      'swaps:\n- { terms: [leverage+], with: [use+, draw+ on], because: plain }\n- { terms: [guru*], with: [expert*] }',
      'You leveraged our gurus.',
      { message: '{match} > {replacement} ({because})' },
    );
    expect(findings.map(finding => finding.message)).toEqual(['leveraged > used (plain)', 'gurus > experts ()']);
  });

  it('puts words of the finding into the replacement, and no blank too many where there are none', () => {
    const swap = "swaps: [{ terms: ['juggle+ ~2 tasks'], with: ['handle+ {inner} {last}'] }]";
    const told = (text: string) =>
      runKind('substitution', swap, text, { message: '{replacement}' }).findings[0]?.message;
    expect(told('You juggle many tasks.')).toBe('handle many tasks');
    expect(told('You juggle tasks.')).toBe('handle tasks');
  });

  it('takes the longest where swaps overlap', () => {
    expect(
      marks(
        'substitution',
        'swaps:\n- { terms: [guru*], with: [expert*] }\n- { terms: [marketing guru*], with: [marketer*] }',
        'Our marketing guru',
      ),
    ).toEqual(['marketing guru']);
  });

  describe('where no replacement fits its place', () => {
    const SWAPS =
      'swaps:\n' +
      '- { terms: [deep-dive*], with: [close look*], ends: true, because: say what }\n' +
      '- { terms: [synergy], because: say who }\n' +
      'unfit: { message: "{match}: {because}", ask: "What is it?" }';
    const messages = (text: string) =>
      runKind('substitution', SWAPS, text, { message: '{match} > {replacement}' }).findings.map(one => one.message);

    it.each([
      ['Weekly deep dives.', 'deep dives > close looks'],
      ['Weekly deep dives into rivers', 'deep dives > close looks'],
      ['Weekly deep dives, and tea', 'deep dives > close looks'],
      ['Weekly deep-dive sessions', 'deep-dive: say what'],
      ['You find synergy here', 'synergy: say who'],
      ['A "deep dive" into rivers', 'deep dive > close look'],
    ])('%s', (text, message) => {
      expect(messages(text)).toEqual(message === undefined ? [] : [message]);
    });

    it('leaves no half of a quotation behind', () => {
      expect(messages('A "deep dive')).toEqual(['deep dive > close look']);
      expect(messages('A deep" dive')).toEqual(['deep" dive: say what']);
    });

    it('is an error in a card that does not say what to tell', () => {
      expect(() => runKind('substitution', 'swaps: [{ terms: [synergy] }]', '')).toThrow(/needs "unfit:"/u);
    });
  });

  it.each([
    ['Moving forward, you lead.', ['Moving forward']],
    ['You lead, moving forward, a choir', ['moving forward']],
    ['You lead the choir (moving forward)', ['moving forward']],
    ['You are moving forward, always', []],
    ['Moving forward', []],
  ])('looks only where words stand apart: %s', (text, expected) => {
    expect(
      marks('substitution', 'swaps: [{ terms: [moving forward], with: [from now on], apart: true }]', text),
    ).toEqual(expected);
  });

  it.each([
    ['You leverage data', ['leverage']],
    ['You create leverage for others', []],
    ['More leverage, more fun', []],
  ])('looks only for a verb with an object: %s', (text, expected) => {
    expect(marks('substitution', 'swaps: [{ terms: [leverage+], with: [use+], object: true }]', text)).toEqual(
      expected,
    );
  });
});
