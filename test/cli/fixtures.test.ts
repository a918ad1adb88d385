import { describe, expect, it } from 'vitest';
import type { JsonReport } from '../../src/reporters/json.js';
import { runCli } from './run-cli.js';

/** The postings of `fixtures/`, linted by the rules that ship: what the product is for. */
async function rulesFoundIn(fixture: string): Promise<Set<string>> {
  const { out } = await runCli(['lint', `fixtures/${fixture}`, '--format', 'json', '--no-config']);
  const report = JSON.parse(out) as JsonReport;
  expect(report.failures).toEqual([]);
  return new Set(report.files.flatMap(file => file.findings.map(finding => finding.rule)));
}

/** Rules that only a posting for work with the public can break. */
const ABOUT_RELATING = /^(tools\/(only-lists|tool-without)|relationship\/|purpose\/aims)/;

describe('a posting for social media work', () => {
  it('that lists tools is told so, and that it asks for no act of relating', async () => {
    const found = await rulesFoundIn('social-tool-list.md');
    for (const rule of ['tools/only-lists-tools', 'relationship/missing-acts', 'relationship/token-mention']) {
      expect(found).toContain(rule);
    }
  });

  it('that only says “excellent communication skills” is told that nobody can do that', async () => {
    const found = await rulesFoundIn('communications-token.md');
    expect(found).toContain('relationship/token-mention');
    expect(found).toContain('relationship/missing-acts');
  });

  it.each(['social-relating.md', 'community-coordinator.txt'])(
    'that asks for relating is left alone: %s',
    async name => {
      const found = [...(await rulesFoundIn(name))];
      expect(found.filter(rule => /^tools\/only|^relationship\/(missing|token|broadcast)/.test(rule))).toEqual([]);
    },
  );
});

describe('a posting for other work', () => {
  it.each(['software-engineer.md', 'ward-nurse.txt'])('is not asked to be one for social media: %s', async name => {
    const found = [...(await rulesFoundIn(name))];
    expect(found.filter(rule => ABOUT_RELATING.test(rule))).toEqual([]);
    const { out } = await runCli(['lint', `fixtures/${name}`, '--verbose', '--no-config'], { env: { COLUMNS: '300' } });
    expect(out).toMatch(/tools\/only-lists-tools: not checked, applies to [^:]*this\s+one\s+is\s+"other"/);
  });
});

describe('sm-jd profile', () => {
  it('tells what a posting asks for, in words and as JSON', async () => {
    const text = await runCli(['profile', 'fixtures/social-tool-list.md', '--statements']);
    expect(text.code).toBe(0);
    expect(text.out).toMatch(/^ {2}role +social/m);
    expect(text.out).toMatch(/^ {2}only tools +yes$/m);
    // What is asked comes first, each share of what is asked alone; the rest has no bar.
    expect(text.out).toMatch(/what is asked of the person \(\d+\)\n(?: {2}.+█+ \d+% \(\d+\)\n)+/);
    expect(text.out).not.toMatch(/^ {2}other +█/m);
    expect(text.out).toMatch(/^ +22 {2}T +Proficiency in Canva, Photoshop and Premiere Pro$/m);
    const { files } = JSON.parse((await runCli(['profile', 'fixtures', '--format', 'json'])).out);
    expect(files.length).toBeGreaterThanOrEqual(6);
    expect(files[0].facets.R).toMatchObject({ name: 'relating to people', count: expect.any(Number) });
    expect(files.find((file: { path: string }) => file.path.includes('engineer')).role).toBe('other');
  });

  it('tells what it could not read', async () => {
    const { code, err } = await runCli(['profile', 'fixtures/gone.md']);
    expect([code, err]).toEqual([2, 'error: fixtures/gone.md: does not exist\n']);
  });
});
