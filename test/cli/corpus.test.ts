import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../boilerplate/support.js';
import { sentences } from '../boilerplate/texts.js';
import { runCli } from './run-cli.js';

const duties = sentences(4, 6).map(line => `- ${line}`);
const posting = (employer: string, lines: readonly string[]) =>
  `# Community Manager\n\nCompany: ${employer}\n\n## What you will do\n\n${lines.join('\n')}\n`;

it('keeps a corpus: build, add, stats, query, verify; lint compares with it', async () => {
  const cwd = temporaryFolder();
  const run = (...args: string[]) => runCli(args, { cwd });
  writeFileSync(join(cwd, 'theirs.md'), posting('Birch', duties));
  const row = { id: 'cedar-7', org: 'Cedar', text: posting('Cedar', duties.slice(0, 3)) };
  writeFileSync(join(cwd, 'more.jsonl'), `${JSON.stringify(row)}\n`);
  writeFileSync(join(cwd, 'mine.md'), posting('Alder', duties));

  expect(await run('corpus', 'stats')).toMatchObject({ code: 2, err: expect.stringContaining('sm-jd corpus build') });
  expect(await run('corpus', 'build', 'theirs.md')).toMatchObject({
    code: 0,
    out: '.sm-jd/corpus: 1 postings stored.\n',
  });
  expect(await run('corpus', 'add', 'more.jsonl')).toMatchObject({
    code: 0,
    out: '.sm-jd/corpus: 1 postings added.\n',
  });
  expect(JSON.parse((await run('corpus', 'stats', '--json')).out)).toMatchObject({
    texts: 2,
    segments: 2,
    keepsText: false,
  });
  expect(await run('corpus', 'verify')).toMatchObject({ code: 0, out: '.sm-jd/corpus: sound, 2 postings.\n' });

  const query = await run('corpus', 'query', 'mine.md');
  expect(query.code).toBe(0);
  expect(query.out).toContain('100% of the duties  theirs.md (Birch)\n');
  expect(query.out).toContain('of the duties  cedar-7 (Cedar)\n');

  const lint = await run('lint', 'mine.md', '--format', 'json');
  expect(lint.out).toContain('originality/copied-boilerplate');
  expect(lint.out).toContain('theirs.md');

  const elsewhere = join(cwd, 'elsewhere');
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, '.sm-jd.yaml'), 'corpus: ../.sm-jd/corpus\n');
  const configured = await runCli(['corpus', 'stats', '--json'], { cwd: elsewhere });
  expect(JSON.parse(configured.out)).toMatchObject({ texts: 2 });

  const folder = join(cwd, '.sm-jd', 'corpus');
  const segment = join(folder, readdirSync(folder).find(name => name.endsWith('.segment')) as string);
  writeFileSync(segment, readFileSync(segment).subarray(0, 300));
  for (const args of [
    ['corpus', 'query', 'mine.md'],
    ['corpus', 'verify'],
    ['lint', 'mine.md'],
  ]) {
    const damaged = await run(...args);
    expect(damaged.code).toBe(2);
    expect(damaged.out + damaged.err).toMatch(/300 of \d+ bytes/);
  }
}, 60_000);

it('says what is wrong with its arguments', async () => {
  const cwd = temporaryFolder();
  const run = (...args: string[]) => runCli(args, { cwd });
  expect(await run('corpus', 'build')).toMatchObject({ code: 2, err: expect.stringContaining('say what to build') });
  expect(await run('corpus', 'build', 'none.jsonl')).toMatchObject({
    code: 2,
    err: expect.stringContaining('none.jsonl'),
  });
  writeFileSync(join(cwd, 'a.csv'), 'x,y\n1,2\n');
  expect(await run('corpus', 'build', 'a.csv')).toMatchObject({ code: 2, err: expect.stringContaining('--text') });
  expect(await run('corpus', 'query')).toMatchObject({ code: 2 });
  expect(await run('corpus', 'stats', 'x')).toMatchObject({ code: 2 });
}, 60_000);
