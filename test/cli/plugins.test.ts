import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';
import { CLEAN } from './sample-project.js';
import { scratchFolder } from './scratch.js';

/** A package with a kind of its own (statements longer than so many words) and a card for it. */
const PACKAGE: Readonly<Record<string, string>> = {
  'node_modules/sm-jd-long/package.json': '{ "name": "sm-jd-long", "type": "module", "exports": "./index.js" }',
  'node_modules/sm-jd-long/index.js': `import { writeFileSync } from 'node:fs';
import * as v from './valibot.js';
writeFileSync('plugin-ran', '');
export default {
  cards: new URL('./cards', import.meta.url),
  kinds: [{
    name: 'long-statement',
    summary: 'Statements longer than so many words.',
    params: v.strictObject({ most: v.number() }),
    placeholders: { words: 'how many words there are' },
    compile: ({ most }) => function* (posting) {
      for (const statement of posting.statements) {
        const words = statement.tokens.length;
        if (words > most) yield { span: statement.span, statement, data: { words } };
      }
    },
  }],
};
`,
  'node_modules/sm-jd-long/valibot.js': `export { number, strictObject } from 'valibot';\n`,
  'node_modules/sm-jd-long/cards/long/line.yaml': `id: long/line
kind: long-statement
severity: warning
summary: A long line
why: Nobody reads it.
sources: [{ title: House style, supports: it }]
message: This line has {words} words.
params: { most: 8 }
examples:
  - { bad: one two three four five six seven eight nine, marks: [one two three four five six seven eight nine] }
  - { bad: a b c d e f g h i j, marks: [a b c d e f g h i j] }
  - { good: one two three, because: short }
  - { good: one two, because: short }
`,
};

const CONFIG = `plugins: [sm-jd-long]\nsettings:\n  '*': off\n  long/line: on\n`;
const LONG = '# Cook\n\n- Cook lunch for eighty children and wash up when they have gone\n';

/** The plugin's own valibot, as npm would install it. */
const VALIBOT = `export * from ${JSON.stringify(new URL('../../node_modules/valibot/dist/index.mjs', import.meta.url).href)};\n`;

function project(files: Readonly<Record<string, string>> = {}): string {
  return scratchFolder({
    ...PACKAGE,
    'node_modules/valibot/package.json': '{ "name": "valibot", "type": "module", "exports": "./index.js" }',
    'node_modules/valibot/index.js': VALIBOT,
    '.sm-jd.yaml': CONFIG,
    'long.md': LONG,
    'short.md': CLEAN,
    ...files,
  });
}

describe('a plugin', () => {
  it('brings kinds of check and cards', async () => {
    const cwd = project();
    const { code, out, err } = await runCli(['lint', '.', '--format', 'compact'], { cwd });
    expect([code, out, err]).toEqual([1, 'long.md:3:3: warning: This line has 12 words. [long/line]\n', '']);
  });

  it('may be a file beside the configuration', async () => {
    const cwd = project({
      '.sm-jd.yaml': CONFIG.replace('sm-jd-long', './mine.js'),
      'mine.js': `export { default } from 'sm-jd-long';\n`,
      'package.json': '{ "type": "module" }',
    });
    expect((await runCli(['lint', '.'], { cwd })).out).toContain('This line has 12 words.');
  });

  it('is not run with --no-plugins, and what the configuration says of its rules is passed over', async () => {
    const cwd = project();
    const { code, out } = await runCli(['lint', '.', '--no-plugins'], { cwd });
    expect([code, out]).toEqual([0, 'Nothing to mend in 2 postings.\n']);
    expect(existsSync(join(cwd, 'plugin-ran'))).toBe(false);
  });

  it('is not run because it is installed: a configuration must name it', async () => {
    const cwd = project({ '.sm-jd.yaml': '' });
    await runCli(['lint', '.'], { cwd });
    expect(existsSync(join(cwd, 'plugin-ran'))).toBe(false);
  });

  it.each([
    ['is missing', 'sm-jd-gone', {}, /the plugin “sm-jd-gone” cannot be used: Cannot find module/],
    ['throws', './bad.js', { 'bad.js': 'throw new Error("no luck");' }, /cannot be used: no luck/],
    ['exports nothing', './bad.js', { 'bad.js': 'export const a = 1;' }, /its default export is no object/],
    [
      'has a kind that is none',
      './bad.js',
      { 'bad.js': 'export default { kinds: [{}] };' },
      /“kinds” must be a list of/,
    ],
  ])('that %s is told, with the line that names it', async (_, name, files, message) => {
    const cwd = project({ ...files, 'package.json': '{ "type": "module" }', '.sm-jd.yaml': `plugins:\n  - ${name}\n` });
    const { code, out } = await runCli(['lint', '.', '--format', 'compact'], { cwd });
    expect(code).toBe(2);
    expect(out).toContain('.sm-jd.yaml:2:5: failure:');
    expect(out).toMatch(message);
  });
});
