import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';
import { CARDS, CLEAN, CONFIG, ROCKSTAR, SYNERGY } from './sample-project.js';
import { scratchFolder } from './scratch.js';

const project = (files: Readonly<Record<string, string>>) =>
  scratchFolder({ '.sm-jd.yaml': CONFIG, ...CARDS, ...files });

const BASELINE = '.sm-jd-baseline.json';

describe('a baseline', () => {
  it('lets what was there pass, though lines move, wrap anew or change case, and tells what is new', async () => {
    const cwd = project({ 'jobs/a.md': ROCKSTAR, 'jobs/b.md': SYNERGY, 'jobs/c.md': CLEAN });
    const made = await runCli(['baseline', 'update', 'jobs'], { cwd });
    expect(made).toEqual({ code: 0, out: `${BASELINE}: 2 findings in 2 of 3 postings.\n`, err: '' });
    expect(readFileSync(join(cwd, BASELINE), 'utf8')).toMatchSnapshot();
    expect(await runCli(['lint', 'jobs', '--baseline'], { cwd })).toMatchObject({
      code: 0,
      out: 'Nothing to mend in 3 postings; 2 suppressed.\n',
    });

    writeFileSync(
      join(cwd, 'jobs/a.md'),
      '# Cook\n\nWe cook.\n\n* A **rockstar**\n  at the stove\n* A rockstar of rice\n',
    );
    const { code, out } = await runCli(['lint', 'jobs', '--baseline', BASELINE], { cwd });
    expect(code).toBe(1);
    expect(out).toContain('A rockstar of rice');
    expect(out).toContain('1 warning in 3 postings, 2 of them clean; 2 suppressed.');
  });

  it('counts equal findings: a second one is new', async () => {
    const cwd = project({ 'a.md': ROCKSTAR });
    await runCli(['baseline', 'update', 'a.md'], { cwd });
    writeFileSync(join(cwd, 'a.md'), `${ROCKSTAR}- A rockstar at the stove\n`);
    expect((await runCli(['lint', 'a.md', '--baseline'], { cwd })).out).toContain(
      '1 warning in 1 posting; 1 suppressed.',
    );
  });

  it('tells under --verbose what is no longer found, and is made smaller by an update', async () => {
    const cwd = project({ 'a.md': ROCKSTAR });
    await runCli(['baseline', 'update', '.'], { cwd });
    writeFileSync(join(cwd, 'a.md'), CLEAN);
    expect((await runCli(['lint', '.', '--baseline', '--verbose'], { cwd })).err).toBe(
      '1 findings of the baseline are gone: run “sm-jd baseline update”.\n',
    );
    await runCli(['baseline', 'update', '.'], { cwd });
    expect(JSON.parse(readFileSync(join(cwd, BASELINE), 'utf8'))).toEqual({ schemaVersion: 1, files: {} });
  });

  it.each([
    ['missing', undefined, 'there is no such baseline'],
    ['no JSON', '<<<<<<< HEAD', 'is no valid JSON (a merge conflict?)'],
    ['something else', '{"files":{"a":[1]}}', 'is no baseline of sm-jd'],
  ])('that is %s is told, with the mend', async (_, text, message) => {
    const cwd = project({ 'a.md': CLEAN, ...(text !== undefined && { [BASELINE]: text }) });
    const { code, out } = await runCli(['lint', 'a.md', '--baseline'], { cwd });
    expect(code).toBe(2);
    expect(out).toContain(message);
  });
});

