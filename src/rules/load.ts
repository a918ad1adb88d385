import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import type { Failure } from '../core/types.js';
import type { NamedLists } from '../lexicon/pattern.js';
import { type Card, type CardOptions, parseCard } from './card.js';

export interface LoadedCards {
  /** By id. */
  readonly cards: readonly Card[];
  /** The word lists of the folder's `lexicon/lists.yaml` and `data/lists`, and those given. */
  readonly lists: NamedLists;
  /** Everything wrong with any card; such a card is not among `cards`. */
  readonly failures: readonly Failure[];
}

const listsFile = v.looseObject({ lists: v.record(v.string(), v.string()) });

/** Word lists with their source and date, one subject a file. */
const LISTS_FOLDER = join('data', 'lists');
/** Tables that cards name with `{ table: name }`. */
const TABLES_FOLDER = join('data', 'tables');
const tableFile = v.looseObject({ rows: v.array(v.unknown()) });

/** Folders of a rule folder that hold data, no cards. */
const DATA_FOLDERS = new Set(['lexicon', 'data']);

/**
 * Reads every card (`*.yaml`, `*.yml`) of a folder and its subfolders. Never throws: a folder or
 * file that cannot be read is a failure, too.
 *
 * @param folder a path; failures name files by it
 */
export function loadCards(folder: string, options: CardOptions): LoadedCards {
  const failures: Failure[] = [];
  const byName = new Map<string, Card>();
  const lists = { ...options.lists, ...readLists(folder, failures) };
  const tables = { ...options.tables, ...readTables(folder, failures) };
  for (const file of cardFiles(folder, failures)) {
    const source = readCard(file, failures);
    if (source === undefined) continue;
    const result = parseCard(source, file, { ...options, lists, tables });
    failures.push(...result.failures);
    if (result.card === undefined) continue;
    const taken = [result.card.id, ...result.card.aliases].find(name => byName.has(name));
    if (taken !== undefined) {
      const first = byName.get(taken)?.file;
      failures.push({
        kind: 'card',
        subject: file,
        message: `the name "${taken}" is taken by ${first}; choose another`,
      });
      continue;
    }
    for (const name of [result.card.id, ...result.card.aliases]) byName.set(name, result.card);
  }
  const cards = [...new Set(byName.values())].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { cards, lists, failures };
}

/** In an order that does not depend on the file system. */
function cardFiles(folder: string, failures: Failure[]): string[] {
  try {
    if (!statSync(folder).isDirectory()) {
      failures.push({ kind: 'card', subject: folder, message: 'this is a file; give the folder that holds the cards' });
      return [];
    }
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.ya?ml$/u.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name))
      .filter(file => !DATA_FOLDERS.has(relative(folder, file).split(sep)[0] as string))
      .sort();
  } catch (error) {
    failures.push({ kind: 'card', subject: folder, message: `cannot read this folder: ${reason(error)}` });
    return [];
  }
}

/** The lists of words that a folder's cards may name, if it has any. */
function readLists(folder: string, failures: Failure[]): NamedLists {
  const files = [join(folder, 'lexicon', 'lists.yaml'), ...dataFiles(join(folder, LISTS_FOLDER))].filter(existsSync);
  return Object.assign({}, ...files.map(file => readData(file, listsFile, 'word lists', failures)?.lists));
}

/** The rows of each table, by the table's name. */
function readTables(folder: string, failures: Failure[]): Readonly<Record<string, unknown>> {
  const files = dataFiles(join(folder, TABLES_FOLDER));
  return Object.fromEntries(
    files.map(file => [basename(file, '.yaml'), readData(file, tableFile, 'table', failures)?.rows ?? []]),
  );
}

function dataFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => join(folder, name));
}

function readData<S extends v.GenericSchema>(
  file: string,
  schema: S,
  what: string,
  failures: Failure[],
): v.InferOutput<S> | undefined {
  try {
    return v.parse(schema, parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 }));
  } catch (error) {
    failures.push({ kind: 'card', subject: file, message: `cannot read this file of ${what}: ${reason(error)}` });
    return undefined;
  }
}

function readCard(file: string, failures: Failure[]): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/u, '');
  } catch (error) {
    failures.push({ kind: 'card', subject: file, message: `cannot read this card: ${reason(error)}` });
    return undefined;
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is none of this name';
  if (code === 'EACCES') return 'permission denied';
  return message;
}
