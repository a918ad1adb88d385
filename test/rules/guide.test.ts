import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_KINDS } from '../../src/kinds/index.js';
import { parseCard } from '../../src/rules/card.js';
import { kindsGuide } from '../../src/rules/guide.js';
import { cardJsonSchema, paramsJsonSchema } from '../../src/rules/json-schema.js';

describe('docs/writing-rules.md', () => {
  const guide = readFileSync('docs/writing-rules.md', 'utf8');

  it('describes the kinds as they are (npx tsx bench/docs/main.ts mends it)', () => {
    expect(guide).toContain(kindsGuide(BUILT_IN_KINDS));
  });

  it('shows a card that loads', () => {
    const card = /```yaml\n([\s\S]*?)```/u.exec(guide)?.[1] ?? '';
    expect(parseCard(card, 'guide', { kinds: BUILT_IN_KINDS }).failures).toEqual([]);
  });
});

describe('the JSON Schema for editors', () => {
  it('knows the keys of a card and the params of its kind', () => {
    const schema = cardJsonSchema(BUILT_IN_KINDS) as {
      properties: Record<string, unknown>;
      required: string[];
      allOf: { if: { properties: { kind: { const: string } } } }[];
    };
    expect(Object.keys(schema.properties)).toContain('examples');
    expect(schema.required).toContain('summary');
    expect(schema.allOf.map(one => one.if.properties.kind.const)).toEqual([...BUILT_IN_KINDS.keys()]);
  });

  it('says what every param of every kind means', () => {
    for (const kind of BUILT_IN_KINDS.values()) {
      for (const [name, param] of Object.entries(paramsJsonSchema(kind).properties ?? {})) {
        expect(param.description, `${kind.name}: ${name}`).toBeTruthy();
      }
    }
  });
});
