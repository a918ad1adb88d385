import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCli } from './run-cli.js';
import { CARDS, CLEAN, CONFIG, ROCKSTAR } from './sample-project.js';
import { scratchFolder } from './scratch.js';

const schema = (name: string) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../dist/${name}.schema.json`, import.meta.url)), 'utf8'));

describe('sm-jd init', () => {
  it('writes a configuration that is valid, also by the schema, and never over another', async () => {
    const cwd = scratchFolder();
    const made = await runCli(['init', '--preset', 'social', '--employer', 'Fish: "& Chips"'], { cwd });
    expect(made.code).toBe(0);
    const text = readFileSync(join(cwd, '.sm-jd.yaml'), 'utf8');
    const isValid = new Ajv({ strict: false }).compile(schema('config'));
    expect([isValid(parse(text)), isValid.errors]).toEqual([true, null]);
    expect((await runCli(['config', 'print'], { cwd })).out).toContain(
      'extends: social\nemployer: "Fish: \\"& Chips\\""',
    );
    expect(await runCli(['init'], { cwd })).toMatchObject({
      code: 2,
      err: 'error: there is a configuration already: .sm-jd.yaml\n',
    });
  });

  it('offers nothing commented out that would not work', async () => {
    const cwd = scratchFolder();
    await runCli(['init'], { cwd });
    const text = readFileSync(join(cwd, '.sm-jd.yaml'), 'utf8').replace(/^[\s\S]*(?=# Who employs)/, '');
    const all = text.replace(/^# ((employer|jurisdictions|settings|rules|overrides|ignore):| {2})/gm, '$1');
    const isValid = new Ajv({ strict: false }).compile(schema('config'));
    expect([isValid(parse(all)), isValid.errors]).toEqual([true, null]);
  });
});

describe('the schema of the configuration', () => {
  it('refuses what sm-jd refuses', () => {
    const isValid = new Ajv({ strict: false }).compile(schema('config'));
    expect(isValid(parse('employr: x'))).toBe(false);
    expect(isValid(parse('settings: { a/b: loud }'))).toBe(false);
    expect(isValid(parse('overrides: [{ role: other }]'))).toBe(false);
    expect(isValid(parse(CONFIG))).toBe(true);
  });
});

describe('sm-jd config print', () => {
  it('tells what applies to a posting, and which line of which file set it', async () => {
    const cwd = scratchFolder({
      ...CARDS,
      '.sm-jd.yaml': `${CONFIG}overrides:\n  - files: loud/*.md\n    settings:\n      words/synergy: error\n`,
      'loud/a.md': CLEAN,
    });
    const settings = async (posting: string) =>
      (await runCli(['config', 'print', posting], { cwd })).out.match(/^ {2}words.*$/gm);
    expect(await settings('a.md')).toEqual([
      '  words/rockstar: warning  # .sm-jd.yaml:4',
      '  words/synergy: info  # .sm-jd.yaml:5',
    ]);
    expect((await settings('loud/a.md'))?.[1]).toBe('  words/synergy: error  # .sm-jd.yaml:9');
  });

  it('tells what is wrong, and exits with 2', async () => {
    const cwd = scratchFolder({ '.sm-jd.yaml': 'settings:\n  words/nope: error\n' });
    const { code, err } = await runCli(['config', 'print'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('error: .sm-jd.yaml:2:3: there is no rule “words/nope”');
  });
});

describe('a posting whose configuration is broken', () => {
  it('is not linted, and the others are', async () => {
    const cwd = scratchFolder({
      '.sm-jd.yaml': CONFIG,
      ...CARDS,
      'a.md': ROCKSTAR,
      'web/.sm-jd.yaml': 'failOn: never\nfailon: error\n',
      'web/b.md': ROCKSTAR,
    });
    const { code, out } = await runCli(['lint', '.', '--format', 'compact'], { cwd });
    expect(code).toBe(2);
    expect(out).toBe(
      `a.md:3:5: warning: “rockstar” says nothing about the work. [words/rockstar]
${join(cwd, 'web/.sm-jd.yaml')}:2:1: failure: unknown key "failon"; did you mean "failOn"?
`,
    );
  });
});

describe('sm-jd test-rules', () => {
  it('passes sound cards', async () => {
    const cwd = scratchFolder(CARDS);
    const { code, out } = await runCli(['test-rules', 'cards'], { cwd });
    expect([code, out]).toEqual([0, 'ok  words/rockstar\nok  words/synergy\ncards: 2 cards, 8 examples, 0 faults\n']);
  });

  it('shows what a faulty card does, and where a broken one is broken', async () => {
    const cwd = scratchFolder(CARDS);
    const rockstar = join(cwd, 'cards/words/rockstar.yaml');
    writeFileSync(rockstar, readFileSync(rockstar, 'utf8').replace('terms: [rockstar]', 'terms: [rock* star]'));
    const synergy = join(cwd, 'cards/words/synergy.yaml');
    writeFileSync(synergy, readFileSync(synergy, 'utf8').replace('severity: info', 'severity: mild'));
    const { code, out } = await runCli(['test-rules', 'cards'], { cwd });
    expect(code).toBe(1);
    expect(out).toContain('cards/words/synergy.yaml:4:11: "mild" is none of the values known here');
    expect(out).toContain('fails  words/rockstar');
    expect(out).toContain('      | A rockstar wanted');
  });

  it('does not pass an empty or missing folder', async () => {
    const cwd = scratchFolder({ 'empty/readme.txt': '' });
    expect((await runCli(['test-rules', 'empty'], { cwd })).code).toBe(1);
    expect((await runCli(['test-rules', 'gone'], { cwd })).code).toBe(1);
  });
});

describe('sm-jd completion', () => {
  it('gives bash a script that completes commands, options, values and files', async () => {
    const { out } = await runCli(['completion', 'bash']);
    const cwd = scratchFolder({ 'posting.md': CLEAN });
    const complete = (...words: string[]) =>
      execFileSync(
        'bash',
        [
          '-c',
          'eval "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sm_jd; for one in "$COMPREPLY"; do echo "$one"; done',
          '-',
          out,
          ...words,
        ],
        { cwd, encoding: 'utf8' },
      )
        .trim()
        .split('\n');
    expect(complete('sm-jd', 'ex')).toEqual(['explain']);
    expect(complete('sm-jd', 'lint', '--fail')).toEqual(['--fail-on']);
    expect(complete('sm-jd', 'lint', '--format', 's')).toEqual(['sarif']);
    expect(complete('sm-jd', 'lint', 'post')).toEqual(['posting.md']);
  });

  it.each(['zsh', 'fish'])('gives %s a script that it can read', async shell => {
    const { out, code } = await runCli(['completion', shell]);
    expect(code).toBe(0);
    expect(out).toContain('fail-on');
    if (spawnSync(shell, ['--version']).status === 0) execFileSync(shell, ['-n'], { input: out });
    else console.warn(`SKIPPED: ${shell} is not installed, its syntax check did not run`);
  });
});
