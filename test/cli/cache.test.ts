import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';
import { CARDS, CLEAN, CONFIG, ROCKSTAR, SYNERGY } from './sample-project.js';
import { scratchFolder } from './scratch.js';

const CACHE = '.sm-jd-cache';

const project = () =>
  scratchFolder({ '.sm-jd.yaml': CONFIG, ...CARDS, 'a.md': ROCKSTAR, 'b.md': SYNERGY, 'c.md': CLEAN });

const lint = (cwd: string, ...args: string[]) => runCli(['lint', '.', '--cache', ...args], { cwd });

/** Changes what the cache holds about a rule's message, with the right checksum or the old one. */
async function poison(cwd: string, withChecksum: boolean): Promise<void> {
  const file = join(cwd, CACHE);
  const [head = '', body = ''] = readFileSync(file, 'utf8').split('\n');
  const poisoned = body.replaceAll('says nothing about the work', 'IS FROM THE CACHE');
  const { digest } = await import('../../src/cli/result-cache.js');
  writeFileSync(file, `${withChecksum ? head.replace(/\S+$/, digest([poisoned])) : head}\n${poisoned}`);
}

describe('--cache', () => {
  it('gives the same report again, from the cache', async () => {
    const cwd = project();
    const first = await lint(cwd);
    expect(await lint(cwd)).toEqual(first);
    expect(await runCli(['lint', '.'], { cwd })).toEqual(first);
    await poison(cwd, true);
    expect((await lint(cwd)).out).toContain('IS FROM THE CACHE');
  });

  it.each([
    ['the posting', (cwd: string) => writeFileSync(join(cwd, 'a.md'), `${ROCKSTAR}- Wash up\n`), []],
    [
      'a setting',
      (cwd: string) => writeFileSync(join(cwd, '.sm-jd.yaml'), CONFIG.replace('rockstar: on', 'rockstar: error')),
      [],
    ],
    [
      'a card',
      (cwd: string) =>
        writeFileSync(
          join(cwd, 'cards/words/rockstar.yaml'),
          (CARDS['cards/words/rockstar.yaml'] as string).replace('says nothing', 'does not say much'),
        ),
      [],
    ],
    ['a flag', () => {}, ['--employer', 'Fish & Chips']],
  ])('does not hold when this changes: %s', async (_, change, args) => {
    const cwd = project();
    await lint(cwd);
    await poison(cwd, true);
    change(cwd);
    const { out } = await lint(cwd, ...args);
    expect(out).toContain('words/rockstar');
    expect(out).not.toContain('IS FROM THE CACHE');
    expect(out).toBe((await runCli(['lint', '.', ...args], { cwd })).out);
  });

  it('does not hold for compared postings when another one changes', async () => {
    const cwd = project();
    writeFileSync(join(cwd, '.sm-jd.yaml'), `${CONFIG}  originality/copied-boilerplate: on\n`);
    await lint(cwd);
    await poison(cwd, true);
    writeFileSync(join(cwd, 'c.md'), `${CLEAN}- Wash up\n`);
    expect((await lint(cwd)).out).not.toContain('IS FROM THE CACHE');
  });

  it('is ignored where it is damaged, torn, forged or of another version, and made anew', async () => {
    const cwd = project();
    const { out } = await lint(cwd);
    const file = join(cwd, CACHE);
    const sound = readFileSync(file, 'utf8');
    await poison(cwd, false);
    for (const text of [
      readFileSync(file, 'utf8'),
      sound.slice(0, 200),
      '',
      '{}',
      sound.replace('sm-jd 0', 'sm-jd 9'),
    ]) {
      writeFileSync(file, text);
      expect((await lint(cwd)).out).toBe(out);
      expect(readFileSync(file, 'utf8')).toBe(sound);
    }
  });

  it('keeps what formats need: fingerprints and balance', async () => {
    const cwd = project();
    await lint(cwd);
    const args = ['lint', '.', '--format', 'sarif', '--output', 'html=a.html'];
    const cold = await runCli(args, { cwd });
    const html = readFileSync(join(cwd, 'a.html'), 'utf8');
    for (let i = 0; i < 2; i++) {
      expect(await runCli([...args, '--cache'], { cwd })).toEqual(cold);
      expect(readFileSync(join(cwd, 'a.html'), 'utf8')).toBe(html);
    }
  });

  it('that cannot be written does not fail a run', async () => {
    const cwd = project();
    const { code, err } = await runCli(['lint', '.', '--cache', 'gone/cache'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('The cache gone/cache was not written');
    if (process.getuid?.() !== 0) {
      chmodSync(cwd, 0o500);
      expect((await lint(cwd)).code).toBe(1);
      chmodSync(cwd, 0o700);
    }
    expect(existsSync(join(cwd, 'gone'))).toBe(false);
  });
});
