import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type CliResult, runCli } from '../cli/run-cli.js';
import { CLEAN } from '../cli/sample-project.js';
import { scratchFolder } from '../cli/scratch.js';

type Files = Readonly<Record<string, string | Uint8Array>>;

interface Case {
  readonly files?: Files;
  /** What cannot be written as a file. */
  readonly make?: (cwd: string) => void;
  /** Default: the only file. */
  readonly args?: readonly string[];
  /** What must hold beside the message. */
  readonly also?: (result: CliResult) => void;
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
const MANY = 100_000;
/** Each level nine times the one before. */
const BOMB = 'abcdefghi'
  .split('')
  .map(
    (key, i) =>
      `${key}: &${key} [${Array(9)
        .fill(i === 0 ? 'x' : `*${'abcdefghi'[i - 1]}`)
        .join(', ')}]`,
  )
  .join('\n');
const finds = (rule: string) => (result: CliResult) => expect(result.out).toContain(`[${rule}]`);

/** Every bad input that people and machines have given a linter, by what it is called in the table. */
const CASES: Readonly<Record<string, Case>> = {
  'an empty file': { files: { 'empty.md': '' } },
  'nothing but blanks': { files: { 'blank.md': ' \n\t\n' } },
  'a PNG image named .md': { files: { 'image.md': png } },
  'a Word file named .md': { files: { 'job.md': Buffer.from('PK\u0003\u0004\u0014\0\u0006\0', 'latin1') } },
  'a PDF named .txt': { files: { 'job.txt': '%PDF-1.7\n%âãÏÓ' } },
  'a gzip archive named .md': { files: { 'job.md': gzipSync(CLEAN) } },
  'random bytes': { files: { 'random.md': Buffer.from([0x01, 0xfe, 0x80, 0x00, 0x9f, 0x92]) } },
  'NUL bytes in a text': { files: { 'nul.md': '# Cook\n\nCook\0 lunch\n' } },
  'UTF-16 with a byte order mark': {
    files: { 'wide.md': Buffer.from(`\ufeff${CLEAN}- he/she\n`, 'utf16le') },
    also: finds('inclusion/gendered-pronoun'),
  },
  'UTF-16 without a byte order mark': {
    files: { 'wide.md': utf16be(`${CLEAN}- he/she\n`) },
    also: finds('inclusion/gendered-pronoun'),
  },
  'UTF-16 cut in a character': { files: { 'cut.md': Buffer.from(`\ufeff${CLEAN}👋`, 'utf16le').subarray(0, -2) } },
  'Latin-1': { files: { 'latin.md': Buffer.from('# Chef\n\nCafé Blau\n', 'latin1') } },
  'invalid UTF-8': { files: { 'bytes.md': Buffer.from('# Cook\n\nCook \xc3\x28 lunch\n', 'latin1') } },
  'a file of 50 MB': { files: { 'large.md': Buffer.alloc(50 * 1024 * 1024, 'Cook lunch. ') } },
  'a PDF of 3 MB named .md': { files: { 'large.md': Buffer.alloc(3 * 1024 * 1024, '%PDF-1.7\n') } },
  'one line of 2 MB': {
    files: {
      'line.md': `# Cook\n\n${'We cook lunch for eighty children and wash up when they have gone home. '.repeat(28_000)}\n`,
    },
  },
  '2 MB of blanks in a line': { files: { 'blanks.txt': `Cook\n\nCook${' '.repeat(2 * 1024 * 1024 - 20)}lunch\n` } },
  '100,000 nested quotes': { files: { 'quotes.md': `${'> '.repeat(MANY)}Cook\n` } },
  '100,000 nested lists': { files: { 'lists.md': `${'- '.repeat(MANY)}Cook\n` } },
  '100,000 links': { files: { 'links.md': `# Cook\n\n${'[a](b) '.repeat(MANY)}\n` } },
  '100,000 brackets that are never closed': { files: { 'open.md': `# Cook\n\n${'[a]('.repeat(MANY)}\n` } },
  '100,000 marks for emphasis': { files: { 'marks.md': `# Cook\n\n${'*a**a'.repeat(MANY / 2)}\n` } },
  '100,000 comments that are never closed': { files: { 'open.md': `# Cook\n\n${'a <!-- '.repeat(MANY)}\n` } },
  '100,000 backticks': { files: { 'ticks.md': `# Cook\n\n${'`a ``'.repeat(MANY / 3)}\n` } },
  '20,000 headings': {
    files: { 'headings.md': Array.from({ length: 20_000 }, (_, i) => `## Part ${i}\n`).join('\n') },
  },
  'front matter that is no YAML': { files: { 'front.md': `---\ntitle: [Cook\n---\n${CLEAN}` } },
  'front matter that never ends': { files: { 'front.md': `---\ntitle: Cook\n\n${CLEAN}` } },
  'an alias bomb in the front matter': { files: { 'bomb.md': `---\n${BOMB}\n---\n${CLEAN}` } },
  'an alias bomb in the configuration': { files: { 'a.md': CLEAN, '.sm-jd.yaml': BOMB }, args: ['a.md'] },
  'an alias bomb in a rule card': {
    files: { 'a.md': CLEAN, '.sm-jd.yaml': 'rules: [./cards]\n', 'cards/x/bomb.yaml': BOMB.slice(0, 70) },
    args: ['a.md'],
  },
  'a configuration that is no YAML': {
    files: { 'a.md': CLEAN, '.sm-jd.yaml': 'settings:\n  - a\n b: c\n' },
    args: ['a.md'],
  },
  'a path that does not exist': { args: ['gone.md'] },
  'a file of another kind': { files: { 'page.html': '<p>Cook</p>' } },
  'a folder without postings': { files: { 'empty/readme.rst': 'x' }, args: ['empty'] },
  'a symbolic link to itself': { make: cwd => symlinkSync('loop.md', join(cwd, 'loop.md')), args: ['loop.md'] },
  'a symbolic link to nothing, found in a folder': {
    files: { 'jobs/a.md': CLEAN },
    make: cwd => symlinkSync('gone.md', join(cwd, 'jobs/b.md')),
    args: ['jobs'],
  },
  'a folder that holds itself through a link': {
    files: { 'jobs/a.md': CLEAN },
    make: cwd => symlinkSync(join(cwd, 'jobs'), join(cwd, 'jobs/again')),
    args: ['jobs'],
  },
  'a FIFO that nobody writes to': { make: cwd => execFileSync('mkfifo', [join(cwd, 'pipe.md')]), args: ['pipe.md'] },
  'a device': { make: cwd => symlinkSync('/dev/zero', join(cwd, 'zero.md')), args: ['zero.md'] },
  'a name with a line end, a blank and an emoji': { files: { 'two\nlines 👋.md': '' }, args: ['.'] },
  'a name with a terminal’s control sequence': { files: { '\u001b[2Jx.md': '' }, args: ['.'] },
  'a name that begins with a dash': { files: { '-dash.md': '' }, args: ['--', '-dash.md'] },
  'a report that cannot be written': {
    files: { 'a.md': CLEAN },
    args: ['a.md', '--output', 'json=no/such/folder.json'],
  },
  'a report to a full device': { files: { 'a.md': CLEAN }, args: ['a.md', '--output', 'json=/dev/full'] },
};

/** What a person is told: failures and what is wrong with a file's form; other findings are left out. */
function told({ out, err }: CliResult, cwd: string): string {
  const lines = `${err}${out}`
    .replaceAll(cwd, '…')
    .split('\n')
    .filter(line => /failure:|\[form\/|^error:|^Nothing to mend/.test(line));
  return lines.length === 0 ? '(read like any other)' : lines.join('\n');
}

const rows = new Map<string, string>();

function row(name: string, { code, text }: { code: number | null; text: string }): string {
  const cell = text
    .split('\n')
    .map(line => `\`${line.replaceAll('|', '\\|')}\``)
    .join('<br>');
  return `| ${name} | ${code} | ${text.startsWith('(') ? text : cell} |`;
}

describe('bad input', () => {
  it.each(Object.entries(CASES))(
    '%s',
    async (name, { files = {}, make, args = Object.keys(files), also }) => {
      const cwd = scratchFolder({ ...files, '.git/HEAD': '' });
      make?.(cwd);
      const result = await runCli(['lint', '--format', 'compact', ...args], { cwd });
      expect(result.err).not.toContain('which is a bug');
      expect(result.code).not.toBeNull();
      also?.(result);
      rows.set(name, row(name, { code: result.code, text: told(result, cwd) }));
    },
    180_000,
  );

  // `npx vitest run test/sturdiness/bad-input.test.ts -u` renews the page.
  it('is told as docs/bad-input.md says', async context => {
    if (rows.size < Object.keys(CASES).length) context.skip('only some of the inputs were run');
    await expect(page([...rows.values()])).toMatchFileSnapshot('../../docs/bad-input.md');
  });
});

function page(lines: readonly string[]): string {
  return `# What bad input is told

Each row is run by \`test/sturdiness/bad-input.test.ts\` through the CLI as a process of its own; the
messages are what it printed (\`--format compact\`, findings of rules left out). The exit code is 0
where nothing is to be mended, 1 where something is, 2 where something could not be done; what can
be done is done all the same.

| input | exit | told |
|---|--:|---|
${lines.join('\n')}
`;
}

/** Root reads everything; then the CLI runs as nobody, where setpriv can do that. */
const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const isRoot = process.getuid?.() === 0;

function runUnprivileged(cwd: string, args: readonly string[]): CliResult | undefined {
  const cli = join(import.meta.dirname, '../../bin/sm-jd.js');
  const [command, ...rest] = [...(isRoot ? asNobody : []), process.execPath, cli, ...args] as [string, ...string[]];
  try {
    if (isRoot) execFileSync(asNobody[0] as string, [...asNobody.slice(1), process.execPath, '--version']);
    if (isRoot) execFileSync(asNobody[0] as string, [...asNobody.slice(1), 'cat', cli]);
  } catch {
    console.warn('SKIPPED: the tests run as root, and setpriv cannot run the CLI as nobody here');
    return undefined;
  }
  try {
    return { code: 0, out: execFileSync(command, rest, { cwd, encoding: 'utf8', stdio: 'pipe' }), err: '' };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, out: stdout, err: stderr };
  }
}

describe('without rights', () => {
  it('a file and a folder that may not be read are told, and the others are linted', context => {
    const cwd = scratchFolder({
      'jobs/open.md': '',
      'jobs/secret.md': CLEAN,
      'jobs/locked/a.md': CLEAN,
      '.git/HEAD': '',
    });
    for (const folder of ['.', 'jobs']) chmodSync(join(cwd, folder), 0o755);
    chmodSync(join(cwd, 'jobs/secret.md'), 0);
    chmodSync(join(cwd, 'jobs/locked'), 0);
    const result = runUnprivileged(cwd, ['lint', 'jobs', 'jobs/locked', '--format', 'compact']);
    chmodSync(join(cwd, 'jobs/locked'), 0o755);
    if (!result) return context.skip();
    expect(result.out).toContain('jobs/secret.md: failure: may not be read (permission denied)');
    expect(result.out).toContain('jobs/open.md: failure: is empty');
    expect(result.out).toMatch(/jobs\/locked: failure: /);
    expect(result.code).toBe(2);
  });

  it('a folder that may not be written keeps no cache, and says so', context => {
    const cwd = scratchFolder({ 'a.md': CLEAN, '.git/HEAD': '' });
    chmodSync(cwd, 0o555);
    const result = runUnprivileged(cwd, ['lint', 'a.md', '--cache', '--rule', '*:off']);
    chmodSync(cwd, 0o755);
    if (!result) return context.skip();
    expect(result.out).toContain('Nothing to mend in 1 posting.');
    expect(result.code).toBe(0);
  });
});
