import type { NamedPattern } from './matcher.js';
import { type NamedLists, PatternError, PatternReader } from './pattern.js';
import { indexPatterns, type PatternIndex } from './pattern-index.js';

/** A file of `rules/lexicon`, parsed from YAML. `name` is for messages. */
export interface LexiconFile {
  readonly name: string;
  readonly data: unknown;
}

/** How surely a form means the tool; see the head of `rules/lexicon/tools.yaml`. */
export type Certainty = 'forms' | 'capitals' | 'company';

export interface ToolForm {
  readonly name: string;
  /** platform, publishing, listening, analytics, ads, email, crm, cms, design, video, office, ai, engineering. */
  readonly kind: string;
  readonly certainty: Certainty;
}

/** A platform's first day for the public, for years that nobody can have. */
export interface Launch {
  readonly platform: string;
  /** Names in postings, as patterns. */
  readonly names: readonly string[];
  /** ISO date; of month or year alone where no more is known. */
  readonly launched: string;
  readonly source: string;
  readonly checked: string;
  readonly verified: boolean;
}

/** Everything of `rules/lexicon` that the profile needs, as plain JSON. */
export interface LexiconData {
  readonly lists: NamedLists;
  /** `[number in ids, pattern]`. */
  readonly patterns: readonly (readonly [number, string])[];
  /** `set/group`, or a tool's form. */
  readonly ids: readonly (string | ToolForm)[];
  readonly index: PatternIndex;
  readonly launches: readonly Launch[];
}

/**
 * Joins the term sets and indexes their patterns.
 * @throws Error naming the file, the place in it and the mend
 */
export function buildLexicon(files: readonly LexiconFile[]): LexiconData {
  const lists: Record<string, string> = {};
  const ids: (string | ToolForm)[] = [];
  const patterns: [number, string][] = [];
  const origins: string[] = [];
  const launches: Launch[] = [];
  const enter = (id: string | ToolForm, texts: readonly string[], origin: string): void => {
    for (const text of texts) {
      patterns.push([ids.length, text]);
      origins.push(origin);
    }
    if (texts.length > 0) ids.push(id);
  };
  for (const { name, data } of files) {
    const file = mapping(data, name);
    const set = text(file.set, `${name}: set`);
    if (set === 'lists') {
      for (const [list, pattern] of Object.entries(mapping(file.lists, `${name}: lists`))) {
        lists[list] = text(pattern, `${name}: lists.${list}`);
      }
    } else if (set === 'tools') {
      for (const [kind, tools] of Object.entries(mapping(file.kinds, `${name}: kinds`))) {
        for (const tool of sequence(tools, `${name}: kinds.${kind}`))
          enterTool(tool, kind, `${name}: kinds.${kind}`, enter);
      }
    } else if (set === 'platform-launches') {
      for (const row of sequence(file.platforms, `${name}: platforms`))
        launches.push(launchOf(row, `${name}: platforms`));
    } else {
      for (const [group, value] of Object.entries(mapping(file.groups, `${name}: groups`))) {
        const origin = `${name}: groups.${group}`;
        enter(`${set}/${group}`, texts(mapping(value, origin).terms, `${origin}.terms`), origin);
      }
    }
  }
  return { lists, ids, patterns, index: indexOrExplain(lists, patterns, origins), launches };
}

type Enter = (id: string | ToolForm, texts: readonly string[], origin: string) => void;

function enterTool(tool: unknown, kind: string, origin: string, enter: Enter): void {
  if (typeof tool === 'string') {
    enter({ name: tool, kind, certainty: 'forms' }, [tool.toLowerCase()], origin);
    return;
  }
  const entry = mapping(tool, origin);
  const name = text(entry.name, `${origin}: name`);
  for (const certainty of ['forms', 'capitals', 'company'] as const) {
    const forms = entry[certainty];
    if (forms !== undefined)
      enter({ name, kind, certainty }, texts(forms, `${origin}: ${name}.${certainty}`), `${origin}: ${name}`);
  }
}

function launchOf(row: unknown, origin: string): Launch {
  const entry = mapping(row, origin);
  const platform = text(entry.platform, `${origin}: platform`);
  return {
    platform,
    names: texts(entry.names, `${origin}: ${platform}.names`),
    launched: text(entry.launched, `${origin}: ${platform}.launched`),
    source: text(entry.source, `${origin}: ${platform}.source`),
    checked: text(entry.checked, `${origin}: ${platform}.checked`),
    verified: entry.verified === true,
  };
}

function indexOrExplain(
  lists: NamedLists,
  patterns: readonly [number, string][],
  origins: readonly string[],
): PatternIndex {
  const reader = new PatternReader(lists);
  const named = patterns.map(([id, pattern]): NamedPattern => ({ id: String(id), pattern }));
  try {
    return indexPatterns(named, reader);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const at = patterns.findIndex(([, pattern]) => pattern === error.pattern);
    throw new Error(`${at < 0 ? 'lists.yaml' : origins[at]}: ${error.message}`);
  }
}

function mapping(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${where}: write a mapping here`);
  return value as Record<string, unknown>;
}

function sequence(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${where}: write a list here`);
  return value;
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '')
    throw new Error(`${where}: write a text here; quote it if it looks like a number or a date`);
  return value;
}

function texts(value: unknown, where: string): readonly string[] {
  return sequence(value, where).map(item => text(item, where));
}
