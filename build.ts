/**
 * Makes dist/: the CLI and the public API bundled by esbuild and Rollup, declarations by tsc, and the
 * rule cards that ship. Everything that runs is inside, so an installed sm-jd brings no other package:
 * one file to read starts faster than the 70 that remark-parse alone is made of.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import { build, type Metafile, type Plugin } from 'esbuild';
import { rollup } from 'rollup';
import { configSchema } from './src/config/schema.js';
import { BUILT_IN_KINDS } from './src/kinds/index.js';
import { compileCards } from './src/rules/compile.js';
import { cardJsonSchema } from './src/rules/json-schema.js';

const root = dirname(fileURLToPath(import.meta.url));
/** Everything is made here and put in place when all is well: a failed build leaves the last good dist/. */
const nextDir = join(root, `node_modules/.cache/sm-jd-build-${process.pid}`);
const lastDir = `${nextDir}-last`;
/** The bundle as esbuild splits it: some 70 small files, of which linting needs 40. */
const splitDir = `${nextDir}-split`;
const outDir = join(root, 'dist');

const ENTRY_POINTS = {
  'cli/main': 'src/cli/main.ts',
  'cli/lint-worker': 'src/cli/lint-worker.ts',
  index: 'src/index.ts',
  remark: 'src/remark.ts',
};

/** What `src/core/lazy-packages.ts` reads when it is needed: a file each. */
const LAZY_PACKAGES = ['yaml', 'htmlparser2'];

/** Code that finds a file of dist/packages. Bundles lie in dist/ or a folder of it. */
const PACKAGE_PATH = `
  import { existsSync } from 'node:fs';
  import { fileURLToPath } from 'node:url';
  function packagePath(name) {
    const [near, far] = ['./', '../'].map(up => fileURLToPath(new URL(up + 'packages/' + name + '.cjs', import.meta.url)));
    return existsSync(near) ? near : far;
  }
`;

