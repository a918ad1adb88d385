import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/types.js';
import { parsePosting } from '../../src/document/index.js';
import { type KnownRules, suppressFindings } from '../../src/engine/suppress.js';

const RULES: KnownRules = {
  idOf: new Map([
    ['tools/list', 'tools/list'],
    ['tools/old-name', 'tools/list'],
    ['wording/rockstar', 'wording/rockstar'],
    ['wording/off', 'wording/off'],
  ]),
  ran: new Set(['tools/list', 'wording/rockstar']),
};

/** Finds every `Rockstar` and every `Canva`, then suppresses; `rule@line` and what became of it. */
function run(source: string, path = 'posting.md'): string[] {
  const posting = parsePosting(source, { path });
  const findings: Finding[] = Array.from(source.matchAll(/Rockstar|Canva/g), match => ({
    rule: match[0] === 'Canva' ? 'tools/list' : 'wording/rockstar',
    severity: 'warning',
    message: 'found',
    span: { start: match.index, end: match.index + match[0].length },
    actual: match[0],
    evidence: [],
    suggestions: [],
  }));
  return suppressFindings(posting, findings, RULES).map(finding => {
    const line = source.slice(0, finding.span.start).split(/\r\n|\r|\n/).length;
    const fate = finding.suppressed ? ` (${finding.suppressed.reason ?? 'no reason'})` : '';
    const message = finding.message === 'found' ? '' : `: ${finding.message}`;
    return `${finding.rule}@${line}${fate}${message}`;
  });
}

describe('a comment in a Markdown posting', () => {
  it('suppresses on the next line that is not blank, with its reason', () => {
    expect(
      run('# A\n\n<!-- sm-jd-disable-next-line wording/rockstar -- it is a band -->\n\nRockstar\n\nRockstar\n'),
    ).toEqual(['wording/rockstar@5 (it is a band)', 'wording/rockstar@7']);
  });

  it('suppresses all rules where it names none, several where it names several', () => {
    expect(run('<!-- sm-jd-disable-next-line -->\nRockstar Canva\n')).toEqual([
      'wording/rockstar@2 (no reason)',
      'tools/list@2 (no reason)',
    ]);
    expect(run('<!-- sm-jd-disable-next-line wording/rockstar, tools/list -->\nRockstar Canva\n')).toHaveLength(2);
  });

  it('suppresses on its own line', () => {
    expect(run('Rockstar <!-- sm-jd-disable-line -->\n\nCanva\n')).toEqual([
      'wording/rockstar@1 (no reason)',
      'tools/list@3',
    ]);
  });

  it('suppresses a block, each rule until it is enabled again', () => {
    const source = `Canva

<!-- sm-jd-disable wording/rockstar tools/list -->

Rockstar Canva

<!-- sm-jd-enable tools/list -->

Rockstar Canva

<!-- sm-jd-enable -->

Rockstar Canva
`;
    expect(run(source).map(line => line.replace(' (no reason)', ' off'))).toEqual([
      'tools/list@1',
      'wording/rockstar@5 off',
      'tools/list@5 off',
      'wording/rockstar@9 off',
      'tools/list@9',
      'wording/rockstar@13',
      'tools/list@13',
    ]);
  });

  it('takes old names and whole categories', () => {
    expect(run('<!-- sm-jd-disable tools/old-name -->\n\nCanva\n')).toEqual(['tools/list@3 (no reason)']);
    expect(run('<!-- sm-jd-disable wording/* -->\n\nCanva Rockstar\n')).toEqual([
      'tools/list@3',
      'wording/rockstar@3 (no reason)',
    ]);
  });

  it('is reported where it suppresses nothing, but not for a rule that did not run', () => {
    expect(run('<!-- sm-jd-disable-next-line tools/list -->\nRockstar\n')).toEqual([
      'suppression/unused@1: Nothing here breaks “tools/list”: this suppression can go.',
      'wording/rockstar@2',
    ]);
    expect(run('<!-- sm-jd-disable-next-line wording/off -->\nRockstar\n')).toEqual(['wording/rockstar@2']);
    expect(run('<!-- sm-jd-disable -->\n')).toEqual([
      'suppression/unused@1: Nothing here breaks any rule: this suppression can go.',
    ]);
  });

  it('is reported where it names no rule, with the name that was meant', () => {
    expect(run('<!-- sm-jd-disable-next-line wording/rokstar -->\nRockstar\n')).toEqual([
      'suppression/unknown-rule@1: There is no rule “wording/rokstar” to suppress; did you mean "wording/rockstar"?',
      'wording/rockstar@2',
    ]);
  });

  it('counts for nothing inside code', () => {
    expect(run('```\n<!-- sm-jd-disable -->\n```\n\nRockstar\n')).toEqual(['wording/rockstar@5']);
  });

  it('works with CRLF and at the end of the file', () => {
    expect(run('<!-- sm-jd-disable-next-line -->\r\nRockstar')).toEqual(['wording/rockstar@2 (no reason)']);
    expect(run('Rockstar\r\n<!-- sm-jd-disable-next-line -->')).toEqual([
      'wording/rockstar@1',
      'suppression/unused@2: Nothing here breaks any rule: this suppression can go.',
    ]);
  });
});

