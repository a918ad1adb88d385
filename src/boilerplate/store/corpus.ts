/**
 * A stored corpus: a folder with segments and one small file, `corpus.json`, that says which of them
 * count. Segments never change; every change writes new ones aside and then puts a new `corpus.json`
 * in place of the old by renaming. A reader therefore sees the old corpus or the whole new one, also
 * after a crash at any moment.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { IndexedText, TextIndex } from '../compare.js';
import { CorpusError } from '../corpus-error.js';
import type { StoredTexts } from '../peers.js';
import { withLock } from './lock.js';
import { Segment } from './segment.js';
import { SegmentWriter } from './segment-writer.js';

const MANIFEST = 'corpus.json';
const FORMAT = 'sm-jd corpus';
const VERSION = 1;
/** From so many segments on they are merged into one, so that asking stays quick. */
const MOST_SEGMENTS = 6;

/** A build that was broken off can be taken up for so long. */
const RESUME_MS = 7 * 24 * 3_600_000;
/** A segment that does not count may be about to, if it is younger. */
const UNCOUNTED_MS = 3_600_000;

interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** Names of segment files in the folder. */
  readonly segments: readonly string[];
  /** Of the manifest without this field; tells a damaged file from one that was edited into nonsense. */
  readonly checksum: string;
}

/** What a corpus holds, for `sm-jd corpus stats`. */
export interface CorpusStats {
  readonly texts: number;
  readonly words: number;
  readonly shingles: number;
  readonly segments: number;
  readonly bytes: number;
  readonly keepsText: boolean;
}

/** An open corpus. Nothing is loaded but a header a segment. */
export interface Corpus extends StoredTexts {
  stats(): CorpusStats;
  /** Reads everything and holds it against its checksums. @throws CorpusError at the first fault */
  verify(): void;
  close(): void;
}

/** True where a corpus stands in the folder, sound or not. */
export function hasCorpus(folder: string): boolean {
  return existsSync(join(folder, MANIFEST));
}

/**
 * @param folder where the corpus lies; by custom `.sm-jd/corpus`
 * @throws CorpusError where it is missing, foreign, cut short, damaged or of another version
 */
export function openCorpus(folder: string): Corpus {
  const segments = openSegments(folder);
  const index = joinSegments(segments);
  return {
    index,
    base: baseOf(folder),
    stats: () => ({
      texts: sum(segments, segment => segment.header.texts),
      words: sum(segments, segment => segment.header.words),
      shingles: sum(segments, segment => segment.header.keys),
      segments: segments.length,
      bytes: sum(segments, segment => statSync(segment.path).size),
      keepsText: segments.length > 0 && segments.every(segment => segment.header.keepsText),
    }),
    verify() {
      for (const segment of segments) segment.verify();
    },
    close() {
      for (const segment of segments) segment.close();
    },
  };
}

/** Names of texts that are files are relative to this: the folder that holds `.sm-jd`, else the corpus's own parent. */
export function baseOf(folder: string): string {
  const parent = dirname(resolve(folder));
  return basename(parent) === '.sm-jd' ? dirname(parent) : parent;
}

