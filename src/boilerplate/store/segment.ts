import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ByteReader, crc32 } from '../bytes.js';
import { Checks } from '../checks.js';
import { type IndexedText, runsInChecks, runsInWords, type TextIndex } from '../compare.js';
import { CorpusError } from '../corpus-error.js';
import { locator } from '../memory-index.js';
import { SHINGLE } from '../shingles.js';
import { readWords } from '../words.js';
import {
  decodeHeader,
  decodeIds,
  decodeText,
  HEADER_SIZE,
  type Header,
  KEY_BITS,
  OFFSET_SIZE,
  pageOf,
  type TextRecord,
} from './segment-format.js';

/** A segment opened for reading: nothing of it is loaded but its header, later the employers (4 bytes a text). */
export class Segment implements TextIndex {
  readonly path: string;
  readonly header: Header;
  readonly #file: number;
  #employers: Uint32Array | undefined;
  #page = new Uint8Array(1 << 12);
  readonly #offsets = new Uint8Array(2 * OFFSET_SIZE);

  /** @throws CorpusError where the file is missing, foreign, cut short, damaged or of another version */
  constructor(path: string) {
    this.path = path;
    try {
      this.#file = openSync(path, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new CorpusError(path, 'missing', 'a file of the corpus is missing. Build the corpus again.');
    }
    try {
      const bytes = new Uint8Array(HEADER_SIZE);
      const count = readSync(this.#file, bytes, 0, HEADER_SIZE, 0);
      this.header = decodeHeader(path, bytes.subarray(0, count), fstatSync(this.#file).size);
    } catch (error) {
      closeSync(this.#file);
      throw error;
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  find(key: number): readonly number[] {
    const { pageBits } = this.header;
    const page = pageOf(key, pageBits);
    const reader = this.#readPage(page);
    let current = page * 2 ** (KEY_BITS - pageBits);
    while (!reader.done) {
      current += reader.varint();
      const ids = decodeIds(reader);
      if (current === key) return ids;
      if (current > key) return [];
    }
    return [];
  }

  employerOf(id: number): number {
    this.#employers ??= this.#readEmployers();
    const employer = this.#employers[id] as number;
    return employer === 0 ? -1 - id : employer;
  }

  text(id: number): IndexedText {
    const record = this.record(id);
    const { name, employer, text } = record;
    if (text === undefined) {
      const checks = new Checks(Math.max(0, record.words - SHINGLE + 1), record.checks);
      return {
        name,
        employer,
        runsAt: (query, at, bounds, known) => runsInChecks(query, at, bounds, known, checks),
      };
    }
    const words = readWords(text, employer === '' ? undefined : employer);
    return {
      name,
      employer,
      runsAt: (query, at, bounds, known) => runsInWords(query, at, bounds, known, words),
      ...locator(text, words),
    };
  }

  record(id: number): TextRecord {
    const { textOffsets, texts } = this.header.parts;
    if (id < 0 || id >= this.header.texts) throw this.#corrupted(`text ${id} of ${this.header.texts}`);
    const [from, to] = this.#readOffsets(textOffsets.offset, id, texts.size);
    const bytes = new Uint8Array(to - from);
    this.#read(bytes, bytes.length, texts.offset + from);
    try {
      return decodeText(bytes, id, this.header.keepsText);
    } catch {
      throw this.#corrupted(`text ${id}`);
    }
  }

  /** Every shingle with its texts, ascending. */
  *entries(): Generator<{ readonly key: number; readonly ids: readonly number[] }> {
    const { pageBits } = this.header;
    for (let page = 0; page < 2 ** pageBits; page++) {
      const reader = this.#readPage(page);
      let key = page * 2 ** (KEY_BITS - pageBits);
      while (!reader.done) {
        key += reader.varint();
        yield { key, ids: decodeIds(reader) };
      }
    }
  }

  /**
   * Reads the whole file and holds every checksum and count against it.
   * @throws CorpusError at the first thing that is wrong
   */
  verify(): void {
    const { parts, texts, keys, entries } = this.header;
    for (const part of ['textOffsets', 'employers', 'pages', 'pageOffsets'] as const) {
      const { offset, size, crc } = parts[part];
      if (this.#crcOf(offset, size) !== crc) throw this.#corrupted(part);
    }
    for (let id = 0; id < texts; id++) this.record(id);
    let foundKeys = 0;
    let foundEntries = 0;
    let last = -1;
    for (const { key, ids } of this.entries()) {
      if (key <= last || ids.some(id => id >= texts)) throw this.#corrupted(`shingle ${foundKeys}`);
      last = key;
      foundKeys++;
      foundEntries += ids.length;
    }
    if (foundKeys !== keys || foundEntries !== entries) throw this.#corrupted('the count of shingles');
  }

  #readPage(page: number): ByteReader {
    const { pages, pageOffsets } = this.header.parts;
    const [from, to] = this.#readOffsets(pageOffsets.offset, page, pages.size);
    const size = to - from;
    if (size > this.#page.length) this.#page = new Uint8Array(size * 2);
    this.#read(this.#page, size, pages.offset + from);
    const reader = new ByteReader(this.#page, 0, size);
    if (size < 4 || reader.fixed(4) !== crc32(this.#page, 4, size, page)) throw this.#corrupted(`page ${page}`);
    return reader;
  }

  /** An offset and the one behind it, from a table at `table`; neither may pass `most`. */
  #readOffsets(table: number, at: number, most: number): readonly [number, number] {
    this.#read(this.#offsets, 2 * OFFSET_SIZE, table + at * OFFSET_SIZE);
    const reader = new ByteReader(this.#offsets);
    const from = reader.fixed(OFFSET_SIZE);
    const to = reader.fixed(OFFSET_SIZE);
    if (from > to || to > most) throw this.#corrupted(`offset ${at}`);
    return [from, to];
  }

  #readEmployers(): Uint32Array {
    const { offset, size, crc } = this.header.parts.employers;
    const bytes = new Uint8Array(size);
    this.#read(bytes, size, offset);
    if (crc32(bytes) !== crc) throw this.#corrupted('employers');
    return new Uint32Array(bytes.buffer);
  }

  #crcOf(offset: number, size: number): number {
    const bytes = new Uint8Array(1 << 20);
    let crc = 0;
    for (let done = 0; done < size; ) {
      const count = Math.min(bytes.length, size - done);
      this.#read(bytes, count, offset + done);
      crc = crc32(bytes, 0, count, crc);
      done += count;
    }
    return crc;
  }

  #read(bytes: Uint8Array, size: number, position: number): void {
    for (let done = 0; done < size; ) {
      const count = readSync(this.#file, bytes, done, size - done, position + done);
      if (count === 0) throw new CorpusError(this.path, 'truncated', 'the file ends too soon. Build the corpus again.');
      done += count;
    }
  }

  #corrupted(what: string): CorpusError {
    return new CorpusError(this.path, 'corrupted', `the file is damaged (${what}). Build the corpus again.`);
  }
}
