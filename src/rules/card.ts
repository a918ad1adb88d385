import * as v from 'valibot';
import { type Document, isAlias, isMap, isPair, isScalar, type Node, parseDocument, visit } from 'yaml';
import { nameHint } from '../core/did-you-mean.js';
import { explainIssue, type Fault } from '../core/explain-issue.js';
import type { RoleFamily } from '../core/facets.js';
import { LineIndex } from '../core/line-index.js';
import type { Failure } from '../core/types.js';
import { brokenPlaceholder, placeholdersOf } from '../kinds/message.js';
import { platformRegex } from '../kinds/regex.js';
import { TermBook } from '../kinds/terms.js';
import type { Kind, RegexEngine, RuleMeta } from '../kinds/types.js';
import { type NamedLists, PatternReader } from '../lexicon/pattern.js';
import type { Suggester } from '../suggest/types.js';
import { cardSchema } from './card-schema.js';

/** A rule card, checked, defaults filled in. Plain data: it can be stored as JSON. */
export interface Card extends RuleMeta {
  /** What the kind's schema made of the card's `params:`. */
  readonly params: unknown;
  readonly examples: readonly Example[];
  /** Where the card was read from. */
  readonly file: string;
}

export interface Example {
  /** A posting, or a piece of one, that the rule finds fault with; then `marks` is set. */
  readonly bad?: string;
  /** The words of each finding, exactly, in order. */
  readonly marks?: readonly string[];
  /** The text once every finding's first suggestion is applied. */
  readonly after?: string;
  /** A near miss that stays unmarked; then `because` says why. */
  readonly good?: string;
  readonly because?: string;
  /** What else the run knows. */
  readonly given?: {
    readonly jurisdictions?: readonly string[];
    readonly role?: RoleFamily;
    readonly employer?: string;
    readonly format?: 'markdown' | 'text';
    /** Another posting, to compare with. */
    readonly beside?: string;
  };
}

export interface CardOptions {
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Word lists that terms may name in braces. */
  readonly lists?: NamedLists;
  /** Rows of data that a card's params may name as `{ table: name }`. */
  readonly tables?: Readonly<Record<string, unknown>>;
  /** The engine that the card's expressions will run on; the platform's where none is given. */
  readonly regex?: RegexEngine;
  /** Checks the names that `suggest:` uses; left out, they are not checked. */
  readonly suggester?: Suggester;
}

/** Either a card or everything that is wrong with it, in source order. */
export type CardResult =
  | { readonly card: Card; readonly failures: readonly [] }
  | { readonly card?: undefined; readonly failures: readonly Failure[] };

/** A card is written by hand; anything longer is no card. */
const LONGEST_CARD = 256 * 1024;

const MOST_YAML_ERRORS = 3;

/** Placeholders that every card may use beside its kind's, once a suggestion is written. */
const COMMON_PLACEHOLDERS = ['match', 'employer', 'title', 'audience'];

/**
 * Reads one card. Never throws: whatever is wrong comes back as failures that say where, what,
 * and the mend.
 */
export function parseCard(source: string, file: string, options: CardOptions): CardResult {
  const lines = new LineIndex(source);
  const failed = (faults: readonly Fault[]): CardResult => ({
    failures: [...faults]
      .sort((a, b) => a.offset - b.offset)
      .map(({ offset, message }) => ({
        kind: 'card',
        subject: file,
        message,
        ...lines.place(Math.min(offset, source.length)),
      })),
  });

  if (source.length > LONGEST_CARD) {
    return failed([{ offset: 0, message: `the card has more than ${LONGEST_CARD / 1024} KiB; split it` }]);
  }
  let document: Document.Parsed;
  let data: unknown;
  try {
    document = parseDocument(source, { prettyErrors: false, uniqueKeys: true, strict: true });
    const faults = yamlFaults(document);
    if (faults.length > 0) return failed(faults);
    data = document.toJS({ maxAliasCount: 0 });
    if (!isMap(document.contents)) {
      return failed([{ offset: 0, message: 'a card consists of "key: value" lines; begin with "id: category/name"' }]);
    }
  } catch (error) {
    // The parser recurses, so lists within lists a thousand deep end its stack.
    if (!(error instanceof RangeError)) throw error;
    return failed([{ offset: 0, message: 'the card is nested too deeply; write it flat' }]);
  }

  const faults: Fault[] = putTablesIn(data, document, options.tables ?? {});
  const parsed = v.safeParse(cardSchema, data);
  for (const issue of parsed.issues ?? []) faults.push(...explainIssue(issue, document, [], cardSchema));
  faults.push(...paramsFaults(data, document, options));
  if (faults.length > 0 || !parsed.success) return failed(faults);

  const kind = options.kinds.get(parsed.output.kind) as Kind;
  const params = v.parse(kind.params, parsed.output.params);
  const card = { ...parsed.output, params, file } as Card;
  faults.push(
    ...placeholderFaults(card, kind, document),
    ...compileFaults(card, kind, document, options),
    ...suggestFaults(card, document, options.suggester),
  );
  return faults.length > 0 ? failed(faults) : { card, failures: [] };
}

/** Puts the rows of a table where the card's params name it: `laws: { table: pay-transparency }`. */
function putTablesIn(data: unknown, document: Document.Parsed, tables: Readonly<Record<string, unknown>>): Fault[] {
  const params = (data as { params?: unknown } | null)?.params;
  if (typeof params !== 'object' || params === null) return [];
  const faults: Fault[] = [];
  for (const [key, value] of Object.entries(params)) {
    const name = (value as { table?: unknown } | null)?.table;
    if (typeof name !== 'string') continue;
    if (Object.hasOwn(tables, name)) (params as Record<string, unknown>)[key] = tables[name];
    else {
      const message = `there is no table "${name}"${nameHint(name, Object.keys(tables))}`;
      faults.push({ offset: startOf(document.getIn(['params', key, 'table'], true)), message });
    }
  }
  return faults;
}

