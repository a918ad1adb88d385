/** Replaces the file given by turns with one text and another until it is killed. For the kill test. */
import { readFile } from 'node:fs/promises';
import { replaceFile } from '../../src/cli/write-file.js';

const path = process.argv[2] as string;
const texts = ['old', 'new'].map(word => `${word} ${(word[0] as string).repeat(300_000)} end\n`) as [string, string];
let current = await readFile(path, 'utf8');
for (;;) {
  const next = current === texts[0] ? texts[1] : texts[0];
  process.stdout.write('.');
  await replaceFile(path, current, next);
  current = next;
}
