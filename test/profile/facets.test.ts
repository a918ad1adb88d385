import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compress, storeWeights } from '../../bench/train/facets/compress.js';
import { closestStatement, foldsOf, readExamples } from '../../bench/train/facets/examples.js';
import { type Sample, targetOf, trainLinear } from '../../bench/train/facets/linear.js';
import { FACETS } from '../../src/core/facets.js';
import { parsePosting } from '../../src/document/index.js';
import { lexicon } from '../../src/lexicon/lexicon.js';
import { CONTEXT_INPUTS, contextInputs } from '../../src/profile/facets/context.js';
import { evidenceSpans } from '../../src/profile/facets/evidence.js';
import { FeatureReader, wordForm } from '../../src/profile/facets/features.js';
import { scoreFacets } from '../../src/profile/facets/index.js';
import { OUTPUTS } from '../../src/profile/facets/outputs.js';
import { decide } from '../../src/profile/facets/scorer.js';
import { stem } from '../../src/profile/facets/stem.js';
import { RowTable, readWeights, type StoredWeights } from '../../src/profile/facets/weights.js';
import { describeWithShared, sharedPath } from '../support/shared.js';

const MODEL = new URL('../../src/profile/facets/model.json', import.meta.url);

const POSTING = `# Community Manager

## What you will do

- Reply to comments and messages from our members within a working day
- Schedule posts on Facebook and Instagram
- Write a **weekly** newsletter
- Report monthly on engagement and set next quarter's goals
- Work closely with the design team

## What you bring

- Proficient in Hootsuite, Canva and Photoshop
- Excellent communication skills
- 3+ years of experience in social media
- Eager to learn and to keep up with trends

## What we offer

- 25 days of paid holiday and a pension

## How to apply

Send your CV by mail before 1 May.
`;

function facetsOf(source: string) {
  const posting = parsePosting(source, { path: 'posting.md' });
  const scored = scoreFacets(posting, lexicon());
  return posting.statements.map((statement, i) => ({ statement, scored: scored[i] }));
}

describe('the facets of a plain posting', () => {
  const found = facetsOf(POSTING);
  const of = (words: string) => found.find(one => one.statement.prose.text.includes(words))?.scored;

  it.each([
    ['Reply to comments', 'R'],
    ['Schedule posts', 'P'],
    ['newsletter', 'C'],
    ['Report monthly', 'S'],
    ['design team', 'W'],
    ['Hootsuite', 'T'],
    ['communication skills', 'G'],
    ['3+ years', 'Q'],
    ['Eager to learn', 'L'],
    ['paid holiday', 'B'],
    ['Send your CV', 'O'],
  ])('%s is %s', (words, facet) => {
    expect(of(words)?.main).toBe(facet);
  });

  it('gives none to headings and one to everything else', () => {
    for (const { statement, scored } of found) expect(scored === undefined).toBe(statement.kind === 'heading');
  });

  it('shows the words that tipped it, where they stand in the source', () => {
    const words = (of('Reply to comments')?.evidence ?? [])
      .map(({ start, end }) => POSTING.slice(start, end))
      .join(' ');
    expect(words).toContain('Reply');
    expect(words).not.toContain('working day');
  });

  it('says the same again', () => {
    expect(facetsOf(POSTING).map(one => one.scored)).toEqual(found.map(one => one.scored));
  });
});

it('keeps its promises on any text', () => {
  const line = fc.oneof(
    fc.constantFrom('# Role', 'Requirements:', '- Answer questions', '- SQL, Python', '* * *', '> quoted', '| a | b |'),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), lines => {
      for (const { statement, scored } of facetsOf(lines.join('\n'))) {
        if (!scored) continue;
        expect(scored.evidence.length).toBeGreaterThan(0);
        expect(scored.secondEvidence.length > 0).toBe(scored.second !== undefined);
        expect(scored.second).not.toBe(scored.main);
        for (const facet of FACETS) {
          expect(scored.scores[facet]).toBeGreaterThanOrEqual(0);
          expect(scored.scores[facet]).toBeLessThanOrEqual(1);
        }
        for (const list of [scored.evidence, scored.secondEvidence]) {
          let last = statement.span.start;
          for (const { start, end } of list) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(statement.span.end);
            last = end;
          }
        }
      }
    }),
    { numRuns: 150 },
  );
});

