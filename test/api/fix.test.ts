import { expect, it } from 'vitest';
import { fix } from '../../src/index.js';

const POSTING = '# Lock Keeper\n\n- Check the gates on a daily basis\n';

it('fix mends what is safe', () => {
  const { source, applied, unsettled } = fix(POSTING);
  expect(source).toBe('# Lock Keeper\n\n- Check the gates every day\n');
  expect(applied.map(one => one.rule)).toEqual(['clarity/plain-word']);
  expect(unsettled).toEqual([]);
  expect(fix(source).source).toBe(source);
});

it('fix mends more when asked to', () => {
  const source = '# Office Manager\n\n## Requirements\n\n- Bachelor’s degree in accounting\n';
  expect(fix(source).source).toBe(source);
  const { source: mended } = fix(source, {
    safety: 'review',
    settings: [{ name: 'requirements/degree-without-equivalent', severity: 'on' }],
  });
  expect(mended).toContain('Bachelor’s degree in accounting or equivalent experience');
  expect(fix(mended, { safety: 'review' }).source).toBe(mended);
});

it('fix says which option is wrong', () => {
  expect(() => fix(POSTING, { settings: [{ name: 'clarity/plain-wrod', severity: 'off' }] })).toThrow(
    'did you mean clarity/plain-word',
  );
});
