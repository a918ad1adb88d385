import { describe, expect, it } from 'vitest';
import { profile } from '../../src/index.js';

describe('the profile of a text', () => {
  const text = '# Community Manager\n\n## Duties\n\n- Answer **members** within a day\n- Use Hootsuite\n';
  const told = profile(text);

  it('is plain data, the same after a round through JSON', () => {
    expect(JSON.parse(JSON.stringify(told))).toEqual(told);
    expect(Object.keys(told)).toContain('document');
    expect(told).toMatchObject({ role: 'community', title: 'Community Manager' });
  });

  it('holds what each statement was taken for, and where it stands', () => {
    const [, , answer, use] = told.statements;
    expect(answer).toMatchObject({ text: 'Answer members within a day', kind: 'item', section: 'duties' });
    expect(text.slice(answer?.span.start, answer?.span.end)).toBe('Answer **members** within a day');
    expect(use?.tools).toMatchObject([{ name: 'Hootsuite' }]);
  });
});
