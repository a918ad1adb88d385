import type * as v from 'valibot';
import { type Document, isMap, isScalar, type Node } from 'yaml';
import { type Issue, issueInWords, type Path } from './issue-words.js';

/** Something wrong with a YAML file, and where in its source. */
export interface Fault {
  readonly offset: number;
  readonly message: string;
}

/**
 * An issue of the schema in words, at its place in the YAML.
 *
 * @param under path of the value that `schema` describes
 */
export function explainIssue(issue: Issue, document: Document.Parsed, under: Path, schema: v.GenericSchema): Fault[] {
  return issueInWords(issue, under, schema).map(({ path, about, message }) => ({
    offset: about === 'key' ? keyOffset(document, path) : nodeOffset(document, path),
    message,
  }));
}

/** Where the value at a path begins, or the nearest thing around it. */
function nodeOffset(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const start = (node as Node | undefined)?.range?.[0];
    if (start !== undefined) return start;
  }
  return 0;
}

function keyOffset(document: Document.Parsed, path: Path): number {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
  return (pair?.key as Node | undefined)?.range?.[0] ?? nodeOffset(document, path.slice(0, -1));
}
