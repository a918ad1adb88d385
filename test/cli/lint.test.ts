import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonReport } from '../../src/reporters/json.js';
import { CLI, runCli } from './run-cli.js';
import { CARDS, CLEAN, CONFIG, ROCKSTAR, SYNERGY } from './sample-project.js';
import { scratchFolder } from './scratch.js';

const project = (files: Readonly<Record<string, string | Uint8Array>>) =>
  scratchFolder({ '.sm-jd.yaml': CONFIG, ...CARDS, ...files });

describe('sm-jd lint', () => {
  it('prints findings as people read them and exits with 1', async () => {
    const cwd = project({ 'jobs/cook.md': ROCKSTAR, 'jobs/clean.md': CLEAN });
    const { code, out, err } = await runCli(['lint', 'jobs'], { cwd });
    expect(out).toMatchSnapshot();
    expect([code, err]).toEqual([1, '']);
  });

  it('exits with 0 where nothing is to be mended, or only notes', async () => {
    const cwd = project({ 'a.md': CLEAN, 'b.md': SYNERGY });
    expect(await runCli(['lint', 'a.md'], { cwd })).toEqual({
      code: 0,
      out: 'Nothing to mend in 1 posting.\n',
      err: '',
    });
    expect((await runCli(['lint', 'b.md'], { cwd })).code).toBe(0);
    expect((await runCli(['lint', 'b.md', '--fail-on', 'info'], { cwd })).code).toBe(1);
  });

  it('lets --fail-on, --max-warnings and --quiet decide what counts and what is shown', async () => {
    const cwd = project({ 'a.md': ROCKSTAR, 'b.md': SYNERGY });
    expect((await runCli(['lint', '.', '--fail-on', 'error'], { cwd })).code).toBe(0);
    expect((await runCli(['lint', '.', '--max-warnings', '1'], { cwd })).code).toBe(0);
    expect((await runCli(['lint', '.', '--max-warnings', '0'], { cwd })).code).toBe(1);
    const { out } = await runCli(['lint', '.', '--quiet'], { cwd });
    expect(out).toContain('words/rockstar');
    expect(out).not.toContain('words/synergy');
    expect(await runCli(['lint', 'b.md', '--quiet'], { cwd })).toEqual({ code: 0, out: '', err: '' });
  });

  it('takes severities and switches from the command line, by old names too', async () => {
    const cwd = project({ 'a.md': ROCKSTAR, 'b.md': SYNERGY });
    expect((await runCli(['lint', 'a.md', '--disable', 'words/rockstar'], { cwd })).code).toBe(0);
    expect((await runCli(['lint', 'b.md', '--rule', 'words/old-synergy:error'], { cwd })).out).toContain('error');
    expect((await runCli(['lint', 'b.md', '--rule', 'words/*:off'], { cwd })).out).toBe(
      'Nothing to mend in 1 posting.\n',
    );
  });

  it('reads standard input, by its name as Markdown or text', async () => {
    const cwd = project({});
    const markdown = await runCli(['lint', '-'], { cwd, input: ROCKSTAR });
    expect(markdown.code).toBe(1);
    expect(markdown.out).toContain('<stdin>');
    const text = await runCli(['lint', '-', '--stdin-filename', 'jobs/a.txt'], {
      cwd,
      input: 'COOK\n\na **rockstar**',
    });
    expect(text.out).toContain('jobs/a.txt');
    expect(text.out).toContain('**rockstar**');
    expect((await runCli(['lint', '-', '--stdin-filename', 'a.html'], { cwd, input: 'x' })).out).toContain(
      'a.html: --stdin-filename must end in one of .md, .markdown, .txt',
    );
  });

  it('prints JSON whose spans are the words', async () => {
    const cwd = project({
      'a.md': ROCKSTAR,
      'crlf.md': ROCKSTAR.replaceAll('\n', '\r\n'),
      'bom.md': `\ufeff${ROCKSTAR}`,
    });
    const { out, code } = await runCli(['lint', '.', '--format', 'json'], { cwd });
    const report = JSON.parse(out) as JsonReport;
    expect(code).toBe(1);
    expect(report.files.map(file => file.path)).toEqual(['a.md', 'bom.md', 'crlf.md']);
    for (const { findings } of report.files) {
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({
        rule: 'words/rockstar',
        actual: 'rockstar',
        start: { line: 3, column: 5 },
        end: { line: 3, column: 13 },
      });
    }
    expect(report).toMatchSnapshot();
  });

  it('reads UTF-16 with and without a byte order mark', async () => {
    const cwd = project({
      'marked.md': Buffer.from(`\ufeff${ROCKSTAR}`, 'utf16le'),
      'bare.md': Buffer.from(ROCKSTAR, 'utf16le').swap16(),
    });
    const { out } = await runCli(['lint', '.', '--format', 'json'], { cwd });
    const columns = (JSON.parse(out) as JsonReport).files.map(file => file.findings[0]?.start);
    expect(columns).toEqual([
      { line: 3, column: 5 },
      { line: 3, column: 5 },
    ]);
  });

  it('gives the same bytes twice', async () => {
    const cwd = project({ 'a.md': ROCKSTAR, 'b.md': SYNERGY, 'c.txt': ROCKSTAR });
    const runs = await Promise.all([1, 2].map(() => runCli(['lint', '.', '--verbose'], { cwd })));
    expect(runs[0]).toEqual(runs[1]);
  });

  it('colours as flags and the environment say', async () => {
    const cwd = project({ 'a.md': ROCKSTAR });
    const isColored = async (args: string[], env: Record<string, string>) =>
      (await runCli(['lint', 'a.md', ...args], { cwd, env })).out.includes('\u001b[');
    expect(await isColored([], {})).toBe(false);
    expect(await isColored(['--color'], {})).toBe(true);
    expect(await isColored([], { FORCE_COLOR: '1' })).toBe(true);
    expect(await isColored([], { FORCE_COLOR: '0' })).toBe(false);
    expect(await isColored([], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(await isColored(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
  });

  it('fits the width that COLUMNS gives', async () => {
    const cwd = project({ 'a.md': `# Cook\n\n- ${'many words and '.repeat(20)}a rockstar at the stove\n` });
    const { out } = await runCli(['lint', 'a.md'], { cwd, env: { COLUMNS: '60' } });
    for (const row of out.split('\n')) expect(row.length).toBeLessThanOrEqual(60);
  });
});

describe('what cannot be done is told, and the rest is done', () => {
  it('for every kind of file that is no posting', async () => {
    const cwd = project({
      'good.md': ROCKSTAR,
      'empty.md': ' \n',
      'archive.md': Buffer.from([0x50, 0x4b, 3, 4, 20, 0]),
      'nul.txt': 'abc\0def',
      'latin.md': Buffer.from('# Chef de cuisine\n\nCafé Blau\n', 'latin1'),
      'page.html': '<p>job</p>',
      'empty-folder/readme.rst': 'x',
    });
    const args = [
      'good.md',
      'gone.md',
      'empty.md',
      'archive.md',
      'nul.txt',
      'latin.md',
      'page.html',
      'empty-folder',
      '*.docx',
      'good.md/x.md',
    ];
    const { code, out } = await runCli(['lint', ...args], { cwd, env: { COLUMNS: '200' } });
    expect(out).toMatchSnapshot();
    expect(code).toBe(2);
  });

  it('for FIFOs, without waiting for somebody to write', async () => {
    const cwd = project({});
    execFileSync('mkfifo', [join(cwd, 'pipe.md')]);
    expect(await runCli(['lint', 'pipe.md'], { cwd })).toMatchObject({
      code: 2,
      out: expect.stringContaining('pipe.md: is no regular file'),
    });
  });

  it.skipIf(process.getuid?.() === 0)('for files that may not be read', async () => {
    const cwd = project({ 'secret.md': ROCKSTAR, 'locked/a.md': ROCKSTAR });
    chmodSync(join(cwd, 'secret.md'), 0);
    expect((await runCli(['lint', 'secret.md'], { cwd })).out).toContain('may not be read (permission denied)');
  });

  it('for files and standard input that are too large', async () => {
    const large = 'word '.repeat(500_000);
    const cwd = project({ 'large.md': large, 'a.md': ROCKSTAR });
    const { code, out } = await runCli(['lint', '--format', 'compact', 'large.md', 'a.md'], { cwd });
    expect(out).toContain(
      'large.md: failure: is too large for a posting (the limit is 2 MB, this is 2.4 MB): split it into one file a posting, or leave it out',
    );
    expect(out).toContain('words/rockstar');
    expect(code).toBe(2);
    const piped = await runCli(['lint', '--format', 'compact', '-'], { cwd, input: large });
    expect(piped).toMatchObject({
      code: 2,
      out: expect.stringContaining('too large for a posting (the limit is 2 MB, this is more than that): split it'),
    });
  });

  it('for rules that do not exist', async () => {
    const cwd = project({ 'a.md': ROCKSTAR });
    expect(await runCli(['lint', 'a.md', '--disable', 'words/rokstar'], { cwd })).toMatchObject({
      code: 2,
      out: expect.stringContaining('there is no rule “words/rokstar”; did you mean words/rockstar?'),
    });
  });
});

describe('mistakes in the call', () => {
  it.each([
    ['no paths', ['lint'], 'say what to lint'],
    ['an unknown option', ['lint', '--fail-no', 'x'], "unknown option '--fail-no'\n(Did you mean --fail-on?)"],
    ['an unknown command', ['lnt', 'a.md'], "unknown command 'lnt'\n(Did you mean lint?)"],
    ['an unknown format', ['lint', 'a.md', '--format', 'xml'], 'Allowed choices are text, compact, json'],
    ['an unknown severity', ['lint', 'a.md', '--rule', 'a/b:bad'], '“bad” is none of info, warning, error, off'],
    ['no number', ['lint', 'a.md', '--max-warnings', 'many'], 'It must be a whole number.'],
    ['an unknown role', ['lint', 'a.md', '--role', 'pirate'], 'Allowed choices are social'],
  ])('%s: exit 2 and a message on standard error', async (_, args, message) => {
    const { code, out, err } = await runCli(args);
    expect(err).toContain(message);
    expect([code, out]).toEqual([2, '']);
  });
});

it('survives a reader that stops reading', () => {
  const cwd = scratchFolder({ '.sm-jd.yaml': CONFIG, ...CARDS });
  mkdirSync(join(cwd, 'jobs'));
  for (let i = 0; i < 300; i++) writeFileSync(join(cwd, 'jobs', `${i}.md`), ROCKSTAR);
  const command = `"${process.execPath}" "${CLI}" lint jobs | head -1; echo "exit \${PIPESTATUS[0]}"`;
  const out = execFileSync('bash', ['-c', `${command} 2>&1`], { cwd, encoding: 'utf8' });
  expect(out).toBe('jobs/0.md\nexit 1\n');
});
