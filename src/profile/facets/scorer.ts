import { FACETS, type Facet } from '../../core/facets.js';
import type { Posting, Span, Statement } from '../../core/types.js';
import type { Lexicon } from '../../lexicon/lexicon.js';
import { contextInputs } from './context.js';
import { evidenceSpans } from './evidence.js';
import { type FeatureList, FeatureReader } from './features.js';
import { runNetwork } from './network.js';
import { blend, FACET_COUNT, OUTPUTS, toProbabilities } from './outputs.js';
import type { Weights } from './weights.js';

/** What a statement asks for, and how sure that is. */
export interface FacetScores {
  readonly main: Facet;
  readonly second?: Facet;
  /** Chance of each facet standing in the statement, as main or second. */
  readonly scores: Readonly<Record<Facet, number>>;
  /** The words that tipped it, in source order; never empty. */
  readonly evidence: readonly Span[];
  /** The same for `second`; empty where there is none. */
  readonly secondEvidence: readonly Span[];
}

/** Rows of weights that a statement's features hit, and the tokens each came from. */
interface Hits {
  readonly rows: Int32Array;
  readonly from: Uint16Array;
  readonly to: Uint16Array;
}

/** Gives facets to statements. Keeps what it learned of words, so make one and keep it. */
export class FacetScorer {
  readonly #weights: Weights;
  readonly #reader: FeatureReader;
  /** Per row, the statement that hit it last: a feature counts once a statement. */
  readonly #lastHit: Int32Array;
  #statements = 0;
  /** By facet, how much each direction speaks for it, against the mean of the others. */
  readonly #speaks: readonly Float32Array[];

  constructor(weights: Weights, lexicon: Lexicon) {
    this.#weights = weights;
    this.#reader = new FeatureReader(weights.groups, lexicon);
    this.#lastHit = new Int32Array(weights.rows.length / weights.width);
    this.#speaks = FACETS.map((_, facet) => speaksFor(facet, weights));
  }

  /** By statement index; undefined for headings. */
  score(posting: Posting): (FacetScores | undefined)[] {
    const first = new Array<Float32Array | undefined>(posting.statements.length).fill(undefined);
    const hits: Hits[] = [];
    this.#reader.readPosting(posting, (statement, features) => {
      const found = this.#findHits(features);
      hits[statement.index] = found;
      first[statement.index] = this.#firstLook(found.rows);
    });
    const hidden = new Float32Array(this.#weights.network.hidden);
    const final = new Float32Array(OUTPUTS);
    return contextInputs(posting, first).map((inputs, i) => {
      if (!inputs) return undefined;
      runNetwork(this.#weights.network, inputs, hidden, final);
      toProbabilities(final);
      blend(first[i] as Float32Array, final);
      return this.#decide(posting.statements[i] as Statement, final, hits[i] as Hits);
    });
  }

  #findHits(features: FeatureList): Hits {
    const { table } = this.#weights;
    const { hashes, length } = features;
    const lastHit = this.#lastHit;
    const number = ++this.#statements;
    const rows = new Int32Array(length);
    const from = new Uint16Array(length);
    const to = new Uint16Array(length);
    let count = 0;
    for (let i = 0; i < length; i++) {
      const row = table.find(hashes[i] as number);
      if (row < 0 || lastHit[row] === number) continue;
      lastHit[row] = number;
      rows[count] = row;
      from[count] = features.from[i] as number;
      to[count++] = features.to[i] as number;
    }
    return { rows: rows.subarray(0, count), from, to };
  }

  #firstLook(rows: Int32Array): Float32Array {
    const { rows: weights, directions, bias, width } = this.#weights;
    const sums = new Int32Array(width);
    for (let r = 0; r < rows.length; r++) {
      const at = (rows[r] as number) * width;
      for (let d = 0; d < width; d++) sums[d]! += weights[at + d] as number;
    }
    const scores = bias.slice();
    for (let d = 0; d < width; d++) {
      const sum = sums[d] as number;
      for (let k = 0; k < OUTPUTS; k++) scores[k]! += sum * (directions[d * OUTPUTS + k] as number);
    }
    toProbabilities(scores);
    return scores;
  }

  #decide(statement: Statement, chances: Float32Array, hits: Hits): FacetScores {
    const { main, second } = decide(chances, this.#weights.thresholds);
    const scores = {} as Record<Facet, number>;
    for (const [k, facet] of FACETS.entries()) scores[facet] = chances[FACET_COUNT + k] as number;
    return new Decision(main, second, scores, facet => this.#evidence(statement, facet, hits));
  }

  #evidence(statement: Statement, facet: number, hits: Hits): Span[] {
    const { rows: weights, width } = this.#weights;
    const speaks = this.#speaks[facet] as Float32Array;
    const byToken = new Float32Array(statement.tokens.length);
    for (let h = 0; h < hits.rows.length; h++) {
      const from = hits.from[h] as number;
      const to = hits.to[h] as number;
      if (to <= from) continue;
      const at = (hits.rows[h] as number) * width;
      let weight = 0;
      for (let d = 0; d < width; d++) weight += (weights[at + d] as number) * (speaks[d] as number);
      weight /= to - from;
      for (let t = from; t < to; t++) byToken[t]! += weight;
    }
    return evidenceSpans(statement, byToken);
  }
}

