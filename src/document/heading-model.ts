import type { SectionRole } from '../core/types.js';
import model from './heading-model.json' with { type: 'json' };
import { plainHeading } from './heading-roles.js';

/** What the model sees of a heading. */
export interface HeadingContext {
  readonly text: string;
  /** By the heading's own words (`headingRole`). */
  readonly own: SectionRole | undefined;
  /** By the outline's rules: own words, place, surroundings. */
  readonly ruled: SectionRole;
  readonly ruledBefore: SectionRole | undefined;
  readonly ruledAfter: SectionRole | undefined;
  readonly level: number;
  readonly faked: boolean;
  /** Position among the headings. */
  readonly index: number;
  readonly titleLike: boolean;
  /** Words (normalised) of the first statements under it. */
  readonly body: readonly string[];
  readonly firstKind: string;
  readonly bodyCount: number;
}

const MOST_BODY_WORDS = 24;

/** The features of a heading, as the trained weights name them. Shared with the training. */
export function headingFeatures(heading: HeadingContext): string[] {
  const words = plainHeading(heading.text)
    .split(/[^\p{L}\p{N}'&]+/u)
    .filter(Boolean)
    .slice(0, 14);
  const own = heading.own ?? 'none';
  const features = [
    'bias',
    `own=${own}`,
    `ruled=${heading.ruled}`,
    `before=${heading.ruledBefore ?? 'none'}`,
    `after=${heading.ruledAfter ?? 'none'}`,
    `own+before=${own}+${heading.ruledBefore ?? 'none'}`,
    `own+after=${own}+${heading.ruledAfter ?? 'none'}`,
    `level=${heading.faked ? 'faked' : heading.level}`,
    `index=${Math.min(heading.index, 3)}`,
    `titleLike=${heading.titleLike}+${own}`,
    `kind=${heading.firstKind}+${own}`,
    `count=${heading.bodyCount === 0 ? 0 : heading.bodyCount < 3 ? 'few' : 'many'}+${own}`,
    `words=${Math.min(words.length, 6)}+${own}`,
  ];
  for (const [i, word] of words.entries()) {
    features.push(`w=${word}`);
    features.push(`b=${words[i - 1] ?? '^'} ${word}`);
  }
  features.push(`b=${words.at(-1) ?? ''} $`);
  if (words.length <= 4) features.push(`t=${words.join(' ')}`);
  for (const word of new Set(heading.body.slice(0, MOST_BODY_WORDS))) features.push(`c=${word}`);
  if (heading.body[0]) features.push(`c1=${heading.body[0]}`);
  return features;
}

const ROLES = model.roles as readonly SectionRole[];
let weights: { rows: Map<string, number>; values: Int8Array } | undefined;

function load(): { rows: Map<string, number>; values: Int8Array } {
  const rows = new Map(model.features.split('\n').map((feature, row) => [feature, row]));
  const bytes = Buffer.from(model.weights, 'base64');
  return { rows, values: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) };
}

/** The likeliest role of a heading by weights learned from labelled postings (bench/train/headings.ts). */
export function modelRole(heading: HeadingContext): SectionRole {
  weights ??= load();
  const scores = new Array<number>(ROLES.length).fill(0);
  for (const feature of headingFeatures(heading)) {
    const row = weights.rows.get(feature);
    if (row === undefined) continue;
    for (let r = 0; r < ROLES.length; r++)
      scores[r] = (scores[r] as number) + (weights.values[row * ROLES.length + r] as number);
  }
  let best = 0;
  for (let r = 1; r < ROLES.length; r++) if ((scores[r] as number) > (scores[best] as number)) best = r;
  return ROLES[best] as SectionRole;
}
