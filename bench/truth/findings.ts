/**
 * Prints a random sample of what the originality rules tell on the open pool, with both texts, for reading by eye:
 *
 *     npx tsx bench/truth/findings.ts --rule originality/copied-boilerplate --against employers --sample 50 --seed 1
 *
 * Every posting is compared with the 10,046 others; the employer is the one the pool names. Rules speak here whatever
 * the posting's role is, or there would be too few to judge them by.
 */
import { Command } from 'commander';
import { employerKey } from '../../src/boilerplate/employers.js';
import { buildPeers } from '../../src/boilerplate/peers.js';
import { builtInStock } from '../../src/boilerplate/store/stock-file.js';
import type { Posting } from '../../src/core/types.js';
import { parsePosting } from '../../src/document/index.js';
import { createLinter } from '../../src/engine/linter.js';
import { BUILT_IN_KINDS } from '../../src/kinds/index.js';
import { profilePosting } from '../../src/profile/index.js';
import { builtInCards } from '../../src/rules/built-in.js';
import { sample, seededRandom } from '../support/random.js';
import { type PoolPosting, readPool } from './pool.js';

const AROUND = 80;

const {
  rule,
  against,
  sample: size,
  seed,
} = new Command('findings')
  .option('--rule <id>', 'which rule', 'originality/copied-boilerplate')
  .option('--against <what>', 'employers, templates, or all', 'all')
  .option('--sample <n>', 'how many findings to print', '50')
  .option('--seed <n>', 'of the sample', '1')
  .parse()
  .opts<{ rule: string; against: string; sample: string; seed: string }>();

const pool = readPool();
const byPath = new Map(pool.map(one => [`${one.id}.md`, one]));
const postings = pool.map(read);
const peers = buildPeers(postings, { stock: builtInStock() });
const { cards, lists } = builtInCards();
const card = cards.find(one => one.id === rule);
if (card === undefined) throw new Error(`there is no rule ${rule}`);
const { roles: _, ...where } = card.where;
const linter = createLinter({
  cards: [{ ...card, where }],
  lists,
  kinds: BUILT_IN_KINDS,
  settings: [{ name: '*', severity: 'on' }],
  profile: profilePosting,
});

const told = postings.flatMap(posting =>
  linter
    .lint(posting, peers)
    .file.findings.filter(
      ({ message }) => against === 'all' || / template \(/.test(message) === (against === 'templates'),
    )
    .map(finding => ({ posting, finding })),
);
const counted = new Set(told.map(({ posting }) => posting.path)).size;
console.log(
  `${told.length} findings of ${rule} in ${counted} of ${pool.length} postings; ${size} of them, seed ${seed}`,
);
for (const [i, { posting, finding }] of sample(told, Number(size), seededRandom(Number(seed))).entries()) {
  const own = byPath.get(posting.path) as PoolPosting;
  console.log(`\n=== ${i + 1}. ${own.id} | ${own.org} | ${own.title}\n${finding.message}`);
  for (const { help, title } of finding.suggestions) console.log(`  ${help ?? 'suggestion'}: ${title}`);
  const other = byPath.get(/"([^"]+\.md)"/.exec(finding.message)?.[1] ?? '');
  if (other !== undefined) console.log(`  other: ${other.id} | ${other.org} | ${other.title}`);
  for (const { start, end } of finding.evidence.length > 0 ? finding.evidence : [finding.span]) {
    const piece = (from: number, to: number) => posting.source.slice(Math.max(0, from), to).replace(/\s+/g, ' ');
    console.log(`  - …${piece(start - AROUND, start)}⟦${piece(start, end)}⟧${piece(end, end + AROUND)}…`);
  }
}

/** A pool posting whose employer is known from outside, as from a corpus's table. */
function read({ id, org, text }: PoolPosting): Posting {
  const posting = parsePosting(text, { path: `${id}.md` });
  if (employerKey(org) === '') return posting;
  const fact = { key: 'employer', value: org.trim(), span: { start: 0, end: 0 }, from: 'front-matter' } as const;
  return { ...posting, facts: [fact, ...posting.facts] };
}
