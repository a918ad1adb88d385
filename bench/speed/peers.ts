import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Case, projectFile, scratchPath } from './run.js';

interface Peer {
  readonly name: string;
  /** Path below `bench/peers/node_modules`. */
  readonly bin: string;
  /** Arguments for a folder of Markdown files or one file. */
  readonly args: (target: string, isFolder: boolean) => readonly string[];
  /** Rounds over a thousand postings; the slow ones get fewer. */
  readonly rounds: number;
  /** Its exit code is the number of findings. */
  readonly countsInExitCode?: boolean;
}

const MODULES = projectFile('bench/peers/node_modules');
const glob = (target: string, isFolder: boolean) => (isFolder ? `${target}/*.md` : target);

const PEERS: readonly Peer[] = [
  {
    name: 'write-good (raw text)',
    bin: 'write-good/bin/write-good.js',
    // It knows neither folders nor globs.
    args: (target, isFolder) => (isFolder ? readdirSync(target).map(name => join(target, name)) : [target]),
    rounds: 5,
    countsInExitCode: true,
  },
  {
    name: 'remark-lint recommended',
    bin: 'remark-cli/cli.js',
    args: target => [
      target,
      '--quiet',
      '--no-stdout',
      '--use',
      join(MODULES, 'remark-preset-lint-recommended/index.js'),
    ],
    rounds: 5,
  },
  {
    name: 'markdownlint-cli2',
    bin: 'markdownlint-cli2/markdownlint-cli2-bin.mjs',
    // It takes globs relative to the working folder, and `:` before a literal path.
    args: (target, isFolder) => [isFolder ? glob(target, true) : `:${target}`],
    rounds: 5,
  },
  {
    name: 'cspell',
    bin: 'cspell/bin.mjs',
    // Files outside its root are passed over.
    args: (target, isFolder) => [
      'lint',
      '--no-progress',
      '--root',
      isFolder ? target : dirname(target),
      isFolder ? '*.md' : basename(target),
    ],
    rounds: 5,
  },
  { name: 'alex', bin: 'alex/cli.js', args: (target, isFolder) => [glob(target, isFolder)], rounds: 1 },
  {
    name: 'textlint-rule-alex',
    bin: 'textlint/bin/textlint.js',
    args: (target, isFolder) => [
      '--config',
      textlintConfig(),
      '--rules-base-directory',
      MODULES,
      glob(target, isFolder),
    ],
    rounds: 1,
  },
];

export function peersInstalled(): boolean {
  return existsSync(MODULES);
}

/** Each peer as a case over a folder or a file, with how many rounds it is worth. */
export function peerCases(target: string, isFolder: boolean): { one: Case; rounds: number }[] {
  return PEERS.map(peer => ({
    one: {
      name: peer.name,
      args: [join(MODULES, peer.bin), ...peer.args(target, isFolder)],
      cwd: projectFile('bench/peers'),
      ...(peer.countsInExitCode && { anyExitCode: true }),
    },
    rounds: peer.rounds,
  }));
}

function textlintConfig(): string {
  const path = scratchPath('textlintrc.json');
  if (!existsSync(path)) writeFileSync(path, JSON.stringify({ rules: { alex: true } }));
  return path;
}
