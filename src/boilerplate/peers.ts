import { resolve } from 'node:path';
import type { Posting, SectionRole, Span } from '../core/types.js';
import {
  commonWords,
  compare,
  type IndexedText,
  type Match,
  type Run,
  type TextIndex,
  totalWords,
  union,
} from './compare.js';
import { employerKey, sameName, shareWord } from './employers.js';
import { type HouseNames, houseNames, isSameHouse, namesEmployer, sharesName } from './house-names.js';
import { buildMemoryIndex } from './memory-index.js';
import {
  employerOf,
  type PackedQuery,
  type PostingQuery,
  packQuery,
  queryOfPosting,
  type Stretch,
  unpackQuery,
} from './query.js';
import { GUARANTEE, shinglesOf } from './shingles.js';
import type { OtherText, Overlap, PeerIndex, SharedRun, StockRun } from './types.js';
import { knownWords, type Words } from './words.js';

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
/** So large a share under names that have a telling word in common is one house's (`Alder Ministry`, `Ministry of Alder`). */
const MOST_SHARED = 0.5;

/** What a posting is compared by. */
export interface ComparedData extends About {
  readonly query: PostingQuery;
}

/** The same in little room, for thousands of postings. Plain data, so that it can pass from one thread to another. */
export interface PackedData extends About {
  readonly query: PackedQuery;
}

interface About {
  readonly path: string;
  /** As names are compared; absent where the posting has none. */
  readonly title?: string;
  /** Where in the source the role of the sections changes, ascending. */
  readonly sections: readonly { readonly start: number; readonly role: SectionRole }[];
}

/** The same with the text at hand. */
export interface ComparedText extends PackedData {
  readonly source: string;
  /** Works it out anew each time. */
  unpacked(): ComparedData;
  /** Called only where another text shares words and no line says whose it is. Undefined where they could not be read. */
  names(): HouseNames | undefined;
}

interface Source {
  readonly kind: 'run' | 'corpus';
  readonly index: TextIndex;
  /** The employer of a text, as names are compared. */
  keyOf(id: number): string;
  isSelf(own: About, id: number): boolean;
  /** The other posting, where it is at hand. */
  text?(id: number): ComparedText | undefined;
}

/** What postings share, in runs of at least `minWords`. */
export interface Overlaps {
  of(own: ComparedText, minWords: number): Overlap[];
  /** The texts whose `names` decide whether the posting and those that share its words are one house's. */
  inDoubt(own: ComparedText, minWords: number): ComparedText[];
}

/** @param employer where the configuration or a flag names one */
export function comparedData(posting: Posting, employer?: string): ComparedData {
  const title = posting.facts.find(fact => fact.key === 'title')?.value.toLowerCase();
  const sections: { start: number; role: SectionRole }[] = [];
  for (const { span, section } of posting.statements) {
    if (sections.at(-1)?.role !== section.role) sections.push({ start: span.start, role: section.role });
  }
  return {
    path: posting.path,
    ...(title !== undefined && { title }),
    query: queryOfPosting(posting, employerOf(posting, employer)),
    sections,
  };
}

export function packed(data: ComparedData): PackedData {
  return { ...data, query: packQuery(data.query) };
}

/** @param names called at most once, when first needed */
export function comparedText(data: PackedData, source: string, names: () => HouseNames | undefined): ComparedText {
  let known: HouseNames | undefined;
  return {
    ...data,
    source,
    unpacked: () => ({ ...data, query: unpackQuery(data.query, source) }),
    names() {
      known ??= names();
      return known;
    },
  };
}

/**
 * Makes postings comparable with each other, with a stored corpus and with the shipped stock.
 * Work is linear in the words of the postings: each asks an index, none is compared with every other.
 *
 * @param postings all postings of the run; `overlaps` may be asked of others too
 */
export function buildPeers(postings: readonly Posting[], options: PeersOptions = {}): PeerIndex {
  const textOf = keptFor((posting: Posting) =>
    comparedText(packed(comparedData(posting, options.employer)), posting.source, () => houseNames(posting)),
  );
  const overlaps = overlapsAmong(postings.length > 1 ? postings.map(textOf) : [], options);
  const peersOf = keptFor((posting: Posting) => {
    const own = textOf(posting);
    return peersOfOne(
      () => own.unpacked(),
      minWords => overlaps.of(own, minWords),
      options.stock,
    );
  });
  return {
    overlaps: (posting, minWords) => peersOf(posting).overlaps(posting, minWords),
    sharedRuns: (posting, minWords) => peersOf(posting).sharedRuns(posting, minWords),
    stockRuns: posting => peersOf(posting).stockRuns(posting),
  };
}

