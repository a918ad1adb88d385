import { describe, expect, it } from 'vitest';
import type { Finding, Suggestion } from '../../src/core/types.js';
import { mendTogether, settleHelp, withoutRepeats } from '../../src/engine/joint-help.js';
import type { Rule } from '../../src/kinds/types.js';
import type { RuleSet } from '../../src/rules/rule-set.js';

const rule = (id: string, together: boolean) => ({ meta: { id, suggest: { together } } }) as unknown as Rule;
const set = {
  rules: [rule('test/together', true), rule('test/alone', false)],
  suggester: { suggest: () => [], check: () => [] },
} as unknown as RuleSet;

const WHO: Suggestion = { help: 'ask', title: 'Who?', edits: [], safety: 'display' };

const replacing = (at: number): Suggestion => ({
  help: 'replace',
  title: '“you”',
  edits: [{ span: { start: at, end: at + 3 }, text: 'you' }],
  safety: 'review',
});

const finding = (id: string, at: number, suggestions: Suggestion[], suppressed = false): Finding => ({
  rule: id,
  severity: 'info',
  message: 'found',
  span: { start: at, end: at + 3 },
  actual: 'one',
  evidence: [],
  suggestions,
  ...(suppressed && { suppressed: { by: 'comment' as const } }),
});

const places = ({ suggestions }: Finding) =>
  suggestions.map(({ help, edits }) => [help, ...edits.map(edit => edit.span.start)]);

describe('what a rule offers together', () => {
  it('is all edits at once, and then no question', () => {
    const found = [finding('test/together', 0, [replacing(0), WHO]), finding('test/together', 9, [replacing(9), WHO])];
    expect(settleHelp(found, set).map(places)).toEqual([[['replace', 0, 9]], [['replace', 0, 9]]]);
  });

  it('is only the question where one place cannot be replaced', () => {
    const found = [finding('test/together', 0, [replacing(0), WHO]), finding('test/together', 9, [WHO])];
    expect(settleHelp(found, set).map(places)).toEqual([[['ask']], [['ask']]]);
  });

  it('leaves suppressed places alone, and replaces the rest', () => {
    const found = [
      finding('test/together', 0, [replacing(0), WHO], true),
      finding('test/together', 9, [replacing(9), WHO]),
    ];
    expect(settleHelp(found, set).slice(1).map(places)).toEqual([[['replace', 9]]]);
  });
});

describe('a question', () => {
  it('is asked once where the later finding has other help', () => {
    const found = [finding('test/alone', 0, [WHO]), finding('test/alone', 9, [replacing(9), WHO])];
    expect(settleHelp(found, set).map(places)).toEqual([[['ask']], [['replace', 9]]]);
  });

  it('is there as long as it is not known which findings will be seen', () => {
    const found = [finding('test/alone', 0, [WHO]), finding('test/alone', 9, [replacing(9), WHO])];
    const hidden = mendTogether(found, set).slice(1);
    expect(withoutRepeats(hidden).map(places)).toEqual([[['replace', 9], ['ask']]]);
  });

  it('is not lost with a suppressed finding', () => {
    const found = [finding('test/alone', 0, [WHO], true), finding('test/alone', 9, [replacing(9), WHO])];
    expect(settleHelp(found, set)[1]).toEqual(found[1]);
  });
});
