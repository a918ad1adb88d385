import { expect, it } from 'vitest';
import { lintAll, type PostingOutcome } from '../../src/cli/lint-all.js';
import { Project } from '../../src/cli/project.js';
import type { RawPosting } from '../../src/cli/read-posting.js';
import { CLEAN } from './sample-project.js';

const ASKS = { balance: false, fingerprints: false, skips: false };

class Fragile extends Project {
  override async linterFor(path: string) {
    if (path === 'lint.md') throw new Error('no linter');
    return super.linterFor(path);
  }
}

it('loses one posting where it cannot be compared or linted, and lints the others', async () => {
  const raw = (path: string, source: string): RawPosting => ({ path, format: 'markdown', source });
  // What no file can hold: anything that breaks the parser.
  const broken = { length: 1 } as unknown as string;
  const wanted = [raw('a.md', CLEAN), raw('lint.md', CLEAN), raw('parse.md', broken), raw('b.md', CLEAN)];
  const outcomes = new Map<string, PostingOutcome>();
  await lintAll(
    { wanted, beside: [] },
    new Fragile({ config: false }),
    { flags: {}, asks: ASKS, corpus: undefined, runLengths: [12], jobs: 1 },
    {
      onRead: () => {},
      onLinted: async ({ path }, outcome) => void outcomes.set(path, outcome),
    },
  );
  const told = [...outcomes].map(([path, outcome]) => [path, 'lost' in outcome ? outcome.lost : 'linted']);
  expect(told).toEqual([
    ['a.md', 'linted'],
    ['lint.md', 'no linter'],
    ['parse.md', expect.stringMatching(/./)],
    ['b.md', 'linted'],
  ]);
});
