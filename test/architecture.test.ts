import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** Each layer and the layers that it may import. `index` and `remark` are what is imported from outside, a file each. */
const LAYERS: Record<string, readonly string[]> = {
  core: [],
  document: ['core'],
  lexicon: ['core'],
  profile: ['core', 'document', 'lexicon'],
  boilerplate: ['core', 'document', 'lexicon'],
  suggest: ['core', 'document', 'lexicon', 'profile', 'boilerplate'],
  kinds: ['core', 'document', 'lexicon', 'profile', 'boilerplate', 'suggest'],
  rules: ['core', 'document', 'lexicon', 'profile', 'boilerplate', 'suggest', 'kinds'],
  engine: ['core', 'document', 'lexicon', 'profile', 'boilerplate', 'suggest', 'kinds', 'rules'],
  config: ['core'],
  reporters: ['core'],
};
LAYERS.index = Object.keys(LAYERS).filter(layer => layer !== 'reporters' && layer !== 'config');
LAYERS.remark = [...LAYERS.index, 'index'];
LAYERS.cli = [...Object.keys(LAYERS)];

/** Files and folders of `src` that may touch the disk. */
const DISK = ['cli/', 'config/', 'rules/load.ts', 'rules/built-in.ts', 'rules/compile.ts', 'boilerplate/store/'];
const MARKDOWN_PARSERS = /^(unified|remark|mdast|micromark)/;

interface Import {
  readonly file: string;
  readonly from: string;
}

const imports: Import[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .flatMap(file => {
    const text = readFileSync(join(SRC, file), 'utf8');
    const specifiers = text.matchAll(/(?:^|\s)(?:from|import)\s*\(?\s*'([^']+)'/gm);
    return Array.from(specifiers, match => ({ file, from: match[1] as string }));
  });

function layerOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] as string) : file.replace(/\.[jt]s$/, '');
}

it('finds the imports it is about', () => {
  expect(imports.length).toBeGreaterThan(100);
});

it('lets every layer import only those below it', () => {
  const wrong = imports
    .filter(({ from }) => from.startsWith('.'))
    .map(({ file, from }) => ({ file, target: relative(SRC, join(SRC, dirname(file), from)) }))
    .filter(({ file, target }) => {
      const layer = layerOf(file);
      return layer !== layerOf(target) && !LAYERS[layer]?.includes(layerOf(target));
    })
    .map(({ file, target }) => `${file} imports ${target}`);
  expect(wrong).toEqual([]);
});

it('lets only the command line, the configuration, the loader of cards and the store touch the disk', () => {
  const touching = ['fs', 'fs/promises', 'child_process', 'worker_threads'].flatMap(name => [name, `node:${name}`]);
  const wrong = imports
    .filter(({ file, from }) => touching.includes(from) && !DISK.some(place => file.startsWith(place)))
    .map(({ file, from }) => `${file} imports ${from}`);
  expect(wrong).toEqual([]);
});

it('lets only the document layer parse Markdown', () => {
  const wrong = imports.filter(({ file, from }) => MARKDOWN_PARSERS.test(from) && layerOf(file) !== 'document');
  expect(wrong).toEqual([]);
});

it('writes node: before the names of Node’s own modules', () => {
  expect(imports.filter(({ from }) => builtinModules.includes(from))).toEqual([]);
});

it('never ends the process', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  expect(files.filter(file => readFileSync(join(SRC, file), 'utf8').includes('process.exit('))).toEqual([]);
});
