import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../src/boilerplate/compare.js';
import { CorpusError } from '../../src/boilerplate/corpus-error.js';
import { buildMemoryIndex } from '../../src/boilerplate/memory-index.js';
import { queryOfText } from '../../src/boilerplate/query.js';
import { buildCorpus } from '../../src/boilerplate/store/build.js';
import { baseOf, openCorpus } from '../../src/boilerplate/store/corpus.js';
import { Segment } from '../../src/boilerplate/store/segment.js';
import { VERSION } from '../../src/boilerplate/store/segment-format.js';
import type { CorpusText } from '../../src/boilerplate/store/segment-writer.js';
import { temporaryFolder } from './support.js';
import { chainOfTexts, sentences } from './texts.js';

const listOf = (texts: readonly CorpusText[]) => (skip: number) => texts.slice(skip);
const segmentOf = (folder: string) => {
  const name = readdirSync(folder).find(file => file.endsWith('.segment')) as string;
  return join(folder, name);
};

function reasonOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof CorpusError) return error.reason;
    throw error;
  }
  return 'none';
}

describe('a stored corpus', () => {
  it('answers as an index in memory does', async () => {
    const texts = chainOfTexts(40);
    const folder = temporaryFolder();
    expect(await buildCorpus(folder, listOf(texts), { mode: 'replace' })).toBe(40);
    const corpus = openCorpus(folder);
    const memory = buildMemoryIndex(
      texts.map(({ name, employer, source }) => ({ name, employer, source, query: queryOfText(source, employer) })),
    );
    const tell = (index: typeof memory, i: number) =>
      compare(queryOfText((texts[i] as CorpusText).source), index, { minWords: 12, skip: id => id === i })
        .map(({ text, runs }) => ({ name: text.name, employer: text.employer, runs }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    const told = texts.map((_, i) => tell(corpus.index, i));
    expect(told).toEqual(texts.map((_, i) => tell(memory, i)));
    expect(told.slice(1, -1).every(matches => matches.length >= 2)).toBe(true);
    corpus.verify();
    corpus.close();
  });

  it('stores no text unless asked to', async () => {
    const texts = chainOfTexts(3);
    const word = /\b(harbour|orchard|letters|parcels)\b/;
    const without = temporaryFolder();
    await buildCorpus(without, listOf(texts), { mode: 'replace' });
    expect(readFileSync(segmentOf(without), 'latin1')).not.toMatch(word);
    const kept = temporaryFolder();
    await buildCorpus(kept, listOf(texts), { mode: 'replace', keepText: true });
    expect(readFileSync(segmentOf(kept), 'latin1')).toMatch(word);
    const [match] = compare(queryOfText((texts[0] as CorpusText).source), openCorpus(kept).index, {
      minWords: 12,
      skip: id => id === 0,
    });
    const [run] = match?.runs ?? [];
    expect(match?.text.name).toBe('jobs/1.md');
    expect(run && match?.text.lines?.(run.otherFrom, run.otherFrom + run.to - run.from)).toBeDefined();
  });

  it('gives the same bytes for the same texts', async () => {
    const [a, b] = [temporaryFolder(), temporaryFolder()];
    for (const folder of [a, b]) await buildCorpus(folder, listOf(chainOfTexts(20)), { mode: 'replace' });
    expect(readFileSync(segmentOf(a)).equals(readFileSync(segmentOf(b)))).toBe(true);
  });

  it('adds, and merges what was added, without losing a text', async () => {
    const folder = temporaryFolder();
    await buildCorpus(folder, listOf(chainOfTexts(5)), { mode: 'replace' });
    for (let i = 1; i < 9; i++) await buildCorpus(folder, listOf(chainOfTexts(5, i * 5)), { mode: 'add' });
    const corpus = openCorpus(folder);
    corpus.verify();
    expect(corpus.stats().texts).toBe(45);
    expect(corpus.stats().segments).toBeLessThan(6);
    for (let i = 0; i < 45; i++) {
      const query = queryOfText(sentences(i, 6).join('\n'));
      const names = compare(query, corpus.index, { minWords: 12 }).map(match => match.text.name);
      expect(names).toContain(`jobs/${i}.md`);
    }
    corpus.close();
  });

  it('goes on where a build was broken off', async () => {
    const texts = chainOfTexts(60);
    const folder = temporaryFolder();
    const options = { mode: 'replace', resumeKey: 'the same', checkpointEvery: 16 } as const;
    const broken = function* (skip: number) {
      for (const text of texts.slice(skip, 41)) yield text;
      throw new Error('the power is gone');
    };
    await expect(buildCorpus(folder, broken, options)).rejects.toThrow('the power is gone');
    const skips: number[] = [];
    const whole = (skip: number) => {
      skips.push(skip);
      return texts.slice(skip);
    };
    expect(await buildCorpus(folder, whole, options)).toBe(60);
    expect(skips).toEqual([32]);
    const apart = temporaryFolder();
    await buildCorpus(apart, listOf(texts), { mode: 'replace' });
    expect(readFileSync(segmentOf(folder)).equals(readFileSync(segmentOf(apart)))).toBe(true);
  });

  it('keeps the old corpus where a build fails', async () => {
    const folder = temporaryFolder();
    await buildCorpus(folder, listOf(chainOfTexts(4)), { mode: 'replace' });
    const failing = function* () {
      yield* chainOfTexts(2, 50);
      throw new Error('unreadable');
    };
    await expect(buildCorpus(folder, failing, { mode: 'replace' })).rejects.toThrow('unreadable');
    expect(openCorpus(folder).stats().texts).toBe(4);
    expect(readdirSync(folder).filter(name => name.startsWith('building'))).toEqual([]);
  });

  it('holds no texts as well as many', async () => {
    const folder = temporaryFolder();
    await buildCorpus(folder, listOf([]), { mode: 'replace' });
    const corpus = openCorpus(folder);
    corpus.verify();
    expect(compare(queryOfText(sentences(1, 4).join(' ')), corpus.index, { minWords: 12 })).toEqual([]);
  });

  it('knows the folder that names are relative to', () => {
    expect(baseOf('/a/b/.sm-jd/corpus')).toBe('/a/b');
    expect(baseOf('/a/b/other')).toBe('/a/b');
  });
});

describe('a corpus that cannot be trusted', () => {
  it('is known whichever byte is wrong', async () => {
    const folder = temporaryFolder();
    await buildCorpus(folder, listOf(chainOfTexts(6)), { mode: 'replace' });
    const path = segmentOf(folder);
    const sound = readFileSync(path);
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(sound);
        bytes[at] = (bytes[at] as number) ^ change;
        writeFileSync(path, bytes);
        const reason = reasonOf(() => new Segment(path).verify());
        expect(['corrupted', 'foreign', 'newer-version', 'older-version']).toContain(reason);
      }),
      { numRuns: 400 },
    );
  });

  it('is told apart: cut short, foreign, newer, older, missing', async () => {
    const folder = temporaryFolder();
    await buildCorpus(folder, listOf(chainOfTexts(6)), { mode: 'replace' });
    const path = segmentOf(folder);
    const sound = readFileSync(path);
    const reasonFor = (bytes: Uint8Array) => {
      writeFileSync(path, bytes);
      return reasonOf(() => openCorpus(folder));
    };
    for (const length of [0, 5, 12, 100, 255, 256, 1000, sound.length - 1]) {
      expect(reasonFor(sound.subarray(0, length))).toBe('truncated');
    }
    expect(reasonFor(Buffer.concat([sound, Buffer.from('x')]))).toBe('corrupted');
    expect(reasonFor(Buffer.from('SQLite format 3\u0000'.repeat(40)))).toBe('foreign');
    for (const [version, reason] of [
      [VERSION + 1, 'newer-version'],
      [VERSION - 1, 'older-version'],
    ] as const) {
      const other = Buffer.from(sound);
      other.writeUInt32LE(version, 12);
      expect(reasonFor(other)).toBe(reason);
    }
    writeFileSync(path, sound);
    expect(reasonOf(() => openCorpus(folder))).toBe('none');
    expect(reasonOf(() => openCorpus(temporaryFolder()))).toBe('missing');
  });

  it('is known by its list of segments, too', async () => {
    const folder = temporaryFolder();
    await buildCorpus(folder, listOf(chainOfTexts(2)), { mode: 'replace' });
    const path = join(folder, 'corpus.json');
    const sound = readFileSync(path, 'utf8');
    const reasonFor = (text: string) => {
      writeFileSync(path, text);
      return reasonOf(() => openCorpus(folder));
    };
    expect(reasonFor(sound.slice(0, 60))).toBe('truncated');
    expect(reasonFor('{"name":"a"}')).toBe('foreign');
    expect(reasonFor('PK')).toBe('foreign');
    expect(reasonFor(sound.replace('"version": 1', '"version": 7'))).toBe('newer-version');
    expect(reasonFor(sound.replace(/[0-9a-f]{16}\.segment/, 'gone.segment'))).toBe('corrupted');
  });

  it('does not take a segment of one place for that of another', async () => {
    const [a, b] = [temporaryFolder(), temporaryFolder()];
    await buildCorpus(a, listOf(chainOfTexts(6)), { mode: 'replace' });
    await buildCorpus(b, listOf(chainOfTexts(6, 30)), { mode: 'replace' });
    const [one, two] = [readFileSync(segmentOf(a)), readFileSync(segmentOf(b))];
    // The header of one, the rest of the other.
    writeFileSync(segmentOf(a), Buffer.concat([one.subarray(0, 256), two.subarray(256, one.length)]));
    expect(['corrupted', 'truncated']).toContain(reasonOf(() => openCorpus(a).verify()));
  });
});

