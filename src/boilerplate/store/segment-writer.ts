import { closeSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ByteWriter, crc32 } from '../bytes.js';
import { Checks } from '../checks.js';
import { employerKey } from '../employers.js';
import { type Caps, capTexts, DEFAULT_CAPS } from '../memory-index.js';
import { keyAt, shinglesOf, winnow } from '../shingles.js';
import { mix, readWords } from '../words.js';
import {
  encodeEntry,
  encodeHeader,
  encodeText,
  HEADER_SIZE,
  type Header,
  KEY_BITS,
  KEYS_A_PAGE,
  MOST_TEXTS,
  OFFSET_SIZE,
  type Part,
  type Place,
  pageOf,
} from './segment-format.js';

/** A text to be stored. */
export interface CorpusText {
  /** A path relative to the corpus's base, or another name a person knows the text by. */
  readonly name: string;
  readonly employer?: string;
  readonly source: string;
}

/** Shingles are sorted in memory so many at a time (8 bytes each), then put aside. */
const RUN_ENTRIES = 1 << 22;
/** The sorted runs are merged piece by piece: all shingles that begin with the same 8 bits at once. */
const PIECES = 256;

/** A sorted run in the spool file: where each piece begins, in entries from the spool's start, and the end. */
type SortedRun = readonly number[];

/** What must be known to go on with a build that was broken off. */
export interface Checkpoint {
  readonly texts: number;
  readonly words: number;
  readonly recordBytes: number;
  readonly spoolEntries: number;
  readonly runs: readonly SortedRun[];
}

/**
 * Writes a segment in memory of a fixed size: records go straight to the file; shingles are sorted in
 * runs, put aside in a spool file and merged at the end. Until `finish` returns there is no header,
 * so that a file broken off is never taken for an index.
 */
export class SegmentWriter {
  readonly #file: number;
  readonly #spool: number;
  readonly #side: number;
  readonly #keepText: boolean;
  readonly #caps: Caps;
  readonly #records = new ByteWriter(1 << 20);
  readonly #sideBytes = new ByteWriter(1 << 16);
  /** Pairs of low and high half, as `BigUint64Array` sorts them: 40 bits of shingle, 24 of text. */
  readonly #entries: Uint32Array<ArrayBuffer>;
  #entryCount = 0;
  #texts = 0;
  #words = 0;
  /** Bytes of records written to the file already. */
  #written = 0;
  #sideWritten = 0;
  #spoolEntries = 0;
  readonly #runs: SortedRun[] = [];

