import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Columns, InputError, keyOfFiles, readTexts } from '../../src/boilerplate/store/inputs.js';
import type { CorpusText } from '../../src/boilerplate/store/segment-writer.js';
import { temporaryFolder } from './support.js';

async function read(files: Readonly<Record<string, string>>, columns: Columns = {}, skip = 0): Promise<CorpusText[]> {
  const folder = temporaryFolder();
  const paths = Object.entries(files).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
  const texts: CorpusText[] = [];
  for await (const text of readTexts(paths, folder, columns, skip)) texts.push(text);
  return texts;
}

async function errorOf(work: Promise<unknown>): Promise<InputError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

describe('readTexts', () => {
  it('reads postings, with the employer they name', async () => {
    const texts = await read({
      'a.md': '---\nemployer: Alder\n---\n# Keeper\n',
      'b.txt': 'Keeper\n\nKeep the lamp.\n',
    });
    expect(texts).toEqual([
      { name: 'a.md', employer: 'Alder', source: '---\nemployer: Alder\n---\n# Keeper\n' },
      { name: 'b.txt', source: 'Keeper\n\nKeep the lamp.\n' },
    ]);
  });

  it('reads tables by the usual names of columns', async () => {
    const csv = 'id,Company,Description\n1,Alder,"Keep the lamp,\nand the wick"\n2,,Wind the clock\n';
    expect(await read({ 'jobs.csv': csv })).toEqual([
      { name: '1', employer: 'Alder', source: 'Keep the lamp,\nand the wick' },
      { name: '2', source: 'Wind the clock' },
    ]);
    const jsonl = '{"org":"Birch","text":"Wind the clock","salary":null}\n\n{"id":7,"text":"Keep the lamp"}\n';
    expect(await read({ 'jobs.jsonl': jsonl })).toEqual([
      { name: 'jobs.jsonl:1', employer: 'Birch', source: 'Wind the clock' },
      { name: 'jobs.jsonl:3', source: 'Keep the lamp' },
    ]);
  });

  it('reads the columns it is told', async () => {
    const csv = 'who;what;text\nAlder;Keep the lamp;x\n';
    const [text] = await read({ 'jobs.csv': csv }, { text: 'what', employer: 'who' });
    expect(text).toMatchObject({ employer: 'Alder', source: 'Keep the lamp' });
  });

  it('passes over what was done already', async () => {
    const files = { 'a.md': 'One', 'jobs.jsonl': '{"text":"Two"}\n{"text":"Three"}\n', 'z.md': 'Four' };
    expect((await read(files, {}, 2)).map(({ source }) => source)).toEqual(['Three', 'Four']);
  });

  it('says what is wrong with a table, and where', async () => {
    const noColumn = await errorOf(read({ 'jobs.csv': 'a,b\n1,2\n' }));
    expect(noColumn.message).toBe('name the column that holds the posting with --text; the file has “a”, “b”');
    const wrongColumn = await errorOf(read({ 'jobs.csv': 'a,b\n1,2\n' }, { text: 'c' }));
    expect(wrongColumn.message).toBe('has no column “c”; it has “a”, “b”');
    const noJson = await errorOf(read({ 'jobs.jsonl': '{"text":"a"}\n{"text":\n' }));
    expect(noJson).toMatchObject({ line: 2 });
    const noObject = await errorOf(read({ 'jobs.jsonl': '[1]\n' }));
    expect(noObject).toMatchObject({ line: 1, message: 'this line is no JSON object' });
    const openQuote = await errorOf(read({ 'jobs.csv': 'text\n"never closed\n' }));
    expect(openQuote.message).toMatch(/^cannot be read as CSV/);
  });
});

describe('keyOfFiles', () => {
  it('changes with a file and with the columns', () => {
    const path = join(temporaryFolder(), 'a.csv');
    writeFileSync(path, 'text\na\n');
    const before = keyOfFiles([path], {});
    expect(keyOfFiles([path], {})).toBe(before);
    expect(keyOfFiles([path], { text: 'text' })).not.toBe(before);
    writeFileSync(path, 'text\na\nb\n');
    expect(keyOfFiles([path], {})).not.toBe(before);
  });
});
