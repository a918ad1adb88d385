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
      'employer: "Fish: \\"& Chips\\""  # .sm-jd.yaml:11',
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

  it('tells of every other key that applies, and of params, where they come from', async () => {
    const cwd = scratchFolder({
      ...CARDS,
      'base.yaml': 'employer: Larkfield Outdoor\nsettings:\n  clarity/long-sentence: { params: { max: 40 } }\n',
      '.sm-jd.yaml': `extends: [strict, ./base.yaml]
jurisdictions: [us-co]
role: social
ignore: [drafts/]
failOn: error
maxWarnings: 3
plugins: [./none.js]
rules: [./cards]
settings:
  clarity/long-sentence: info
overrides:
  - files: a.md
    role: other
`,
    });
    const { out } = await runCli(['config', 'print', 'a.md'], { cwd });
    for (const part of [
      'extends: strict  # .sm-jd.yaml:1\nrole: other  # .sm-jd.yaml:13\nemployer: "Larkfield Outdoor"  # base.yaml:1\n',
      'jurisdictions: [us-co]  # .sm-jd.yaml:2\nrules:\n  - cards\nplugins:\n  - "./none.js"  # .sm-jd.yaml:7\n',
      'ignore:\n  - "drafts/"  # below .\nfailOn: error  # .sm-jd.yaml:5\nmaxWarnings: 3  # .sm-jd.yaml:6\nsettings:\n',
      '  clarity/long-sentence:\n    severity: info  # .sm-jd.yaml:10\n    params:\n      max: 40  # base.yaml:3\n',
    ]) {
      expect(out).toContain(part);
    }
    expect(parse(out)).toMatchObject({
      extends: 'strict',
      settings: { 'clarity/long-sentence': { severity: 'info' } },
    });
  });

  it('tells what is wrong, and exits with 2', async () => {
    const cwd = scratchFolder({ '.sm-jd.yaml': 'settings:\n  words/nope: error\n' });
    const { code, err } = await runCli(['config', 'print'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('error: .sm-jd.yaml:2:3: there is no rule “words/nope”');
  });
});

describe('a rule or param that does not exist', () => {
  it('is told with its line and what may have been meant', async () => {
    const cwd = scratchFolder({
      '.sm-jd.yaml': `settings:
  tool/*: off
  clarity/long-sentence: { params: { maxx: 3 } }
  clarity/wall-of-text: { params: { max: many } }
`,
      'a.md': CLEAN,
    });
    expect((await runCli(['lint', 'a.md', '--format', 'compact'], { cwd })).out).toBe(
      `.sm-jd.yaml:2:3: failure: there is no rule “tool/*”; did you mean tools/*?
.sm-jd.yaml:3:3: failure: clarity/long-sentence: params: unknown key "maxx"; did you mean "max"?
.sm-jd.yaml:4:3: failure: clarity/wall-of-text: params.max: write a number here, not a text
`,
    );
  });

  it('is told with its place by “baseline update”, too', async () => {
    const cwd = scratchFolder({ '.sm-jd.yaml': 'failon: error\n', 'a.md': CLEAN });
    const { code, err } = await runCli(['baseline', 'update', '.'], { cwd });
    expect([code, err]).toEqual([2, 'error: .sm-jd.yaml:1:1: unknown key "failon"; did you mean "failOn"?\n']);
  });
});

