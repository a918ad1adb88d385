import { describe, expect, it } from 'vitest';
import type { Posting, Severity } from '../../src/core/types.js';
import { parsePosting } from '../../src/document/index.js';
import { type LintContext, lintPosting } from '../../src/engine/lint.js';
import type { Check, Draft, Rule, Where } from '../../src/kinds/types.js';
import type { Profile } from '../../src/profile/types.js';
import type { SuggestSpec } from '../../src/suggest/types.js';

const TEXT = 'Answer letters. Answer calls. Be kind.\n';
const posting = parsePosting(TEXT, { path: 'a.md' });

function rule(id: string, check: Check, extra: { severity?: Severity; where?: Where } = {}): Rule {
  const meta = {
    id,
    aliases: [],
    kind: 'test',
    severity: extra.severity ?? ('warning' as const),
    summary: '',
    why: '',
    sources: [],
    where: extra.where ?? {},
    message: 'found {match}',
  };
  return { meta, check };
}

/** Reports each occurrence of the words, as a rule about words does. */
const finds = (words: string): Check =>
  function* (one: Posting): Iterable<Draft> {
    for (let at = one.source.indexOf(words); at >= 0; at = one.source.indexOf(words, at + 1)) {
      const statement = one.statements.find(({ span }) => span.start <= at && at < span.end)!;
      yield { span: { start: at, end: at + words.length }, statement, data: { match: words } };
    }
  };

const context: LintContext = {
  profile: () => {
    throw new Error('no rule was to ask for the profile');
  },
};
const lint = (rules: readonly Rule[], run = context) => lintPosting(posting, { rules }, run);

describe('lintPosting', () => {
  it('gives findings in source order with the words as written', () => {
    const { findings } = lint([rule('b/kind', finds('kind')), rule('a/answer', finds('Answer'))]);
    expect(findings.map(({ rule, actual, message }) => [rule, actual, message])).toEqual([
      ['a/answer', 'Answer', 'found Answer'],
      ['a/answer', 'Answer', 'found Answer'],
      ['b/kind', 'kind', 'found kind'],
    ]);
  });

  it('drops exact duplicates, and only those', () => {
    const twice: Check = (one, ctx) => [...finds('kind')(one, ctx), ...finds('kind')(one, ctx)];
    expect(lint([rule('a/kind', twice), rule('b/kind', finds('kind'))]).findings).toHaveLength(2);
  });

  it('marks what a graver or equal finding covers', () => {
    const { findings } = lint([
      rule('a/words', finds('Answer letters'), { severity: 'info' }),
      rule('b/word', finds('letters')),
      rule('c/part', finds('etters'), { severity: 'info' }),
      rule('d/same', finds('letters')),
    ]);
    expect(findings.map(({ rule, overlaps }) => [rule, overlaps ?? false])).toEqual([
      ['a/words', false],
      ['b/word', false],
      ['d/same', true],
      ['c/part', true],
    ]);
  });

  it('lets findings about the whole posting share a place', () => {
    const whole: Check = () => [{ span: { start: 0, end: 6 }, data: { match: 'it' } }];
    const { findings } = lint([rule('a/whole', whole), rule('b/whole', whole), rule('c/word', finds('Answer'))]);
    expect(findings.filter(finding => finding.overlaps)).toEqual([]);
  });

  it('turns a rule that breaks into a failure and runs the others', () => {
    const breaks: Check = function* (one, ctx) {
      yield* finds('Answer')(one, ctx);
      throw new Error('no such thing');
    };
    const { findings, failures } = lint([rule('a/breaks', breaks), rule('b/kind', finds('kind'))]);
    expect(findings.map(finding => finding.rule)).toEqual(['b/kind']);
    expect(failures).toEqual([{ kind: 'rule', subject: 'a/breaks', message: 'the rule broke on a.md: no such thing' }]);
  });

  it('takes a range outside the posting for a broken rule', () => {
    const outside: Check = () => [{ span: { start: 3, end: TEXT.length + 1 } }];
    const turned: Check = () => [{ span: { start: 4, end: 3 } }];
    const { findings, failures } = lint([rule('a/out', outside), rule('b/turned', turned)]);
    expect(findings).toEqual([]);
    expect(failures.map(failure => failure.subject)).toEqual(['a/out', 'b/turned']);
  });

  it('keeps a rule for other roles silent and says why', () => {
    const profile = { role: 'other', roleReason: 'the title says "Porter"' } as Profile;
    let asked = 0;
    const run: LintContext = {
      profile: () => {
        asked++;
        return profile;
      },
    };
    const where: Where = { roles: ['social', 'content'] };
    const result = lint([rule('a/one', finds('kind'), { where }), rule('b/two', finds('kind'), { where })], run);
    expect(result.findings).toEqual([]);
    expect(result.skips[0]).toEqual({
      rule: 'a/one',
      reason: 'applies to social, content roles; this one is "other" (the title says "Porter")',
    });
    expect(result.skips).toHaveLength(2);
    expect(asked).toBe(1);
  });

  it('runs a rule of a place only where that place is given', () => {
    const where: Where = { jurisdictions: ['eu'] };
    const eu = [rule('a/eu', finds('kind'), { where })];
    expect(lint(eu).findings).toEqual([]);
    expect(lint(eu).skips[0]?.reason).toBe('applies in eu only; say where with --jurisdiction or in the front matter');
    expect(lint(eu, { ...context, jurisdictions: ['eu-de'] }).findings).toHaveLength(1);
    expect(lint(eu, { ...context, jurisdictions: ['eurasia'] }).findings).toEqual([]);
  });

  it('offers ready-made help before written help', () => {
    const ready = { help: 'ask', title: 'Why?', edits: [], safety: 'display' } as const;
    const helped: Check = () => [
      { span: { start: 0, end: 6 }, suggestions: [ready], suggest: { ask: 'Who?' }, data: { match: 'Answer' } },
    ];
    const suggester = {
      suggest: ({ ask = '' }: SuggestSpec) => [
        { help: 'ask', title: String(ask), edits: [], safety: 'display' } as const,
      ],
      check: () => [],
    };
    const { findings } = lintPosting(posting, { rules: [rule('a/help', helped)], suggester }, context);
    expect(findings[0]?.suggestions.map(({ title }) => title)).toEqual(['Why?', 'Who?']);
  });
});