describe('decide', () => {
  const thresholds = FACETS.map(() => 0.4);
  const chances = (main: number, any: Readonly<Record<number, number>>) => {
    const list = new Float32Array(OUTPUTS);
    list[main] = 0.9;
    for (const [facet, chance] of Object.entries(any)) list[FACETS.length + Number(facet)] = chance;
    return list;
  };

  it('takes the surest other facet that reaches its threshold', () => {
    expect(decide(chances(2, { 2: 0.9, 3: 0.5, 5: 0.7 }), thresholds)).toEqual({ main: 2, second: 5 });
  });

  it('takes no second where none reaches it', () => {
    expect(decide(chances(2, { 2: 0.9, 3: 0.39 }), thresholds)).toEqual({ main: 2, second: -1 });
  });
});

describe('evidence', () => {
  const posting = parsePosting('Respond to the many comments in our lively forum.', { path: 'a.md' });
  const statement = posting.statements[0] as (typeof posting.statements)[number];
  const texts = (weights: readonly number[]) =>
    evidenceSpans(statement, Float32Array.from(weights)).map(({ start, end }) => posting.source.slice(start, end));

  it('joins strong words across one weak one and leaves joining words out at the ends', () => {
    expect(texts([5, 1, 4, 0, 5, 0, 0, 0, 0])).toEqual(['Respond to the many comments']);
    expect(texts([0, 5, 5, 5, 5, 0, 0, 0, 0])).toEqual(['many comments']);
    expect(texts([5, 0, 0, 4, 5, 0, 0, 0, 3])).toEqual(['Respond', 'many comments', 'forum']);
  });

  it('is the whole statement where no word spoke for the facet', () => {
    expect(texts([0, 0, -1, 0, 0, 0, 0, 0, 0])).toEqual([posting.source]);
  });
});

it.each([
  ['replying', 'reply'],
  ['replies', 'reply'],
  ['planned', 'plan'],
  ['planning', 'plan'],
  ['writes', 'write'],
  ['communities', 'community'],
  ['managed', 'manages'],
])('%s and %s have one stem', (a, b) => {
  expect(stem(a)).toBe(stem(b));
});

it('counts figures and addresses alike', () => {
  expect(wordForm('2019')).toBe(wordForm('1998'));
  expect(wordForm('a@b.example')).toBe(wordForm('c@d.example'));
  expect(wordForm("company's")).toBe('company');
});

describe('the shipped weights', () => {
  const text = readFileSync(MODEL, 'utf8');

  it('take 400 KB at most', () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(400 * 1024);
  });

  it('fit the code that reads them', () => {
    const weights = readWeights(JSON.parse(text) as StoredWeights);
    expect(weights.network.toHidden.length).toBe(CONTEXT_INPUTS * weights.network.hidden);
    expect(weights.network.toOutput.length).toBe(OUTPUTS * weights.network.hidden);
    expect(weights.directions.length).toBe(OUTPUTS * weights.width);
    expect(weights.rows.length % weights.width).toBe(0);
    expect(weights.bias.length).toBe(OUTPUTS);
    expect(weights.thresholds.length).toBe(FACETS.length);
  });
});

it('finds every hash of a table, and no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), fc.integer(), (hashes, other) => {
      const table = new RowTable(Int32Array.from(hashes));
      for (const [row, hash] of hashes.entries()) expect(table.find(hash)).toBe(row);
      expect(table.find(other | 0)).toBe(hashes.indexOf(other | 0));
    }),
  );
});

