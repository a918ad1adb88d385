import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPostings } from '../../src/cli/find-postings.js';
import { scratchFolder } from './scratch.js';

const JOB = '# Job\n';

describe('findPostings', () => {
  it('takes a folder for all postings below it, sorted, and leaves out what is no posting', async () => {
    const cwd = scratchFolder({
      'jobs/b.md': JOB,
      'jobs/a.txt': JOB,
      'jobs/deep/c.markdown': JOB,
      'jobs/LOUD.MD': JOB,
      'jobs/logo.svg': '<svg/>',
      'jobs/node_modules/x/readme.md': JOB,
    });
    expect(await findPostings(['jobs'], cwd)).toEqual({
      paths: ['jobs/LOUD.MD', 'jobs/a.txt', 'jobs/b.md', 'jobs/deep/c.markdown'],
      failures: [],
      ignored: [],
    });
    expect((await findPostings(['jobs/'], cwd)).paths).toHaveLength(4);
    expect((await findPostings(['.'], cwd)).paths).toHaveLength(4);
  });

  it('expands globs, keeps the order of arguments and takes no file twice', async () => {
    const cwd = scratchFolder({ 'a.md': JOB, 'b.md': JOB, 'c.txt': JOB });
    expect((await findPostings(['c.txt', '*.md', 'a.md', './c.txt'], cwd)).paths).toEqual(['c.txt', 'a.md', 'b.md']);
    expect((await findPostings(['{a,c}.*'], cwd)).paths).toEqual(['a.md', 'c.txt']);
  });

  it('takes a name that looks like a glob literally where such a file exists', async () => {
    const cwd = scratchFolder({ 'job [new] (1).md': JOB, '-dash.md': JOB, 'two\nlines.md': JOB, 'é 👋.md': JOB });
    const names = ['job [new] (1).md', '-dash.md', 'two\nlines.md', 'é 👋.md'];
    expect((await findPostings(names, cwd)).paths).toEqual(names);
    expect([...(await findPostings(['.'], cwd)).paths].sort()).toEqual([...names].sort());
  });

  it('searches a folder whose name looks like a glob', async () => {
    const cwd = scratchFolder({ '[2026] {new}/a.md': JOB });
    expect((await findPostings(['[2026] {new}'], cwd)).paths).toEqual(['[2026] {new}/a.md']);
  });

  it('tells what is missing and goes on', async () => {
    const cwd = scratchFolder({ 'a.md': JOB, 'empty/x.pdf': 'x' });
    const found = await findPostings(['gone.md', 'empty', '*.rst', 'a.md'], cwd);
    expect(found.paths).toEqual(['a.md']);
    expect(found.failures.map(failure => `${failure.subject} ${failure.message}`)).toEqual([
      'gone.md does not exist',
      'empty holds no posting (looked for .md, .markdown, .txt)',
      '*.rst matches no posting (looked for .md, .markdown, .txt)',
    ]);
  });

  it('is not led in circles by symbolic links', async () => {
    const cwd = scratchFolder({ 'jobs/a.md': JOB });
    symlinkSync(join(cwd, 'jobs'), join(cwd, 'jobs', 'again'));
    symlinkSync('loop.md', join(cwd, 'loop.md'));
    expect((await findPostings(['jobs'], cwd)).paths).toEqual(['jobs/a.md']);
    expect((await findPostings(['loop.md'], cwd)).failures[0]?.message).toBe('is a symbolic link that leads to itself');
  });
});

describe('ignore files', () => {
  it('keep postings out of folders and globs, each below its own folder', async () => {
    const cwd = scratchFolder({
      '.gitignore': 'drafts/\n*.tmp.md\n',
      '.sm-jdignore': 'README.md\n',
      'README.md': JOB,
      'a.md': JOB,
      'b.tmp.md': JOB,
      'drafts/c.md': JOB,
      'jobs/.gitignore': '*.txt\n!keep.txt\n',
      'jobs/d.txt': JOB,
      'jobs/keep.txt': JOB,
      'e.txt': JOB,
    });
    expect((await findPostings(['.'], cwd)).paths).toEqual(['a.md', 'e.txt', 'jobs/keep.txt']);
    expect((await findPostings(['**/*.md'], cwd)).paths).toEqual(['a.md']);
  });

  it('of the whole repository count in a folder of it, those above the repository do not', async () => {
    const top = scratchFolder({
      '.gitignore': '*.md\n',
      'repo/.git/HEAD': 'ref: refs/heads/main\n',
      'repo/.gitignore': 'old-*.md\n',
      'repo/jobs/old-a.md': JOB,
      'repo/jobs/b.md': JOB,
    });
    expect((await findPostings(['.'], join(top, 'repo/jobs'))).paths).toEqual(['b.md']);
  });

  it('leave out a file named outright only where .sm-jdignore says so', async () => {
    const cwd = scratchFolder({ '.gitignore': 'a.md\n', '.sm-jdignore': 'b.md\n', 'a.md': JOB, 'b.md': JOB });
    expect(await findPostings(['a.md', 'b.md'], cwd)).toEqual({ paths: ['a.md'], failures: [], ignored: ['b.md'] });
  });

  it('that hide everything are named as the reason', async () => {
    const cwd = scratchFolder({ '.sm-jdignore': '*\n', 'jobs/a.md': JOB });
    expect((await findPostings(['jobs'], cwd)).failures[0]?.message).toBe(
      'all 1 postings are left out by .gitignore or .sm-jdignore',
    );
  });
});
