/**
 * The file that holds an index: one immutable segment, read in place.
 *
 *     header            256 bytes: magic, version, sizes, where each part lies, checksum
 *     texts             a record for each text: checksum, name, employer, words, checks[, text]
 *     text offsets      6 bytes a text, and the end
 *     employers         4 bytes a text: hash of the employer's name, 0 where unknown
 *     pages             the shingles that winnowing kept, ascending, with the texts that hold them
 *     page offsets      6 bytes a page, and the end: the fan-out table
 *
 * A page holds the shingles that begin with the same bits, about `KEYS_A_PAGE` of them, behind a
 * checksum. Looking a shingle up takes two reads: its page's offset, and the page.
 */
import { ByteReader, ByteWriter, crc32 } from '../bytes.js';
import { Checks } from '../checks.js';
import { CorpusError } from '../corpus-error.js';
import { SHINGLE, WINDOW } from '../shingles.js';

export const MAGIC = 'sm-jd texts\n';
export const VERSION = 2;
export const HEADER_SIZE = 256;
export const OFFSET_SIZE = 6;
export const KEY_BITS = 40;
export const KEYS_A_PAGE = 48;
/** Text numbers have 24 bits. */
export const MOST_TEXTS = 2 ** 24;

export const PARTS = ['texts', 'textOffsets', 'employers', 'pages', 'pageOffsets'] as const;
export type Part = (typeof PARTS)[number];

/** Where a part lies in the file, in bytes, and its checksum; pages and texts carry checksums of their own. */
export interface Place {
  readonly offset: number;
  readonly size: number;
  readonly crc: number;
}

export interface Header {
  readonly texts: number;
  readonly words: number;
  /** Different shingles. */
  readonly keys: number;
  /** Shingles with their texts, counted with repetition. */
  readonly entries: number;
  /** The pages are 2 to this power. */
  readonly pageBits: number;
  /** Texts are stored beside their hashes. */
  readonly keepsText: boolean;
  readonly parts: Readonly<Record<Part, Place>>;
}

export function encodeHeader(header: Header): Uint8Array {
  const out = new ByteWriter(HEADER_SIZE);
  out.append(new TextEncoder().encode(MAGIC));
  out.fixed(VERSION, 4);
  out.fixed(SHINGLE, 2);
  out.fixed(WINDOW, 2);
  out.fixed(header.keepsText ? 1 : 0, 2);
  out.fixed(header.pageBits, 2);
  for (const number of [header.texts, header.words, header.keys, header.entries]) out.fixed(number, OFFSET_SIZE);
  for (const part of PARTS) {
    out.fixed(header.parts[part].offset, OFFSET_SIZE);
    out.fixed(header.parts[part].size, OFFSET_SIZE);
    out.fixed(header.parts[part].crc, 4);
  }
  const bytes = new Uint8Array(HEADER_SIZE);
  bytes.set(out.bytes.subarray(0, out.length));
  new DataView(bytes.buffer).setUint32(HEADER_SIZE - 4, crc32(bytes, 0, HEADER_SIZE - 4), true);
  return bytes;
}

/**
 * @param bytes the file's first bytes, `HEADER_SIZE` of them where it has so many
 * @param fileSize in bytes
 * @throws CorpusError that says what is wrong with the file
 */