/** A folder in which a segment is made before it counts. */
export function makeAside(folder: string): string {
  mkdirSync(folder, { recursive: true });
  removeAbandoned(folder);
  const aside = join(folder, `building-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(aside);
  return aside;
}

/**
 * Puts a finished segment into the corpus, in place of all others or beside them.
 *
 * @param aside folder in which `SegmentWriter` finished; it is removed
 * @param mode `replace` for a build, `add` for more texts
 */
export function putInPlace(folder: string, aside: string, mode: 'replace' | 'add'): void {
  const name = `${randomBytes(8).toString('hex')}.segment`;
  withLock(folder, () => {
    const before = hasCorpus(folder) ? readManifest(folder).segments : [];
    renameSync(join(aside, 'segment'), join(folder, name));
    writeManifest(folder, mode === 'replace' ? [name] : [...before, name]);
    if (mode === 'replace') removeFiles(folder, before);
  });
  rmSync(aside, { recursive: true, force: true });
  if (mode === 'add') mergeSegments(folder);
}

/** Makes one segment of many. What others add meanwhile stays beside it. */
function mergeSegments(folder: string): void {
  const names = readManifest(folder).segments;
  if (names.length < MOST_SEGMENTS) return;
  const aside = makeAside(folder);
  const segments = names.map(name => new Segment(join(folder, name)));
  const writer = new SegmentWriter(aside, { keepText: segments.every(segment => segment.header.keepsText) });
  for (const segment of segments) {
    const first = writer.texts;
    for (let id = 0; id < segment.header.texts; id++) writer.addRecord(segment.record(id));
    for (const { key, ids } of segment.entries()) for (const id of ids) writer.addKey(key, first + id);
    segment.close();
  }
  writer.finish();
  const merged = `${randomBytes(8).toString('hex')}.segment`;
  withLock(folder, () => {
    const now = readManifest(folder).segments;
    // Another process may have built or merged meanwhile; its work then stands.
    if (names.every(name => now.includes(name))) {
      renameSync(join(aside, 'segment'), join(folder, merged));
      writeManifest(folder, [merged, ...now.filter(name => !names.includes(name))]);
      removeFiles(folder, names);
    }
  });
  rmSync(aside, { recursive: true, force: true });
}

function openSegments(folder: string): Segment[] {
  // A build may take segments away between reading their names and opening them; then the names have changed.
  for (let tries = 0; ; tries++) {
    const { segments: names } = readManifest(folder);
    const segments: Segment[] = [];
    try {
      for (const name of names) segments.push(new Segment(join(folder, name)));
      return segments;
    } catch (error) {
      for (const segment of segments) segment.close();
      if (!(error instanceof CorpusError) || error.reason !== 'missing' || tries === 5) throw error;
    }
  }
}

/** Texts of all segments under one numbering. */
function joinSegments(segments: readonly Segment[]): TextIndex {
  const [only] = segments;
  if (only !== undefined && segments.length === 1) return only;
  const starts: number[] = [];
  let count = 0;
  for (const segment of segments) {
    starts.push(count);
    count += segment.header.texts;
  }
  const at = (id: number): { segment: Segment; own: number; start: number } => {
    let i = starts.length - 1;
    while ((starts[i] as number) > id) i--;
    const start = starts[i] as number;
    return { segment: segments[i] as Segment, own: id - start, start };
  };
  return {
    find: key => segments.flatMap((segment, i) => segment.find(key).map(id => (starts[i] as number) + id)),
    text(id): IndexedText {
      const { segment, own } = at(id);
      return segment.text(own);
    },
    employerOf(id) {
      const { segment, own, start } = at(id);
      const employer = segment.employerOf(own);
      // Texts without an employer are numbered apart, below zero.
      return employer < 0 ? employer - start : employer;
    },
  };
}

function readManifest(folder: string): Manifest {
  const path = join(folder, MANIFEST);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new CorpusError(folder, 'missing', 'there is no corpus here. Make one with "sm-jd corpus build <paths>".');
  }
  let value: Partial<Manifest> | undefined;
  try {
    value = JSON.parse(text);
  } catch {
    const reason = text.includes(FORMAT) ? 'truncated' : 'foreign';
    throw new CorpusError(path, reason, 'the file cannot be read as JSON. Build the corpus again.');
  }
  if (value?.format !== FORMAT) {
    throw new CorpusError(
      path,
      'foreign',
      'this is no corpus of sm-jd. Point sm-jd at another folder, or move the file away.',
    );
  }
  if (typeof value.version === 'number' && value.version > VERSION) {
    throw new CorpusError(
      path,
      'newer-version',
      `the corpus has format ${value.version}, made by a newer sm-jd. Update sm-jd, or build the corpus again.`,
    );
  }
  const segments = value.segments ?? [];
  if (value.version !== VERSION || value.checksum !== checksumOf(segments)) {
    throw new CorpusError(path, 'corrupted', 'the file does not agree with its checksum. Build the corpus again.');
  }
  return value as Manifest;
}

function writeManifest(folder: string, segments: readonly string[]): void {
  const manifest: Manifest = { format: FORMAT, version: VERSION, segments, checksum: checksumOf(segments) };
  const aside = join(folder, `${MANIFEST}.${process.pid}`);
  writeFileSync(aside, `${JSON.stringify(manifest, null, 2)}\n`);
  syncFile(aside);
  renameSync(aside, join(folder, MANIFEST));
  syncFolder(folder);
}

function checksumOf(segments: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([FORMAT, VERSION, segments]))
    .digest('hex')
    .slice(0, 16);
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** Makes a renaming last. Systems that cannot open a folder need not. */
function syncFolder(folder: string): void {
  try {
    const file = openSync(folder, 'r');
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Readers that still have the files open keep them; on Windows they cannot be removed then, and stay for the next time. */
function removeFiles(folder: string, names: readonly string[]): void {
  for (const name of names) {
    try {
      rmSync(join(folder, name), { force: true });
    } catch {}
  }
}

/** Removes what builds left behind that were killed, and segments that no longer count. */
function removeAbandoned(folder: string): void {
  const counted = hasCorpus(folder) ? new Set(readManifestQuietly(folder)) : new Set<string>();
  for (const name of readdirSync(folder)) {
    const builder = /^building-(\d+)-/.exec(name)?.[1];
    if (builder !== undefined && !isAlive(Number(builder)))
      rmSync(join(folder, name), { recursive: true, force: true });
    if (name.startsWith('resume-') && ageOf(join(folder, name)) > RESUME_MS) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
    const old = name.endsWith('.segment') && !counted.has(name) && ageOf(join(folder, name)) > UNCOUNTED_MS;
    if (old) removeFiles(folder, [name]);
  }
}

function readManifestQuietly(folder: string): readonly string[] {
  try {
    return readManifest(folder).segments;
  } catch {
    return [];
  }
}

function ageOf(path: string): number {
  return Date.now() - statSync(path).mtimeMs;
}

/** True while a process of this number runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function sum<T>(list: readonly T[], value: (item: T) => number): number {
  return list.reduce((total, item) => total + value(item), 0);
}
