import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit, Finding, Safety, Span } from '../../src/core/types.js';
import { applicable, dominantLineEnd, fixText, type Linted, MAX_PASSES } from '../../src/engine/fix.js';

/** A linter of plain words: each rule finds its word anywhere outside `opaque` fences and swaps it. */
function wordLinter(swaps: Readonly<Record<string, { to: string; safety?: Safety }>>) {
  return (source: string): Linted => {
    const opaque: Span[] = [];
    for (const match of source.matchAll(/`[^`]*`/g))
      opaque.push({ start: match.index, end: match.index + match[0].length });
    const findings: Finding[] = [];
    for (const [word, { to, safety = 'safe' }] of Object.entries(swaps)) {
      for (let at = source.indexOf(word); at >= 0 && word; at = source.indexOf(word, at + 1)) {
        findings.push(finding(source, `test/${word}`, { start: at, end: at + word.length }, to, safety));
      }
    }
    return { findings, opaque };
  };
}

/** Of each rule the first finding alone. */
function firstPlaces(lint: (source: string) => Linted) {
  return (source: string): Linted => {
    const { findings, opaque } = lint(source);
    const rules = new Set<string>();
    return { findings: findings.filter(one => !rules.has(one.rule) && rules.add(one.rule)), opaque };
  };
}

function finding(
  source: string,
  rule: string,
  span: Span,
  text: string,
  safety: Safety = 'safe',
  edits?: Edit[],
): Finding {
  return {
    rule,
    severity: 'warning',
    message: 'found',
    span,
    actual: source.slice(span.start, span.end),
    evidence: [],
    suggestions: [{ help: 'replace', title: `“${text}” instead`, edits: edits ?? [{ span, text }], safety }],
  };
}

describe('fixText', () => {
  it('repeats until nothing is left to do', () => {
    const result = fixText('one', wordLinter({ one: { to: 'two' }, two: { to: 'three' }, three: { to: 'four' } }), {
      safety: 'safe',
    });
    expect(result).toMatchObject({ source: 'four', passes: 3, unsettled: [] });
    expect(result.applied.map(fix => [fix.rule, fix.pass])).toEqual([
      ['test/one', 1],
      ['test/two', 2],
      ['test/three', 3],
    ]);
    expect(result.linted.findings).toEqual([]);
  });

  it('applies what wants review only when asked, and what is for display never', () => {
    const lint = wordLinter({ a: { to: 'A' }, b: { to: 'B', safety: 'review' }, c: { to: 'C', safety: 'display' } });
    expect(fixText('abc', lint, { safety: 'safe' }).source).toBe('Abc');
    expect(fixText('abc', lint, { safety: 'review' }).source).toBe('ABc');
  });

  it('leaves code and other opaque ranges alone, and the edges of code free', () => {
    const lint = wordLinter({ bad: { to: 'good' } });
    expect(fixText('bad `bad` bad', lint, { safety: 'safe' }).source).toBe('good `bad` good');
    const insertAt = (at: number) => (source: string) => ({
      findings: source.includes('+') ? [] : [finding(source, 'test/insert', { start: at, end: at }, '+')],
      opaque: [{ start: 2, end: 5 }],
    });
    expect(fixText('ab---cd', insertAt(2), { safety: 'safe' }).source).toBe('ab+---cd');
    expect(fixText('ab---cd', insertAt(3), { safety: 'safe' }).source).toBe('ab---cd');
    expect(fixText('ab---cd', insertAt(5), { safety: 'safe' }).source).toBe('ab---+cd');
  });

  it('puts nothing before front matter', () => {
    const lint = (source: string) => ({
      findings: [finding(source, 'test/x', { start: 0, end: 0 }, '# Title\n')],
      opaque: [{ start: 0, end: 14 }],
    });
    expect(fixText('---\ntitle: a\n---\n', lint, { safety: 'safe' })).toMatchObject({
      source: '---\ntitle: a\n---\n',
      passes: 0,
    });
  });

  it('ignores suppressed findings', () => {
    const lint = (source: string): Linted => ({
      findings: [{ ...finding(source, 'test/x', { start: 0, end: 1 }, 'X'), suppressed: { by: 'comment' } }],
      opaque: [],
    });
    expect(fixText('x', lint, { safety: 'review' }).source).toBe('x');
  });

  it('leaves out rules that undo each other, and names them', () => {
    const lint = wordLinter({ yes: { to: 'no' }, no: { to: 'yes' }, keep: { to: 'kept' } });
    const result = fixText('keep: yes', lint, { safety: 'safe' });
    expect(result).toMatchObject({ source: 'kept: yes', unsettled: ['test/no', 'test/yes'] });
    expect(result.applied.map(fix => fix.rule)).toEqual(['test/keep']);
    expect(fixText(result.source, lint, { safety: 'safe' }).source).toBe('kept: yes');
  });

  it('leaves out a rule that feeds on its own fix', () => {
    const lint = wordLinter({ a: { to: 'aaaaa' }, b: { to: 'c' } });
    const result = fixText('a b '.repeat(50), lint, { safety: 'safe' });
    expect(result).toMatchObject({ source: 'a c '.repeat(50), unsettled: ['test/a'], passes: 1 });
  });

  it('goes on for as long as rules that report their first place alone have places left', () => {
    const result = fixText('a '.repeat(150), firstPlaces(wordLinter({ a: { to: 'b' } })), { safety: 'safe' });
    expect(result).toMatchObject({ source: 'b '.repeat(150), passes: 150, unsettled: [] });
  });

  it('names who goes round in a circle, and not who had many places to mend meanwhile', () => {
    const lint = firstPlaces(
      wordLinter({ one: { to: 'two' }, two: { to: 'three' }, three: { to: 'one' }, bad: { to: 'good' } }),
    );
    const result = fixText(`one ${'bad '.repeat(12)}`, lint, { safety: 'safe' });
    expect(result).toMatchObject({
      source: `one ${'good '.repeat(12)}`,
      passes: 12,
      unsettled: ['test/one', 'test/three', 'test/two'],
    });
  });

  it('sees a circle as soon as a text comes back', () => {
    let times = 0;
    const swap = wordLinter({ yes: { to: 'no' }, no: { to: 'yes' } });
    const lint = (source: string) => {
      times++;
      return swap(source);
    };
    expect(fixText('yes', lint, { safety: 'safe' }).unsettled).toEqual(['test/no', 'test/yes']);
    expect(times).toBe(2 * (3 + 1));
  });

  it.each([
    ['a short posting', 100, MAX_PASSES],
    ['a long one', 1_000_000, 20],
    ['a very long one', 4_000_000, 10],
  ])('ends with a rule that always finds one thing more, in %s', (_, length, passes) => {
    let times = 0;
    const lint = (source: string): Linted => {
      times++;
      return { findings: [finding(source, 'test/more', { start: 0, end: 0 }, '+')], opaque: [] };
    };
    const source = 'x'.repeat(length);
    const result = fixText(source, lint, { safety: 'safe' });
    expect([result.source === source, result.unsettled]).toEqual([true, ['test/more']]);
    // The text as it is and after each pass, then without the rule; and all of it once more to make sure.
    expect(times).toBe(2 * (passes + 2));
  });

  it('takes one of two fixes for the same words in a pass, the earlier in the source', () => {
    const lint = wordLinter({ 'big red': { to: 'huge' }, 'red dog': { to: 'fox' } });
    expect(fixText('big red dog', lint, { safety: 'safe' }).source).toBe('huge dog');
  });

  it("writes line ends as the posting's own", () => {
    const lint = (source: string) => ({
      findings: source.includes('new') ? [] : [finding(source, 'test/x', { start: 3, end: 3 }, '- new\n- line\n')],
      opaque: [],
    });
    expect(fixText('a\r\nb\r\n', lint, { safety: 'safe' }).source).toBe('a\r\n- new\r\n- line\r\nb\r\n');
  });

  it('is idempotent, whatever the rules, and never edits outside what it reports', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '`', '\n'), minLength: 1, maxLength: 3 });
    const swap = fc.record({
      to: fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 3 }),
      safety: fc.constantFrom<Safety>('safe', 'review', 'display'),
    });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', ' ', '`', '\n'), maxLength: 25 }),
        fc.dictionary(word, swap, { maxKeys: 5 }),
        fc.constantFrom('safe' as const, 'review' as const),
        (source, swaps, safety) => {
          const lint = wordLinter(swaps);
          const once = fixText(source, lint, { safety });
          const twice = fixText(once.source, lint, { safety });
          expect(twice.source).toBe(once.source);
          expect(once.passes).toBeLessThanOrEqual(MAX_PASSES);
          expect(once.linted).toEqual(lint(once.source));
          expect(once.applied.some(fix => once.unsettled.includes(fix.rule))).toBe(false);
          if (once.applied.length === 0) expect(once.source).toBe(source);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('applicable', () => {
  it('takes the first suggestion that may be applied', () => {
    const base = finding('word', 'test/x', { start: 0, end: 4 }, '');
    const suggestion = (text: string, safety: Safety) => ({
      help: 'replace' as const,
      title: text,
      safety,
      edits: [{ span: base.span, text }],
    });
    const many = {
      ...base,
      suggestions: [suggestion('shown', 'display'), suggestion('read', 'review'), suggestion('sure', 'safe')],
    };
    expect(applicable(many, [], 'safe')?.title).toBe('sure');
    expect(applicable(many, [], 'review')?.title).toBe('read');
    expect(
      applicable(
        { ...base, suggestions: [{ help: 'ask', title: 'Who?', safety: 'display', edits: [] }] },
        [],
        'review',
      ),
    ).toBeUndefined();
  });
});

describe('dominantLineEnd', () => {
  it.each([
    ['', '\n'],
    ['one line', '\n'],
    ['a\nb\n', '\n'],
    ['a\r\nb\r\nc\n', '\r\n'],
    ['a\rb\rc\n', '\r'],
  ])('%j', (source, expected) => {
    expect(dominantLineEnd(source)).toBe(expected);
  });
});
