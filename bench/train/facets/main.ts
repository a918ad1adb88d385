/**
 * Trains the facets of statements (src/profile/facets; docs/facets.md tells how the model works).
 * Deterministic: the same corpus and code give the same bytes.
 *
 *   npx tsx bench/train/facets/main.ts           cross-validated figures
 *   npx tsx bench/train/facets/main.ts --write   the same, then trains on all and writes the weights
 *
 *   --gold            measures with the section roles of the labels' headings instead of the parser's
 *   --learning-curve  measures with fewer postings to learn from, and nothing else
 *   --confusion       also prints which facets are taken for which
 *   --keep-groups     keeps the word groups of the shipped weights instead of learning them anew
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { FACETS, type Facet } from '../../../src/core/facets.js';
import { parsePosting } from '../../../src/document/index.js';
import { lexicon } from '../../../src/lexicon/lexicon.js';
import { contextInputs } from '../../../src/profile/facets/context.js';
import { FeatureReader, type WordGroups } from '../../../src/profile/facets/features.js';
import { hashText } from '../../../src/profile/facets/hash.js';
import { type Network, runNetwork } from '../../../src/profile/facets/network.js';
import { blend, FACET_COUNT, OUTPUTS, toProbabilities } from '../../../src/profile/facets/outputs.js';
import { decide } from '../../../src/profile/facets/scorer.js';
import { readHashes, type StoredWeights } from '../../../src/profile/facets/weights.js';
import { readPool } from '../../support/corpus.js';
import { type StatementGuess, writeOutOfFold } from '../../support/out-of-fold.js';
import { sharedPath } from '../../support/shared.js';
import { type Compressed, chooseRows, compress, storeWeights } from './compress.js';
import { closestStatement, type Example, foldsOf, type Label, type RoleSource, readExamples } from './examples.js';
import { type Sample, targetOf, trainLinear } from './linear.js';
import { confusionTable, figuresLines, measure, type Outcome } from './measure.js';
import { type ContextSample, trainNetwork } from './network.js';
import { type LearnedGroups, learnWordGroups } from './word-groups.js';

const CORPUS = sharedPath('corpus');
const MODEL = new URL('../../../src/profile/facets/model.json', import.meta.url);
const FOLDS = 5;
const MIN_COUNT = 3;
const ROWS = 16_000;
const DIRECTIONS = 12;
/** To find the rows that matter, then to train those. */
const SEARCH = { epochs: 4, rate: 0.05, ridge: 1e-6, seed: 1, dropout: 0.3 };
const LINEAR = { epochs: 8, rate: 0.05, ridge: 1e-6, seed: 1, dropout: 0.3 };
const NETWORK = { hidden: 32, epochs: 6, rate: 0.002, dropout: 0.2, decay: 0.01, seed: 1 };

