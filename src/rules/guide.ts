import type { Kind } from '../kinds/types.js';
import { type JsonSchema, paramsJsonSchema } from './json-schema.js';

/** The chapter "Kinds" of `docs/writing-rules.md`: every kind with its params and placeholders, in Markdown. */
export function kindsGuide(kinds: ReadonlyMap<string, Kind>): string {
  return [...kinds.values()].map(kindGuide).join('\n');
}

function kindGuide(kind: Kind): string {
  const rows = paramRows(paramsJsonSchema(kind), '');
  const placeholders = Object.entries(kind.placeholders);
  return [
    `### ${kind.name}`,
    '',
    kind.summary,
    '',
    '| param | value | default | meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
    `Placeholders: ${placeholders.map(([name, meaning]) => `\`{${name}}\` ${meaning}`).join('; ')}.`,
    '',
  ].join('\n');
}

function paramRows(schema: JsonSchema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, param]) => {
    const isRequired = schema.required?.includes(name) === true;
    const fallback = param.default === undefined ? '' : `\`${JSON.stringify(param.default)}\``;
    const row = `| \`${prefix}${name}\` | ${valueInWords(param)} | ${isRequired ? 'required' : fallback} | ${cell(param.description ?? '')} |`;
    const inner = param.properties !== undefined ? param : param.items;
    const many = Object.keys(inner?.properties ?? {}).length;
    // A map by facet is said in a word.
    return many > 0 && many < 12 ? [row, ...paramRows(inner as JsonSchema, `${prefix}${name}.`)] : [row];
  });
}

function valueInWords(schema: JsonSchema): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum !== undefined) {
    return schema.enum.length > 15 ? 'a name' : schema.enum.map(one => `\`${one}\``).join(', ');
  }
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(valueInWords))].join(' or ');
  switch (schema.type) {
    case 'array':
      return `list of ${schema.items === undefined ? 'values' : valueInWords(schema.items)}`;
    case 'string':
      return 'text';
    case 'object':
      return 'keys';
    default:
      return schema.type ?? 'any';
  }
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