/**
 * The same for one posting that is compared with others elsewhere: it is the only one that may be asked about.
 *
 * @param own called at most once, when first needed
 * @param found what it shares with other postings, from `overlapsAmong`
 */
export function peersOfOne(
  own: () => ComparedData,
  found: (minWords: number) => readonly Overlap[],
  stock?: StockTexts,
): PeerIndex {
  let data: ComparedData | undefined;
  const dataOf = () => {
    data ??= own();
    return data;
  };
  const overlapsOf = remembered((minWords: number) =>
    [...found(minWords), ...(stock ? templatesIn(dataOf(), stock) : [])].sort(
      (a, b) => b.share.value - a.share.value || b.share.words - a.share.words,
    ),
  );
  return {
    overlaps: (_, minWords = GUARANTEE) => overlapsOf(minWords),
    sharedRuns: (_, minWords) =>
      overlapsOf(minWords)
        .filter(overlap => overlap.other.kind !== 'template')
        .flatMap(overlap => overlap.runs)
        .sort((a, b) => a.span.start - b.span.start || b.words - a.words),
    stockRuns: () =>
      (stock?.stockRuns(dataOf().query) ?? []).map(({ run, employers }): StockRun => {
        const span = spanOf(dataOf().query, run);
        return { span, words: run.to - run.from, section: sectionAt(dataOf(), span.start), employers };
      }),
  };
}

function templatesIn(own: ComparedData, stock: StockTexts): Overlap[] {
  return stock.templates(own.query).map(template => {
    const other: OtherText = {
      kind: 'template',
      name: template.role,
      sameEmployer: false,
      ...(template.vendor === undefined ? {} : { owner: template.vendor }),
    };
    return overlapOf(own.query, other, template.runs, run => sharedRun(own, run, other));
  });
}

/**
 * Finds what postings share with each other and with a stored corpus. Templates are not among it.
 *
 * @param texts all postings of the run
 */
export function overlapsAmong(texts: readonly ComparedText[], { corpus }: Pick<PeersOptions, 'corpus'> = {}): Overlaps {
  const sources: Source[] = [];
  if (texts.length > 1) {
    const index = buildMemoryIndex(
      texts.map(text => {
        const words = wordsAtHand(text);
        const query = {
          words,
          get shingles() {
            return shinglesOf(words);
          },
        };
        return { name: text.path, employer: text.query.employer, source: text.source, query };
      }),
    );
    sources.push({
      kind: 'run',
      index,
      keyOf: remembered((id: number) => employerKey(index.text(id).employer)),
      isSelf: (own, id) => texts[id] === own || texts[id]?.path === own.path,
      text: id => texts[id],
    });
  }
  if (corpus !== undefined) {
    const { index, base } = corpus;
    const inRun = new Set(texts.map(text => resolve(text.path)));
    const pathOf = remembered((id: number) => resolve(base, index.text(id).name));
    sources.push({
      kind: 'corpus',
      index,
      keyOf: remembered((id: number) => employerKey(index.text(id).employer)),
      isSelf: (own, id) => pathOf(id) === resolve(own.path) || inRun.has(pathOf(id)),
    });
  }
  const find = (own: ComparedText, minWords: number) =>
    sources.map(source => sharedWith(own, source, minWords)).filter(({ matches }) => matches.length > 0);
  // Kept from telling who is in doubt to telling what is shared: a look at all texts comes between.
  const kept = keptFor((_: ComparedText) => new Map<number, readonly Shared[]>());
  return {
    of: (own, minWords) => (kept(own).get(minWords) ?? find(own, minWords)).flatMap(shared => overlapsOf(own, shared)),
    inDoubt(own, minWords) {
      const found = find(own, minWords);
      kept(own).set(minWords, found);
      const peers = found.flatMap(({ matches, isSure, source }) =>
        matches.filter(match => !isSure(match.id)).flatMap(match => source.text?.(match.id) ?? []),
      );
      return peers.length > 0 ? [own, ...peers] : [];
    },
  };
}

/** Places of words are kept for one text at a time: an index holds thousands. */
function wordsAtHand({ query: { hashes, employer }, source }: ComparedText): Words {
  return {
    count: hashes.length,
    hashes,
    get starts() {
      return lastPlaces(hashes, source, employer).starts;
    },
    get ends() {
      return lastPlaces(hashes, source, employer).ends;
    },
  };
}