describe('only what changed', () => {
  function repository(files: Readonly<Record<string, string>>): { cwd: string; git: (...args: string[]) => void } {
    const cwd = project(files);
    const git = (...args: string[]) =>
      void execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
        cwd,
        stdio: 'pipe',
      });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    return { cwd, git };
  }

  it('is linted with --since: changed, new, but neither deleted nor untouched postings', async () => {
    const { cwd, git } = repository({ 'old.md': ROCKSTAR, 'jobs/a.md': CLEAN, 'jobs/gone.md': ROCKSTAR });
    git('rm', '-q', 'jobs/gone.md');
    writeFileSync(join(cwd, 'jobs/a.md'), ROCKSTAR);
    writeFileSync(join(cwd, 'jobs/ü new.md'), SYNERGY);
    const { out } = await runCli(['lint', '--since', 'HEAD', '--format', 'compact'], { cwd });
    expect(out).toBe(
      'jobs/a.md:3:5: warning: “rockstar” says nothing about the work. [words/rockstar]\n' +
        'jobs/ü new.md:3:10: info: “synergy”: say who works with whom. [words/synergy]\n',
    );
    expect((await runCli(['lint', 'old.md', '--since', 'HEAD'], { cwd })).code).toBe(0);
  });

  it('is linted with --staged', async () => {
    const { cwd, git } = repository({ 'a.md': CLEAN, 'b.md': CLEAN });
    writeFileSync(join(cwd, 'a.md'), ROCKSTAR);
    writeFileSync(join(cwd, 'b.md'), ROCKSTAR);
    git('add', 'a.md');
    const { out } = await runCli(['lint', '.', '--staged', '--format', 'compact'], { cwd });
    expect(out).toMatch(/^a\.md:3:5: .*\n$/);
  });

  it('is told with --changed-lines: findings on lines that were not touched are not', async () => {
    const before = '# Cook\n\n- A rockstar at the stove\n- Wash up\n- Serve\n';
    const { cwd } = repository({ 'a.md': before });
    writeFileSync(join(cwd, 'a.md'), before.replace('Serve', 'A rockstar who serves'));
    writeFileSync(join(cwd, 'new.md'), ROCKSTAR);
    const { out } = await runCli(['lint', '--since', 'HEAD', '--changed-lines', '--format', 'compact'], { cwd });
    expect(out.match(/^[^:]+:\d+/gm)).toEqual(['a.md:5', 'new.md:3']);
  });

  it('needs a repository and a commit that exists', async () => {
    const { cwd } = repository({ 'a.md': CLEAN });
    const unknown = await runCli(['lint', '--since', 'nope'], { cwd });
    expect([unknown.code, unknown.err]).toEqual([2, 'error: --since: git knows no commit “nope”\n']);
    const injected = await runCli(['lint', '--since', '--output=x'], { cwd });
    expect(injected.err).toBe('error: --since: git knows no commit “--output=x”\n');
    const outside = await runCli(['lint', '--since', 'main'], { cwd: project({ 'a.md': CLEAN }) });
    expect(outside.err).toContain('not a git repository');
    expect((await runCli(['lint', 'a.md', '--changed-lines'], { cwd })).err).toContain('needs --since or --staged');
  });
});

describe('several reports at once', () => {
  it('go to standard output and to files', async () => {
    const cwd = project({ 'a.md': ROCKSTAR });
    const args = ['lint', 'a.md', '--format', 'compact', '--output', 'json=out.json', '--output', 'sarif=out.sarif'];
    const { code, out } = await runCli(args, { cwd });
    expect([code, out.split('\n').length]).toEqual([1, 2]);
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')).files[0].findings).toHaveLength(1);
    const [result] = JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8')).runs[0].results;
    expect(result.partialFingerprints['statement/v1']).toMatch(/^[0-9a-f]{16}$/);
  });

  it('tell a wrong format and a folder that is not there', async () => {
    const cwd = project({ 'a.md': ROCKSTAR });
    expect((await runCli(['lint', 'a.md', '--output', 'xml=x'], { cwd })).err).toContain(
      'write format=file, with one of',
    );
    expect((await runCli(['lint', 'a.md', '--output', 'json=gone/x.json'], { cwd })).err).toContain(
      'error: --output: gone/x.json cannot be written',
    );
  });
});
