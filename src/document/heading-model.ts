import type { SectionRole } from '../core/types.js';
import model from './heading-model.json' with { type: 'json' };
import { plainHeading } from './heading-roles.js';

/** What the model sees of a statement under a heading. */
export interface BodyStatement {
  readonly text: string;
  /** Normalised words. */
  readonly words: readonly string[];
}

/** What the model sees of a heading. */
export interface HeadingContext {
  readonly text: string;
  /** By the heading's own words (`headingRole`). */
  readonly own: SectionRole | undefined;
  /** By the outline's rules: own words, place, surroundings. */
  readonly ruled: SectionRole;
  readonly level: number;
  readonly faked: boolean;
  /** Position among the headings. */
  readonly index: number;
  readonly titleLike: boolean;
  /** The first statements under it. */
  readonly body: readonly BodyStatement[];
  readonly firstKind: string;
  readonly bodyCount: number;
}

const MOST_BODY_WORDS = 90;

/** The first letters of a word stand for its forms: “require”, “required”, “requirements”. */
const STEM = 5;

/** What sections of a kind hold, whatever they are called. */
const SIGNS: readonly (readonly [string, RegExp])[] = [
  ['money', /[$£€]\s?\d|\d+k\b|per (?:hour|year|annum)/g],
  ['insured', /insurance|401|pension|holiday|vacation|paid time off|parental/g],
  ['equal', /equal opportunit|regardless of|race, |discriminat|disabilit/g],
  ['contact', /@|https?:|cover letter|resume|\bcv\b|apply/g],
  ['credentials', /\d\+? (?:or more )?years|degree|experience/g],
  ['we', /\b(?:we|our)\b/g],
  ['you-will', /\byou(?:'ll| will)\b/g],
  ['you-are', /\byou (?:are|have|love)\b|\byou(?:'re|'ve)\b/g],
  ['employer', /founded|mission|customers|company|team of/g],
];

/**
 * Tells `emit` the features of a heading: a kind and a value. Shared with the training, which writes
 * them as `kind=value`.
 */
export function headingFeatures(heading: HeadingContext, emit: (kind: string, value: string) => void): void {
  const words = plainHeading(heading.text)
    .split(/[^\p{L}\p{N}'&]+/u)
    .filter(Boolean)
    .slice(0, 14);
  const own = heading.own ?? 'none';
  emit('bias', '');
  emit('own', own);
  emit('ruled', heading.ruled);
  emit('level', heading.faked ? 'faked' : String(heading.level));
  emit('index', String(Math.min(heading.index, 3)));
  emit('titleLike', `${heading.titleLike}+${own}`);
  emit('kind', `${heading.firstKind}+${own}`);
  emit('count', `${heading.bodyCount === 0 ? 0 : heading.bodyCount < 3 ? 'few' : 'many'}+${own}`);
  emit('words', `${Math.min(words.length, 6)}+${own}`);
  for (const [i, word] of words.entries()) {
    emit('w', word);
    emit('b', `${words[i - 1] ?? '^'} ${word}`);
    if (word.length >= STEM) emit('s', word.slice(0, STEM));
  }
  emit('b', `${words.at(-1) ?? ''} $`);
  if (words.length <= 4) emit('t', words.join(' '));
  emitBody(heading.body, own, emit);
}

function emitBody(body: readonly BodyStatement[], own: string, emit: (kind: string, value: string) => void): void {
  const words = body.flatMap(statement => statement.words).slice(0, MOST_BODY_WORDS);
  for (const word of new Set(words)) emit('c', word);
  if (words[0]) emit('c1', words[0]);
  for (const first of new Set(body.map(statement => statement.words[0]))) if (first) emit('f1', first);
  for (const pair of new Set(body.map(statement => statement.words.slice(0, 2).join(' ')))) if (pair) emit('f2', pair);

  const text = body
    .map(statement => statement.text)
    .join(' ')
    .toLowerCase()
    .replaceAll('’', "'");
  emit('length', `${Math.min(5, Math.floor(text.length / Math.max(1, body.length) / 40))}+${own}`);
  for (const [sign, pattern] of SIGNS) {
    const count = text.match(pattern)?.length ?? 0;
    if (count === 0) continue;
    emit('sign', sign);
    emit('sign', `${sign}+${own}`);
    if (count > 2) emit('sign', `${sign}, often`);
  }
}

const ROLES = model.roles as readonly SectionRole[];

/** Weights by kind and value of a feature: a row number each, and a signed byte per row and role. */
interface Weights {
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly values: Int8Array;
}

let weights: Weights | undefined;

function load(): Weights {
  const rows = new Map<string, Map<string, number>>();
  for (const [row, feature] of model.features.split('\n').entries()) {
    const cut = feature.indexOf('=');
    const kind = feature.slice(0, cut);
    if (!rows.has(kind)) rows.set(kind, new Map());
    rows.get(kind)?.set(feature.slice(cut + 1), row);
  }
  const bytes = Buffer.from(model.weights, 'base64');
  return { rows, values: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) };
}

/** The likeliest role of a heading by weights learned from labelled postings (bench/train/headings.ts). */
export function modelRole(heading: HeadingContext): SectionRole {
  weights ??= load();
  const { rows, values } = weights;
  const scores = new Int32Array(ROLES.length);
  headingFeatures(heading, (kind, value) => {
    const row = rows.get(kind)?.get(value);
    if (row === undefined) return;
    const start = row * ROLES.length;
    for (let r = 0; r < ROLES.length; r++) scores[r] = (scores[r] as number) + (values[start + r] as number);
  });
  let best = 0;
  for (let r = 1; r < ROLES.length; r++) if ((scores[r] as number) > (scores[best] as number)) best = r;
  return ROLES[best] as SectionRole;
}
