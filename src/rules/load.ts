import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import type { Failure } from '../core/types.js';
import type { NamedLists } from '../lexicon/pattern.js';
import { type Card, type CardOptions, parseCard } from './card.js';

export interface LoadedCards {
  /** By id. */
  readonly cards: readonly Card[];
  /** The word lists of the folder's `lexicon/lists.yaml`, and those given. */
  readonly lists: NamedLists;
  /** Everything wrong with any card; such a card is not among `cards`. */
  readonly failures: readonly Failure[];
}

const listsFile = v.looseObject({ lists: v.record(v.string(), v.string()) });

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
  for (const file of cardFiles(folder, failures)) {
    const source = readCard(file, failures);
    if (source === undefined) continue;
    const result = parseCard(source, file, { ...options, lists });
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
  const file = join(folder, 'lexicon', 'lists.yaml');
  if (!existsSync(file)) return {};
  try {
    const { lists } = v.parse(listsFile, parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 }));
    return lists;
  } catch (error) {
    failures.push({ kind: 'card', subject: file, message: `cannot read these word lists: ${reason(error)}` });
    return {};
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
