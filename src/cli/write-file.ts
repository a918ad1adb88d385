import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  type FileHandle,
  lstat,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  stat,
  unlink,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { decodePosting, detectEncoding, encodePosting } from './decode.js';

/** Why a file was left as it is. `message` is a sentence for people, without the file's name. */
export class WriteError extends Error {
  constructor(
    message: string,
    readonly path: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'WriteError';
  }
}

/**
 * Replaces a posting's text so that whoever reads the file, even after a crash or a kill, finds
 * the whole old text or the whole new one: the text goes to a temporary file in the same folder,
 * is synced, and takes the old file's place by a rename. Mode, encoding (UTF-8 or UTF-16), byte
 * order mark and symbolic links are kept. A process that is killed may leave the temporary file
 * (`.<name>.<process>-<random>.sm-jd-tmp`) behind; the next one that writes to the folder removes it.
 * @param expected the text as it was read, with or without byte order mark: a file that has
 *   changed since is left alone.
 * @throws WriteError where the file is gone, changed, read-only or no plain file, or cannot be written.
 */
export async function replaceFile(path: string, expected: string, next: string): Promise<void> {
  const target = await realpath(path).catch(cause => {
    throw new WriteError(isMissing(cause) ? 'it is gone' : reason(cause), path, { cause });
  });
  try {
    const before = await stat(target);
    if (!before.isFile()) throw new WriteError('it is no plain file', path);
    // Asked of the mode as well, since the superuser may write everywhere.
    if ((before.mode & 0o222) === 0) throw new WriteError('it is read-only', path);
    await access(target, constants.W_OK).catch(cause => {
      throw new WriteError('it is read-only', path, { cause });
    });
    const bytes = await readFile(target);
    const encoding = detectEncoding(bytes);
    const decoded = decodePosting(bytes);
    if (!decoded.ok || decoded.text !== withoutMark(expected)) {
      throw new WriteError('it has changed since it was read; lint it again', path);
    }
    await writeAside(target, encodePosting(withoutMark(next), encoding), before.mode, async () => {
      const now = await lstat(target);
      if (now.mtimeMs !== before.mtimeMs || now.size !== before.size || now.ino !== before.ino) {
        throw new WriteError('it has changed since it was read; lint it again', path);
      }
    });
  } catch (cause) {
    if (cause instanceof WriteError) throw cause;
    throw new WriteError(reason(cause), path, { cause });
  }
}

/**
 * Writes a file of the tool's own (a report, a suggested version) atomically, replacing an old one.
 * @throws WriteError
 */
export async function writeFileAtomic(path: string, text: string): Promise<void> {
  try {
    const target = await realpath(path).catch(cause => {
      if (isMissing(cause)) return path;
      throw cause;
    });
    const old = await stat(target).catch(() => undefined);
    if (old && !old.isFile()) throw new WriteError('it is no plain file', path);
    await writeAside(target, Buffer.from(text, 'utf8'), old?.mode ?? 0o666 & ~process.umask());
  } catch (cause) {
    if (cause instanceof WriteError) throw cause;
    throw new WriteError(reason(cause), path, { cause });
  }
}

async function writeAside(target: string, bytes: Buffer, mode: number, lastCheck?: () => Promise<void>): Promise<void> {
  const folder = dirname(target);
  if (!swept.has(folder)) {
    swept.add(folder);
    await removeLeftOvers(folder);
  }
  const aside = join(folder, `.${basename(target)}.${process.pid}-${randomBytes(6).toString('hex')}.sm-jd-tmp`);
  let handle: FileHandle | undefined;
  try {
    handle = await open(aside, 'wx', 0o600);
    await handle.writeFile(bytes);
    await handle.chmod(mode & 0o7777);
    await handle.sync();
    await handle.close();
    handle = undefined;
    await lastCheck?.();
    await rename(aside, target);
  } catch (error) {
    await handle?.close().catch(() => {});
    await unlink(aside).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
}

const LEFT_OVER = /^\..+\.(\d+)-[0-9a-f]{12}\.sm-jd-tmp$/;
/** In milliseconds. Writing takes far less; the process may belong to another machine that shares the folder. */
const OLD_ENOUGH = 10 * 60 * 1000;
/** Folders looked through by this process; doing it for each file takes time by the square of their number. */
const swept = new Set<string>();

/** Removes what killed processes left: files of this tool's naming, of no process that is alive, and not of just now. */
async function removeLeftOvers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const owner = LEFT_OVER.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const path = join(folder, name);
    const found = await lstat(path).catch(() => undefined);
    if (found?.isFile() && Date.now() - found.mtimeMs > OLD_ENOUGH) await unlink(path).catch(() => {});
  }
}

function isAlive(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    // It may be somebody else's.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Makes the rename itself last through a power cut. Not every system lets a folder be synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'its folder is gone';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'its folder does not allow writing';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'ELOOP':
      return 'its symbolic links lead in a circle';
    case 'ENAMETOOLONG':
      return 'its name is too long';
    default:
      return message;
  }
}
