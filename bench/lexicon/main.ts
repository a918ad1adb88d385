import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { buildLexicon, type LexiconData } from '../../src/lexicon/build.js';

const FOLDER = new URL('../../rules/lexicon/', import.meta.url);
const TARGET = new URL('../../src/lexicon/terms.generated.json', import.meta.url);

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

/** The file that holds the lexicon. */
export function lexiconFile(data: LexiconData): string {
  return `${JSON.stringify(data)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const data = lexiconFromRules();
  const text = lexiconFile(data);
  writeFileSync(TARGET, text);
  process.stdout.write(
    `${data.patterns.length} patterns in ${data.ids.length} groups, ${Math.round(text.length / 1024)} KiB\n`,
  );
}
