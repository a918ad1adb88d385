import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_KINDS } from '../../src/kinds/index.js';
import { parseCard } from '../../src/rules/card.js';

const LISTS = { people: '(customer*|member*)' };
const parse = (source: string) => parseCard(source, 'card.yaml', { kinds: BUILT_IN_KINDS, lists: LISTS });

/** What is wrong, as `line:column message`. */
const faults = (source: string) =>
  parse(source).failures.map(({ line, column, message }) => `${line}:${column} ${message}`);

const GOOD = `id: tone/buzz
kind: existence
severity: info
summary: Words that only sound
why: They tell a reader nothing.
sources:
  - title: Our own style guide
    supports: Plain words
message: '"{match}" says little.'
params:
  terms: [synergy, 'talk+ to {people}']
examples:
  - bad: Bring synergy.
    marks: [synergy]
  - good: Bring friends.
    because: says something
`;

describe('parseCard', () => {
  it('reads a card and fills in defaults', () => {
    const { card, failures } = parse(GOOD);
    expect(failures).toEqual([]);
    expect(card).toMatchObject({
      id: 'tone/buzz',
      aliases: [],
      where: {},
      sources: [{ verified: true }],
      params: { terms: ['synergy', 'talk+ to {people}'], except: [], min: 1, report: 'each' },
      file: 'card.yaml',
    });
  });

  it('gives plain data that survives JSON', () => {
    const { card } = parse(GOOD);
    expect(JSON.parse(JSON.stringify(card))).toEqual(card);
  });

  it('names unknown keys and what they were meant to be', () => {
    expect(faults(GOOD.replace('summary:', 'sumary:'))).toEqual([
      '1:1 "summary:" is missing; it says: What the rule finds, in a line',
      '4:1 unknown key "sumary"; did you mean "summary"?',
    ]);
    expect(faults(GOOD.replace('  terms:', '  trems:'))).toContain('11:3 unknown key "trems"; did you mean "terms"?');
    expect(faults(GOOD.replace('    because: says', '    becuase: says'))).toContain(
      '16:5 unknown key "becuase"; did you mean "because"?',
    );
  });

  it('names unknown values and kinds', () => {
    expect(faults(GOOD.replace('severity: info', 'severity: warn'))).toEqual([
      '3:11 "warn" is none of the values known here; did you mean "warning"?',
    ]);
    expect(faults(GOOD.replace('kind: existence', 'kind: existance'))).toEqual([
      '2:7 there is no kind "existance"; did you mean "existence"?',
    ]);
    expect(faults(`${GOOD}where: { sections: [dutys] }\n`)).toEqual([
      '17:21 "dutys" is none of the values known here; did you mean "duties"?',
    ]);
  });

  it('reports every mistake at once, in source order', () => {
    const source = GOOD.replace('id: tone/buzz', 'id: Buzz')
      .replace('severity: info', 'severity: 3')
      .replace('message: \'"{match}" says', 'message: \'"{mach}" says')
      .replace("[synergy, 'talk+ to {people}']", 'synergy');
    const found = faults(source);
    expect(found).toHaveLength(3);
    expect(found[0]).toMatch(/^1:5 an id is "category\/name"/);
    expect(found[1]).toMatch(/^3:11 "3" is none of the values known here/);
    expect(found[2]).toBe('11:10 write a list here, not a text: each entry on a line of its own, after "- "');
  });

  it('checks placeholders against the kind', () => {
    expect(faults(GOOD.replace('{match}', '{mach}'))).toEqual([
      '9:10 "{mach}" is nothing that the kind "existence" fills in; did you mean "match"?',
    ]);
  });

  it("checks the placeholders of a kind's own messages", () => {
    const params = "variants: [{ all: [{ of: level, is: [mixed] }], message: '{titel}' }]";
    const source = GOOD.replace('kind: existence', 'kind: profile').replace(/terms: .*/, params);
    expect(faults(source)).toEqual([
      '11:60 "{titel}" is nothing that the kind "profile" fills in; did you mean "title"?',
    ]);
  });

  it('shows where a term cannot be read', () => {
    expect(faults(GOOD.replace('[synergy', '["(synergy|win"'))[0]).toMatch(
      /^11:11 pattern "\(synergy\|win", column 1: .*never closed/,
    );
    expect(faults(GOOD.replace('{people}', '{poeple}'))[0]).toMatch(/^11:20 .*no list named "poeple"/);
  });

  it('shows where an expression is none', () => {
    const source = GOOD.replace('kind: existence', 'kind: pattern').replace(
      "terms: [synergy, 'talk+ to {people}']",
      "regex: ['(a']",
    );
    expect(faults(source)).toEqual([expect.stringMatching(/^11:11 this is no regular expression: /)]);
  });

  it('explains what an alternative lacks', () => {
    const source = GOOD.replace('params:', 'params:\n  near: { terms: [shared], within: sentence }');
    expect(faults(source)).toEqual([
      '11:36 "sentence" is none of the values known here; known are statement, block, section, title, posting',
    ]);
  });

  it('says how an example is written', () => {
    expect(faults(GOOD.replace('    marks: [synergy]\n', ''))[0]).toMatch(
      /^13:5 a bad example says which words are marked/,
    );
    expect(faults(GOOD.replace('    because: says something\n', ''))[0]).toMatch(/^15:5 a good example says why/);
  });

  it('refuses YAML that is broken or too clever', () => {
    expect(faults('id: a: b\n')[0]).toMatch(/^1:\d+ this is no valid YAML: .*quotes/);
    expect(faults('- a\n- b\n')).toEqual(['1:1 a card consists of "key: value" lines; begin with "id: category/name"']);
    expect(faults('')).toEqual(['1:1 a card consists of "key: value" lines; begin with "id: category/name"']);
    expect(faults(`${GOOD}id: tone/again\n`)).toEqual(['17:1 this key is here twice; take one out']);
    expect(faults(GOOD.replace("[synergy, 'talk+ to {people}']", '&t [synergy]\n  except: *t'))).toEqual([
      '12:11 cards have no YAML aliases (*name); write the value out',
    ]);
    expect(faults(`${GOOD}__proto__: { polluted: true }\n`)).toEqual(['17:1 "__proto__" cannot be a key; take it out']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(faults(`a: ${'['.repeat(20_000)}`).length).toBeGreaterThan(0);
    expect(faults(`a: "${'x'.repeat(300_000)}"`)).toEqual(['1:1 the card has more than 256 KiB; split it']);
  });

  it('never throws, whatever it is given', () => {
    const words = fc.constantFrom(
      'id: ',
      'kind: existence\n',
      'params:',
      '\n',
      '  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '"',
      ': ',
      '&a ',
      '*a',
      '!!js/function ',
      '? ',
      '|\n',
      'null',
      '1',
      'terms',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), pieces => {
        const result = parse(pieces.join(''));
        expect(result.card === undefined).toBe(result.failures.length > 0);
      }),
    );
    fc.assert(
      fc.property(fc.nat(GOOD.length), fc.nat(GOOD.length), fc.string({ maxLength: 5 }), (from, length, text) => {
        parse(GOOD.slice(0, from) + text + GOOD.slice(from + length));
      }),
    );
  });
});
