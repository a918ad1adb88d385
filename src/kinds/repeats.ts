import * as v from 'valibot';
import { contains, overlaps } from '../core/span.js';
import { tokensSpan } from '../core/tokens.js';
import type { Posting, Section, SectionRole, Statement, Token } from '../core/types.js';
import { positiveInteger, terms } from './params.js';
import { inScope } from './scope.js';

import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  minWords: v.pipe(v.optional(positiveInteger, 25), v.description('Shorter passages may well be said twice')),
  except: v.pipe(
    v.optional(terms),
    v.description('A passage that holds one of these is left out: words that stand twice on purpose'),
  ),
});

/** So many words in a row are looked up; whatever is longer is grown from there. */
const SEED = 8;
/** Of a row that stands in a posting more often only the first places are tried. */
const MOST_PLACES = 4;
/** So many words of a passage tell which is meant. */
const OPENING = 6;

/** Headings of parts that say much the same for each level, place or job. */
const ONE_OF_SEVERAL =
  /\b(?:junior|intermediate|mid|senior|sr|jr|staff|principal|lead|head|manager|director|associate|assistant|entry|level|grade|tier|step|band|option|position|opening|track|phase|stage|round|[ivx]+|\d)\b/i;

/** Sections that a posting for several jobs, places or levels has several of. */
const SEVERAL_CASES: ReadonlySet<SectionRole> = new Set(['duties', 'must', 'nice', 'apply', 'other']);

/** Finds passages that stand in the posting twice. */
export const repeats: Kind<v.InferOutput<typeof params>> = {
  name: 'repeats',
  summary:
    'Finds passages of whole sentences that stand in the posting twice, word for word. Headings count for nothing; parts for several levels or jobs may say the same.',
  params,
  placeholders: {
    match: 'the words that the passage begins with',
    words: 'how many words it has',
  },
  compile({ minWords, except }, { where }, { terms: book }) {
    const excepted = except && book.nearby(except);
    return function* (posting): Iterable<Draft> {
      if (isForSeveral(posting)) return;
      const words = wordsOf(posting.statements.filter(statement => inScope(statement, where)));
      for (const repeat of repeated(words, Math.max(minWords, SEED))) {
        const { first, second, length } = fromSentence(words, repeat);
        if (length < minWords) continue;
        const begin = words[second] as Word;
        if (isOfAnother(begin.statement, (words[first] as Word).statement, posting)) continue;
        const span = { start: begin.token.start, end: (words[second + length - 1] as Word).token.end };
        const isExcepted = (statement: Statement) =>
          excepted?.(statement).some(hit => contains(span, tokensSpan(statement, hit.from, hit.to)));
        if (posting.statements.some(statement => overlaps(statement.span, span) && isExcepted(statement))) continue;
        yield {
          span,
          statement: begin.statement,
          data: { match: opening(words, second), words: length },
          evidence: [{ start: (words[first] as Word).token.start, end: (words[first + length - 1] as Word).token.end }],
        };
      }
    };
  },
};

interface Word {
  readonly token: Token;
  readonly statement: Statement;
}

function wordsOf(statements: readonly Statement[]): Word[] {
  const words: Word[] = [];
  for (const statement of statements) {
    if (statement.kind === 'heading') continue;
    for (const token of statement.tokens) words.push({ token, statement });
  }
  return words;
}

interface Repeat {
  readonly first: number;
  readonly second: number;
  readonly length: number;
}

/** From left to right; each place is told once, and the two passages never overlap. */
function* repeated(words: readonly Word[], fewest: number): Iterable<Repeat> {
  const ids = words.map(({ token }) => token.word.id);
  const places = new Map<number, readonly number[]>();
  for (let at = 0; at + SEED <= ids.length; at++) {
    const key = rowKey(ids, at);
    const known = places.get(key) ?? [];
    let best: Repeat | undefined;
    for (const first of known) {
      const length = sharedLength(ids, first, at);
      if (length >= fewest && length > (best?.length ?? 0)) best = { first, second: at, length };
    }
    if (best !== undefined) {
      yield best;
      at += best.length - 1;
    } else if (known.length < MOST_PLACES) places.set(key, [...known, at]);
  }
}

/** The same for the same row of words, and hardly ever for another. */
function rowKey(ids: readonly number[], at: number): number {
  let key = 0;
  for (let i = at; i < at + SEED; i++) key = (Math.imul(key, 0x01000193) + (ids[i] as number)) | 0;
  return key;
}

/** Without the end of a sentence that it begins with: sentences about like things may well end alike. */
function fromSentence(words: readonly Word[], { first, second, length }: Repeat): Repeat {
  let skipped = 0;
  while (skipped < length) {
    const { statement, token } = words[second + skipped] as Word;
    if (statement.tokens[0] === token) break;
    skipped++;
  }
  return { first: first + skipped, second: second + skipped, length: length - skipped };
}

/** A title that names two jobs or levels. */
function isForSeveral({ facts }: Posting): boolean {
  return /\bor\b/i.test(facts.find(fact => fact.key === 'title')?.value ?? '');
}

function sharedLength(ids: readonly number[], first: number, second: number): number {
  let length = 0;
  while (second + length < ids.length && first + length < second && ids[first + length] === ids[second + length])
    length++;
  return length;
}

/** True where the two stand under headings of different levels, places or jobs. */
function isOfAnother(one: Statement, other: Statement, { sections }: Posting): boolean {
  const [a, b] = [one.section, other.section];
  if (a === b) return false;
  // Parts with the same task beside each other are for several cases, whatever their names.
  if (SEVERAL_CASES.has(a.role) && a.role === b.role && nameOf(a) !== nameOf(b)) return true;
  const from = Math.min(sections.indexOf(a), sections.indexOf(b));
  const to = Math.max(sections.indexOf(a), sections.indexOf(b));
  const between = sections.slice(from + 1, to + 1);
  return between.some(section => section.role === 'title' || isOneOfSeveral(section));
}

function nameOf({ heading }: Section): string {
  return (heading?.prose.text ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function isOneOfSeveral({ heading }: Section): boolean {
  return heading !== undefined && ONE_OF_SEVERAL.test(heading.prose.text);
}

function opening(words: readonly Word[], at: number): string {
  return words
    .slice(at, at + OPENING)
    .map(({ statement, token }) => statement.prose.text.slice(token.at, token.to))
    .join(' ');
}
