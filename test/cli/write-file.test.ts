import { spawn, spawnSync } from 'node:child_process';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile, WriteError, writeFileAtomic } from '../../src/cli/write-file.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-file-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('replaceFile', () => {
  it('puts the new text in the old one’s place and leaves nothing beside it', async () => {
    const path = await file('a.md', 'old\r\nlines\r\n');
    await replaceFile(path, 'old\r\nlines\r\n', 'new\r\nlines');
    expect(await readFile(path, 'utf8')).toBe('new\r\nlines');
    expect(await readdir(folder)).toEqual(['a.md']);
  });

  it('keeps the mode', async () => {
    const path = await file('a.md', 'old');
    await chmod(path, 0o640);
    await replaceFile(path, 'old', 'new');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it.each([
    ['UTF-8 with byte order mark', Buffer.from('\ufeffcafé', 'utf8'), Buffer.from('\ufeffthé', 'utf8')],
    ['UTF-8 without', Buffer.from('café', 'utf8'), Buffer.from('thé', 'utf8')],
    ['UTF-16 LE', Buffer.from('\ufeffcafé', 'utf16le'), Buffer.from('\ufeffthé', 'utf16le')],
    [
      'UTF-16 LE without byte order mark',
      Buffer.from('A plain posting', 'utf16le'),
      Buffer.from('A plainer posting', 'utf16le'),
      'A plain posting',
      'A plainer posting',
    ],
    ['UTF-16 BE', Buffer.from('\ufeffcafé', 'utf16le').swap16(), Buffer.from('\ufeffthé', 'utf16le').swap16()],
  ])('keeps the encoding: %s', async (_, before, after, old = 'café', next = 'thé') => {
    const path = await file('a.md', before);
    await replaceFile(path, old, next);
    expect(await readFile(path)).toEqual(after);
    await replaceFile(path, `\ufeff${next}`, `\ufeff${old}`);
    expect(await readFile(path)).toEqual(before);
  });

  it('writes through a symbolic link and keeps it', async () => {
    await mkdir(join(folder, 'real'));
    const real = await file('real/a.md', 'old');
    const link = join(folder, 'link.md');
    await symlink(join('real', 'a.md'), link);
    await replaceFile(link, 'old', 'new');
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(real, 'utf8')).toBe('new');
  });

  it('leaves a read-only file alone', async () => {
    const path = await file('a.md', 'old');
    await chmod(path, 0o444);
    await expect(replaceFile(path, 'old', 'new')).rejects.toThrow(new WriteError('it is read-only', path));
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  it('leaves a file alone that has changed since it was read', async () => {
    const path = await file('a.md', 'changed');
    await expect(replaceFile(path, 'old', 'new')).rejects.toThrow('changed since it was read');
    expect(await readFile(path, 'utf8')).toBe('changed');
    expect(await readdir(folder)).toEqual(['a.md']);
  });

  it('says plainly what else is wrong', async () => {
    await expect(replaceFile(join(folder, 'none.md'), '', '')).rejects.toThrow('it is gone');
    await expect(replaceFile(folder, '', '')).rejects.toThrow('it is no plain file');
    const loop = join(folder, 'loop.md');
    await symlink('loop.md', loop);
    await expect(replaceFile(loop, '', '')).rejects.toThrow('circle');
  });

  it('removes what killed processes left in the folder long ago, and nothing else', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const old = new Date(Date.now() - 3_600_000);
    const left = await file(`.a.md.${gone}-0123456789ab.sm-jd-tmp`, 'torn');
    const alive = await file(`.a.md.${process.pid}-0123456789ab.sm-jd-tmp`, 'being written');
    const other = await file('.a.md.sm-jd-tmp', 'not ours');
    for (const path of [left, alive, other]) await utimes(path, old, old);
    const fresh = await file(`.b.md.${gone}-ba9876543210.sm-jd-tmp`, 'of just now');
    const path = await file('a.md', 'old');
    await replaceFile(path, 'old', 'new');
    expect((await readdir(folder)).sort()).toEqual([alive, other, fresh, path].map(one => basename(one)).sort());
  });

  it('leaves the old text or the new one, whole, when killed at any moment', async () => {
    const old = `old ${'o'.repeat(300_000)} end\n`;
    const path = await file('a.md', old);
    const child = fileURLToPath(new URL('../support/rewrite-forever.ts', import.meta.url));
    const seen = new Set<string>();
    for (let round = 0; round < 50; round++) {
      await killWhileWriting(child, path, round * 2);
      const text = await readFile(path, 'utf8');
      expect(text).toMatch(/^(old o{300000}|new n{300000}) end\n$/);
      seen.add(text.slice(0, 3));
    }
    expect([...seen].sort()).toEqual(['new', 'old']);
  }, 120_000);
});

/** Starts a process that replaces the file without pause, and kills it in the middle of that. */
function killWhileWriting(script: string, path: string, afterMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), afterMs));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve();
      else reject(new Error(`the writing process ended by itself with code ${code}`));
    });
  });
}

describe('writeFileAtomic', () => {
  it('makes a file and replaces it', async () => {
    const path = join(folder, 'new.md');
    await writeFileAtomic(path, 'one');
    await writeFileAtomic(path, 'two');
    expect(await readFile(path, 'utf8')).toBe('two');
    expect(await readdir(folder)).toEqual(['new.md']);
  });

  it('says plainly what is wrong', async () => {
    await expect(writeFileAtomic(join(folder, 'none', 'a.md'), '')).rejects.toThrow('its folder is gone');
    await expect(writeFileAtomic(folder, '')).rejects.toThrow('it is no plain file');
  });
});
