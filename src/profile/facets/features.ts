import type { Posting, Section, SectionRole, Statement } from '../../core/types.js';
import { SECTION_ROLES } from '../../core/types.js';
import type { Word as CoreWord } from '../../core/words.js';
import type { Lexicon } from '../../lexicon/lexicon.js';
import { ownProducts, toolsOf } from '../tools.js';
import { FIGURE, frameOf, PASSED_OVER } from './frames.js';
import { hashText, joinHashes } from './hash.js';
import { stem } from './stem.js';
import { kindsOf, TOOL_KIND } from './word-kinds.js';

/**
 * Groups of words that are used alike, learned from postings: words by hash, and the group of
 * each. `coarse` joins groups that are near each other.
 */
export interface WordGroups {
  /** The word's group, or -1. */
  of(wordHash: number): number;
  readonly coarse: ArrayLike<number>;
}

/** Features of one statement: a hash each, and the tokens it was read from (none where `to` is 0). */
export class FeatureList {
  hashes = new Int32Array(1024);
  from = new Uint16Array(1024);
  to = new Uint16Array(1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  add(hash: number, from: number, to: number): void {
    if (this.length === this.hashes.length) this.#grow();
    this.hashes[this.length] = hash;
    this.from[this.length] = from;
    this.to[this.length++] = to;
  }

  #grow(): void {
    const size = 2 * this.length;
    const grown = (old: Uint16Array): Uint16Array<ArrayBuffer> => {
      const next = new Uint16Array(size);
      next.set(old);
      return next;
    };
    const hashes = new Int32Array(size);
    hashes.set(this.hashes);
    this.hashes = hashes;
    this.from = grown(this.from);
    this.to = grown(this.to);
  }
}

/** What the features need to know of a word. */
interface Word {
  readonly hash: number;
  readonly stem: number;
  readonly kinds: readonly number[];
  readonly group: number;
  readonly frame: number | undefined;
  /** Hashes of its beginnings and its ending. */
  readonly parts: readonly number[];
  readonly figure: boolean;
}

/** Longer statements are read up to this many words: beyond, nothing new is learned. */
const MOST_WORDS = 120;
const MOST_REMEMBERED = 20_000;
const PAIR_REACH = 6;

// First parts of the features' hashes: one number for each sort of feature.
enum Sort {
  Word = 1,
  WordPair,
  WordTriple,
  Skip,
  Stem,
  StemPair,
  StemTriple,
  Part,
  Group,
  GroupPair,
  GroupNear,
  Coarse,
  CoarseTriple,
  Kind,
  KindRole,
  KindPair,
  KindCount,
  KindPlace,
  First,
  FirstPair,
  FirstTriple,
  Last,
  Place,
  Frame,
  Core,
  CoreFramed,
  CoreKind,
  CoreGroup,
  CorePair,
  CoreWith,
  CoreWithKind,
  Term,
  TermRole,
  Tools,
  ToolShare,
  ToolsRole,
  Role,
  RoleFirst,
  RoleBefore,
  Heading,
  HeadingPair,
  Form,
  FormRole,
  Length,
  DocumentPlace,
  DocumentPlaceRole,
  SectionPlace,
  Capitals,
  CapitalShare,
  Figures,
  Commas,
  Mark,
  Title,
  Alone,
  GroupWord,
  WordGroup,
  HeadingBefore,
  Lead,
  LeadPair,
  KindBefore,
  KindAfter,
  FirstBefore,
  FirstAfter,
  GroupBefore,
  GroupAfter,
}

/** Reads the features of statements. Keeps what it learned of words, so make one and keep it. */
export class FeatureReader {
  readonly #groups: WordGroups;
  readonly #lexicon: Lexicon;
  /** By the ids of words. */
  readonly #words = new Map<number, Word>();
  readonly #terms = new Map<string, number>();

  constructor(groups: WordGroups, lexicon: Lexicon) {
    this.#groups = groups;
    this.#lexicon = lexicon;
  }

