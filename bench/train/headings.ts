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

const CORPUS = new URL('../../../shared/corpus/', import.meta.url).pathname;
const FOLDS = 10;
const EPOCHS = 30;
const RATE = 0.25;
const RIDGE = 1e-3;
const MIN_COUNT = 3;
const MIN_BODY_COUNT = 12;

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
  readonly #classes = SECTION_ROLES.length;

  constructor(examples: readonly Example[]) {
    const counts = new Map<string, number>();
    for (const { features } of examples)
      for (const name of new Set(features)) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const [name, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (count >= (name.startsWith('c') && !name.startsWith('count') ? MIN_BODY_COUNT : MIN_COUNT))
        this.rows.set(name, this.rows.size);
    }
    this.weights = new Float64Array(this.rows.size * this.#classes);
    this.#train(examples);
  }

  /** AdaGrad over a fixed, seeded order. */
  #train(examples: readonly Example[]): void {
    const squares = new Float64Array(this.weights.length).fill(1e-6);
    const order = examples.map((_, i) => i);
    let seed = 20110204;
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      for (let i = order.length - 1; i > 0; i--) {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        const j = seed % (i + 1);
        [order[i], order[j]] = [order[j] as number, order[i] as number];
      }
      for (const index of order) {
        const example = examples[index] as Example;
        const active = this.#active(example.features);
        const probabilities = this.#probabilities(active);
        for (const row of active) {
          for (let c = 0; c < this.#classes; c++) {
            const at = row * this.#classes + c;
            const gradient =
              (probabilities[c] as number) - (c === example.role ? 1 : 0) + RIDGE * (this.weights[at] as number);
            squares[at] = (squares[at] as number) + gradient * gradient;
            this.weights[at] = (this.weights[at] as number) - (RATE * gradient) / Math.sqrt(squares[at] as number);
          }
        }
      }
    }
  }

  #active(features: readonly string[]): number[] {
    return features.flatMap(name => this.rows.get(name) ?? []);
  }

  #scores(active: readonly number[]): number[] {
    const scores = new Array<number>(this.#classes).fill(0);
    for (const row of active)
      for (let c = 0; c < this.#classes; c++)
        scores[c] = (scores[c] as number) + (this.weights[row * this.#classes + c] as number);
    return scores;
  }

  #probabilities(active: readonly number[]): number[] {
    const scores = this.#scores(active);
    const most = Math.max(...scores);
    const powers = scores.map(score => Math.exp(score - most));
    const sum = powers.reduce((a, b) => a + b, 0);
    return powers.map(power => power / sum);
  }

  predict(features: readonly string[]): number {
    const scores = this.#scores(this.#active(features));
    return scores.indexOf(Math.max(...scores));
  }

  /** Rows whose largest weight rounds to nothing are left out; the rest become signed bytes. */
  toJson(): string {
    const scale = 127 / this.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    const names: string[] = [];
    const values: number[] = [];
    for (const [name, row] of this.rows) {
      const bytes = [...this.weights.subarray(row * this.#classes, (row + 1) * this.#classes)].map(weight =>
        Math.round(weight * scale),
      );
      if (bytes.every(byte => Math.abs(byte) < 4)) continue;
      names.push(name);
      values.push(...bytes);
    }
    const weights = Buffer.from(Int8Array.from(values).buffer).toString('base64');
    return `${JSON.stringify({ roles: SECTION_ROLES, features: names.join('\n'), weights })}\n`;
  }
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
