/**
 * Trains the section roles of headings: softmax regression over the features of
 * src/document/heading-model.ts, on the gold headings of the labelled postings. Deterministic.
 *
 *   npx tsx bench/train/headings.ts            cross-validated figures
 *   npx tsx bench/train/headings.ts --errors   names every heading that is given the wrong role
 *   npx tsx bench/train/headings.ts --write    the same, then trains on all and writes the weights
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECTION_ROLES, type SectionRole, type Span } from '../../src/core/types.js';
import { type HeadingContext, headingFeatures } from '../../src/document/heading-model.js';
import { readHeadings } from '../../src/document/posting.js';
import { headingContexts, ruledOutline } from '../../src/document/sections.js';
import { type HeadingGuess, writeOutOfFold } from '../support/out-of-fold.js';
import { minimize } from './minimize.js';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url).pathname;
const FOLDS = 10;
const RIDGE = 1;
/** Rows without a weight of this size are left out of what ships, where the largest is 127. */
const LEAST_BYTE = 8;
const MIN_COUNT = 3;
/** Words under a heading must be met oftener to count, and count for less: they are many. */
const MIN_COUNTS: Readonly<Record<string, number>> = { c: 12, c1: 12, f1: 5, f2: 5 };
const VALUES: Readonly<Record<string, number>> = { c: 0.4, f1: 0.6, f2: 0.6 };

const kindOf = (feature: string) => feature.slice(0, feature.indexOf('='));

interface Example {
  readonly group: string;
  readonly features: readonly string[];
  readonly role: number;
  readonly ruled: number;
  /** File and words, for reading errors. */
  readonly where: string;
  readonly file: string;
  readonly span: Span;
}

function loadExamples(): Example[] {
  const organisations = new Map<string, string>();
  for (const line of readFileSync(join(CORPUS, 'manifest.jsonl'), 'utf8').split('\n')) {
    if (!line) continue;
    const entry = JSON.parse(line) as { file: string; org: string };
    organisations.set(entry.file, entry.org);
  }
  const examples: Example[] = [];
  for (const name of readdirSync(join(CORPUS, 'labels')).sort()) {
    const label = JSON.parse(readFileSync(join(CORPUS, 'labels', name), 'utf8')) as {
      file: string;
      units: { start: number; end: number; heading?: SectionRole }[];
    };
    const source = readFileSync(join(CORPUS, label.file), 'utf8');
    const read = readHeadings(source, { path: label.file });
    const headings = read.map(one => one.heading);
    const ruled = ruledOutline(headings);
    for (const [i, context] of headingContexts(headings, ruled).entries()) {
      const { span } = read[i] as { span: { start: number; end: number } };
      const unit = label.units.find(one => one.start < span.end && span.start < one.end);
      if (!unit?.heading) continue;
      examples.push({
        group: organisations.get(label.file) || label.file,
        features: featuresOf(context),
        role: SECTION_ROLES.indexOf(unit.heading),
        ruled: SECTION_ROLES.indexOf(context.ruled),
        where: `${label.file}: ${context.text.slice(0, 80)}`,
        file: label.file,
        span,
      });
    }
  }
  return examples;
}

function featuresOf(context: HeadingContext): string[] {
  const features: string[] = [];
  headingFeatures(context, (kind, value) => features.push(`${kind}=${value}`));
  return features;
}

class Softmax {
  readonly rows = new Map<string, number>();
  readonly weights: Float64Array;
  /** The weights as they ship. */
  readonly bytes: ReadonlyMap<string, readonly number[]>;
  /** What a feature counts where it is met, by row. */
  readonly #values: Float64Array;
  readonly #classes = SECTION_ROLES.length;

  constructor(examples: readonly Example[]) {
    const counts = new Map<string, number>();
    for (const { features } of examples)
      for (const name of new Set(features)) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const [name, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (count >= (MIN_COUNTS[kindOf(name)] ?? MIN_COUNT)) this.rows.set(name, this.rows.size);
    }
    this.#values = Float64Array.from(this.rows.keys(), name => VALUES[kindOf(name)] ?? 1);
    this.weights = this.#train(examples);
    this.bytes = this.#round();
  }

