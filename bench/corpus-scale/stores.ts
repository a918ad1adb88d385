/**
 * The same index in three stores: sm-jd's own file, lmdb, and SQLite. Each takes the same sorted
 * shingles and the same records, and answers the same questions.
 */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ByteReader, ByteWriter } from '../../src/boilerplate/bytes.js';
import { Checks } from '../../src/boilerplate/checks.js';
import { type IndexedText, runsInChecks, type TextIndex } from '../../src/boilerplate/compare.js';
import { SHINGLE } from '../../src/boilerplate/shingles.js';
import type { Segment } from '../../src/boilerplate/store/segment.js';
import { decodeIds, decodeText, encodeEntry, encodeText } from '../../src/boilerplate/store/segment-format.js';

export interface Store {
  readonly name: string;
  /** Copies all of a segment into the store. */
  build(segment: Segment, folder: string): Promise<void>;
  open(folder: string): TextIndex & { close(): unknown };
}

const encodeIds = (ids: readonly number[]): Uint8Array => {
  const out = new ByteWriter(64);
  encodeEntry(out, 0, 0, ids);
  return out.bytes.slice(1, out.length);
};

const encodeRecord = (segment: Segment, id: number): Uint8Array => {
  const out = new ByteWriter(4096);
  encodeText(out, segment.record(id), id);
  return out.bytes.slice(0, out.length);
};

/** What all stores do alike once bytes are read. */
function indexOver(read: {
  ids(key: number): Uint8Array | undefined;
  record(id: number): Uint8Array;
  employer(id: number): number;
}): TextIndex {
  return {
    find(key) {
      const bytes = read.ids(key);
      return bytes === undefined ? [] : decodeIds(new ByteReader(bytes));
    },
    employerOf: read.employer,
    text(id): IndexedText {
      const record = decodeText(read.record(id), id, false);
      const checks = new Checks(Math.max(0, record.words - SHINGLE + 1), record.checks);
      return {
        name: record.name,
        employer: record.employer,
        runsAt: (query, at, bounds, known) => runsInChecks(query, at, bounds, known, checks),
      };
    },
  };
}

const require = createRequire(import.meta.url);

/** Big-endian, so that keys are stored in the order they come in. */
const keyBytes = (key: number): Buffer => {
  const bytes = Buffer.alloc(5);
  bytes.writeUIntBE(key, 0, 5);
  return bytes;
};

export const lmdbStore: Store = {
  name: 'lmdb',
  async build(segment, folder) {
    mkdirSync(folder, { recursive: true });
    const { open } = await import('lmdb');
    const root = open({ path: folder, maxDbs: 3, noMemInit: true });
    const shingles = root.openDB<Uint8Array, Buffer>('shingles', { encoding: 'binary', keyEncoding: 'binary' });
    const texts = root.openDB<Uint8Array, number>('texts', { encoding: 'binary', keyEncoding: 'uint32' });
    let batch: [Buffer, Uint8Array][] = [];
    const put = () => {
      const rows = batch;
      batch = [];
      root.transactionSync(() => {
        for (const [key, ids] of rows) shingles.putSync(key, Buffer.from(ids), { append: true });
      });
    };
    for (const { key, ids } of segment.entries()) {
      batch.push([keyBytes(key), encodeIds(ids)]);
      if (batch.length === 100_000) put();
    }
    put();
    root.transactionSync(() => {
      for (let id = 0; id < segment.header.texts; id++) {
        const employer = Buffer.alloc(6);
        employer.writeIntLE(segment.employerOf(id), 0, 6);
        texts.putSync(id, Buffer.concat([employer, encodeRecord(segment, id)]), { append: true });
      }
    });
    await root.close();
  },
  open(folder) {
    const { open } = require('lmdb') as typeof import('lmdb');
    const root = open({ path: folder, maxDbs: 3, readOnly: true });
    const shingles = root.openDB<Buffer, Buffer>('shingles', { encoding: 'binary', keyEncoding: 'binary' });
    const texts = root.openDB<Buffer, number>('texts', { encoding: 'binary', keyEncoding: 'uint32' });
    const index = indexOver({
      ids: key => shingles.get(keyBytes(key)),
      record: id => (texts.get(id) as Buffer).subarray(6),
      employer: id => (texts.get(id) as Buffer).readIntLE(0, 6),
    });
    return { ...index, close: () => root.close() };
  },
};

interface Statement {
  get(value: number): Record<string, unknown> | undefined;
  run(...values: unknown[]): void;
}

interface SqliteDatabase {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** better-sqlite3 is built when installed; where it is absent SQLite is left out of the measurement. */
export function sqlite(): (new (path: string, options?: object) => SqliteDatabase) | undefined {
  try {
    return require('better-sqlite3');
  } catch {
    return undefined;
  }
}

export const sqliteStore: Store = {
  name: 'better-sqlite3',
  async build(segment, folder) {
    mkdirSync(folder, { recursive: true });
    const Database = sqlite() as NonNullable<ReturnType<typeof sqlite>>;
    const db = new Database(join(folder, 'index.sqlite'));
    db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096');
    db.exec(
      'CREATE TABLE shingles (key INTEGER PRIMARY KEY, ids BLOB); CREATE TABLE texts (id INTEGER PRIMARY KEY, employer INTEGER, record BLOB)',
    );
    db.exec('BEGIN');
    const addShingle = db.prepare('INSERT INTO shingles VALUES (?, ?)');
    for (const { key, ids } of segment.entries()) addShingle.run(key, encodeIds(ids));
    const addText = db.prepare('INSERT INTO texts VALUES (?, ?, ?)');
    for (let id = 0; id < segment.header.texts; id++)
      addText.run(id, segment.employerOf(id), encodeRecord(segment, id));
    db.exec('COMMIT');
    db.close();
  },
  open(folder) {
    const Database = sqlite() as NonNullable<ReturnType<typeof sqlite>>;
    const db = new Database(join(folder, 'index.sqlite'), { readonly: true });
    const shingle = db.prepare('SELECT ids FROM shingles WHERE key = ?');
    const record = db.prepare('SELECT record FROM texts WHERE id = ?');
    const employer = db.prepare('SELECT employer FROM texts WHERE id = ?');
    const index = indexOver({
      ids: key => shingle.get(key)?.ids as Uint8Array | undefined,
      record: id => record.get(id)?.record as Uint8Array,
      employer: id => employer.get(id)?.employer as number,
    });
    return { ...index, close: () => db.close() };
  },
};

/** Bytes of all files in a folder. */
export function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
