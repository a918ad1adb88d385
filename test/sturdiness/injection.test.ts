import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../src/reporters/formats.js';
import { runCli } from '../cli/run-cli.js';
import { CLEAN } from '../cli/sample-project.js';
import { scratchFolder } from '../cli/scratch.js';

/** What each reader of a report would obey, in one line; none of it may come through as what it is. */
const HOSTILE =
  "\u001b[2J\u001b]0;owned\u0007\u009b31m ::error::owned %0A::set-output name=x::y \"><script>owned()</script><img src=x onerror=owned()> ]]>&#0;\u202e =cmd|'/C calc'!A0 [z](javascript:owned()) @all `x` {owned}";

/** In a name of a file, `/` parts folders. */
const HOSTILE_NAME = `${HOSTILE.replaceAll('/', '')}.md`;

const quoted = JSON.stringify(HOSTILE);
const hostileCard = `id: words/owned
kind: existence
severity: warning
summary: ${quoted}
why: ${quoted}
sources:
  - { title: ${quoted}, supports: ${quoted} }
message: ${JSON.stringify(HOSTILE.replaceAll(/[{}]/g, ''))}
params: { terms: [rockstar] }
suggest: { replace: ${quoted}, safety: review }
examples:
  - { bad: A rockstar wanted, marks: [rockstar] }
  - { bad: Our rockstar cooks, marks: [rockstar] }
  - { good: A rock star on stage, because: written apart }
  - { good: A geologist wanted, because: works with rocks }
`;

/**
 * A project in which everything that a stranger can write is hostile.
 * @param more lines of its configuration
 */
const hostileProject = (more = '') =>
  scratchFolder({
    '.git/HEAD': '',
    '.sm-jd.yaml': `rules: [./cards]\nemployer: ${quoted}\nsettings:\n  '*': off\n  words/owned: on\n${more}`,
    'cards/words/owned.yaml': hostileCard,
    [HOSTILE_NAME]: `---\ntitle: ${quoted}\n---\n# ${HOSTILE}\n\n- A rockstar ${HOSTILE}\n`,
    'latin.md': Buffer.from('Caf\xe9', 'latin1'),
  });

/** A setting that names no rule: the message quotes it. */
const FAULTY = `  ${quoted}: on\n`;