  /**
   * @param folder holds `segment`, the file to be, and what is put aside meanwhile
   * @param from goes on after this checkpoint; what was written behind it is cut off
   */
  constructor(
    folder: string,
    options: { readonly keepText?: boolean; readonly caps?: Caps; readonly from?: Checkpoint } = {},
  ) {
    const open = (name: string) => openSync(join(folder, name), options.from ? 'r+' : 'w+');
    this.#file = open('segment');
    this.#spool = open('shingles');
    this.#side = open('texts');
    this.#keepText = options.keepText ?? false;
    this.#caps = options.caps ?? DEFAULT_CAPS;
    this.#entries = new Uint32Array(RUN_ENTRIES * 2);
    const { from } = options;
    if (from !== undefined) {
      this.#texts = from.texts;
      this.#words = from.words;
      this.#written = from.recordBytes;
      this.#sideWritten = from.texts * (OFFSET_SIZE + 4);
      this.#spoolEntries = from.spoolEntries;
      this.#runs.push(...from.runs);
      ftruncateSync(this.#file, HEADER_SIZE + from.recordBytes);
      ftruncateSync(this.#spool, from.spoolEntries * 8);
      ftruncateSync(this.#side, this.#sideWritten);
    }
  }

  get texts(): number {
    return this.#texts;
  }

  add(text: CorpusText): void {
    const words = readWords(text.source, text.employer);
    const shingles = shinglesOf(words);
    const checks = Checks.encode(shingles);
    const id = this.#begin(
      text.name,
      text.employer ?? '',
      words.count,
      checks,
      this.#keepText ? text.source : undefined,
    );
    for (const at of winnow(shingles)) this.addKey(keyAt(shingles, at), id);
  }

  /** Takes a text over from another segment; its shingles follow by `addKey`. Returns the text's number here. */
  addRecord(record: { name: string; employer: string; words: number; checks: Uint8Array; text?: string }): number {
    return this.#begin(
      record.name,
      record.employer,
      record.words,
      record.checks,
      this.#keepText ? record.text : undefined,
    );
  }

  addKey(key: number, id: number): void {
    if (this.#entryCount === RUN_ENTRIES) this.#putAside();
    const at = this.#entryCount++ * 2;
    this.#entries[at] = (key % 256) * MOST_TEXTS + id;
    this.#entries[at + 1] = Math.floor(key / 256);
  }

  #begin(name: string, employer: string, words: number, checks: Uint8Array, text: string | undefined): number {
    const id = this.#texts++;
    if (id >= MOST_TEXTS) throw new RangeError(`a corpus holds at most ${MOST_TEXTS} postings; split it into several`);
    this.#words += words;
    this.#sideBytes.fixed(this.#written + this.#records.length, OFFSET_SIZE);
    this.#sideBytes.fixed(employerHash(employer), 4);
    encodeText(this.#records, { name, employer, words, checks, ...(text === undefined ? {} : { text }) }, id);
    if (this.#records.length >= 1 << 20) this.#flushRecords();
    return id;
  }

  #flushRecords(): void {
    const { bytes, length } = this.#records;
    writeAll(this.#file, bytes, length, HEADER_SIZE + this.#written);
    this.#written += length;
    this.#records.clear();
    writeAll(this.#side, this.#sideBytes.bytes, this.#sideBytes.length, this.#sideWritten);
    this.#sideWritten += this.#sideBytes.length;
    this.#sideBytes.clear();
  }

  #putAside(): void {
    if (this.#entryCount === 0) return;
    const used = this.#entries.subarray(0, this.#entryCount * 2);
    new BigUint64Array(used.buffer, 0, this.#entryCount).sort();
    const starts: number[] = [];
    for (let i = 0; i < this.#entryCount; i++) {
      const piece = (used[i * 2 + 1] as number) >>> 24;
      while (starts.length <= piece) starts.push(this.#spoolEntries + i);
    }
    while (starts.length <= PIECES) starts.push(this.#spoolEntries + this.#entryCount);
    writeAll(
      this.#spool,
      new Uint8Array(used.buffer, 0, this.#entryCount * 8),
      this.#entryCount * 8,
      this.#spoolEntries * 8,
    );
    this.#runs.push(starts);
    this.#spoolEntries += this.#entryCount;
    this.#entryCount = 0;
  }

  /** Makes safe on disk all that was added, and says how to go on from here. */
  checkpoint(): Checkpoint {
    this.#flushRecords();
    this.#putAside();
    for (const file of [this.#file, this.#spool, this.#side]) fsyncSync(file);
    return {
      texts: this.#texts,
      words: this.#words,
      recordBytes: this.#written,
      spoolEntries: this.#spoolEntries,
      runs: [...this.#runs],
    };
  }

  /** Completes the segment and makes it safe on disk. */
  finish(): Header {
    this.#flushRecords();
    this.#putAside();
    const out = new PartWriter(this.#file, HEADER_SIZE + this.#written);
    const parts: Partial<Record<Part, Place>> = { texts: { offset: HEADER_SIZE, size: this.#written, crc: 0 } };
    const employers = new Uint32Array(this.#texts);
    this.#copyOffsets(out, employers);
    parts.textOffsets = out.endPart();
    out.write(new Uint8Array(employers.buffer));
    parts.employers = out.endPart();
    const pageBits = Math.max(
      0,
      Math.min(KEY_BITS - 8, Math.ceil(Math.log2(Math.max(1, this.#spoolEntries) / KEYS_A_PAGE))),
    );
    const { pageOffsets, keys, entries } = this.#writePages(out, pageBits, employers);
    parts.pages = out.endPart();
    out.write(pageOffsets);
    parts.pageOffsets = out.endPart();
    out.flush();
    const header: Header = {
      texts: this.#texts,
      words: this.#words,
      keys,
      entries,
      pageBits,
      keepsText: this.#keepText,
      parts: parts as Record<Part, Place>,
    };
    // The body must be on disk before the header says that it is.
    fsyncSync(this.#file);
    writeAll(this.#file, encodeHeader(header), HEADER_SIZE, 0);
    fsyncSync(this.#file);
    this.close();
    return header;
  }

  close(): void {
    for (const file of [this.#file, this.#spool, this.#side]) closeSync(file);
  }

  #copyOffsets(out: PartWriter, employers: Uint32Array): void {
    const size = OFFSET_SIZE + 4;
    const chunk = new Uint8Array(size * 6000);
    for (let id = 0; id < this.#texts; ) {
      const count = Math.min(6000, this.#texts - id);
      readAll(this.#side, chunk, count * size, id * size);
      const view = new DataView(chunk.buffer);
      for (let i = 0; i < count; i++, id++) {
        out.write(chunk.subarray(i * size, i * size + OFFSET_SIZE));
        employers[id] = view.getUint32(i * size + OFFSET_SIZE, true);
      }
    }
    const end = new ByteWriter(8);
    end.fixed(this.#written, OFFSET_SIZE);
    out.write(end.bytes.subarray(0, OFFSET_SIZE));
  }

  #writePages(out: PartWriter, pageBits: number, employers: Uint32Array) {
    const pages = 2 ** pageBits;
    const keysAPage = 2 ** (KEY_BITS - pageBits);
    const employerOf = (id: number) => (employers[id] === 0 ? -1 - id : (employers[id] as number));
    const pageOffsets = new ByteWriter((pages + 1) * OFFSET_SIZE);
    const page = new ByteWriter(1 << 16);
    let current = 0;
    let offset = 0;
    let previous = 0;
    let keys = 0;
    let entries = 0;
    const startPage = () => {
      page.clear();
      page.fixed(0, 4);
      previous = current * keysAPage;
    };
    const endPage = () => {
      new DataView(page.bytes.buffer).setUint32(0, crc32(page.bytes, 4, page.length, current), true);
      pageOffsets.fixed(offset, OFFSET_SIZE);
      out.write(page.bytes.subarray(0, page.length));
      offset += page.length;
      current++;
      startPage();
    };
    startPage();
    const ids: number[] = [];
    let key = -1;
    const endKey = () => {
      if (ids.length === 0) return;
      const wanted = pageOf(key, pageBits);
      while (current < wanted) endPage();
      const kept = ids.length > this.#caps.employers ? capTexts(ids, employerOf, this.#caps) : ids;
      encodeEntry(page, key, previous, kept);
      previous = key;
      keys++;
      entries += kept.length;
      ids.length = 0;
    };
    for (let piece = 0; piece < PIECES; piece++) {
      const sorted = this.#readPiece(piece);
      for (let i = 0; i < sorted.length; i += 2) {
        const low = sorted[i] as number;
        const next = (sorted[i + 1] as number) * 256 + Math.floor(low / MOST_TEXTS);
        const id = low % MOST_TEXTS;
        if (next !== key) {
          endKey();
          key = next;
        }
        if (ids[ids.length - 1] !== id) ids.push(id);
      }
    }
    endKey();
    while (current < pages) endPage();
    pageOffsets.fixed(offset, OFFSET_SIZE);
    return { pageOffsets: pageOffsets.bytes.subarray(0, pageOffsets.length), keys, entries };
  }

  /** All entries whose shingle begins with the byte `piece`, sorted. */
  #readPiece(piece: number): Uint32Array {
    const stretches = this.#runs.map(run => [run[piece] as number, run[piece + 1] as number] as const);
    const count = stretches.reduce((sum, [from, to]) => sum + to - from, 0);
    const bytes = new Uint8Array(count * 8);
    let at = 0;
    for (const [from, to] of stretches) {
      readAll(this.#spool, bytes.subarray(at), (to - from) * 8, from * 8);
      at += (to - from) * 8;
    }
    new BigUint64Array(bytes.buffer).sort();
    return new Uint32Array(bytes.buffer);
  }
}

/** Number by which the index knows an employer; 0 where none is named. */
export function employerHash(employer: string): number {
  const key = employerKey(employer);
  if (key === '') return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return mix(hash) || 1;
}

/** Writes one part of the file after the other, in large pieces. */
class PartWriter {
  readonly #file: number;
  readonly #buffer = new ByteWriter(1 << 20);
  #offset: number;
  #partStart: number;
  #crc = 0;

  constructor(file: number, offset: number) {
    this.#file = file;
    this.#offset = offset;
    this.#partStart = offset;
  }

  write(bytes: Uint8Array): void {
    this.#crc = crc32(bytes, 0, bytes.length, this.#crc);
    this.#buffer.append(bytes);
    if (this.#buffer.length >= 1 << 20) this.flush();
  }

  endPart(): Place {
    const end = this.#offset + this.#buffer.length;
    const place = { offset: this.#partStart, size: end - this.#partStart, crc: this.#crc };
    this.#partStart = end;
    this.#crc = 0;
    return place;
  }

  flush(): void {
    writeAll(this.#file, this.#buffer.bytes, this.#buffer.length, this.#offset);
    this.#offset += this.#buffer.length;
    this.#buffer.clear();
  }
}

function writeAll(file: number, bytes: Uint8Array, length: number, position: number): void {
  for (let done = 0; done < length; ) done += writeSync(file, bytes, done, length - done, position + done);
}

function readAll(file: number, bytes: Uint8Array, length: number, position: number): void {
  for (let done = 0; done < length; ) {
    const count = readSync(file, bytes, done, length - done, position + done);
    if (count === 0) throw new RangeError('a file of the build ends too soon');
    done += count;
  }
}