export function decodeHeader(path: string, bytes: Uint8Array, fileSize: number): Header {
  const magic = new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC.length));
  if (!MAGIC.startsWith(magic)) {
    throw new CorpusError(
      path,
      'foreign',
      'this is no sm-jd corpus file. Point sm-jd at another folder, or move this file away.',
    );
  }
  if (bytes.length < HEADER_SIZE) {
    throw new CorpusError(
      path,
      'truncated',
      `the file ends after ${fileSize} bytes, within its header. Build the corpus again.`,
    );
  }
  const version = new ByteReader(bytes, MAGIC.length).fixed(4);
  if (version > VERSION) {
    throw new CorpusError(
      path,
      'newer-version',
      `the corpus has format ${version}, made by a newer sm-jd; this one reads format ${VERSION}. Update sm-jd, or build the corpus again.`,
    );
  }
  if (version < VERSION) {
    throw new CorpusError(
      path,
      'older-version',
      `the corpus has the old format ${version}; this sm-jd reads format ${VERSION}. Build the corpus again.`,
    );
  }
  const stored = new DataView(bytes.buffer, bytes.byteOffset).getUint32(HEADER_SIZE - 4, true);
  if (stored !== crc32(bytes, 0, HEADER_SIZE - 4)) {
    throw new CorpusError(path, 'corrupted', 'the header does not agree with its checksum. Build the corpus again.');
  }
  const reader = new ByteReader(bytes, MAGIC.length + 4);
  const shingle = reader.fixed(2);
  const window = reader.fixed(2);
  if (shingle !== SHINGLE || window !== WINDOW) {
    throw new CorpusError(
      path,
      'older-version',
      `the corpus was built with other settings (${shingle}/${window}). Build the corpus again.`,
    );
  }
  const keepsText = reader.fixed(2) === 1;
  const pageBits = reader.fixed(2);
  const [texts = 0, words = 0, keys = 0, entries = 0] = [0, 1, 2, 3].map(() => reader.fixed(OFFSET_SIZE));
  const parts = {} as Record<Part, Place>;
  for (const part of PARTS) {
    parts[part] = { offset: reader.fixed(OFFSET_SIZE), size: reader.fixed(OFFSET_SIZE), crc: reader.fixed(4) };
  }
  const end = parts.pageOffsets.offset + parts.pageOffsets.size;
  if (fileSize < end) {
    throw new CorpusError(path, 'truncated', `the file has ${fileSize} of ${end} bytes. Build the corpus again.`);
  }
  if (fileSize > end) {
    throw new CorpusError(
      path,
      'corrupted',
      `the file has ${fileSize} bytes, ${fileSize - end} more than it should. Build the corpus again.`,
    );
  }
  return { texts, words, keys, entries, pageBits, keepsText, parts };
}

/** The page that holds a shingle. */
export function pageOf(key: number, pageBits: number): number {
  return Math.floor(key / 2 ** (KEY_BITS - pageBits));
}

/** Appends one shingle and its texts (ascending) to a page. `previous` is the key before it, or the page's first possible. */
export function encodeEntry(out: ByteWriter, key: number, previous: number, ids: ArrayLike<number>): void {
  out.varint(key - previous);
  // Most shingles stand in one text: the lowest bit tells whether a text or a count comes first.
  if (ids.length === 1) {
    out.varint((ids[0] as number) * 2);
    return;
  }
  out.varint((ids.length - 2) * 2 + 1);
  let last = 0;
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as number;
    out.varint(id - last);
    last = id;
  }
}

/** Texts of the entry the reader stands at, behind its key. */
export function decodeIds(reader: ByteReader): number[] {
  const first = reader.varint();
  if (first % 2 === 0) return [first / 2];
  const ids: number[] = [];
  let last = 0;
  for (let rest = (first - 1) / 2 + 2; rest > 0; rest--) {
    last += reader.varint();
    ids.push(last);
  }
  return ids;
}

/** What the index keeps of a text. */
export interface TextRecord {
  readonly name: string;
  readonly employer: string;
  readonly words: number;
  /** As `Checks.encode` gives them. */
  readonly checks: Uint8Array;
  /** Only where the corpus keeps texts. */
  readonly text?: string;
}

export function encodeText(out: ByteWriter, record: TextRecord, id: number): void {
  const start = out.length;
  out.fixed(0, 4);
  for (const string of [record.name, record.employer]) {
    const bytes = new TextEncoder().encode(string);
    out.varint(bytes.length);
    out.append(bytes);
  }
  out.varint(record.words);
  out.append(record.checks);
  if (record.text !== undefined) out.append(new TextEncoder().encode(record.text));
  new DataView(out.bytes.buffer).setUint32(start, crc32(out.bytes, start + 4, out.length, id), true);
}

/** @throws RangeError where the bytes are no record, or another text's */
export function decodeText(bytes: Uint8Array, id: number, keepsText: boolean): TextRecord {
  const reader = new ByteReader(bytes);
  if (reader.fixed(4) !== crc32(bytes, 4, bytes.length, id)) throw new RangeError('checksum');
  const string = () => new TextDecoder().decode(reader.take(reader.varint()));
  const name = string();
  const employer = string();
  const words = reader.varint();
  const checks = reader.take(Checks.size(Math.max(0, words - SHINGLE + 1)));
  const text = keepsText
    ? { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(reader.at)) }
    : {};
  return { name, employer, words, checks, ...text };
}
