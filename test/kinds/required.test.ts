import { describe, expect, it } from 'vitest';
import { marks, runKind } from './run-kind.js';

const TEXT = '# Porter\n\n## Duties\n- Lift boxes of 20 kg\n';

describe('required', () => {
  it('tells a missing section, fact or term, at the title', () => {
    expect(marks('required', 'any: { sections: [apply] }', TEXT)).toEqual(['Porter']);
    expect(marks('required', 'any: { facts: [pay] }', TEXT)).toEqual(['Porter']);
    expect(marks('required', 'any: { terms: [learn+] }', TEXT)).toEqual(['Porter']);
  });

  it('is content with any of them', () => {
    expect(marks('required', 'any: { sections: [duties] }', TEXT)).toEqual([]);
    expect(marks('required', 'any: { facts: [pay], sections: [apply], terms: [lift+] }', TEXT)).toEqual([]);
    expect(marks('required', 'any: { facts: [pay] }', `Salary: 20,000 a year\n\n${TEXT}`)).toEqual([]);
    expect(marks('required', 'any: { terms: [box*], except: [box* of] }', TEXT)).toEqual(['Porter']);
  });

  it('does not take an empty section for one', () => {
    expect(marks('required', 'any: { sections: [apply] }', `${TEXT}\n## How to apply\n`)).toEqual(['Porter']);
  });

  it('asks only when something calls for it, and stands there', () => {
    const params = "any: { terms: [adjust+] }\nwhen: { terms: ['lift+ ~3 #'] }";
    const { findings } = runKind('required', params, TEXT, { message: '{title}: {match}' });
    expect(findings.map(finding => finding.message)).toEqual(['Porter: Lift boxes of 20']);
    expect(marks('required', params, '# Porter\n\nCarry letters.\n')).toEqual([]);
    expect(marks('required', params, `${TEXT}- We adjust the work to you\n`)).toEqual([]);
  });

  it('leaves short notes alone and says so', () => {
    const { findings, skips } = runKind('required', 'any: { facts: [pay] }\nminWords: 50', TEXT);
    expect(findings).toEqual([]);
    expect(skips).toEqual([{ rule: 'test/rule', reason: 'the posting has fewer than 50 words' }]);
  });
});
