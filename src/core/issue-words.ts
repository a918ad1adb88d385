import type * as v from 'valibot';
import { nameHint } from './did-you-mean.js';

export type Issue = v.BaseIssue<unknown>;
export type Path = readonly (string | number)[];

/** What is wrong with some data, and where in it. */
export interface IssueInWords {
  /** Path to the value; for a key that is unknown, to that key. */
  readonly path: Path;
  /** Whether the key itself is wrong, or what stands below it. */
  readonly about: 'key' | 'value';
  readonly message: string;
}

/**
 * Turns an issue of a schema into words that teach: what is wrong, and what to write instead.
 *
 * @param under path of the value that `schema` describes
 */
export function issueInWords(issue: Issue, under: Path, schema: v.GenericSchema): IssueInWords[] {
  const path = [...under, ...pathOf(issue)];
  const deeper = deepestOf(issue);
  if (deeper.length > 0) return deeper.flatMap(inner => issueInWords(inner, path, schema));
  const key = path.at(-1);
  if (isUnknownKey(issue)) {
    const known = knownKeys(schema, path.slice(under.length, -1));
    return [{ path, about: 'key', message: `unknown key "${key}"${nameHint(String(key), known)}` }];
  }
  if (isMissingKey(issue)) {
    const description = descriptionOf(schema, path.slice(under.length));
    const message = `"${key}:" is missing${description === undefined ? '' : `; it says: ${description}`}`;
    return [{ path: path.slice(0, -1), about: 'value', message }];
  }
  return [{ path, about: 'value', message: whatIsWrong(issue) }];
}

function whatIsWrong(issue: Issue): string {
  if (issue.kind === 'validation' || issue.message !== defaultMessage(issue)) return issue.message;
  if (issue.type === 'picklist') {
    const known = namesIn(issue.expected ?? '');
    const typed = String(issue.input);
    return `"${typed}" is none of the values known here${nameHint(typed, known)}`;
  }
  const instead = received(issue.input);
  switch (issue.type) {
    case 'string':
      return `write a text here, not ${instead}${typeof issue.input === 'object' ? '' : '; put it between quotes if it is meant so'}`;
    case 'number':
      return `write a number here, not ${instead}`;
    case 'boolean':
      return `write true or false here, not ${instead}`;
    case 'array':
      return `write a list here, not ${instead}: each entry on a line of its own, after "- "`;
    case 'strict_object':
      return `write "key: value" lines here, not ${instead}`;
    default:
      return `write ${issue.expected ?? 'something else'} here, not ${instead}`;
  }
}

function received(input: unknown): string {
  if (input === null || input === undefined) return 'nothing';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'string') return 'a text';
  return typeof input === 'object' ? '"key: value" lines' : `${input}`;
}

function defaultMessage(issue: Issue): string {
  return `Invalid ${issue.kind === 'schema' ? 'type' : issue.type}: Expected ${issue.expected} but received ${issue.received}`;
}

function isUnknownKey(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

function isMissingKey(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.received === 'undefined' && issue.path?.at(-1)?.origin === 'key';
}

function pathOf(issue: Issue): Path {
  return (issue.path ?? []).map(item => item.key as string | number);
}

/** Of the reasons why no alternative of a union fits, those that got furthest; none where all failed at once. */
function deepestOf(issue: Issue): Issue[] {
  const inner = issue.issues ?? [];
  const depth = Math.max(0, ...inner.map(one => one.path?.length ?? 0));
  return depth === 0 ? [] : inner.filter(one => one.path?.length === depth);
}

/** `("a" | "b")` → a, b */
function namesIn(expected: string): string[] {
  return [...expected.matchAll(/"([^"]*)"/gu)].map(match => match[1] as string);
}

/** What the walk below needs to know of valibot's schemas. */
interface AnySchema {
  readonly type: string;
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly item?: AnySchema;
  readonly wrapped?: AnySchema;
  readonly options?: readonly AnySchema[];
  readonly pipe?: readonly { readonly type: string; readonly description?: string }[];
}

/** The schemas that may describe the value at a path: several where there is a union. */
function schemasAt(schema: AnySchema, path: Path): AnySchema[] {
  if (schema.wrapped !== undefined) return schemasAt(schema.wrapped, path);
  if (schema.type === 'union') return (schema.options ?? []).flatMap(option => schemasAt(option, path));
  const [key, ...rest] = path;
  if (key === undefined) return [schema];
  const next = typeof key === 'number' ? schema.item : schema.entries?.[key];
  return next === undefined ? [] : schemasAt(next, rest);
}

function knownKeys(schema: v.GenericSchema, path: Path): string[] {
  return schemasAt(schema as unknown as AnySchema, path).flatMap(one => Object.keys(one.entries ?? {}));
}

function descriptionOf(schema: v.GenericSchema, path: Path): string | undefined {
  return schemasAt(schema as unknown as AnySchema, path)
    .flatMap(one => one.pipe ?? [])
    .find(action => action.type === 'description')?.description;
}