/** Errors of the YAML itself, and what cards may not use of it. */
function yamlFaults(document: Document.Parsed): Fault[] {
  // Broken YAML goes on breaking, so the later errors say little.
  const faults = document.errors
    .slice(0, MOST_YAML_ERRORS)
    .map(error => ({ offset: error.pos[0], message: yamlMend(error.code, error.message) }));
  for (const warning of document.warnings) faults.push({ offset: warning.pos[0], message: warning.message });
  visit(document, (_, node) => {
    if (isAlias(node)) {
      faults.push({ offset: startOf(node), message: 'cards have no YAML aliases (*name); write the value out' });
    } else if (
      isPair(node) &&
      isScalar(node.key) &&
      ['__proto__', 'constructor', 'prototype'].includes(String(node.key.value))
    ) {
      faults.push({ offset: startOf(node.key), message: `"${node.key.value}" cannot be a key; take it out` });
    }
  });
  return faults;
}

function startOf(node: unknown): number {
  return (node as Node).range?.[0] ?? 0;
}

function yamlMend(code: string, message: string): string {
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return `this is no valid YAML: ${firstLine(message)}; put a text that holds ": " between single quotes`;
    case 'DUPLICATE_KEY':
      return 'this key is here twice; take one out';
    case 'TAB_AS_INDENT':
      return 'YAML is indented with blanks; replace the tab';
    case 'BAD_INDENT':
      return `this line is not indented like its neighbours: ${firstLine(message)}`;
    case 'MISSING_CHAR':
      return `this is no valid YAML: ${firstLine(message)}; put a term with { } between quotes`;
    default:
      return `this is no valid YAML: ${firstLine(message)}`;
  }
}

function firstLine(message: string): string {
  return message.split('\n')[0] as string;
}

function paramsFaults(data: unknown, document: Document.Parsed, { kinds }: CardOptions): Fault[] {
  if (typeof data !== 'object' || data === null) return [];
  const { kind: name, params = {} } = data as { kind?: unknown; params?: unknown };
  if (typeof name !== 'string') return [];
  const kind = kinds.get(name);
  if (kind === undefined) {
    const message = `there is no kind "${name}"${nameHint(name, [...kinds.keys()])}`;
    return [{ offset: startOf(document.getIn(['kind'], true)), message }];
  }
  const parsed = v.safeParse(kind.params, params);
  return (parsed.issues ?? []).flatMap(issue => explainIssue(issue, document, ['params'], kind.params));
}

function placeholderFaults(card: Card, kind: Kind, document: Document.Parsed): Fault[] {
  const known = Object.keys(kind.placeholders);
  const faults: Fault[] = [];
  const check = (path: readonly (string | number)[], text: string | undefined, names: readonly string[]) => {
    const broken = brokenPlaceholder(text ?? '');
    if (broken !== undefined) {
      const message = `"${broken}" cannot be filled in; write {name}, or {name:singular|plural}`;
      faults.push({ offset: startOf(document.getIn(path, true)), message });
    }
    for (const name of placeholdersOf(text ?? '')) {
      if (names.includes(name)) continue;
      const message = `"{${name}}" is nothing that the kind "${kind.name}" fills in${nameHint(name, names)}`;
      faults.push({ offset: startOf(document.getIn(path, true)), message });
    }
  };
  check(['message'], card.message, known);
  for (const path of messagePaths(card.params)) {
    check(['params', ...path], document.getIn(['params', ...path]) as string, known);
  }
  const helpNames = [...new Set([...known, ...COMMON_PLACEHOLDERS])];
  check(['suggest', 'ask'], document.getIn(['suggest', 'ask']) as string | undefined, helpNames);
  check(['suggest', 'append'], card.suggest?.append, helpNames);
  check(['suggest', 'beside'], card.suggest?.beside, helpNames);
  return faults;
}

/** Where a kind's params hold messages of their own. */
function messagePaths(params: unknown): (string | number)[][] {
  if (typeof params !== 'object' || params === null) return [];
  return Object.entries(params).flatMap(([name, value]) => {
    const key = Array.isArray(params) ? Number(name) : name;
    if (key === 'message' && typeof value === 'string') return [[key]];
    return messagePaths(value).map(path => [key, ...path]);
  });
}

/** What only trying shows: terms that cannot be read, and whatever else the kind refuses. */
function compileFaults(card: Card, kind: Kind, document: Document.Parsed, options: CardOptions): Fault[] {
  const terms = new TermBook(new PatternReader(options.lists));
  try {
    kind.compile(card.params, card, { terms, regex: options.regex ?? platformRegex });
  } catch (error) {
    return [{ offset: startOf(document.getIn(['params'], true)), message: (error as Error).message }];
  }
  return terms.check().map(({ pattern, message }) => ({ offset: offsetOfText(document, pattern), message }));
}

/** Where a text stands in the YAML. */
function offsetOfText(document: Document.Parsed, text: string): number {
  let offset = startOf(document.getIn(['params'], true));
  visit(document, {
    Scalar(_, node) {
      if (node.value !== text) return undefined;
      offset = startOf(node);
      return visit.BREAK;
    },
  });
  return offset;
}

function suggestFaults(card: Card, document: Document.Parsed, suggester: Suggester | undefined): Fault[] {
  if (card.suggest === undefined || suggester === undefined) return [];
  const offset = startOf(document.getIn(['suggest'], true));
  return suggester.check(card.suggest).map(message => ({ offset, message }));
}