const started = Date.now();
const log = (text: string) => console.log(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`);
const has = (flag: string) => process.argv.includes(flag);

/** Hashes of the features of an example's statements, by statement index. */
type Hashes = ReadonlyMap<number, Int32Array>;
/** The same with the sections' roles from either source. */
type Features = Readonly<Record<RoleSource, Hashes>>;
/** By statement index, `OUTPUTS` probabilities; undefined for headings. */
type Opinions = readonly (Float32Array | undefined)[];

/** A first look trained on some examples, as it ships: chosen rows, few directions, whole numbers. */
interface FirstLook {
  /** Row of a feature's hash, from 1. */
  readonly rows: ReadonlyMap<number, number>;
  readonly hashes: readonly number[];
  readonly weights: Compressed;
}

function main(): void {
  const { stored, groups } = has('--keep-groups') ? shippedGroups() : poolGroups();
  const roles: RoleSource = has('--gold') ? 'gold' : 'parser';
  const examples = readExamples(CORPUS);
  const reader = new FeatureReader(groups, lexicon());
  const features = examples.map(
    (example): Features => ({
      parser: readFeatures(reader, example, 'parser'),
      gold: readFeatures(reader, example, 'gold'),
    }),
  );
  log(`${examples.length} postings, ${features.reduce((sum, one) => sum + one.parser.size, 0)} statements read`);

  const folds = foldsOf(examples, FOLDS);
  if (has('--learning-curve')) {
    learningCurve(examples, features, folds, roles);
    return;
  }
  const first = examples.map((): Opinions => []);
  for (let fold = 0; fold < FOLDS; fold++) {
    const look = trainFirstLook(examples, features, n => folds[n] !== fold);
    for (const [n, example] of examples.entries())
      if (folds[n] === fold) first[n] = opinions(example, (features[n] as Features)[roles], look);
    log(`fold ${fold + 1} of ${FOLDS}`);
  }
  report('first look alone', examples, folds, first);

  const contexts = examples.map(({ posting, roleOf }, n) => contextInputs(posting, first[n] ?? [], roleOf[roles]));
  const final = examples.map((): Opinions => []);
  for (let fold = 0; fold < FOLDS; fold++) {
    const network = trainSecondLook(examples, contexts, n => folds[n] !== fold);
    for (const n of examples.keys())
      if (folds[n] === fold)
        final[n] = contexts[n]!.map((one, i) => one && secondLook(network, one, first[n]![i] as Float32Array));
  }
  const { thresholds } = report('with the second look', examples, folds, final);
  if (has('--gold')) return;
  keepGuesses(examples, final, thresholds);

  if (!has('--write')) return;
  const look = trainFirstLook(examples, features, () => true);
  const network = trainSecondLook(examples, contexts, () => true);
  const model = storeWeights(stored, look.hashes, look.weights, network, thresholds);
  const json = `${JSON.stringify(model)}\n`;
  writeFileSync(MODEL, json);
  log(`wrote src/profile/facets/model.json, ${json.length} bytes`);
}

/** How the first look fares with a quarter, half and all of the other employers' postings, on two folds. */
function learningCurve(
  examples: readonly Example[],
  features: readonly Features[],
  folds: readonly number[],
  roles: RoleSource,
): void {
  const groups = [...new Set(examples.map(one => one.group))];
  const tested = (n: number) => (folds[n] as number) < 2;
  for (const quarters of [1, 2, 4]) {
    const first = examples.map((): Opinions => []);
    for (let fold = 0; fold < 2; fold++) {
      const taken = (n: number) => folds[n] !== fold && groups.indexOf((examples[n] as Example).group) % 4 < quarters;
      const look = trainFirstLook(examples, features, taken);
      for (const [n, example] of examples.entries())
        if (folds[n] === fold) first[n] = opinions(example, (features[n] as Features)[roles], look);
    }
    report(
      `${quarters} quarters of the training postings`,
      examples.filter((_, n) => tested(n)),
      folds.filter((_, n) => tested(n)),
      first.filter((_, n) => tested(n)),
    );
  }
}

type GroupsToStore = Parameters<typeof storeWeights>[0];

function poolGroups(): { stored: GroupsToStore; groups: WordGroups } {
  const pool = readPool(CORPUS);
  if (!pool) throw new Error(`${CORPUS} has no pool.jsonl.gz to learn word groups from; give --keep-groups`);
  const learned: LearnedGroups = learnWordGroups(sentencesOf(pool), log);
  const byHash = new Map(Array.from(learned.words, ([word, group]) => [hashText(word), group]));
  return {
    stored: { byHash, coarse: learned.coarse },
    groups: { of: hash => byHash.get(hash) ?? -1, coarse: learned.coarse },
  };
}

function* sentencesOf(pool: readonly { text: string }[]): Iterable<string[]> {
  for (const { text } of pool)
    for (const { tokens } of parsePosting(text, { path: 'pool.md' }).statements) yield tokens.map(token => token.norm);
}

function shippedGroups(): { stored: GroupsToStore; groups: WordGroups } {
  const shipped = JSON.parse(readFileSync(MODEL, 'utf8')) as StoredWeights;
  const groupOf = Buffer.from(shipped.groups, 'base64');
  const byHash = new Map(Array.from(readHashes(shipped.words), (hash, i) => [hash, groupOf[i] as number]));
  const coarse = [...Buffer.from(shipped.coarse, 'base64')];
  return { stored: { byHash, coarse }, groups: { of: hash => byHash.get(hash) ?? -1, coarse } };
}

function readFeatures(reader: FeatureReader, example: Example, roles: RoleSource): Hashes {
  const features = new Map<number, Int32Array>();
  reader.readPosting(
    example.posting,
    (statement, list) => {
      features.set(statement.index, new Int32Array(new Set(list.hashes.subarray(0, list.length))));
    },
    example.roleOf[roles],
  );
  return features;
}

/**
 * Trains on the examples that `uses` names: first on all features, to find the rows that matter,
 * then on those alone, each statement once under the parser's section role and once under the
 * label's, so that a misread heading is not leaned on too much.
 */
function trainFirstLook(
  examples: readonly Example[],
  features: readonly Features[],
  uses: (n: number) => boolean,
): FirstLook {
  const used = [...examples.keys()].filter(uses);
  const counts = new Map<number, number>();
  for (const n of used)
    for (const hashes of features[n]!.parser.values())
      for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const rows = new Map<number, number>();
  for (const [hash, count] of counts) if (count >= MIN_COUNT) rows.set(hash, rows.size + 1);
  const samples = (source: RoleSource, among: ReadonlyMap<number, number>) =>
    used.flatMap(n => samplesOf(examples[n] as Example, (features[n] as Features)[source], among));
  const searched = samples('parser', rows);
  const chosen = chooseRows(trainLinear(searched, rows.size + 1, SEARCH), searched, ROWS + 1);

  const place = new Map(chosen.map((row, i) => [row, i]));
  const kept = new Map<number, number>();
  for (const [hash, row] of rows) {
    const at = place.get(row);
    if (at !== undefined) kept.set(hash, at);
  }
  const both = [...samples('parser', kept), ...samples('gold', kept)];
  const weights = trainLinear(both, chosen.length, LINEAR);
  const hashes = new Array<number>(chosen.length - 1);
  for (const [hash, at] of kept) hashes[at - 1] = hash;
  return { rows: kept, hashes, weights: compress(weights, both, DIRECTIONS) };
}

function samplesOf(example: Example, features: Hashes, rows: ReadonlyMap<number, number>): Sample[] {
  return example.labels.flatMap((label, i) => {
    const hashes = features.get(i);
    if (!label || !hashes) return [];
    return { rows: rowsOf(hashes, rows), target: targetOf(label.main, label.second), weight: weightOf(label) };
  });
}

/** Fragments of a labelled unit count for less, but not for nothing. */
function weightOf(label: Label): number {
  return Math.max(0.2, label.share);
}

function rowsOf(hashes: Int32Array, rows: ReadonlyMap<number, number>): Int32Array {
  const found = [0];
  for (const hash of hashes) {
    const row = rows.get(hash);
    if (row !== undefined) found.push(row);
  }
  return Int32Array.from(found);
}

/** What a first look says of each statement, as the scorer computes it. */
function opinions(example: Example, features: Hashes, { rows, weights }: FirstLook): Opinions {
  const width = weights.directions.length;
  return example.posting.statements.map((_, i) => {
    const hashes = features.get(i);
    if (!hashes) return undefined;
    const sums = new Int32Array(width);
    for (const row of rowsOf(hashes, rows))
      if (row > 0) for (let d = 0; d < width; d++) sums[d]! += weights.rows[(row - 1) * width + d] as number;
    const scores = weights.bias.slice();
    for (const [d, outputs] of weights.directions.entries())
      for (let k = 0; k < OUTPUTS; k++) scores[k]! += (sums[d] as number) * (outputs[k] as number);
    toProbabilities(scores);
    return scores;
  });
}

function trainSecondLook(
  examples: readonly Example[],
  contexts: readonly Opinions[],
  uses: (n: number) => boolean,
): Network {
  const samples: ContextSample[] = [];
  for (const [n, example] of examples.entries()) {
    if (!uses(n)) continue;
    for (const [i, label] of example.labels.entries()) {
      const inputs = contexts[n]?.[i];
      if (label && inputs)
        samples.push({ inputs, target: targetOf(label.main, label.second), weight: weightOf(label) });
    }
  }
  return trainNetwork(samples, NETWORK);
}

function secondLook(network: Network, inputs: Float32Array, first: Float32Array): Float32Array {
  const scores = new Float32Array(OUTPUTS);
  runNetwork(network, inputs, new Float32Array(network.hidden), scores);
  toProbabilities(scores);
  blend(first, scores);
  return scores;
}

/** Figures over the labels' units: one that the parser took for a heading counts as wrong. */
function report(
  name: string,
  examples: readonly Example[],
  folds: readonly number[],
  opinionsOf: readonly Opinions[],
): { thresholds: number[] } {
  const outcomes: Outcome[] = [];
  let missed = 0;
  for (const [n, example] of examples.entries()) {
    for (const unit of example.labelled.units) {
      if (unit.code === undefined) continue;
      const statement = closestStatement(example.posting, unit);
      const probabilities = statement && opinionsOf[n]?.[statement.index];
      if (!probabilities) missed++;
      outcomes.push({
        probabilities: probabilities ?? new Float32Array(OUTPUTS),
        found: probabilities !== undefined,
        main: FACETS.indexOf(unit.code),
        second: unit.second === undefined ? -1 : FACETS.indexOf(unit.second),
        fold: folds[n] as number,
      });
    }
  }
  const figures = measure(outcomes);
  log(`${name}, ${outcomes.length} units, ${missed} of them not found as statements`);
  console.log(figuresLines(figures));
  if (has('--confusion')) console.log(confusionTable(figures));
  return { thresholds: figures.any.map(one => one.threshold) };
}

/** For eval, which shows these beside the fit of the shipped weights. */
function keepGuesses(examples: readonly Example[], final: readonly Opinions[], thresholds: readonly number[]): void {
  const guesses: StatementGuess[] = [];
  for (const [n, { labelled, posting }] of examples.entries()) {
    for (const statement of posting.statements) {
      const chances = final[n]?.[statement.index];
      if (!chances) continue;
      const { main, second } = decide(chances, thresholds);
      guesses.push({
        file: labelled.file,
        ...statement.span,
        main: FACETS[main] as Facet,
        ...(second >= 0 && { second: FACETS[second] as Facet }),
        scores: Object.fromEntries(FACETS.map((facet, k) => [facet, chances[FACET_COUNT + k]])) as Record<
          Facet,
          number
        >,
      });
    }
  }
  writeOutOfFold('statements', guesses);
}

main();
