import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { extname } from 'node:path';
import type { Failure, Posting } from '../core/types.js';
import { binaryFormatFault, decodePosting } from './decode.js';
import { messageOf } from './usage-error.js';

/** Endings that sm-jd reads. `.txt` is read as plain text, the others as Markdown. */
export const POSTING_EXTENSIONS = ['.md', '.markdown', '.txt'] as const;

/**
 * A job posting has a few kilobytes; what is larger by a thousand times is no posting, and the Markdown
 * parser takes four times as long for twice as much: some seconds here, minutes for 10 MB.
 */
export const LARGEST_POSTING = 2 * 1024 * 1024;

// O_NONBLOCK is missing on Windows, which has no FIFOs in folders.
const NON_BLOCKING_READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A posting as it stands on the disk or came through standard input. */
export interface RawPosting {
  /** As given or found; `/` between folders on every platform. */
  readonly path: string;
  readonly format: Posting['format'];
  readonly source: string;
}

export type ReadResult = { readonly posting: RawPosting } | { readonly failure: Failure };

/** Reads a file at once: handing each of its four steps to another thread takes six times as long. */
export function readPosting(path: string): ReadResult {
  if (!hasPostingExtension(path)) {
    return failed(path, `is none of ${POSTING_EXTENSIONS.join(', ')}, the endings that sm-jd reads`);
  }
  try {
    // Opened without blocking: opening a FIFO that nobody writes to would wait for ever.
    const file = openSync(path, NON_BLOCKING_READ);
    try {
      const stat = fstatSync(file);
      if (!stat.isFile()) return failed(path, `is ${stat.isDirectory() ? 'a folder' : 'no regular file'}`);
      if (stat.size > LARGEST_POSTING) {
        const head = Buffer.alloc(16);
        readSync(file, head);
        return tooLarge(path, head, megabytes(stat.size));
      }
      return toPosting(path, readFileSync(file));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return failed(path, explainReadError(error));
  }
}

/** Reads standard input to its end. `name` stands for the file's path and decides its format. */
export async function readStandardInput(name: string | undefined): Promise<ReadResult> {
  const path = name ?? '<stdin>';
  if (name !== undefined && !hasPostingExtension(name)) {
    return failed(path, `--stdin-filename must end in one of ${POSTING_EXTENSIONS.join(', ')}`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += (chunk as Buffer).length;
    chunks.push(chunk as Buffer);
    // Not read to its end, which may never come.
    if (size > LARGEST_POSTING) return tooLarge(path, Buffer.concat(chunks), 'more than that');
  }
  return toPosting(path, Buffer.concat(chunks));
}

export function hasPostingExtension(path: string): boolean {
  return (POSTING_EXTENSIONS as readonly string[]).includes(extname(path).toLowerCase());
}

function toPosting(path: string, bytes: Uint8Array): ReadResult {
  const decoded = decodePosting(bytes);
  if (!decoded.ok) {
    const { message, line, column } = decoded;
    return {
      failure: { kind: 'file', subject: path, message, ...(line && { line }), ...(column && { column }) },
    };
  }
  if (decoded.text.trim() === '') return failed(path, 'is empty');
  return {
    posting: {
      path,
      format: extname(path).toLowerCase() === '.txt' ? 'text' : 'markdown',
      source: decoded.text,
    },
  };
}

/** @param head the first bytes: pictures and PDFs are large, and nobody should split those */
function tooLarge(path: string, head: Uint8Array, size: string): ReadResult {
  const told = `is too large for a posting (the limit is ${megabytes(LARGEST_POSTING)}, this is ${size}): split it into one file a posting, or leave it out`;
  return failed(path, binaryFormatFault(head) ?? told);
}

/** Rounded up, so that what is beyond a limit never looks as if it were not. */
function megabytes(bytes: number): string {
  return `${Math.ceil((bytes / 1024 / 1024) * 10) / 10} MB`;
}

function failed(path: string, message: string): ReadResult {
  return { failure: { kind: 'file', subject: path, message } };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read (permission denied)',
  EPERM: 'may not be read (permission denied)',
  EISDIR: 'is a folder',
  ELOOP: 'is a symbolic link that leads to itself',
  ENAMETOOLONG: 'has too long a name',
  ENOTDIR: 'lies below something that is no folder',
  ENXIO: 'is no regular file',
};

export function explainReadError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return REASONS[code] ?? `cannot be read: ${messageOf(error)}`;
}
