import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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

/**
 * Where the time of the profiles in a folder went, one table a file (a thread): the functions with
 * the most time of their own, calls out of them left out.
 */
export function profileReport(folder: string): string {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.cpuprofile'))
    .sort();
  return files.map(name => `${join(folder, name)}\n${selfTimes(join(folder, name))}`).join('\n\n');
}

function selfTimes(file: string): string {
  const profile = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
  const frames = new Map(profile.nodes.map(node => [node.id, node.callFrame]));
  const own = new Map<string, number>();
  let total = 0;
  profile.samples.forEach((id, i) => {
    const frame = frames.get(id);
    if (!frame) return;
    const spent = profile.timeDeltas[i] ?? 0;
    const name = frame.functionName || '(anonymous)';
    const key = frame.url === '' ? name : `${name}  ${basename(frame.url)}:${frame.lineNumber + 1}`;
    own.set(key, (own.get(key) ?? 0) + spent);
    total += spent;
  });
  const rows = [...own]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST)
    .map(([key, spent]) => [key, `${(spent / 1000).toFixed(1)} ms`, `${((100 * spent) / total).toFixed(1)}%`]);
  return textTable([`function (of ${(total / 1e6).toFixed(2)} s)`, 'own time', 'share'], rows);
}