describe('rules of one’s own', () => {
  it('are listed and explained where a configuration names them', async () => {
    const cwd = scratchFolder({ ...CARDS, '.sm-jd.yaml': CONFIG });
    expect((await runCli(['rules'], { cwd })).out).toMatch(/^words\/synergy +note +Speaks of synergy$/m);
    expect((await runCli(['rules', '--no-config'], { cwd })).out).not.toContain('words/synergy');
    const { code, out } = await runCli(['explain', 'words/old-synergy'], { cwd });
    expect([code, out]).toEqual([0, expect.stringContaining('Say who works with whom.')]);
    const { err } = await runCli(['explain', 'words/synergi'], { cwd });
    expect(err).toBe('error: there is no rule “words/synergi”; did you mean "words/synergy"?\n');
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
web/.sm-jd.yaml:2:1: failure: unknown key "failon"; did you mean "failOn"?
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
    expect(complete('sm-jd', 'lint', '--rule', 'tools/only')).toEqual(['tools/only-lists-tools']);
    expect(complete('sm-jd', 'explain', 'tools/only')).toEqual(['tools/only-lists-tools']);
    expect(complete('sm-jd', 'config', '')).toEqual(['print']);
    expect(complete('sm-jd', 'lint', 'post')).toEqual(['posting.md']);
  });

  const skipped = (shell: string) => {
    const isThere = spawnSync(shell, ['--version']).status === 0;
    if (!isThere) console.warn(`SKIPPED: ${shell} is not installed; .ci/run installs it`);
    return !isThere;
  };

  it.skipIf(skipped('fish'))('gives fish one that completes commands, options, values, rules and files', async () => {
    const { out } = await runCli(['completion', 'fish']);
    const cwd = scratchFolder({ 'posting.md': CLEAN, 'sm-jd.fish': out });
    const complete = (line: string) =>
      execFileSync('fish', ['--no-config', '-c', 'source sm-jd.fish; complete -C $argv[1]', line], {
        cwd,
        encoding: 'utf8',
      })
        .trim()
        .split('\n')
        .map(one => one.split('\t')[0]);
    expect(complete('sm-jd ex')).toEqual(['explain']);
    expect(complete('sm-jd lint --fail-o')).toEqual(['--fail-on']);
    expect(complete('sm-jd lint --format s')).toEqual(['sarif']);
    expect(complete('sm-jd lint --rule tools/only')).toEqual(['tools/only-lists-tools']);
    expect(complete('sm-jd explain tools/only')).toEqual(['tools/only-lists-tools']);
    expect(complete('sm-jd config ')).toEqual(['print']);
    expect(complete('sm-jd lint post')).toEqual(['posting.md']);
  });

  it.skipIf(skipped('zsh'))('gives zsh one that completes when it is sourced and from a folder', async () => {
    const { out } = await runCli(['completion', 'zsh']);
    const cwd = scratchFolder({ 'posting.md': CLEAN, 'functions/_sm-jd': out });
    const begin = 'autoload -Uz compinit; compinit -u -D';
    // A line editor of its own, into which words and a tab are typed; what it then shows is the answer.
    const complete = (load: string, line: string) => {
      const script = `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=; ${load}; zle_bracketed_paste=(); show() { zle complete-word; print -r -- "<<$BUFFER>>"; }; zle -N show; bindkey "^T" show; print rea""dy'
zpty -r -m shell line '*ready*' || exit 3
zpty -n -w shell $'${line}\\C-t'
zpty -r -m shell line '*<<*>>*' || exit 4
print -r -- \${\${line##*<<}%%>>*}`;
      return execFileSync('zsh', ['-f', '-c', script], { cwd, encoding: 'utf8', timeout: 20_000 }).trim();
    };
    const sourced = `${begin}; source functions/_sm-jd`;
    for (const load of [sourced, `fpath=($PWD/functions $fpath); ${begin}`]) {
      expect(complete(load, 'sm-jd ex')).toBe('sm-jd explain');
    }
    expect(complete(sourced, 'sm-jd lint --fail-o')).toBe('sm-jd lint --fail-on');
    expect(complete(sourced, 'sm-jd lint --format sa')).toBe('sm-jd lint --format sarif');
    expect(complete(sourced, 'sm-jd explain tools/only')).toBe('sm-jd explain tools/only-lists-tools');
    expect(complete(sourced, 'sm-jd config p')).toBe('sm-jd config print');
    expect(complete(sourced, 'sm-jd lint post')).toBe('sm-jd lint posting.md');
  });
});