/** Seeks the evidence when it is first asked for: where statements are only counted, nobody does. */
class Decision implements FacetScores {
  readonly main: Facet;
  readonly second?: Facet;
  readonly scores: Readonly<Record<Facet, number>>;
  readonly #numbers: readonly [main: number, second: number];
  readonly #evidenceOf: (facet: number) => readonly Span[];
  #evidence: readonly Span[] | undefined;
  #secondEvidence: readonly Span[] | undefined;

  /** @param second number of a facet, or -1 */
  constructor(
    main: number,
    second: number,
    scores: Readonly<Record<Facet, number>>,
    evidenceOf: (facet: number) => readonly Span[],
  ) {
    this.main = FACETS[main] as Facet;
    if (second >= 0) this.second = FACETS[second] as Facet;
    this.scores = scores;
    this.#numbers = [main, second];
    this.#evidenceOf = evidenceOf;
  }

  get evidence(): readonly Span[] {
    this.#evidence ??= this.#evidenceOf(this.#numbers[0]);
    return this.#evidence;
  }

  get secondEvidence(): readonly Span[] {
    this.#secondEvidence ??= this.second === undefined ? [] : this.#evidenceOf(this.#numbers[1]);
    return this.#secondEvidence;
  }
}

function speaksFor(facet: number, { directions, width }: Weights): Float32Array {
  const speaks = new Float32Array(width);
  for (let d = 0; d < width; d++) {
    const at = d * OUTPUTS;
    let others = 0;
    for (let k = 0; k < FACET_COUNT; k++) if (k !== facet) others += directions[at + k] as number;
    const own = (directions[at + facet] as number) + (directions[at + FACET_COUNT + facet] as number);
    speaks[d] = own - others / (FACET_COUNT - 1);
  }
  return speaks;
}

/** The likeliest main facet, and the surest other one whose chance reaches its threshold (-1 where none does). */
export function decide(chances: Float32Array, thresholds: readonly number[]): { main: number; second: number } {
  let main = 0;
  for (let k = 1; k < FACET_COUNT; k++) if ((chances[k] as number) > (chances[main] as number)) main = k;
  let second = -1;
  let surest = 0;
  for (let k = 0; k < FACET_COUNT; k++) {
    const chance = chances[FACET_COUNT + k] as number;
    const beyond = chance - (thresholds[k] as number);
    if (k === main || beyond < 0) continue;
    if (second < 0 || beyond > surest) {
      second = k;
      surest = beyond;
    }
  }
  return { main, second };
}
