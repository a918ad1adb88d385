import { resolve } from 'node:path';
import type { Posting, SectionRole, Span } from '../core/types.js';
import { commonWords, compare, type IndexedText, type Run, type TextIndex, totalWords, union } from './compare.js';
import { type HouseNames, houseNames, isSameHouse } from './house-names.js';
import { buildMemoryIndex } from './memory-index.js';
import { employerOf, type PostingQuery, queryOfPosting, type Stretch } from './query.js';
import { GUARANTEE } from './shingles.js';
import type { OtherText, Overlap, PeerIndex, SharedRun, StockRun } from './types.js';
import { employerKey } from './words.js';

/** A stored corpus, as far as comparing goes; `openCorpus` opens one. */
export interface StoredTexts {
  readonly index: TextIndex;
  /** The folder that the names of texts read from files are relative to. */
  readonly base: string;
}

/** The stock and template fingerprints that ship with sm-jd; `builtInStock` reads them. */
export interface StockTexts {
  stockRuns(query: PostingQuery): readonly { readonly run: Stretch; readonly employers: number }[];
  templates(query: PostingQuery): readonly TemplateMatch[];
}

export interface TemplateMatch {
  readonly vendor?: string;
  readonly role: string;
  readonly runs: readonly Stretch[];
}

export interface PeersOptions {
  /** The employer of all postings, where the configuration names one. */
  readonly employer?: string;
  readonly corpus?: StoredTexts;
  readonly stock?: StockTexts;
}

/** Fewer words of duties than this are no base for a share; it is then of all counted text, as where no duty is shared. */
const FEWEST_DUTY_WORDS = 40;
/** So many words about the employer or what it offers, in one run that few others use, are the same employer's. */
const OWN_WORDS = 25;

/** So large a share of the counted words makes two postings of one title the same. */
const SAME_POSTING = 0.9;

interface Source {
  readonly kind: 'run' | 'corpus';
  readonly index: TextIndex;
  /** The employer of a text, as names are compared. */
  keyOf(id: number): string;
  isSelf(posting: Posting, id: number): boolean;
  /** The other posting, where it is at hand. */
  posting?(id: number): Posting | undefined;
}

/**
 * Makes postings comparable with each other, with a stored corpus and with the shipped stock.
 * Work is linear in the words of the postings: each asks an index, none is compared with every other.
 *
 * @param postings all postings of the run; `overlaps` may be asked of others too
 */
export function buildPeers(postings: readonly Posting[], options: PeersOptions = {}): PeerIndex {
  const queries = new WeakMap<Posting, PostingQuery>();
  const queryOf = (posting: Posting) => {
    let query = queries.get(posting);
    if (query === undefined) {
      query = queryOfPosting(posting, employerOf(posting, options.employer));
      queries.set(posting, query);
    }
    return query;
  };
  const names = new WeakMap<Posting, HouseNames>();
  const namesOf = (posting: Posting) => {
    const known = names.get(posting) ?? houseNames(posting);
    names.set(posting, known);
    return known;
  };
  const sources: Source[] = [];
  if (postings.length > 1) {
    const index = buildMemoryIndex(
      postings.map(posting => {
        const query = queryOf(posting);
        return { name: posting.path, employer: query.employer, source: posting.source, query };
      }),
    );
    sources.push({
      kind: 'run',
      index,
      keyOf: remembered(id => employerKey(index.text(id).employer)),
      isSelf: (posting, id) => postings[id] === posting || postings[id]?.path === posting.path,
      posting: id => postings[id],
    });
  }
  if (options.corpus !== undefined) {
    const { index, base } = options.corpus;
    const inRun = new Set(postings.map(posting => resolve(posting.path)));
    const pathOf = remembered(id => resolve(base, index.text(id).name));
    sources.push({
      kind: 'corpus',
      index,
      keyOf: remembered(id => employerKey(index.text(id).employer)),
      isSelf: (posting, id) => pathOf(id) === resolve(posting.path) || inRun.has(pathOf(id)),
    });
  }

  const overlaps = (posting: Posting, minWords: number): Overlap[] => {
    const query = queryOf(posting);
    const sectionAt = sectionFinder(posting);
    const found = sources.flatMap(source => matchPostings(posting, query, source, minWords, sectionAt, namesOf));
    for (const template of options.stock?.templates(query) ?? []) {
      const other: OtherText = {
        kind: 'template',
        name: template.role,
        sameEmployer: false,
        ...(template.vendor === undefined ? {} : { owner: template.vendor }),
      };
      found.push(overlapOf(query, other, template.runs, run => sharedRun(query, run, sectionAt, other)));
    }
    return found.sort((a, b) => b.share.value - a.share.value || b.share.words - a.share.words);
  };
  const kept = new WeakMap<Posting, Map<number, Overlap[]>>();
  const keptOverlaps = (posting: Posting, minWords: number): Overlap[] => {
    const byLength = kept.get(posting) ?? new Map<number, Overlap[]>();
    kept.set(posting, byLength);
    const result = byLength.get(minWords) ?? overlaps(posting, minWords);
    byLength.set(minWords, result);
    return result;
  };

  return {
    overlaps: (posting, minWords = GUARANTEE) => keptOverlaps(posting, minWords),
    sharedRuns(posting, minWords) {
      return keptOverlaps(posting, minWords)
        .filter(overlap => overlap.other.kind !== 'template')
        .flatMap(overlap => overlap.runs)
        .sort((a, b) => a.span.start - b.span.start || b.words - a.words);
    },
    stockRuns(posting) {
      const query = queryOf(posting);
      const sectionAt = sectionFinder(posting);
      return (options.stock?.stockRuns(query) ?? []).map(({ run, employers }): StockRun => {
        const span = spanOf(query, run);
        return { span, words: run.to - run.from, section: sectionAt(span.start), employers };
      });
    },
  };
}

