/** Builds a corpus in a process of its own: `build-process.ts <folder> <replace|add> <first> <count>`. */
import { buildCorpus } from '../../src/boilerplate/store/build.js';
import { chainOfTexts } from './texts.js';

const [folder = '', mode, first, count] = process.argv.slice(2);
process.stdout.write('start\n');
await buildCorpus(folder, skip => chainOfTexts(Number(count), Number(first)).slice(skip), {
  mode: mode === 'add' ? 'add' : 'replace',
});
