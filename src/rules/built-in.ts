import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { BUILT_IN_KINDS } from '../kinds/index.js';
import type { NamedLists } from '../lexicon/pattern.js';
import { createSuggester } from '../suggest/suggester.js';
import type { Suggester } from '../suggest/types.js';
import type { Card } from './card.js';
import { loadCards } from './load.js';

/** The cards that ship with sm-jd and what they need, as plain JSON. */
export interface CompiledCards {
  /** By id. */
  readonly cards: readonly Card[];
  /** Word lists that their terms name. */
  readonly lists: NamedLists;
  /** The data of `src/suggest`, from which suggestions are written. */
  readonly rewrites: unknown;
}

/**
 * Reads a folder of cards for good, so that nothing needs to be checked when they are used.
 * @throws Error that names everything wrong with any card
 */
export function compileCards(folder: string): CompiledCards {
  const rewrites: unknown = parse(readFileSync(join(folder, 'data', 'rewrites.yaml'), 'utf8'));
  const suggester = createSuggester(rewrites);
  const { cards, lists, failures } = loadCards(folder, { kinds: BUILT_IN_KINDS, suggester });
  if (failures.length > 0) {
    const report = failures.map(({ subject, line, column, message }) =>
      line === undefined ? `${subject}: ${message}` : `${subject}:${line}:${column}: ${message}`,
    );
    throw new Error(`cards that cannot be used:\n${report.join('\n')}`);
  }
  return { cards: cards.map(card => ({ ...card, file: relative(folder, card.file) })), lists, rewrites };
}

/** Where the build puts `compileCards`' result, seen from the bundle's entry points and chunks. */
const COMPILED = ['./cards.json', '../cards.json'];
/** The cards themselves, seen from this file. */
const SOURCES = '../../rules';

let builtIn: CompiledCards | undefined;

/** The cards that ship with sm-jd; read on first call. Their `file` is relative to the rules folder. */
export function builtInCards(): CompiledCards {
  builtIn ??= readBuiltIn();
  return builtIn;
}

let suggester: Suggester | undefined;

/** Writes the suggestions of the cards that ship; its data is read when the first one is asked for. */
export const builtInSuggester: Suggester = {
  suggest(spec, request) {
    suggester ??= createSuggester(builtInCards().rewrites);
    return suggester.suggest(spec, request);
  },
  check(spec) {
    suggester ??= createSuggester(builtInCards().rewrites);
    return suggester.check(spec);
  },
};

function readBuiltIn(): CompiledCards {
  const compiled = COMPILED.map(path => fileURLToPath(new URL(path, import.meta.url))).find(existsSync);
  if (compiled !== undefined) return JSON.parse(readFileSync(compiled, 'utf8')) as CompiledCards;
  return compileCards(fileURLToPath(new URL(SOURCES, import.meta.url)));
}
