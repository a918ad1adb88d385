import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyPatch } from 'diff';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLI, runCli } from './run-cli.js';
import { CARDS, CLEAN, CONFIG, ROCKSTAR, SYNERGY } from './sample-project.js';

/** util-linux's `script` gives a pseudo-terminal. */
const HAS_SCRIPT = spawnSync('script', ['--version']).status === 0;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fix-'));
  await write({
    ...CARDS,
    '.sm-jd.yaml': `${CONFIG}  words/wizard: on\n  words/there: on\n  words/back: on\n`,
    'cards/words/wizard.yaml': card('wizard', 'suggest: { replace: expert, ask: "What is the {match} to do?" }'),
    'cards/words/there.yaml': card('yonder', 'suggest: { replace: back, safety: safe }'),
    'cards/words/back.yaml': card('back', 'suggest: { replace: yonder, safety: safe }'),
  });
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function card(word: string, suggest: string): string {
  const id = { wizard: 'wizard', yonder: 'there', back: 'back' }[word];
  return `id: words/${id}
kind: existence
severity: warning
summary: Says ${word}
why: Another word is plainer.
sources:
  - { title: House style, supports: it }
message: '“{match}” is not plain.'
params: { terms: [${word}] }
${suggest}
examples:
  - { bad: one ${word} here, marks: [${word}] }
  - { bad: two ${word} here, marks: [${word}] }
  - { good: one here, because: plain }
  - { good: two here, because: plain }
`;
}

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

const read = (name: string) => readFile(join(folder, name), 'utf8');
const run = (args: string[], input?: string) => runCli(args, { cwd: folder, ...(input !== undefined && { input }) });

describe('lint --fix', () => {
  it('applies what is safe, says so, and reports what is left', async () => {
    await write({ 'a.md': ROCKSTAR, 'b.md': SYNERGY });
    const { code, out, err } = await run(['lint', '.', '--fix']);
    expect(await read('a.md')).toBe(ROCKSTAR.replace('rockstar', 'specialist'));
    expect(await read('b.md')).toBe(SYNERGY);
    expect(err).toBe('Fixed 1 thing in 1 posting.\n');
    expect(out).toContain('words/synergy');
    expect(out).not.toContain('words/rockstar');
    expect(code).toBe(0);
  });

  it('leaves what wants review until asked for it, and takes a path right after --fix', async () => {
    await write({ 'a.md': '# Cook\n\n- A wizard\n' });
    await run(['lint', '--fix', 'a.md']);
    expect(await read('a.md')).toBe('# Cook\n\n- A wizard\n');
    await run(['lint', '--fix=review', 'a.md']);
    expect(await read('a.md')).toBe('# Cook\n\n- An expert\n');
  });

  it('keeps line ends, the byte order mark, front matter and code', async () => {
    const source = '\ufeff---\ntitle: rockstar\n---\r\n# Cook\r\n\r\n- A rockstar\r\n- `rockstar`\r\n';
    await write({ 'a.md': source });
    await run(['lint', '--fix', 'a.md']);
    expect(await read('a.md')).toBe(source.replace('A rockstar', 'A specialist'));
  });

  it('prints a diff that a patch tool applies, and writes nothing', async () => {
    await write({ 'a.md': ROCKSTAR, 'b.md': CLEAN });
    const { code, out } = await run(['lint', '.', '--diff']);
    expect(out).toBe(
      '--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n # Cook\n \n-- A rockstar at the stove\n+- A specialist at the stove\n',
    );
    expect(applyPatch(ROCKSTAR, out)).toBe(ROCKSTAR.replace('rockstar', 'specialist'));
    expect(await read('a.md')).toBe(ROCKSTAR);
    expect(code).toBe(1);
    expect(await run(['lint', 'b.md', '--diff'])).toMatchObject({ code: 0, out: '' });
  });

  it('says on standard error why there is no diff', async () => {
    await write({ 'b.md': CLEAN, 'w.md': '# Cook\n\n- A wizard at the stove\n' });
    const clean = await run(['fix', 'b.md', '--diff']);
    expect(clean).toMatchObject({ code: 0, out: '' });
    expect(clean.err).toBe('Nothing to fix, neither what is safe nor what wants reading.\n');
    const review = await run(['fix', 'w.md', '--diff']);
    expect(review).toMatchObject({ code: 0, out: '' });
    expect(review.err).toMatch(
      /^Nothing that is safe .* one fix that wants reading: see “sm-jd fix --review --diff”\.\n$/,
    );
  });

  it('mends standard input to standard output', async () => {
    expect(await run(['lint', '-', '--fix'], ROCKSTAR)).toMatchObject({
      code: 0,
      out: ROCKSTAR.replace('rockstar', 'specialist'),
    });
    const both = await run(['lint', '-', 'a.md', '--fix'], ROCKSTAR);
    expect(both).toMatchObject({ code: 2, out: '' });
    expect(both.err).toContain('either standard input or files');
  });

  it('leaves a read-only posting alone and mends the others', async () => {
    await write({ 'a.md': ROCKSTAR, 'b.md': ROCKSTAR });
    await chmod(join(folder, 'a.md'), 0o444);
    const { code, out } = await run(['lint', '.', '--fix']);
    expect(code).toBe(2);
    expect(out).toContain('was not changed: it is read-only');
    expect(await read('a.md')).toBe(ROCKSTAR);
    expect(await read('b.md')).not.toBe(ROCKSTAR);
  });

  it('leaves out rules whose fixes undo each other, names them, and applies the others', async () => {
    await write({ 'a.md': '# Cook\n\n- A rockstar, yonder\n' });
    const { code, out } = await run(['lint', 'a.md', '--fix']);
    expect(code).toBe(2);
    expect(out).toMatch(/words\/back, words\/there come to no end/);
    expect(await read('a.md')).toBe('# Cook\n\n- A specialist, yonder\n');
  });
});