  /**
   * Calls `read` for each statement that is no heading, in order, with a list that is used again
   * for the next.
   *
   * @param roleOf the role of a section where it is known better than the parser tells it
   */
  readPosting(
    posting: Posting,
    read: (statement: Statement, features: FeatureList) => void,
    roleOf: (section: Section) => SectionRole = section => section.role,
  ): void {
    const features = new FeatureList();
    const words = posting.statements.map(statement => this.#wordsOf(statement));
    const neighbours = words.map((own, i) =>
      summaryOf((posting.statements[i] as Statement).kind === 'heading' ? [] : own),
    );
    const own = ownProducts(posting, this.#lexicon);
    const title = this.#titleWords(posting);
    let section: Section | undefined;
    let role = 0;
    let before = 0;
    let place = 0;
    let headings: readonly Word[] = [];
    let headingsBefore: readonly Word[] = [];
    let lead: readonly Word[] = [];
    for (const statement of posting.statements) {
      if (statement.section !== section) {
        before = section === undefined ? SECTION_ROLES.length : role;
        section = statement.section;
        role = SECTION_ROLES.indexOf(roleOf(section));
        headingsBefore = headings;
        headings = section.heading ? (words[section.heading.index] as Word[]) : [];
        lead = [];
        place = 0;
      }
      if (statement.kind === 'heading') continue;
      features.clear();
      this.#readText(statement, words[statement.index] as Word[], role, own, features);
      const around = { role, before, place: place++, headings, headingsBefore, lead, title, neighbours };
      this.#readPlace(statement, posting, around, features);
      read(statement, features);
      if (statement.prose.text.endsWith(':')) lead = words[statement.index] as Word[];
      else if (statement.kind === 'sentence') lead = [];
    }
  }

  #readText(
    statement: Statement,
    words: readonly Word[],
    role: number,
    own: ReadonlySet<string>,
    features: FeatureList,
  ): void {
    const n = words.length;
    const one = (sort: Sort, value: number, at: number, to = at + 1) => features.add(joinHashes(sort, value), at, to);
    const two = (sort: Sort, a: number, b: number, at: number, to: number) =>
      features.add(joinHashes(joinHashes(sort, a), b), at, to);

    const { terms } = this.#lexicon.find(statement);
    const tools = toolsOf(statement, this.#lexicon, own);
    const isTool = new Uint8Array(n);
    let named = 0;
    for (const tool of tools) {
      if (!tool.generic) named++;
      statement.tokens.forEach((token, i) => {
        if (i < n && token.start >= tool.span.start && token.end <= tool.span.end && !tool.generic) isTool[i] = 1;
      });
    }

    const kindsSeen = new Map<number, { count: number; at: number }>();
    const kindsAt: (readonly number[])[] = [];
    let kindPlace = 0;
    for (let i = 0; i < n; i++) {
      const word = words[i] as Word;
      const next = words[i + 1];
      const third = words[i + 2];
      one(Sort.Word, word.hash, i);
      one(Sort.Stem, word.stem, i);
      two(Sort.Place, word.hash, i < 2 ? 0 : i < 5 ? 1 : i < 10 ? 2 : 3, i, i + 1);
      for (const part of word.parts) features.add(part, i, i + 1);
      if (next) {
        two(Sort.WordPair, word.hash, next.hash, i, i + 2);
        two(Sort.StemPair, word.stem, next.stem, i, i + 2);
      }
      if (next && third) {
        two(Sort.StemTriple, joinHashes(word.stem, next.stem), third.stem, i, i + 3);
        two(Sort.Skip, word.hash, third.hash, i, i + 3);
      }
      if (word.group >= 0) {
        const coarse = this.#groups.coarse[word.group] as number;
        one(Sort.Group, word.group, i);
        one(Sort.Coarse, coarse, i);
        if (next) {
          two(Sort.GroupPair, word.group, next.group + 1, i, i + 2);
          two(Sort.GroupWord, word.group, next.hash, i, i + 2);
        }
        if (next && third && next.group >= 0 && third.group >= 0) {
          two(
            Sort.CoarseTriple,
            joinHashes(coarse, this.#groups.coarse[next.group] as number),
            this.#groups.coarse[third.group] as number,
            i,
            i + 3,
          );
        }
        for (let j = i + 2; j < n && j <= i + PAIR_REACH; j++) {
          const other = words[j] as Word;
          if (other.group >= 0) two(Sort.GroupNear, coarse, this.#groups.coarse[other.group] as number, i, j + 1);
        }
      }
      if (next && next.group >= 0) two(Sort.WordGroup, word.hash, next.group, i, i + 2);
      const kinds = isTool[i] ? [...word.kinds, TOOL_KIND] : word.kinds;
      kindsAt.push(kinds);
      for (const kind of kinds) {
        const seen = kindsSeen.get(kind);
        if (seen) seen.count++;
        else kindsSeen.set(kind, { count: 1, at: i });
        if (kindPlace < 3) two(Sort.KindPlace, kindPlace, kind, i, i + 1);
      }
      if (kinds.length > 0) kindPlace++;
    }
    for (const [kind, { count, at }] of kindsSeen) {
      one(Sort.Kind, kind, at);
      two(Sort.KindRole, kind, role, at, at + 1);
      if (count > 1) two(Sort.KindCount, kind, Math.min(count, 4), at, at + 1);
    }
    this.#readKindPairs(kindsAt, features);
    this.#readEnds(words, role, features);
    this.#readCore(words, features);

    for (const term of terms) {
      let id = this.#terms.get(term.id);
      if (id === undefined) {
        id = hashText(term.id);
        this.#terms.set(term.id, id);
      }
      const to = Math.min(term.to, n);
      if (term.from >= to) continue;
      one(Sort.Term, id, term.from, to);
      two(Sort.TermRole, id, role, term.from, to);
    }
    const from = Math.max(0, isTool.indexOf(1));
    const to = named > 0 ? Math.max(from + 1, isTool.lastIndexOf(1) + 1) : 0;
    const steps = stepOf(named, TOOL_STEPS);
    one(Sort.Tools, steps, from, to);
    one(Sort.ToolShare, stepOf(named / Math.max(1, n), SHARE_STEPS), from, to);
    two(Sort.ToolsRole, steps, role, from, to);
  }

  /** Kinds that stand in this order within a few words of each other, each pair once. */
  #readKindPairs(kindsAt: readonly (readonly number[])[], features: FeatureList): void {
    const width = TOOL_KIND + 1;
    const seen = new Uint8Array(width * width);
    for (let i = 0; i < kindsAt.length; i++) {
      for (const kind of kindsAt[i] as readonly number[]) {
        for (let j = i + 1; j < kindsAt.length && j <= i + PAIR_REACH; j++) {
          for (const other of kindsAt[j] as readonly number[]) {
            const pair = kind * width + other;
            if (seen[pair]) continue;
            seen[pair] = 1;
            features.add(joinHashes(joinHashes(Sort.KindPair, kind), other), i, j + 1);
          }
        }
      }
    }
  }

  #readEnds(words: readonly Word[], role: number, features: FeatureList): void {
    const [first, second, third] = words;
    if (!first) return;
    features.add(joinHashes(Sort.First, first.hash), 0, 1);
    features.add(joinHashes(joinHashes(Sort.RoleFirst, role), first.hash), 0, 1);
    if (second) features.add(joinHashes(joinHashes(Sort.FirstPair, first.hash), second.hash), 0, 2);
    if (second && third) {
      const pair = joinHashes(first.hash, second.hash);
      features.add(joinHashes(joinHashes(Sort.FirstTriple, pair), third.hash), 0, 3);
    }
    const last = words[words.length - 1] as Word;
    features.add(joinHashes(Sort.Last, last.hash), words.length - 1, words.length);
  }

  /** What the statement asks for once "You will", "Proven ability to" and the like are passed over. */
  #readCore(words: readonly Word[], features: FeatureList): void {
    let core = 0;
    let frame = 0;
    let last = -1;
    for (; core < words.length && core < 12; core++) {
      const word = words[core] as Word;
      const own = word.figure ? FIGURE : word.frame;
      if (own === undefined) break;
      if (own === PASSED_OVER || own === last) continue;
      frame = joinHashes(frame, own);
      last = own;
    }
    features.add(joinHashes(Sort.Frame, frame), 0, core);
    for (let d = 0; d < 3; d++) {
      const at = core + d;
      const word = words[at];
      if (!word) return;
      features.add(joinHashes(joinHashes(Sort.Core, d), word.stem), at, at + 1);
      features.add(joinHashes(joinHashes(joinHashes(Sort.CoreFramed, d), frame), word.stem), at, at + 1);
      features.add(joinHashes(joinHashes(Sort.CoreGroup, d), word.group + 1), at, at + 1);
      for (const kind of word.kinds) {
        features.add(joinHashes(joinHashes(Sort.CoreKind, d), kind), at, at + 1);
        features.add(joinHashes(joinHashes(joinHashes(Sort.CoreKind, d), kind), frame), at, at + 1);
      }
    }
    const head = words[core] as Word;
    const next = words[core + 1] as Word;
    features.add(joinHashes(joinHashes(Sort.CorePair, head.stem), next.stem), core, core + 2);
    for (let at = core + 1; at < words.length && at < core + 8; at++) {
      const word = words[at] as Word;
      features.add(joinHashes(joinHashes(Sort.CoreWith, head.stem), word.stem), core, at + 1);
      for (const kind of word.kinds)
        features.add(joinHashes(joinHashes(Sort.CoreWithKind, head.stem), kind), core, at + 1);
    }
  }

  /** What does not stand in the statement's words: its section, its heading, its place and form. */
  #readPlace(
    statement: Statement,
    posting: Posting,
    around: {
      role: number;
      before: number;
      place: number;
      headings: readonly Word[];
      headingsBefore: readonly Word[];
      /** The statement that introduces the list ("You will:"). */
      lead: readonly Word[];
      title: readonly number[];
      /** By statement index. */
      neighbours: readonly Summary[];
    },
    features: FeatureList,
  ): void {
    const { role, headings } = around;
    const one = (sort: Sort, value: number) => features.add(joinHashes(sort, value), 0, 0);
    const two = (sort: Sort, a: number, b: number) => features.add(joinHashes(joinHashes(sort, a), b), 0, 0);
    one(Sort.Role, role);
    two(Sort.RoleBefore, role, around.before);
    for (const [i, word] of headings.entries()) {
      one(Sort.Heading, word.hash);
      const next = headings[i + 1];
      if (next) two(Sort.HeadingPair, word.hash, next.hash);
    }
    for (const word of around.headingsBefore) one(Sort.HeadingBefore, word.hash);
    for (const [i, word] of around.lead.entries()) {
      one(Sort.Lead, word.hash);
      const next = around.lead[i + 1];
      if (next) two(Sort.LeadPair, word.hash, next.hash);
    }
    const form = statement.kind === 'item' ? 0 : statement.kind === 'cell' ? 1 : 2;
    one(Sort.Form, form);
    two(Sort.FormRole, form, role);
    const alone =
      posting.statements[statement.index - 1]?.block !== statement.block &&
      posting.statements[statement.index + 1]?.block !== statement.block;
    two(Sort.Alone, form, alone ? 1 : 0);
    const { tokens } = statement;
    const { text } = statement.prose;
    one(Sort.Length, stepOf(tokens.length, LENGTH_STEPS));
    const place = stepOf(statement.index / posting.statements.length, PLACE_STEPS);
    one(Sort.DocumentPlace, place);
    two(Sort.DocumentPlaceRole, place >> 1, role);
    one(Sort.SectionPlace, stepOf(around.place, SECTION_STEPS));
    let capitals = 0;
    let figures = 0;
    for (const [i, token] of tokens.entries()) {
      const first = text.charCodeAt(token.at);
      if (i > 0 && first >= 65 && first <= 90) capitals++;
      if (first >= 48 && first <= 57) figures++;
    }
    one(Sort.Capitals, stepOf(capitals, TOOL_STEPS));
    one(Sort.CapitalShare, stepOf(capitals / Math.max(1, tokens.length), SHARE_STEPS));
    one(Sort.Figures, Math.min(figures, 3));
    let commas = 0;
    for (let i = text.indexOf(','); i >= 0; i = text.indexOf(',', i + 1)) commas++;
    one(Sort.Commas, stepOf(commas, TOOL_STEPS));
    readNeighbour(around.neighbours[statement.index - 1], NEIGHBOUR_BEFORE, features);
    readNeighbour(around.neighbours[statement.index + 1], NEIGHBOUR_AFTER, features);
    for (const mark of MARKS) if (text.includes(mark)) one(Sort.Mark, mark.charCodeAt(0));
    one(Sort.Mark, 1000 + (/[.!?]["')\]]*$/.test(text) ? 1 : 0));
    for (const word of around.title) one(Sort.Title, word);
  }

  #titleWords(posting: Posting): readonly number[] {
    const title = posting.facts.find(fact => fact.key === 'title')?.value ?? '';
    const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return words.slice(0, 8).map(hashText);
  }

  #wordsOf(statement: Statement): Word[] {
    const words: Word[] = [];
    for (const token of statement.tokens) {
      if (words.length === MOST_WORDS) break;
      words.push(this.#word(token.word));
    }
    return words;
  }

  #word({ id, norm }: CoreWord): Word {
    let word = this.#words.get(id);
    if (word === undefined) {
      if (this.#words.size >= MOST_REMEMBERED) this.#words.clear();
      word = this.#readWord(norm);
      this.#words.set(id, word);
    }
    return word;
  }

  #readWord(norm: string): Word {
    const figure = /^\d/.test(norm);
    const plain = wordForm(norm);
    const stemmed = stem(plain);
    const parts: number[] = [];
    if (plain.length > 4) {
      parts.push(joinHashes(joinHashes(Sort.Part, 0), hashText(plain.slice(0, 4))));
      parts.push(joinHashes(joinHashes(Sort.Part, 1), hashText(plain.slice(-3))));
    }
    if (plain.length > 6) parts.push(joinHashes(joinHashes(Sort.Part, 2), hashText(plain.slice(0, 6))));
    const hash = hashText(plain);
    const stemHash = hashText(stemmed);
    const group = this.#groups.of(hash);
    return { hash, stem: stemHash, kinds: kindsOf(stemHash), group, frame: frameOf(hash), parts, figure };
  }
}

/** What neighbours need to know of a statement. */
interface Summary {
  /** Hash of its first word; 0 where it has none. */
  readonly first: number;
  readonly kinds: ReadonlySet<number>;
  readonly groups: ReadonlySet<number>;
}

function summaryOf(words: readonly Word[]): Summary {
  const kinds = new Set<number>();
  const groups = new Set<number>();
  for (const word of words) {
    for (const kind of word.kinds) kinds.add(kind);
    if (word.group >= 0) groups.add(word.group);
  }
  return { first: words[0]?.hash ?? 0, kinds, groups };
}

/** What stands in the statement before or after: its first word, and which kinds and groups of words. */
function readNeighbour(
  neighbour: Summary | undefined,
  [first, kinds, groups]: readonly [Sort, Sort, Sort],
  features: FeatureList,
): void {
  features.add(joinHashes(first, neighbour?.first ?? 0), 0, 0);
  if (neighbour === undefined) return;
  for (const kind of neighbour.kinds) features.add(joinHashes(kinds, kind), 0, 0);
  for (const group of neighbour.groups) features.add(joinHashes(groups, group), 0, 0);
}

/** The form under which words are counted: figures all alike, addresses as such, no possessive. */
export function wordForm(norm: string): string {
  if (/^\d/.test(norm)) return norm.replace(/\d/g, '0');
  if (norm.includes('@')) return '(mail)';
  if (/^(?:https?:|www\.)/.test(norm)) return '(address)';
  return norm.endsWith("'s") ? norm.slice(0, -2) : norm;
}

const NEIGHBOUR_BEFORE = [Sort.FirstBefore, Sort.KindBefore, Sort.GroupBefore] as const;
const NEIGHBOUR_AFTER = [Sort.FirstAfter, Sort.KindAfter, Sort.GroupAfter] as const;
const MARKS = ['?', '!', '$', '€', '£', ':', '(', '/', '@', ';', '“', '%'];
const TOOL_STEPS = [1, 2, 3, 5, 8];
const SHARE_STEPS = [0.01, 0.1, 0.2, 0.35, 0.5, 0.75];
const LENGTH_STEPS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 36];
const PLACE_STEPS = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
const SECTION_STEPS = [1, 2, 3, 5, 8, 12];

/** How many of the rising steps a value has reached. */
function stepOf(value: number, steps: readonly number[]): number {
  let step = 0;
  while (step < steps.length && value >= (steps[step] as number)) step++;
  return step;
}