/** Reading a stored text costs a read of the disk: what it is called is asked for again and again. */
function remembered<T>(read: (id: number) => T): (id: number) => T {
  const known = new Map<number, T>();
  return id => {
    const value = known.get(id) ?? read(id);
    known.set(id, value);
    return value;
  };
}

function matchPostings(
  posting: Posting,
  query: PostingQuery,
  { index, isSelf, keyOf, posting: postingOf, kind }: Source,
  minWords: number,
  sectionAt: (offset: number) => SectionRole,
  namesOf: (posting: Posting) => HouseNames,
): Overlap[] {
  const skip = (id: number) => isSelf(posting, id);
  const key = employerKey(query.employer);
  const named = (id: number) => sameName(key, keyOf(id));
  const matches = compare(query, index, { minWords, skip, ownEmployer: named });
  if (matches.length === 0) return [];
  const sameOwner = new Set<number>();
  if (query.own.length > 0 && matches.some(({ id }) => !named(id))) {
    const own = { ...query, stretches: query.own };
    for (const { id } of compare(own, index, { minWords: OWN_WORDS, skip, ownEmployer: named })) sameOwner.add(id);
  }
  return matches.map(match => {
    const { employer, name } = match.text;
    const peer = postingOf?.(match.id);
    const isSibling = () => {
      if (peer === undefined) return false;
      const shared = match.runs.map(run => spanOf(query, run));
      return isSameHouse(namesOf(posting), namesOf(peer), shared) || isSamePosting(posting, peer, query, match.runs);
    };
    const other: OtherText = {
      kind,
      name,
      sameEmployer: named(match.id) || sameOwner.has(match.id) || isSibling(),
      ...(employer === '' ? {} : { owner: employer }),
    };
    return overlapOf(query, other, match.runs, run => {
      const shared = sharedRun(query, run, sectionAt, other);
      return { ...shared, other: { ...other, ...placeIn(match.text, run) } };
    });
  });
}

/** The same title over nearly the same text is one posting that lies in two places. */
function isSamePosting(posting: Posting, peer: Posting, query: PostingQuery, runs: readonly Stretch[]): boolean {
  const [own, other] = [posting, peer].map(one => one.facts.find(fact => fact.key === 'title')?.value.toLowerCase());
  if (own === undefined || own !== other) return false;
  return commonWords(union(runs), query.stretches) >= SAME_POSTING * totalWords(query.stretches);
}

function placeIn(text: IndexedText, run: Run): { span?: Span; lines?: readonly [number, number] } {
  const { otherFrom } = run;
  if (text.locate === undefined || text.lines === undefined) return {};
  const to = otherFrom + run.to - run.from;
  return { span: text.locate(otherFrom, to), lines: text.lines(otherFrom, to) };
}

function overlapOf<R extends Stretch>(
  query: PostingQuery,
  other: OtherText,
  runs: readonly R[],
  tell: (run: R) => SharedRun,
): Overlap {
  const covered = union(runs);
  const inDuties = commonWords(covered, query.duties);
  const of = inDuties > 0 && totalWords(query.duties) >= FEWEST_DUTY_WORDS ? 'duties' : 'text';
  const base = of === 'duties' ? query.duties : query.stretches;
  const total = totalWords(base);
  const words = of === 'duties' ? inDuties : commonWords(covered, base);
  return { other, runs: runs.map(tell), share: { of, value: total === 0 ? 0 : words / total, words, total } };
}

function sharedRun(
  query: PostingQuery,
  run: Stretch,
  sectionAt: (offset: number) => SectionRole,
  other: OtherText,
): SharedRun {
  const span = spanOf(query, run);
  return { span, words: run.to - run.from, section: sectionAt(span.start), other };
}

function spanOf({ words }: PostingQuery, run: Stretch): Span {
  return { start: words.starts[run.from] as number, end: words.ends[run.to - 1] as number };
}

/** The same name, however spaced, or one the other's beginning (`Acme`, `Acme Germany`). */
export function sameName(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.replaceAll(' ', '') === long.replaceAll(' ', '')) return true;
  return short.length >= 4 && long.startsWith(`${short} `);
}

function sectionFinder(posting: Posting): (offset: number) => SectionRole {
  return offset => {
    let role: SectionRole = 'other';
    for (const statement of posting.statements) {
      if (statement.span.start > offset) break;
      role = statement.section.role;
    }
    return role;
  };
}
