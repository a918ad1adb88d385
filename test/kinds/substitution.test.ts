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

  it('takes the longest where swaps overlap', () => {
    expect(
      marks(
        'substitution',
        'swaps:\n- { terms: [guru*], with: [expert*] }\n- { terms: [marketing guru*], with: [marketer*] }',
        'Our marketing guru',
      ),
    ).toEqual(['marketing guru']);
  });
});
