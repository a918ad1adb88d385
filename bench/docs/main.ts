/** Writes the chapter "Kinds" of docs/writing-rules.md anew from the kinds themselves. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BUILT_IN_KINDS } from '../../src/kinds/index.js';
import { kindsGuide } from '../../src/rules/guide.js';

const file = fileURLToPath(new URL('../../docs/writing-rules.md', import.meta.url));
const source = readFileSync(file, 'utf8');
const chapter = /(?<=^<!-- kinds -->\n)[\s\S]*?(?=^<!-- end of kinds -->$)/mu;
if (!chapter.test(source)) throw new Error(`${file} has lost the marks around its chapter on kinds`);
writeFileSync(
  file,
  source.replace(chapter, () => `\n${kindsGuide(BUILT_IN_KINDS)}\n`),
);
