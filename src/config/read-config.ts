import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as v from 'valibot';
import { type Document, isMap, type Node, parseDocument } from 'yaml';
import { explainIssue, type Fault } from '../core/explain-issue.js';
import { LineIndex, type Place } from '../core/line-index.js';
import type { Failure } from '../core/types.js';
import { PACKAGE_KEY } from './find-config.js';
import { type ConfigFileData, configSchema } from './schema.js';

/** One configuration file, checked. */
export interface ConfigFile {
  /** As it was asked for; failures name it. */
  readonly file: string;
  readonly data: ConfigFileData;
  /** Where the value at a path of keys stands, for messages. */
  place(path: readonly (string | number)[]): Place;
}

export type ConfigResult =
  | { readonly config: ConfigFile; readonly failures: readonly [] }
  | { readonly config?: undefined; readonly failures: readonly Failure[] };

const LARGEST_CONFIG = 1024 * 1024;
/** YAML anchors are fine to use, but not to blow up a file a thousandfold. */
const MOST_ALIASES = 100;

/**
 * Reads `.sm-jd.yaml`, `.json` (which is YAML, too) or the key of a package.json. Never throws:
 * whatever is wrong comes back as failures with line, column and the mend.
 */
export function readConfig(file: string): ConfigResult {
  let source: string;
  try {
    source = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const message = missing ? 'there is no such file' : `cannot be read: ${(error as Error).message}`;
    return { failures: [{ kind: 'config', subject: file, message }] };
  }
  return parseConfig(source, file);
}

export function parseConfig(source: string, file: string): ConfigResult {
  const lines = new LineIndex(source);
  const failed = (faults: readonly Fault[]): ConfigResult => ({
    failures: faults.map(({ offset, message }) => ({
      kind: 'config',
      subject: file,
      message,
      ...lines.place(Math.min(offset, source.length)),
    })),
  });
  if (source.length > LARGEST_CONFIG) return failed([{ offset: 0, message: 'is too large for a configuration' }]);

  let document: Document.Parsed;
  let data: unknown;
  try {
    document = parseDocument(source, { prettyErrors: false, uniqueKeys: true });
    if (document.errors.length > 0) {
      // The first is told alone: the others mostly follow from it.
      const { pos, message } = document.errors[0] as { pos: [number, number]; message: string };
      return failed([{ offset: pos[0], message: `this is no valid YAML: ${message.split('\n')[0]}` }]);
    }
    data = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    // A thousand lists within lists end the parser's stack; too many aliases are refused by it.
    return failed([{ offset: 0, message: `cannot be read as YAML: ${(error as Error).message}` }]);
  }

  if (document.contents !== null && !isMap(document.contents)) {
    return failed([{ offset: 0, message: 'a configuration consists of "key: value" lines, such as "employer: …"' }]);
  }
  const under = basename(file) === 'package.json' ? [PACKAGE_KEY] : [];
  const value = under.length > 0 ? (data as Record<string, unknown> | null)?.[PACKAGE_KEY] : (data ?? {});
  const parsed = v.safeParse(configSchema, value);
  if (!parsed.success) {
    return failed(
      parsed.issues
        .flatMap(issue => explainIssue(issue, document, under, configSchema))
        .sort((a, b) => a.offset - b.offset),
    );
  }
  return {
    failures: [],
    config: { file, data: parsed.output, place: path => lines.place(offsetOf(document, [...under, ...path])) },
  };
}

function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const key = path.at(-1);
  const pair = isMap(parent)
    ? parent.items.find(item => (item.key as { value?: unknown } | null)?.value === key)
    : undefined;
  const node = (pair?.key ?? document.getIn(path, true) ?? document.contents) as Node | null;
  return node?.range?.[0] ?? 0;
}