const cards = JSON.stringify(compileCards(join(root, 'rules')));
process.once('exit', () => {
  for (const folder of [nextDir, splitDir]) rmSync(folder, { recursive: true, force: true });
});
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ENTRY_POINTS,
  outdir: splitDir,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Names stay, so that a stack trace in a bug report can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  // Packages in CommonJS (commander is one) require Node's own modules.
  banner: {
    js: "import { createRequire as nodeRequire } from 'node:module';const require = nodeRequire(import.meta.url);",
  },
  plugins: [weightsAside(), packagesAside(), withoutSubprocesses()],
  metafile: true,
  logLevel: 'warning',
});
const { metafile: packagesMetafile } = await build({
  absWorkingDir: root,
  entryPoints: LAZY_PACKAGES,
  outdir: join(nextDir, 'packages'),
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
await joinFiles();
writeFileSync(join(nextDir, 'cards.json'), cards);
writeFileSync(join(nextDir, 'config.schema.json'), json(configJsonSchema()));
writeFileSync(join(nextDir, 'card.schema.json'), json(cardJsonSchema(BUILT_IN_KINDS)));
writeFileSync(join(nextDir, 'THIRD-PARTY-LICENSES.txt'), licences([metafile, packagesMetafile]));
declarations();
if (existsSync(outDir)) renameSync(outDir, lastDir);
renameSync(nextDir, outDir);
rmSync(lastDir, { recursive: true, force: true });

/**
 * Joins what every start needs into one file, and what linting with a text report needs besides into
 * another: each file more takes a start about half a millisecond.
 */
async function joinFiles(): Promise<void> {
  const bundle = await rollup({
    input: Object.fromEntries(Object.keys(ENTRY_POINTS).map(name => [name, join(splitDir, `${name}.js`)])),
    external: id => isBuiltin(id),
    // esbuild has left out what is not used.
    treeshake: false,
    onLog: (level, log) => process.stderr.write(`${level}: ${log.message}\n`),
  });
  const isEntry = (id: string) => Object.keys(ENTRY_POINTS).some(name => id === join(splitDir, `${name}.js`));
  let start: ReadonlySet<string> | undefined;
  let lint: ReadonlySet<string> | undefined;
  await bundle.write({
    dir: nextDir,
    format: 'es',
    compact: true,
    chunkFileNames: 'chunks/[name]-[hash].js',
    manualChunks(id, { getModuleIds, getModuleInfo }) {
      if (isEntry(id)) return undefined;
      const neededBy = (name: RegExp) => {
        const found = new Set<string>();
        const visit = (one: string): void => {
          if (found.has(one)) return;
          found.add(one);
          for (const next of getModuleInfo(one)?.importedIds ?? []) visit(next);
        };
        for (const one of getModuleIds()) if (name.test(one)) visit(one);
        return found;
      };
      start ??= neededBy(/\/(?:cli\/main|command-line-\w+)\.js$/);
      lint ??= neededBy(/\/chunks\/(?:lint|text)-\w+\.js$/);
      return start.has(id) ? 'start' : lint.has(id) ? 'lint' : undefined;
    },
  });
  await bundle.close();
}

/** Keeps trained weights and term lists out of the code, where every start would compile them as text. */
function weightsAside(): Plugin {
  return {
    name: 'weights-aside',
    setup({ onLoad }) {
      onLoad({ filter: /src\/.*\.json$/ }, ({ path }) => {
        const name = relative(join(root, 'src'), path).replaceAll(sep, '-');
        mkdirSync(join(nextDir, 'data'), { recursive: true });
        copyFileSync(path, join(nextDir, 'data', name));
        return { contents: readingModule(name) };
      });
    },
  };
}

/** Code of a module whose value is a JSON file in dist/data. Bundles lie in dist/ or a folder of it. */
function readingModule(name: string): string {
  return `
    import { existsSync, readFileSync } from 'node:fs';
    const [near, far] = ['./data/${name}', '../data/${name}'].map(path => new URL(path, import.meta.url));
    export default JSON.parse(readFileSync(existsSync(near) ? near : far, 'utf8'));
  `;
}

/** Has all code share the copy of a package that is read only when it is needed. */
function packagesAside(): Plugin {
  const names = new RegExp(`^(?:${LAZY_PACKAGES.join('|')})$`);
  return {
    name: 'packages-aside',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: names }, ({ path }) => ({ path, namespace: 'packages-aside' }));
      onLoad({ filter: names, namespace: 'packages-aside' }, ({ path }) => ({
        contents: `${PACKAGE_PATH} export const { ${exportsOf(path)} } = require(packagePath('${path}'));`,
      }));
      onLoad({ filter: /src\/core\/lazy-packages\.ts$/ }, ({ path }) => ({
        contents:
          readFileSync(path, 'utf8').replace(/\brequire\(('[\w-]+')\)/g, 'require(packagePath($1))') + PACKAGE_PATH,
        loader: 'ts',
      }));
    },
  };
}

function exportsOf(packageName: string): string {
  return Object.keys(createRequire(import.meta.url)(packageName)).join(', ');
}

/** commander can start other programs as commands, which sm-jd never does; it need not load what that takes. */
function withoutSubprocesses(): Plugin {
  return {
    name: 'without-subprocesses',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
        /node_modules\/commander\//.test(importer) ? { path: 'none', namespace: 'without-subprocesses' } : undefined,
      );
      onLoad({ filter: /^/, namespace: 'without-subprocesses' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}

/** What `.sm-jd.yaml` may hold, for editors. */
function configJsonSchema(): unknown {
  const schema = toJsonSchema(configSchema, { typeMode: 'input', errorMode: 'ignore' });
  return { ...schema, title: 'Configuration of sm-jd' };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The licence texts of every package that esbuild put into the bundle. */
function licences(metafiles: readonly Metafile[]): string {
  const folders = new Set<string>();
  for (const output of metafiles.flatMap(({ outputs }) => Object.values(outputs))) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
      if (folder && bytesInOutput > 0) folders.add(folder);
    }
  }
  const notices = [...folders].sort().map(folder => {
    const pkg = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return `${pkg.name} ${pkg.version} (${pkg.license})\n\n${licenceText(join(root, folder))}`;
  });
  return `sm-jd contains these packages:\n\n${notices.join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
}

function licenceText(folder: string): string {
  const file = readdirSync(folder).find(name => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${folder} is to be bundled, but ships no licence text`);
  return readFileSync(join(folder, file), 'utf8').trim();
}

function declarations(): void {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const { status } = spawnSync(
    process.execPath,
    [tsc, '-p', 'tsconfig.build.json', '--outDir', join(nextDir, 'types')],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) throw new Error('tsc could not write the declarations (see above)');
}