describe('training', () => {
  // Row 1 speaks for T, row 2 for R, row 3 for nothing; row 0 is the bias.
  const samples: Sample[] = Array.from({ length: 200 }, (_, i) => ({
    rows: Int32Array.from(i % 3 === 0 ? [0, 1 + (i % 2), 3] : [0, 1 + (i % 2)]),
    target: targetOf(i % 2, -1),
    weight: 1,
  }));
  const options = { epochs: 5, rate: 0.1, ridge: 1e-6, seed: 1, dropout: 0 };

  it('learns which row speaks for what, the same every time', () => {
    const weights = trainLinear(samples, 4, options);
    expect(weights[OUTPUTS]).toBeGreaterThan(0.5);
    expect(weights[2 * OUTPUTS + 1]).toBeGreaterThan(0.5);
    expect(Math.abs(weights[3 * OUTPUTS] as number)).toBeLessThan(weights[OUTPUTS] as number);
    expect(trainLinear(samples, 4, options)).toEqual(weights);
  });

  it('gives back what it stored', () => {
    const compressed = compress(trainLinear(samples, 4, options), samples, 3);
    const hashes = [-5, 7, 2 ** 31 - 1];
    const network = {
      hidden: 1,
      toHidden: new Float32Array(CONTEXT_INPUTS).fill(0.5),
      hiddenBias: new Float32Array(1),
      toOutput: new Float32Array(OUTPUTS).fill(-0.25),
      outputBias: new Float32Array(OUTPUTS),
    };
    const groups = {
      byHash: new Map([
        [-1, 3],
        [12, 1],
      ]),
      coarse: [0, 0, 1, 1],
    };
    const stored = storeWeights(
      groups,
      hashes,
      compressed,
      network,
      FACETS.map(() => 0.5),
    );
    const weights = readWeights(JSON.parse(JSON.stringify(stored)) as StoredWeights);
    for (const [row, hash] of hashes.entries()) {
      const at = weights.table.find(hash);
      expect([...weights.rows.subarray(3 * at, 3 * at + 3)]).toEqual([
        ...compressed.rows.subarray(3 * row, 3 * row + 3),
      ]);
    }
    expect(weights.groups.of(-1)).toBe(3);
    expect(weights.groups.of(12)).toBe(1);
    expect(weights.groups.of(13)).toBe(-1);
    expect(weights.network.toHidden[0]).toBeCloseTo(0.5, 3);
    expect(weights.network.toOutput[0]).toBeCloseTo(-0.25, 3);
  });
});

describe('context', () => {
  it('sees the opinions around a statement, of its section and of the whole', () => {
    const posting = parsePosting('## Duties\n\n- One\n- Two\n\n## Benefits\n\n- Three\n', { path: 'a.md' });
    const opinion = (facet: number) => Float32Array.from({ length: OUTPUTS }, (_, k) => (k === facet ? 0.9 : 0.005));
    let n = 0;
    const first = posting.statements.map(one => (one.kind === 'heading' ? undefined : opinion(n++)));
    const inputs = contextInputs(posting, first);
    expect(inputs.map(one => one !== undefined)).toEqual(posting.statements.map(one => one.kind !== 'heading'));
    const two = inputs[2] as Float32Array;
    const before = 2 * OUTPUTS;
    // Faint chances count as none.
    expect(two[before]).toBeCloseTo(0.9);
    expect(two[before + 1]).toBe(0);
    expect(two.every(value => Number.isFinite(value))).toBe(true);
  });
});

it('reads a feature of a phrase from the tokens it stands in', () => {
  const posting = parsePosting('- Answer questions of members', { path: 'a.md' });
  const reader = new FeatureReader({ of: () => -1, coarse: [] }, lexicon());
  const ranges: string[] = [];
  reader.readPosting(posting, (statement, features) => {
    for (let i = 0; i < features.length; i++) {
      const from = features.from[i] as number;
      const to = features.to[i] as number;
      expect(to).toBeLessThanOrEqual(statement.tokens.length);
      if (to > from) ranges.push(`${from}-${to}`);
    }
  });
  expect(ranges).toContain('0-1');
  expect(ranges).toContain('0-2');
});

describeWithShared('the labelled postings', 'corpus/labels', () => {
  const examples = readExamples(sharedPath('corpus'));

  it('never stand with one employer on both sides of a split', () => {
    const folds = foldsOf(examples, 5);
    const foldOf = new Map<number, number>();
    for (const [i, { group }] of examples.entries()) {
      expect(foldOf.get(group) ?? folds[i]).toBe(folds[i]);
      foldOf.set(group, folds[i] as number);
    }
    expect(new Set(folds).size).toBe(5);
  });

  it('find a statement for nearly every unit', () => {
    let units = 0;
    let found = 0;
    for (const { labelled, posting } of examples) {
      for (const unit of labelled.units) {
        if (unit.code === undefined) continue;
        units++;
        if (closestStatement(posting, unit)?.kind !== 'heading') found++;
      }
    }
    expect(found / units).toBeGreaterThan(0.98);
  });
});