  #train(examples: readonly Example[]): Float64Array {
    const classes = this.#classes;
    const actives = examples.map(example => this.#active(example.features));
    return minimize((weights, gradient) => {
      let loss = 0;
      for (const [e, active] of actives.entries()) {
        const probabilities = softmax(this.#scores(active, weights));
        const { role } = examples[e] as Example;
        loss -= Math.log(Math.max(1e-300, probabilities[role] as number));
        for (const row of active) {
          const value = this.#values[row] as number;
          for (let c = 0; c < classes; c++) {
            const at = row * classes + c;
            const error = (probabilities[c] as number) - (c === role ? 1 : 0);
            gradient[at] = (gradient[at] as number) + error * value;
          }
        }
      }
      for (const [at, weight] of weights.entries()) {
        loss += (RIDGE / 2) * weight * weight;
        gradient[at] = (gradient[at] as number) + RIDGE * weight;
      }
      return loss;
    }, this.rows.size * classes);
  }

  #active(features: readonly string[]): number[] {
    return features.flatMap(name => this.rows.get(name) ?? []);
  }

  #scores(active: readonly number[], weights: Float64Array): number[] {
    const scores = new Array<number>(this.#classes).fill(0);
    for (const row of active) {
      const value = this.#values[row] as number;
      for (let c = 0; c < this.#classes; c++)
        scores[c] = (scores[c] as number) + value * (weights[row * this.#classes + c] as number);
    }
    return scores;
  }

  /** In the form that ships, so that what is measured is what is shipped. */
  predict(features: readonly string[]): number {
    const scores = new Array<number>(this.#classes).fill(0);
    for (const name of features)
      for (const [c, byte] of (this.bytes.get(name) ?? []).entries()) scores[c] = (scores[c] as number) + byte;
    return scores.indexOf(Math.max(...scores));
  }

  /** Signed bytes by feature, its value multiplied in; rows that hardly speak are left out. */
  #round(): Map<string, number[]> {
    const rows = [...this.rows].map(([name, row]) => ({
      name,
      weights: [...this.weights.subarray(row * this.#classes, (row + 1) * this.#classes)].map(
        weight => weight * (this.#values[row] as number),
      ),
    }));
    const scale = 127 / rows.reduce((most, { weights }) => Math.max(most, ...weights.map(Math.abs)), 0);
    const bytes = new Map<string, number[]>();
    for (const { name, weights } of rows) {
      const rounded = weights.map(weight => Math.round(weight * scale));
      if (rounded.some(byte => Math.abs(byte) >= LEAST_BYTE)) bytes.set(name, rounded);
    }
    return bytes;
  }

  toJson(): string {
    const names = [...this.bytes.keys()];
    const weights = Buffer.from(Int8Array.from([...this.bytes.values()].flat()).buffer).toString('base64');
    return `${JSON.stringify({ roles: SECTION_ROLES, features: names.join('\n'), weights })}\n`;
  }
}

function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map(score => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map(power => power / sum);
}

function main(): void {
  const examples = loadExamples();
  const groups = [...new Set(examples.map(example => example.group))].sort();
  const fold = new Map(groups.map((group, i) => [group, i % FOLDS]));
  let right = 0;
  let ruledRight = 0;
  const confusion = new Map<string, number>();
  const guesses: HeadingGuess[] = [];
  for (let f = 0; f < FOLDS; f++) {
    const model = new Softmax(examples.filter(example => fold.get(example.group) !== f));
    for (const example of examples.filter(one => fold.get(one.group) === f)) {
      const predicted = model.predict(example.features);
      guesses.push({ file: example.file, ...example.span, role: SECTION_ROLES[predicted] as SectionRole });
      if (predicted === example.role) right++;
      else {
        if (process.argv.includes('--errors'))
          console.log(
            `${SECTION_ROLES[example.role]} > ${SECTION_ROLES[predicted]} (rules: ${SECTION_ROLES[example.ruled]})\t${example.where}`,
          );
        const pair = `${SECTION_ROLES[example.role]}>${SECTION_ROLES[predicted]}`;
        confusion.set(pair, (confusion.get(pair) ?? 0) + 1);
      }
      if (example.ruled === example.role) ruledRight++;
    }
  }
  // For eval, which shows these beside the fit of the shipped weights.
  writeOutOfFold('headings', guesses);
  const share = (count: number) => (count / examples.length).toFixed(4);
  console.log(`${examples.length} gold headings found by the parser, ${groups.length} employers, ${FOLDS} folds`);
  console.log(`role right: rules alone ${share(ruledRight)}, with the model ${share(right)} (cross-validated)`);
  console.log(
    [...confusion]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 20)
      .map(([pair, count]) => `${pair} ${count}`)
      .join(' · '),
  );

  if (process.argv.includes('--write')) {
    const json = new Softmax(examples).toJson();
    writeFileSync(new URL('../../src/document/heading-model.json', import.meta.url), json);
    console.log(`wrote src/document/heading-model.json, ${json.length} bytes`);
  }
}

main();
