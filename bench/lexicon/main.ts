import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { buildLexicon, type LexiconData } from '../../src/lexicon/build.js';

const FOLDER = new URL('../../rules/lexicon/', import.meta.url);
const TARGET = new URL('../../src/lexicon/terms.generated.ts', import.meta.url);

/** Sets that the profile reads; other files of the folder belong to other layers. */
const SETS = new Set([
  'lists',
  'tools',
  'relating',
  'communication',
  'work',
  'audience',
  'roles',
  'traps',
  'platform-launches',
]);

/** Reads `rules/lexicon` and joins what the profile needs. */
export function lexiconFromRules(): LexiconData {
  const files = readdirSync(FOLDER)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => ({
      name: `rules/lexicon/${name}`,
      data: parse(readFileSync(new URL(name, FOLDER), 'utf8')) as unknown,
    }));
  return buildLexicon(files.filter(({ data }) => SETS.has((data as { set?: string } | null)?.set ?? '')));
}

/** The module that holds the lexicon as one JSON text, which is read only when first needed. */
export function lexiconModule(data: LexiconData): string {
  const json = JSON.stringify(data).replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return `// Made from rules/lexicon by \`npm run lexicon\`. Change the YAML files, not this one.\nexport const LEXICON_JSON =\n  '${json}';\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const data = lexiconFromRules();
  const text = lexiconModule(data);
  writeFileSync(TARGET, text);
  process.stdout.write(
    `${data.patterns.length} patterns in ${data.ids.length} groups, ${Math.round(text.length / 1024)} KiB\n`,
  );
}
