import { createHash } from 'node:crypto';
import { textTable } from '../support/table.js';

/** A finding on a posting of the corpus, as kept from one run to the next. It holds none of the posting's words. */
export interface Entry {
  /** Path below the corpus folder. */
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly start: number;
  readonly end: number;
  /** Of the words found. */
  readonly hash: string;
  /** Of everything else that a reader is shown: message, evidence, suggestions. */
  readonly shown: string;
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** One JSON value a line, in the order given. */
export function toLines(entries: readonly Entry[]): string {
  return entries.map(entry => `${JSON.stringify(entry)}\n`).join('');
}

/** @throws Error naming the line that is no JSON */
export function fromLines(text: string, path: string): Entry[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map((line, i) => {
      try {
        return JSON.parse(line) as Entry;
      } catch {
        throw new Error(`${path}:${i + 1} is no JSON; delete the file to start anew`);
      }
    });
}

export interface Difference {
  readonly added: readonly Entry[];
  readonly gone: readonly Entry[];
  /** The same rule on the same words, now with another severity or shown in other words. */
  readonly changed: readonly { readonly before: Entry; readonly after: Entry }[];
}

export function difference(before: readonly Entry[], after: readonly Entry[]): Difference {
  const key = (entry: Entry) => [entry.file, entry.rule, entry.start, entry.end].join('\0');
  const old = new Map<string, Entry[]>();
  for (const entry of before) old.set(key(entry), [...(old.get(key(entry)) ?? []), entry]);
  const added: Entry[] = [];
  const changed: { before: Entry; after: Entry }[] = [];
  for (const entry of after) {
    const match = old.get(key(entry))?.shift();
    if (!match) added.push(entry);
    else if (match.severity !== entry.severity || match.shown !== entry.shown)
      changed.push({ before: match, after: entry });
  }
  return { added, gone: [...old.values()].flat(), changed };
}

/** By rule: how many findings on how many postings, and what came, went and changed. */
export function summary(after: readonly Entry[], diff: Difference | undefined): string {
  const changed = diff?.changed.map(one => one.after) ?? [];
  const rules = new Set([...after, ...(diff?.gone ?? [])].map(entry => entry.rule));
  const count = (entries: readonly Entry[], rule: string) => entries.filter(entry => entry.rule === rule).length;
  const signed = (n: number, sign: string) => (n === 0 ? '·' : `${sign}${n}`);
  const rows = [...rules]
    .sort()
    .map(rule => [
      rule,
      String(count(after, rule)),
      String(new Set(after.filter(entry => entry.rule === rule).map(entry => entry.file)).size),
      signed(count(diff?.added ?? [], rule), '+'),
      signed(count(diff?.gone ?? [], rule), '−'),
      signed(count(changed, rule), '~'),
    ]);
  return textTable(['rule', 'findings', 'postings', 'new', 'gone', 'changed'], rows);
}