let last: Words | undefined;

function lastPlaces(hashes: Uint32Array, source: string, employer: string | undefined): Words {
  if (last?.hashes !== hashes) last = knownWords(hashes, source, employer);
  return last;
}

function keptFor<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, T>();
  return key => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

/** What costs a read of the disk, or a search, and is asked for again and again. */
function remembered<K, T>(read: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return key => {
    const value = known.get(key) ?? read(key);
    known.set(key, value);
    return value;
  };
}

/** The texts of a source that share words with a posting. */
interface Shared {
  readonly source: Source;
  readonly matches: readonly Match[];
  /** True where it is known that a text is the same employer's. */
  isSure(id: number): boolean;
}

function sharedWith(own: ComparedText, source: Source, minWords: number): Shared {
  const { index, isSelf, keyOf } = source;
  const { query } = own.unpacked();
  const skip = (id: number) => isSelf(own, id);
  const key = employerKey(query.employer);
  const named = (id: number) => sameName(key, keyOf(id));
  const matches = compare(query, index, { minWords, skip, ownEmployer: named });
  const sameOwner = new Set<number>();
  if (query.own.length > 0 && matches.some(({ id }) => !named(id))) {
    const about = { ...query, stretches: query.own };
    for (const { id } of compare(about, index, { minWords: OWN_WORDS, skip, ownEmployer: named })) sameOwner.add(id);
  }
  return { source, matches, isSure: id => named(id) || sameOwner.has(id) };
}

function overlapsOf(own: ComparedText, { source, matches, isSure }: Shared): Overlap[] {
  const { keyOf, text: textOf, kind } = source;
  const data = own.unpacked();
  const { query } = data;
  const key = employerKey(query.employer);
  return matches.map(match => {
    const { employer, name } = match.text;
    const peer = textOf?.(match.id);
    const shared = () => match.runs.map(run => spanOf(query, run));
    const isSibling = () => {
      if (peer === undefined) return false;
      const [names, theirs] = [own.names(), peer.names()];
      // Of somebody unknown nobody should be told to copy.
      if (names === undefined || theirs === undefined) return true;
      if (isSameHouse(names, theirs, shared()) || isSamePosting(data, peer, match.runs)) return true;
      if (key === '' || keyOf(match.id) === '') return sharesName(names, theirs);
      if (shareWord(key, keyOf(match.id)) && coverage(query, match.runs) >= MOST_SHARED) return true;
      const there = match.runs.flatMap(run => placeIn(match.text, run).span ?? []);
      return namesEmployer(peer.source, theirs, query.employer, there);
    };
    const namesIt = () => {
      const names = key === '' || peer === undefined ? undefined : own.names();
      return names !== undefined && namesEmployer(own.source, names, employer, shared());
    };
    const isSame = isSure(match.id) || isSibling();
    const onlyNamed = !isSame && namesIt();
    const other: OtherText = {
      kind,
      name,
      sameEmployer: isSame || onlyNamed,
      ...(onlyNamed && { onlyNamed }),
      ...(employer === '' ? {} : { owner: employer }),
    };
    return overlapOf(query, other, match.runs, run => {
      const shared = sharedRun(data, run, other);
      return { ...shared, other: { ...other, ...placeIn(match.text, run) } };
    });
  });
}

/** The same title over nearly the same text is one posting that lies in two places. */
function isSamePosting({ title, query }: ComparedData, peer: About, runs: readonly Stretch[]): boolean {
  if (title === undefined || title !== peer.title) return false;
  return coverage(query, runs) >= SAME_POSTING;
}

/** Which part of all counted words stands in the runs. */
function coverage({ stretches }: PostingQuery, runs: readonly Stretch[]): number {
  return commonWords(union(runs), stretches) / totalWords(stretches);
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

function sharedRun(own: ComparedData, run: Stretch, other: OtherText): SharedRun {
  const span = spanOf(own.query, run);
  return { span, words: run.to - run.from, section: sectionAt(own, span.start), other };
}

function spanOf({ words }: PostingQuery, run: Stretch): Span {
  return { start: words.starts[run.from] as number, end: words.ends[run.to - 1] as number };
}

function sectionAt({ sections }: ComparedData, offset: number): SectionRole {
  let role: SectionRole = 'other';
  for (const section of sections) {
    if (section.start > offset) break;
    role = section.role;
  }
  return role;
}
