import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import type { Kind } from '../kinds/types.js';
import { cardSchema } from './card-schema.js';

/** As much of a JSON Schema as the guide to writing rules reads. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** The shape of `params:` of a kind, for editors and for the guide. */
export function paramsJsonSchema(kind: Kind): JsonSchema {
  return convert(kind.params);
}

/** The shape of a card file, for editors: which `params:` are allowed hangs on `kind:`. */
export function cardJsonSchema(kinds: ReadonlyMap<string, Kind>): unknown {
  return {
    ...convert(cardSchema),
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Rule card of sm-jd',
    allOf: [...kinds.values()].map(kind => ({
      if: { properties: { kind: { const: kind.name } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { params: paramsJsonSchema(kind) } },
    })),
  };
}

/** What has no counterpart in JSON Schema (checks in code) is left out: the loader still does it. */
function convert(schema: GenericSchema): JsonSchema {
  const { $schema: _, ...rest } = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });
  return rest as JsonSchema;
}