describe('fix', () => {
  it('does the same without a report', async () => {
    await write({ 'a.md': ROCKSTAR, 'b.md': CLEAN });
    expect(await run(['fix', '.'])).toEqual({ code: 0, out: 'Fixed 1 thing in 1 posting.\n', err: '' });
    expect(await run(['fix', '.'])).toEqual({ code: 0, out: 'Nothing to fix.\n', err: '' });
  });

  it('says plainly that --interactive needs a terminal', async () => {
    await write({ 'a.md': ROCKSTAR });
    const { code, out, err } = await run(['fix', 'a.md', '--interactive'], 'y\n');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('this is no terminal; use “sm-jd fix --diff”');
    expect(await read('a.md')).toBe(ROCKSTAR);
  });

  it.skipIf(!HAS_SCRIPT)('asks one by one on a terminal', async () => {
    await write({ 'a.md': '# Cook\n\n- A rockstar\n- A rockstar there\n- Two rockstars, a rockstar\n' });
    const shown = await onTerminal(['y', 'n', 'e', ' of cakes']);
    expect(shown).toContain('(3 to decide)');
    expect(shown).toContain('Fixed 2 things in 1 posting.');
    expect(await read('a.md')).toBe(
      '# Cook\n\n- A specialist\n- A rockstar there\n- Two rockstars, a specialist of cakes\n',
    );
  });

  it.skipIf(!HAS_SCRIPT)('changes nothing after Ctrl-C', async () => {
    await write({ 'a.md': '# Cook\n\n- A rockstar\n- A rockstar there\n' });
    expect(await onTerminal(['y', '\u0003'])).toContain('Stopped; a.md is as it was.');
    expect(await read('a.md')).toBe('# Cook\n\n- A rockstar\n- A rockstar there\n');
  });

  /** Runs the walk in a pseudo-terminal and answers each prompt in turn; gives back all that was shown. */
  function onTerminal(answers: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const line = `'${process.execPath}' '${CLI}' fix a.md --interactive`;
      const child = spawn('script', ['-qec', line, '/dev/null'], { cwd: folder });
      let shown = '';
      let answered = 0;
      child.stdout.on('data', chunk => {
        shown += chunk;
        const prompts = shown.match(/Apply this\?.*?\(q\)uit |> (?=\S*specialist)|Keep this\?.*?\] /g) ?? [];
        while (answered < prompts.length) child.stdin.write(`${answers[answered++] ?? ''}\n`);
      });
      child.on('error', reject);
      child.on('close', () => resolve(shown));
    });
  }

  it('leaves the posting whole when it is killed', async () => {
    const body = '- A rockstar at the stove\n'.repeat(400);
    const source = `# Cook\n\n${body}`;
    for (let round = 0; round < 10; round++) {
      await write({ 'a.md': source });
      await killedAfter(150 + round * 60);
      expect([source, source.replaceAll('rockstar', 'specialist')]).toContain(await read('a.md'));
    }
  }, 60_000);

  function killedAfter(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [CLI, 'fix', 'a.md'], { cwd: folder, stdio: 'ignore' });
      const timer = setTimeout(() => child.kill('SIGKILL'), ms);
      child.on('error', reject);
      child.on('close', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
});

describe('rewrite', () => {
  it('writes a suggested version beside the posting, questions first', async () => {
    await write({ 'a.md': '---\ntitle: Cook\n---\n# Cook\n\n- A wizard\n' });
    const { code, err } = await run(['rewrite', 'a.md']);
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Wrote a.suggested.md: 1 change, 0 blanks to fill, 1 question for the hiring manager.\n',
    });
    expect(await read('a.suggested.md')).toBe(
      '---\ntitle: Cook\n---\n> **Questions for the hiring manager** (delete when answered; lines are those of the posting as it was)\n>\n> Other questions:\n>\n> 1. What is the wizard to do? (line 6)\n\n# Cook\n\n- An expert\n',
    );
    expect(await read('a.md')).toBe('---\ntitle: Cook\n---\n# Cook\n\n- A wizard\n');
    expect((await run(['lint', '.', '--format', 'json'])).out).not.toContain('suggested');
  });

  it('never replaces a file unasked', async () => {
    await write({ 'a.md': ROCKSTAR, 'a.suggested.md': 'mine' });
    const refused = await run(['rewrite', 'a.md']);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('a.suggested.md is there already; --force replaces it');
    expect(await read('a.suggested.md')).toBe('mine');
    expect((await run(['rewrite', 'a.md', '--force'])).code).toBe(0);
    expect(await read('a.suggested.md')).toBe(ROCKSTAR.replace('rockstar', 'specialist'));
  });

  it('prints instead, also from standard input', async () => {
    await write({ 'a.md': ROCKSTAR });
    expect((await run(['rewrite', 'a.md', '--stdout'])).out).toBe(ROCKSTAR.replace('rockstar', 'specialist'));
    expect((await run(['rewrite', '-'], ROCKSTAR)).out).toBe(ROCKSTAR.replace('rockstar', 'specialist'));
  });

  it('says plainly what it cannot do', async () => {
    await write({ 'a.md': ROCKSTAR, 'b.md': ROCKSTAR });
    expect((await run(['rewrite', 'none.md'])).err).toContain('none.md: does not exist');
    expect((await run(['rewrite', '.'])).err).toContain('holds 2 postings; rewrite one at a time');
    expect((await run(['rewrite', 'a.md', '-o', 'no/such/folder.md'])).err).toContain(
      'was not written: its folder is gone',
    );
  });
});