describe('several processes', () => {
  const start = (folder: string, mode: string, first: number, count: number): ChildProcess =>
    spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        join(dirname(fileURLToPath(import.meta.url)), 'build-process.ts'),
        folder,
        mode,
        String(first),
        String(count),
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );

  it('may be killed at any moment: the old corpus or the whole new one stands', async () => {
    const folder = temporaryFolder();
    await buildCorpus(folder, listOf(chainOfTexts(7)), { mode: 'replace' });
    for (let round = 0; round < 6; round++) {
      const child = start(folder, 'replace', 0, 300);
      // Listened for from the start: a build that is done before the kill has left already.
      const exit = once(child, 'exit');
      await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
      await new Promise(resolve => setTimeout(resolve, round * 25));
      child.kill('SIGKILL');
      await exit;
      const corpus = openCorpus(folder);
      corpus.verify();
      expect([7, 300]).toContain(corpus.stats().texts);
      corpus.close();
    }
    await buildCorpus(folder, listOf(chainOfTexts(3)), { mode: 'replace' });
    expect(openCorpus(folder).stats().texts).toBe(3);
    expect(readdirSync(folder).filter(name => name.startsWith('building'))).toEqual([]);
  }, 60_000);

  it('may add at once while others read', async () => {
    const folder = temporaryFolder();
    await buildCorpus(folder, listOf(chainOfTexts(5)), { mode: 'replace' });
    const children = [0, 1, 2].map(i => start(folder, 'add', 100 + i * 50, 50));
    const ends = Promise.all(children.map(child => once(child, 'exit')));
    let running = true;
    void ends.then(() => {
      running = false;
    });
    while (running) {
      const corpus = openCorpus(folder);
      corpus.verify();
      expect(corpus.stats().texts % 50).toBe(5);
      corpus.close();
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect((await ends).map(([code]) => code)).toEqual([0, 0, 0]);
    expect(openCorpus(folder).stats().texts).toBe(155);
  }, 60_000);
});

describe('an older copy of a segment', () => {
  it('is not taken for the corpus when it only lies beside it', async () => {
    const folder = temporaryFolder();
    await buildCorpus(folder, listOf(chainOfTexts(3)), { mode: 'replace' });
    mkdirSync(join(folder, 'copy'));
    copyFileSync(segmentOf(folder), join(folder, 'stray.segment'));
    expect(openCorpus(folder).stats().texts).toBe(3);
  });
});
