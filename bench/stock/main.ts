/**
 * Makes `rules/stock/stock.bin` (`npm run build:stock`): which phrases stand in the postings of at
 * least three unrelated employers of the open pool, and the shingles of the public templates. Hashes
 * and names only; the same material gives the same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compare } from '../../src/boilerplate/compare.js';
import { employerKey } from '../../src/boilerplate/employers.js';
import { buildMemoryIndex } from '../../src/boilerplate/memory-index.js';
import { queryOfText } from '../../src/boilerplate/query.js';
import { keyAt } from '../../src/boilerplate/shingles.js';
import {
  eachPhrase,
  encodeStock,
  LONGEST_PHRASE,
  SHORTEST_PHRASE,
  type Template,
} from '../../src/boilerplate/stock.js';
import { sharedPath } from '../support/shared.js';
import { readPool } from '../truth/pool.js';

const FEWEST_EMPLOYERS = 3;
/** Employers whose postings share a run of so many words that few others use are taken for related. */
const RELATED_WORDS = 25;
const VENDORS: Readonly<Record<string, string>> = {
  workable: 'Workable',
  betterteam: 'Betterteam',
  onet: 'O*NET',
  toptal: 'Toptal',
};

const pool = readPool();
const queries = pool.map(posting => queryOfText(posting.text, posting.org));
const { groups, employers } = unrelatedGroups();

const phrases = countPhrases();
const templates = readTemplates();
const bytes = encodeStock({ employers, phrases, templates });
const folder = new URL('../../rules/stock/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('stock.bin', folder), bytes);
console.log(
  `${pool.length} postings of ${employers} unrelated employers: ${phrases.size} phrases; ${templates.length} templates; ${bytes.length} bytes`,
);

/** For each posting the number of its employer's group: the same for employers that are related. */
function unrelatedGroups(): { readonly groups: readonly number[]; readonly employers: number } {
  const numbers = new Map<string, number>();
  const own = pool.map(({ org, id }) => {
    const key = employerKey(org) || id;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  const parents = [...numbers.values()];
  const root = (number: number): number => {
    let top = number;
    while (parents[top] !== top) top = parents[top] as number;
    parents[number] = top;
    return top;
  };
  const index = buildMemoryIndex(
    pool.map(({ id, org, text }, i) => ({
      name: id,
      employer: org,
      source: text,
      query: queries[i] as (typeof queries)[number],
    })),
  );
  queries.forEach((query, i) => {
    const options = {
      minWords: RELATED_WORDS,
      skip: (id: number) => id === i,
      ownEmployer: (id: number) => own[id] === own[i],
    };
    for (const { id } of compare(query, index, options)) parents[root(own[id] as number)] = root(own[i] as number);
  });
  const groupOf = own.map(root);
  const named = groupOf.filter((_, i) => employerKey(pool[i]?.org) !== '');
  return { groups: groupOf, employers: new Set(named).size };
}

/** One length of phrase after the other, so that only one length's are held in memory. */
function countPhrases(): Map<number, number> {
  const counted = new Map<number, number>();
  for (let length = SHORTEST_PHRASE; length <= LONGEST_PHRASE; length++) {
    const holders = new Map<number, number | Set<number>>();
    queries.forEach(({ words }, posting) => {
      // Postings that name nobody may all be one employer's.
      if (employerKey(pool[posting]?.org) === '') return;
      const group = groups[posting] as number;
      for (let at = 0; at + length <= words.count; at++) {
        eachPhrase(words.hashes, at, at + length, (key, reached) => {
          // A phrase is stock only where its beginning is.
          if (reached < length) return reached < length - 1 || counted.has(key);
          const known = holders.get(key);
          if (known === undefined) holders.set(key, group);
          else if (typeof known !== 'number') known.add(group);
          else if (known !== group) holders.set(key, new Set([known, group]));
          return false;
        });
      }
    });
    for (const [key, known] of holders) {
      if (typeof known !== 'number' && known.size >= FEWEST_EMPLOYERS) counted.set(key, known.size);
    }
  }
  return counted;
}

function readTemplates(): Template[] {
  const folderOfTemplates = sharedPath('corpus/templates');
  return readFileSync(`${folderOfTemplates}/manifest.jsonl`, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as { file: string; vendor: string; role: string })
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, vendor, role }) => {
      const { shingles } = queryOfText(readFileSync(`${folderOfTemplates}/${file}`, 'utf8'));
      const keys = Array.from({ length: shingles.count }, (_, at) => keyAt(shingles, at));
      const owner = VENDORS[vendor];
      return { ...(owner === undefined ? {} : { vendor: owner }), role: role.replaceAll('-', ' '), keys };
    });
}
