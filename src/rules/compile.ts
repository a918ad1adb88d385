import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import type { Beginnings } from '../kinds/beginnings.js';
import { BUILT_IN_KINDS } from '../kinds/index.js';
import { platformRegex } from '../kinds/regex.js';
import { TermBook } from '../kinds/terms.js';
import { type NamedLists, PatternReader } from '../lexicon/pattern.js';
import { createSuggester } from '../suggest/suggester.js';
import type { Card } from './card.js';
import { loadCards } from './load.js';

/** The cards that ship with sm-jd and what they need, as plain JSON. */
export interface CompiledCards {
  /** By id. Their `file` is relative to the folder. */
  readonly cards: readonly Card[];
  /** Word lists that their terms name. */
  readonly lists: NamedLists;
  /** What each of those terms begins with. */
  readonly beginnings: Beginnings;
  /** `data/rewrites.yaml`, from which `src/suggest` writes; undefined where the folder has none. */
  readonly rewrites: unknown;
}

/**
 * Reads a folder of cards for good, so that nothing needs to be checked when they are used.
 * @throws Error that names everything wrong with any card
 */
export function compileCards(folder: string): CompiledCards {
  const data = join(folder, 'data', 'rewrites.yaml');
  const rewrites: unknown = existsSync(data) ? parse(readFileSync(data, 'utf8')) : undefined;
  const { cards, lists, failures } = loadCards(folder, {
    kinds: BUILT_IN_KINDS,
    ...(rewrites !== undefined && { suggester: createSuggester(rewrites) }),
  });
  if (failures.length > 0) {
    const report = failures.map(({ subject, line, column, message }) =>
      line === undefined ? `${subject}: ${message}` : `${subject}:${line}:${column}: ${message}`,
    );
    throw new Error(`cards that cannot be used:\n${report.join('\n')}`);
  }
  const terms = new TermBook(new PatternReader(lists));
  for (const card of cards) BUILT_IN_KINDS.get(card.kind)?.compile(card.params, card, { terms, regex: platformRegex });
  return {
    cards: cards.map(card => ({ ...card, file: relative(folder, card.file) })),
    lists,
    beginnings: terms.beginnings(),
    rewrites,
  };
}
