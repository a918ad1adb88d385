import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textTable } from '../support/table.js';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

const MOST = 40;
const LONGEST_NAME = 60;

/**
 * Where the time of the profiles in a folder went, three tables a profile (a thread): the
 * layers or packages, the files and the functions with the most time of their own, calls out of them left out.
 */
export function profileReport(folder: string): string {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.cpuprofile'))
    .sort();
  return files.map(name => `${join(folder, name)}\n${ownTimes(join(folder, name))}`).join('\n\n');
}

function ownTimes(path: string): string {
  const profile = JSON.parse(readFileSync(path, 'utf8')) as CpuProfile;
  const frames = new Map(profile.nodes.map(node => [node.id, node.callFrame]));
  const layers = new Map<string, number>();
  const files = new Map<string, number>();
  const functions = new Map<string, number>();
  const add = (times: Map<string, number>, key: string, spent: number) => times.set(key, (times.get(key) ?? 0) + spent);
  profile.samples.forEach((id, i) => {
    const frame = frames.get(id);
    if (!frame) return;
    const spent = profile.timeDeltas[i] ?? 0;
    const name = (frame.functionName || '(anonymous)').slice(0, LONGEST_NAME);
    const file = shortPath(frame.url);
    add(layers, layerOf(frame.url) || file || name, spent);
    add(files, file || name, spent);
    add(functions, file ? `${name}  ${file}` : name, spent);
  });
  return `${table('layer or package', layers)}\n\n${table('file', files)}\n\n${table('function', functions)}`;
}

function table(head: string, times: ReadonlyMap<string, number>): string {
  const total = [...times.values()].reduce((a, b) => a + b, 0);
  const rows = [...times]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST)
    .map(([key, spent]) => [key, `${(spent / 1000).toFixed(1)} ms`, `${((100 * spent) / total).toFixed(1)}%`]);
  return textTable([`${head} (of ${(total / 1e6).toFixed(2)} s)`, 'own time', 'share'], rows);
}

/** The last three parts of a file's address. */
function shortPath(url: string): string {
  return url.replace(/\?.*$/, '').split('/').slice(-3).join('/');
}

/** `src/<layer>`, the package's name, or nothing for what is neither. */
function layerOf(url: string): string {
  const packages = url.split('/node_modules/');
  if (packages.length > 1) return (/^(?:@[^/]+\/)?[^/]+/.exec(packages.at(-1) as string) ?? [''])[0];
  return (/\/(src\/[^/]+)\//.exec(url) ?? ['', ''])[1] as string;
}
