import { createReadStream, readFileSync, statSync } from 'node:fs';
import { extname, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parsePosting } from '../../document/index.js';
import type { CorpusText } from './segment-writer.js';

/** The columns of a CSV file, or the fields of JSONL objects, that hold a posting. */
export interface Columns {
  readonly text?: string;
  readonly name?: string;
  readonly employer?: string;
}

/** Names by which a column is taken where none is given, in this order; case does not matter. */
const KNOWN: Readonly<Record<keyof Columns, readonly string[]>> = {
  text: ['text', 'description', 'job_description', 'jobdescription', 'body', 'content', 'posting'],
  name: ['id', 'name', 'file', 'path', 'url', 'title', 'job_title'],
  employer: ['employer', 'company', 'company_name', 'organization', 'organisation', 'org'],
};

/** Something in an input that keeps its texts from being read. */
export class InputError extends Error {
  constructor(
    readonly path: string,
    message: string,
    readonly line?: number,
  ) {
    super(message);
    this.name = 'InputError';
  }
}

/** Endings of tables; every other file is one posting. */
export const TABLE_EXTENSIONS = ['.csv', '.tsv', '.jsonl', '.ndjson'] as const;

export function isTable(path: string): boolean {
  return (TABLE_EXTENSIONS as readonly string[]).includes(extname(path).toLowerCase());
}

/** Changes whenever one of the files does; see `BuildOptions.resumeKey`. */
export function keyOfFiles(paths: readonly string[], columns: Columns): string {
  const files = paths.map(path => {
    const { size, mtimeMs } = statSync(path);
    return [resolve(path), size, mtimeMs];
  });
  return JSON.stringify([files, columns]);
}

/**
 * The texts of posting files and tables, one after the other, memory for one at a time.
 *
 * @param base names of files are relative to it
 * @param skip so many texts at the beginning are passed over
 * @throws InputError where a file or a row cannot be read
 */
export async function* readTexts(
  paths: readonly string[],
  base: string,
  columns: Columns = {},
  skip = 0,
): AsyncGenerator<CorpusText> {
  let passed = 0;
  for (const path of paths) {
    const name = relative(base, resolve(path)).split('\\').join('/');
    if (!isTable(path)) {
      if (passed++ >= skip) yield readPostingFile(path, name);
      continue;
    }
    const rows = /^\.(csv|tsv)$/i.test(extname(path)) ? readCsv(path) : readJsonLines(path);
    let chosen: Required<Columns> | undefined;
    for await (const { fields, line } of rows) {
      chosen ??= chooseColumns(path, fields, columns);
      if (passed++ < skip) continue;
      const value = (column: string) => fields[column] ?? '';
      const source = value(chosen.text);
      const employer = value(chosen.employer).trim();
      yield {
        name: value(chosen.name).trim().slice(0, 300) || `${name}:${line}`,
        source,
        ...(employer === '' ? {} : { employer }),
      };
    }
  }
}

function readPostingFile(path: string, name: string): CorpusText {
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    throw new InputError(
      path,
      error instanceof TypeError ? 'is not UTF-8; save it as UTF-8' : (error as Error).message,
    );
  }
  const format = extname(path).toLowerCase() === '.txt' ? 'text' : 'markdown';
  const employer = parsePosting(source, { path, format }).facts.find(fact => fact.key === 'employer')?.value;
  return { name, source, ...(employer === undefined ? {} : { employer }) };
}

interface Row {
  readonly fields: Readonly<Record<string, string>>;
  /** On which the row begins, from 1. */
  readonly line: number;
}

async function* readCsv(path: string): AsyncGenerator<Row> {
  const { parse } = await import('csv-parse');
  const parser = createReadStream(path).pipe(
    parse({
      columns: true,
      bom: true,
      info: true,
      delimiter: extname(path).toLowerCase() === '.tsv' ? '\t' : [',', ';'],
      relax_column_count_less: true,
      skip_empty_lines: true,
    }),
  );
  let line = 2;
  try {
    for await (const { record, info } of parser) {
      yield { fields: record as Record<string, string>, line };
      line = (info as { lines: number }).lines + 1;
    }
  } catch (error) {
    const at = (error as { lines?: number }).lines;
    throw new InputError(path, `cannot be read as CSV: ${(error as Error).message}`, at);
  }
}

async function* readJsonLines(path: string): AsyncGenerator<Row> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  let line = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw new InputError(path, `this line is no JSON: ${(error as Error).message}`, line);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new InputError(path, 'this line is no JSON object', line);
    }
    const fields: Record<string, string> = {};
    for (const [key, field] of Object.entries(value)) {
      if (typeof field === 'string' || typeof field === 'number') fields[key] = String(field);
    }
    yield { fields, line };
  }
}

/** @throws InputError where the table has no column for the text, or not the one that was named */
function chooseColumns(path: string, fields: Readonly<Record<string, string>>, given: Columns): Required<Columns> {
  const present = Object.keys(fields);
  const pick = (what: keyof Columns): string => {
    const wanted = given[what];
    if (wanted === undefined) {
      for (const known of KNOWN[what]) {
        const found = present.find(column => column.trim().toLowerCase() === known);
        if (found !== undefined) return found;
      }
      return '';
    }
    if (present.includes(wanted)) return wanted;
    throw new InputError(path, `has no column “${wanted}”; it has ${present.map(column => `“${column}”`).join(', ')}`);
  };
  const text = pick('text');
  if (text === '') {
    throw new InputError(
      path,
      `name the column that holds the posting with --text; the file has ${present.map(column => `“${column}”`).join(', ')}`,
    );
  }
  return { text, name: pick('name'), employer: pick('employer') };
}
