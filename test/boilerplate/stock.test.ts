import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CorpusError } from '../../src/boilerplate/corpus-error.js';
import type { StockTexts } from '../../src/boilerplate/peers.js';
import { type PostingQuery, queryOfPosting, queryOfText } from '../../src/boilerplate/query.js';
import { keyAt } from '../../src/boilerplate/shingles.js';
import {
  decodeStock,
  eachPhrase,
  employersOf,
  encodeStock,
  type Stock,
  stockTexts,
  templatePlaces,
} from '../../src/boilerplate/stock.js';
import { builtInStock } from '../../src/boilerplate/store/stock-file.js';
import { parsePosting } from '../../src/document/index.js';
import { sentences } from './texts.js';

const posting = (text: string) => queryOfPosting(parsePosting(`## Duties\n\n${text}\n`, { path: 'a.md' }));
const wordsOf = (query: PostingQuery, text: string, run: { from: number; to: number }) =>
  `## Duties\n\n${text}`.slice(query.words.starts[run.from], query.words.ends[run.to - 1]);

function phraseKeys(phrase: string): number[] {
  const { hashes } = queryOfText(phrase).words;
  const keys: number[] = [];
  eachPhrase(hashes, 0, hashes.length, key => {
    keys.push(key);
    return true;
  });
  return keys;
}

const templateKeys = (text: string) => {
  const { shingles } = queryOfText(text);
  return Array.from({ length: shingles.count }, (_, at) => keyAt(shingles, at));
};

const tables = (stock: Stock) => stockTexts(decodeStock('stock.bin', encodeStock(stock)));

const empty: Stock = { employers: 9, phrases: new Map(), templates: [] };

describe('counted phrases', () => {
  const phrase = 'carry the lamp through the mill at night';
  const stock = tables({ ...empty, phrases: new Map(phraseKeys(phrase).map(key => [key, 7])) });

  it('tells the longest phrase, as written', () => {
    const text = 'You *carry* the lamp through the Mill, at night, alone.';
    const query = posting(text);
    const told = stock.stockRuns(query);
    expect(told.map(({ run, employers }) => [wordsOf(query, text, run), employers])).toEqual([
      ['carry* the lamp through the Mill, at night', 7],
    ]);
  });

  it('keeps silent where a word differs, and across items', () => {
    expect(stock.stockRuns(posting('You carry the lamp past the mill at night.'))).toEqual([]);
    expect(stock.stockRuns(posting('Carry the lamp through\n\n## Requirements\n\nthe mill at night'))).toEqual([]);
  });
});

describe('templates', () => {
  const lines = sentences(3, 8);
  const template = { vendor: 'Acorn', role: 'lamp keeper', keys: templateKeys(lines.join('\n')) };
  const stock: StockTexts = tables({ ...empty, templates: [template] });
  const six = (line: string) => line.split(' ').slice(3, 9).join(' ');

  it('are told by one run of twelve words', () => {
    const [match] = stock.templates(posting(`We ask that you ${lines[2]} Then go home.`));
    expect(match).toMatchObject({ vendor: 'Acorn', role: 'lamp keeper' });
    expect(match?.runs).toHaveLength(1);
  });

  it('are told by three different runs of six words, not by two', () => {
    const text = (count: number) =>
      lines
        .slice(0, count)
        .map(line => `- You may ${six(line)} if you like`)
        .join('\n');
    expect(stock.templates(posting(text(2)))).toEqual([]);
    expect(stock.templates(posting(text(3)))).toHaveLength(1);
  });

  it('are not told by one line that the posting repeats', () => {
    const line = `- You may ${six(lines[0] as string)} if you like`;
    expect(stock.templates(posting([line, line, line, line].join('\n')))).toEqual([]);
  });

  it('are not told by phrases that five employers use', () => {
    const common = new Map(
      lines.flatMap(line => {
        const words = line.split(' ');
        return words.flatMap((_, i) => phraseKeys(words.slice(i, i + 6).join(' '))).map(key => [key, 5] as const);
      }),
    );
    const usual = tables({ ...empty, phrases: common, templates: [template] });
    expect(usual.templates(posting(`We ask that you ${lines[2]} Then go home.`))).toEqual([]);
  });
});

describe('the stock file', () => {
  const arbitraryStock = fc.record({
    employers: fc.nat(5000),
    phrases: fc
      .array(fc.tuple(fc.nat(2 ** 40 - 1), fc.integer({ min: 3, max: 3000 })), { maxLength: 50 })
      .map(list => new Map(list)),
    templates: fc.array(fc.record({ role: fc.string(), keys: fc.array(fc.nat(2 ** 40 - 1), { maxLength: 20 }) }), {
      maxLength: 4,
    }),
  });

  it('comes back as it was, and the same stock gives the same bytes', () => {
    fc.assert(
      fc.property(arbitraryStock, stock => {
        const bytes = encodeStock(stock);
        const back = decodeStock('stock.bin', bytes);
        expect(back.employers).toBe(stock.employers);
        expect(back.phrases.size).toBe(stock.phrases.size);
        for (const [key, count] of stock.phrases) expect(employersOf(back, key)).toBe(count);
        expect(back.templates).toEqual(stock.templates.map(({ role }) => ({ role })));
        stock.templates.forEach(({ keys }, template) => {
          keys.forEach((key, at) => {
            expect(templatePlaces(back, key)).toContainEqual({ template, at });
          });
        });
        const others = [0, 2 ** 40 - 1].filter(key => !stock.phrases.has(key));
        for (const key of others) expect(employersOf(back, key)).toBe(0);
        expect(encodeStock(stock)).toEqual(bytes);
      }),
    );
  });

  it('is not trusted with a wrong byte, nor cut short', () => {
    const bytes = encodeStock({ employers: 3, phrases: new Map([[77, 4]]), templates: [{ role: 'a', keys: [1, 2] }] });
    for (let at = 0; at < bytes.length; at++) {
      const other = bytes.slice();
      other[at] = (other[at] as number) ^ 0x55;
      expect(() => decodeStock('stock.bin', other)).toThrow(CorpusError);
      expect(() => decodeStock('stock.bin', bytes.slice(0, at))).toThrow(CorpusError);
    }
  });

  it('that ships can be read, and knows the most used phrase of all', () => {
    const [told] = builtInStock().stockRuns(posting('- Excellent written and verbal communication skills'));
    expect(told?.employers).toBeGreaterThan(50);
  });
});