describe('a line in a text posting', () => {
  it('suppresses like a comment, with or without a number sign', () => {
    const source =
      'JOB\n\n# sm-jd-disable-next-line wording/rockstar -- a band\nRockstar\nsm-jd-disable-next-line\nCanva\n';
    expect(run(source, 'posting.txt')).toEqual(['wording/rockstar@4 (a band)', 'tools/list@6 (no reason)']);
  });

  it('is no prose: its own words are not found fault with', () => {
    expect(run('sm-jd-disable-next-line tools/list -- our Rockstar said so\nCanva\n', 'posting.txt')).toEqual([
      'tools/list@2 (our Rockstar said so)',
    ]);
  });
});

describe('the front matter', () => {
  it.each([
    ['one rule', 'sm-jd-disable: wording/rockstar', 'no reason'],
    ['a list', 'sm-jd-disable:\n  - wording/rockstar', 'no reason'],
    ['reasons', 'sm-jd-disable:\n  wording/rockstar: a band', 'a band'],
  ])('suppresses in the whole posting: %s', (_, yaml, reason) => {
    const found = run(`---\ntitle: Singer\n${yaml}\n---\n\nRockstar Canva\n`);
    expect(found.map(line => line.replace(/@\d+/, ''))).toEqual([`wording/rockstar (${reason})`, 'tools/list']);
  });

  it('is held to what it says', () => {
    expect(run('---\ntitle: Singer\nsm-jd-disable: [tools/list, tols/list]\n---\n\nHello\n')).toEqual([
      'suppression/unused@3: Nothing here breaks “tools/list”: this suppression can go.',
      'suppression/unknown-rule@3: There is no rule “tols/list” to suppress; did you mean "tools/list"?',
    ]);
  });
});

describe('a comment that is almost one', () => {
  it('is told with what was probably meant, and suppresses nothing', () => {
    expect(run('<!-- sm-jd-disable-nextline wording/rockstar -->\nRockstar\n')).toEqual([
      'suppression/unknown-comment@1: “sm-jd-disable-nextline” is nothing that sm-jd knows, and suppresses nothing; did you mean “sm-jd-disable-next-line”?',
      'wording/rockstar@2',
    ]);
    expect(run('# sm-jd-disabled\nRockstar\n', 'a.txt')).toEqual([
      expect.stringMatching(/^suppression\/unknown-comment@1: .*did you mean “sm-jd-disable”\?$/),
      'wording/rockstar@2',
    ]);
    expect(run('Rockstar <!--sm-jd-enable-line-->\n')[1]).toMatch(/^suppression\/unknown-comment@1/);
  });

  it('is left alone where it is only talked about', () => {
    expect(run('Write `<!-- sm-jd-ignore -->`.\n')).toEqual([]);
    expect(run('sm-jd-lint is a team\n', 'a.txt')).toEqual([]);
  });

  it('may close right behind its name', () => {
    expect(run('<!--sm-jd-disable-next-line-->\nRockstar\n<!-- b -->\nCanva\n')).toEqual([
      'wording/rockstar@2 (no reason)',
      'tools/list@4',
    ]);
  });
});
