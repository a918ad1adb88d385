import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUILT_IN_KINDS } from '../../src/kinds/index.js';
import { builtInCards } from '../../src/rules/built-in.js';
import { compileCards } from '../../src/rules/compile.js';
import { loadCards } from '../../src/rules/load.js';

const card = (id: string, extra = '') =>
  `id: ${id}
kind: existence
severity: info
summary: A word
why: A reason.
sources: [{ title: House style, supports: it }]
message: '"{match}" here.'
params: { terms: [{voices}] }
examples:
  - { bad: Read a comment, marks: [comment] }
${extra}`.replace('[{voices}]', "['{voices}']");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cards-'));
  mkdirSync(join(folder, 'lexicon'));
  writeFileSync(join(folder, 'lexicon', 'lists.yaml'), 'set: lists\nlists:\n  voices: (comment*|mention*)\n');
  mkdirSync(join(folder, 'b'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const load = () => loadCards(folder, { kinds: BUILT_IN_KINDS });

describe('loadCards', () => {
  it('reads cards of all subfolders, by id, with the lists they name', () => {
    writeFileSync(join(folder, 'b', 'two.yaml'), card('b/two'));
    writeFileSync(join(folder, 'one.yml'), card('a/one'));
    writeFileSync(join(folder, 'notes.txt'), 'no card');
    const { cards, failures } = load();
    expect(failures).toEqual([]);
    expect(cards.map(one => one.id)).toEqual(['a/one', 'b/two']);
  });

  it('keeps the sound cards where others are broken', () => {
    writeFileSync(join(folder, 'b', 'two.yaml'), card('b/two'));
    writeFileSync(join(folder, 'b', 'one.yaml'), card('b/one').replace('kind: existence', 'kind: exist'));
    const { cards, failures } = load();
    expect(cards.map(one => one.id)).toEqual(['b/two']);
    expect(failures).toEqual([
      expect.objectContaining({ kind: 'card', subject: join(folder, 'b', 'one.yaml'), line: 2, column: 7 }),
    ]);
  });

  it('refuses a name that is taken, also by an alias', () => {
    writeFileSync(join(folder, 'b', 'one.yaml'), card('b/one', 'aliases: [b/old]\n'));
    writeFileSync(join(folder, 'b', 'two.yaml'), card('b/old'));
    const { cards, failures } = load();
    expect(cards.map(one => one.id)).toEqual(['b/one']);
    expect(failures[0]?.message).toBe(`the name "b/old" is taken by ${join(folder, 'b', 'one.yaml')}; choose another`);
  });

  it('says plainly what cannot be read', () => {
    expect(loadCards(join(folder, 'none'), { kinds: BUILT_IN_KINDS }).failures[0]?.message).toBe(
      'cannot read this folder: there is none of this name',
    );
    writeFileSync(join(folder, 'b', 'one.yaml'), '');
    expect(loadCards(join(folder, 'b', 'one.yaml'), { kinds: BUILT_IN_KINDS }).failures[0]?.message).toBe(
      'this is a file; give the folder that holds the cards',
    );
    chmodSync(join(folder, 'b', 'one.yaml'), 0);
    expect(load().failures).toHaveLength(1);
  });
});

describe('the cards that ship', () => {
  it('compile to JSON that says the same', () => {
    const compiled = compileCards('rules');
    expect(compiled.cards.length).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
    expect(builtInCards().cards).toEqual(compiled.cards);
  });

  it('stop the build where one is broken', () => {
    writeFileSync(join(folder, 'b', 'one.yaml'), 'id: x\n');
    expect(() => compileCards(folder)).toThrow(/one\.yaml:1:5: an id is/);
  });
});