/** What a terminal obeys, but line ends and tabs. */
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('hostile words in posting, file name, configuration and card', () => {
  it.each(FORMAT_NAMES)('do not break out of the %s format', async format => {
    const told = await runCli(['lint', '.', '--format', format], { cwd: hostileProject(FAULTY) });
    const { out, err, code } = await runCli(['lint', '.', '--format', format], { cwd: hostileProject() });
    expect([code, told.code]).toEqual([2, 2]); // latin.md is no UTF-8.
    expect(err + told.err).toBe('');
    expect(out).toContain('words/owned');
    if (!['html', 'json', 'sarif', 'gitlab', 'rdjson'].includes(format)) expect(told.out).not.toMatch(OBEYED);
    if (!['html', 'json', 'sarif', 'gitlab', 'rdjson'].includes(format)) expect(out).not.toMatch(OBEYED);
    if (format === 'github') {
      for (const line of out.split('\n')) if (line.startsWith('::')) expect(line).toMatch(/^::(error|warning|notice) /);
      expect(out).not.toMatch(/^::set-output/m);
    }
    if (['json', 'sarif', 'gitlab', 'rdjson'].includes(format)) expect(() => JSON.parse(out)).not.toThrow();
    if (['junit', 'checkstyle'].includes(format)) expect(XMLValidator.validate(out)).toBe(true);
    if (format === 'html') expect(out).not.toMatch(/<script>owned|<img/);
    if (format === 'markdown')
      expect(out.replace(/^(`{3,})diff\n[\s\S]*?\n\1$/gm, '')).not.toMatch(/<script|(^|[^\\])\[z\]\(/);
  });

  it.each([['fix', '--review', '--diff'], ['explain', 'words/owned'], ['rules']])(
    'do not reach the terminal raw through sm-jd %s',
    async (...args) => {
      const cwd = hostileProject(FAULTY);
      const { out, err } = await runCli(args[0] === 'fix' ? [...args, '.'] : args, { cwd });
      expect(`${err}${out}`).not.toMatch(OBEYED);
      expect(err).not.toContain('which is a bug');
    },
  );
});

describe('prototypes', () => {
  const PROTO = '{"__proto__": {"polluted": "yes"}, "constructor": {"prototype": {"polluted": "yes"}}}';

  it.each([
    ['YAML', '.sm-jd.yaml', `settings: ${PROTO}\n`],
    ['JSON', '.sm-jd.json', `{"settings": ${PROTO}, "__proto__": {"role": "other"}}`],
    ['package.json', 'package.json', `{"sm-jd": {"settings": ${PROTO}}}`],
  ])('are not reached by a configuration in %s', async (_, name, text) => {
    const cwd = scratchFolder({ 'a.md': CLEAN, [name]: text, '.git/HEAD': '' });
    const { out, err } = await runCli(['lint', 'a.md'], { cwd });
    expect(`${err}${out}`).not.toMatch(/which is a bug|polluted|undefined/);
  });

  it('are not reached by front matter or a baseline', async () => {
    const cwd = scratchFolder({
      'a.md': `---\n__proto__: { title: Owned, polluted: yes }\nconstructor: x\n---\n${CLEAN}`,
      '.sm-jd-baseline.json': `{"version": 1, "files": ${PROTO}}`,
      '.git/HEAD': '',
    });
    const { out, err } = await runCli(['lint', 'a.md', '--baseline', '--format', 'json'], { cwd });
    expect(`${err}${out}`).not.toContain('which is a bug');
    expect(out).not.toContain('Owned');
  });
});

describe('paths', () => {
  it('of “extends” lead to configurations, and tell nothing of what other files hold', async () => {
    const cwd = scratchFolder({
      'secret.txt': 'TOKEN-4711 and more\n',
      'work/.git/HEAD': '',
      'work/.sm-jd.yaml': 'extends: ../secret.txt\n',
      'work/a.md': CLEAN,
    });
    const { out, err, code } = await runCli(['lint', 'a.md'], { cwd: join(cwd, 'work') });
    expect(code).toBe(2);
    expect(`${err}${out}`).not.toContain('4711');
    expect(out).toContain('a configuration consists of');
  });

  it('of “ignore” and .sm-jdignore that climb out leave nothing else out', async () => {
    const cwd = scratchFolder({
      'a.md': CLEAN,
      'work/.git/HEAD': '',
      'work/.sm-jd.yaml': "ignore: ['../**', '/../a.md']\n",
      'work/.sm-jdignore': '../b.md\n/etc/*\n',
      'work/b.md': CLEAN,
    });
    const { out, err } = await runCli(['lint', '.', '../a.md', '--rule', '*:off'], { cwd: join(cwd, 'work') });
    expect(err).toBe('');
    expect(out).toBe('Nothing to mend in 2 postings.\n');
  });

  it('of a report go where the user said, never where a posting says', async () => {
    const cwd = hostileProject();
    const before = readdirSync(cwd).length;
    await runCli(['lint', '.', '--output', 'json=out.json'], { cwd });
    expect(readdirSync(cwd)).toHaveLength(before + 1);
    expect(existsSync(join(cwd, 'out.json'))).toBe(true);
  });

  it('of a report that is a symbolic link are written through, the link kept', async () => {
    const cwd = scratchFolder({ 'a.md': CLEAN, 'real.json': '', '.git/HEAD': '' });
    const { symlinkSync, lstatSync } = await import('node:fs');
    symlinkSync('real.json', join(cwd, 'link.json'));
    await runCli(['lint', 'a.md', '--output', 'json=link.json'], { cwd });
    expect(lstatSync(join(cwd, 'link.json')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(join(cwd, 'real.json'), 'utf8'))).toHaveProperty('files');
  });
});

describe('expressions of users', () => {
  // Any of these keeps a backtracking engine busy for longer than anybody waits: a hang fails by its time limit.
  it.each(['(a+)+$', '(a|aa)+$', '(.*a){20}$', '^(\\w+\\s?)*$'])('cannot keep the run busy: %s', async expression => {
    const cwd = scratchFolder({
      '.git/HEAD': '',
      '.sm-jd.yaml': "rules: [./cards]\nsettings:\n  '*': off\n  words/slow: on\n",
      'cards/words/slow.yaml': hostileCard
        .replaceAll('words/owned', 'words/slow')
        .replace('kind: existence', 'kind: pattern')
        .replace('params: { terms: [rockstar] }', `params: { regex: [${JSON.stringify(expression)}] }`),
      'a.md': `# Cook\n\n- ${'a'.repeat(50_000)}!\n`,
    });
    writeFileSync(join(cwd, 'b.md'), CLEAN);
    const { code, out, err } = await runCli(['lint', '.', '--format', 'json'], { cwd });
    expect(err).toBe('');
    // The card was read, and the expression with it.
    expect(JSON.parse(out)).toMatchObject({ failures: [] });
    expect([0, 1]).toContain(code);
  });
});
