import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FACETS, type Facet, type RoleFamily } from '../../src/core/facets.js';
import { SECTION_ROLES, type SectionRole, type Span } from '../../src/core/types.js';

/** The folders of postings that a corpus may hold. */
export const POSTING_FOLDERS = ['social', 'roles', 'general', 'written'] as const;
/** Those that hold real postings. */
export const OPEN_FOLDERS = ['social', 'roles', 'general'] as const;

/** What a careful reader said about one statement: a heading's role, or one or two facets. */
export interface Unit extends Span {
  readonly heading?: SectionRole;
  readonly code?: Facet;
  readonly second?: Facet;
}

/** What a careful reader said about a posting as a whole; docs/facets.md explains the questions. */
export interface Answers {
  readonly role: RoleFamily;
  readonly relationship: 0 | 1 | 2 | 3;
  readonly tools_only: 'yes' | 'borderline' | 'no';
  readonly broadcast: 'yes' | 'borderline' | 'no' | 'na';
  readonly audience: 'specific' | 'generic' | 'none';
  readonly aims: 'specific' | 'vague' | 'none';
  readonly learning: 'yes' | 'no';
  readonly insight: 'yes' | 'no';
  readonly automation: 'yes' | 'no';
  readonly level: string;
  readonly level_fits_title: 'yes' | 'no' | 'untitled';
  readonly template_residue: 'yes' | 'no';
  readonly pay: 'range' | 'single' | 'none';
  readonly worst?: string;
}

export interface LabelledPosting {
  /** Path below the corpus folder, such as `social/one.md`. */
  readonly file: string;
  readonly path: string;
  readonly source: string;
  readonly answers: Answers;
  readonly units: readonly Unit[];
}

/**
 * Every posting of a corpus folder that has a label file, sorted by name.
 *
 * @throws Error naming the file and the mend where a label file does not fit its posting
 */
export function readLabelled(corpus: string): LabelledPosting[] {
  const folder = join(corpus, 'labels');
  if (!existsSync(folder)) return [];
  const postings: LabelledPosting[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.json')) continue;
    const label = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      file: string;
      doc: Answers;
      units: Unit[];
    };
    const path = join(corpus, label.file);
    if (!existsSync(path)) continue;
    const source = readFileSync(path, 'utf8');
    for (const [i, unit] of label.units.entries()) {
      checkUnit(unit, source.length, `${join(folder, name)}, unit ${i + 1}`);
    }
    postings.push({ file: label.file, path, source, answers: label.doc, units: label.units });
  }
  return postings.sort((a, b) => (a.file < b.file ? -1 : 1));
}

function checkUnit(unit: Unit, length: number, where: string): void {
  if (!(unit.start >= 0 && unit.start < unit.end && unit.end <= length)) {
    throw new Error(`${where}: the span ${unit.start} to ${unit.end} is empty or outside the posting; label it anew`);
  }
  if (unit.heading !== undefined ? !SECTION_ROLES.includes(unit.heading) : !FACETS.includes(unit.code as Facet)) {
    throw new Error(`${where}: unknown code "${unit.heading ?? unit.code}"; docs/facets.md lists the codes`);
  }
}

/** Files of the given folders below a corpus, sorted, as paths below it; absent folders give none. */
export function listPostings(corpus: string, folders: readonly string[] = OPEN_FOLDERS): string[] {
  return folders.flatMap(folder =>
    existsSync(join(corpus, folder))
      ? readdirSync(join(corpus, folder))
          .filter(name => /\.(md|markdown|txt)$/.test(name))
          .sort()
          .map(name => `${folder}/${name}`)
      : [],
  );
}

export interface PooledPosting {
  readonly id: string;
  readonly org: string;
  readonly title: string;
  readonly text: string;
}

/** The pool of distinct real postings; undefined where the corpus has none. */
export function readPool(corpus: string): PooledPosting[] | undefined {
  const path = join(corpus, 'pool.jsonl.gz');
  if (!existsSync(path)) return undefined;
  return gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as PooledPosting);
}
