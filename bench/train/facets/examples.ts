import { readFileSync } from 'node:fs';
import { FACETS, type Facet } from '../../../src/core/facets.js';
import type { Posting, Section, SectionRole, Span, Statement } from '../../../src/core/types.js';
import { parsePosting } from '../../../src/document/index.js';
import { type LabelledPosting, readLabelled, type Unit } from '../../support/corpus.js';
import { readOutOfFold } from '../../support/out-of-fold.js';

/** Where the roles of sections come from: the labels' headings, or the parser. */
export type RoleSource = 'gold' | 'parser';

export interface Example {
  readonly labelled: LabelledPosting;
  readonly posting: Posting;
  /** Postings of one employer, or that share text, have one number: never on both sides of a split. */
  readonly group: number;
  /** By statement index; undefined for headings and for statements no label fits. */
  readonly labels: readonly (Label | undefined)[];
  readonly roleOf: Readonly<Record<RoleSource, (section: Section) => SectionRole>>;
}

export interface Label {
  /** Index in `FACETS`. */
  readonly main: number;
  /** -1 where there is none. */
  readonly second: number;
  /** Share of the labelled unit that the statement holds: a fragment tells less. */
  readonly share: number;
}

/** Labelled postings, parsed, each statement with the label of the unit it shares most text with. */
export function readExamples(corpus: string): Example[] {
  const labelled = readLabelled(corpus);
  const groups = groupsOf(corpus, labelled);
  // The parser's own model learned from these very headings; its guesses made without them are fair.
  const guesses = readOutOfFold('headings');
  return labelled.map((one, i) => {
    const posting = parsePosting(one.source, { path: one.file });
    const labels = posting.statements.map(statement => {
      if (statement.kind === 'heading') return undefined;
      const unit = closest(one.units, statement.span);
      return unit?.code === undefined ? undefined : labelOf(unit, statement.span);
    });
    const parser = (section: Section): SectionRole =>
      (section.heading && guesses?.find(one.file, section.heading.span.start)?.role) ?? section.role;
    const gold = (section: Section): SectionRole =>
      (section.heading && closest(one.units, section.heading.span)?.heading) ?? section.role;
    return { labelled: one, posting, group: groups[i] as number, labels, roleOf: { parser, gold } };
  });
}

function labelOf(unit: Unit, span: Span): Label {
  const shared = Math.min(unit.end, span.end) - Math.max(unit.start, span.start);
  return {
    main: FACETS.indexOf(unit.code as Facet),
    second: unit.second === undefined ? -1 : FACETS.indexOf(unit.second),
    share: shared / (unit.end - unit.start),
  };
}

/** The statement that a unit shares most text with, headings included. */
export function closestStatement(posting: Posting, unit: Unit): Statement | undefined {
  return closest(posting.statements, unit, one => one.span);
}

function closest<T extends Span>(ranges: readonly T[], target: Span): T | undefined;
function closest<T>(ranges: readonly T[], target: Span, spanOf: (one: T) => Span): T | undefined;
function closest<T>(
  ranges: readonly T[],
  target: Span,
  spanOf: (one: T) => Span = one => one as unknown as Span,
): T | undefined {
  let best: T | undefined;
  let most = 0;
  for (const range of ranges) {
    const { start, end } = spanOf(range);
    if (start >= target.end) break;
    const shared = Math.min(end, target.end) - Math.max(start, target.start);
    if (shared > most) {
      most = shared;
      best = range;
    }
  }
  return best;
}

const SHINGLE = 8;
/** Share of the smaller posting's shingles that makes two postings one group. */
const NEAR = 0.1;

/** One number a posting: the same for one employer's postings and for postings that share text. */
function groupsOf(corpus: string, postings: readonly LabelledPosting[]): number[] {
  const parent = postings.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] as number;
    parent[i] = root;
    return root;
  };
  const employers = new Map<string, string>();
  for (const line of readFileSync(`${corpus}/manifest.jsonl`, 'utf8').split('\n')) {
    if (line === '') continue;
    const { file, org } = JSON.parse(line) as { file: string; org: string };
    employers.set(file, org.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  }
  const firstOf = new Map<string, number>();
  const holders = new Map<string, number[]>();
  const sizes = postings.map(({ file, source }, i) => {
    const employer = employers.get(file);
    if (employer) {
      const first = firstOf.get(employer);
      if (first === undefined) firstOf.set(employer, i);
      else parent[find(i)] = find(first);
    }
    const words = source.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const shingles = new Set<string>();
    for (let w = 0; w + SHINGLE <= words.length; w++) shingles.add(words.slice(w, w + SHINGLE).join(' '));
    for (const shingle of shingles) {
      const known = holders.get(shingle);
      if (known) known.push(i);
      else holders.set(shingle, [i]);
    }
    return shingles.size;
  });
  const shared = new Map<number, number>();
  for (const list of holders.values()) {
    for (let a = 0; a < list.length; a++)
      for (let b = a + 1; b < list.length; b++) {
        const pair = (list[a] as number) * postings.length + (list[b] as number);
        shared.set(pair, (shared.get(pair) ?? 0) + 1);
      }
  }
  for (const [pair, count] of shared) {
    const a = Math.floor(pair / postings.length);
    const b = pair % postings.length;
    if (count >= NEAR * Math.min(sizes[a] as number, sizes[b] as number)) parent[find(a)] = find(b);
  }
  return postings.map((_, i) => find(i));
}

/** Splits examples into folds of like size, groups whole; the same at every run. */
export function foldsOf(examples: readonly Example[], count: number): number[] {
  const sizes = new Map<number, number>();
  for (const { group, labels } of examples) sizes.set(group, (sizes.get(group) ?? 0) + labels.length);
  const load = new Array<number>(count).fill(0);
  const fold = new Map<number, number>();
  for (const [group, size] of [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const lightest = load.indexOf(Math.min(...load));
    fold.set(group, lightest);
    load[lightest] = (load[lightest] as number) + size;
  }
  return examples.map(example => fold.get(example.group) as number);
}
