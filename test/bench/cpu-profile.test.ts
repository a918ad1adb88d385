import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { profileReport } from '../../bench/speed/cpu-profile.js';

it('adds up own times by layer, file and function', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sm-jd-profile-'));
  const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 0 });
  const nodes = [
    { id: 1, callFrame: frame('parse', 'file:///p/src/document/posting.ts?1') },
    { id: 2, callFrame: frame('tokenize', 'file:///p/src/document/tokens.ts') },
    { id: 3, callFrame: frame('', 'file:///p/node_modules/a/node_modules/@b/c/index.js') },
    { id: 4, callFrame: frame('(idle)', '') },
  ];
  const profile = { nodes, samples: [1, 2, 1, 3, 4], timeDeltas: [1000, 2000, 3000, 4000, 10_000] };
  writeFileSync(join(folder, 'one.cpuprofile'), JSON.stringify(profile));
  const lines = profileReport(folder)
    .split('\n')
    .map(line => line.trim().replace(/ {2,}/g, ' | '));
  rmSync(folder, { recursive: true });
  expect(lines).toEqual(
    expect.arrayContaining([
      'src/document | 6.0 ms | 30.0%',
      '@b/c | 4.0 ms | 20.0%',
      '(idle) | 10.0 ms | 50.0%',
      'src/document/posting.ts | 4.0 ms | 20.0%',
      'tokenize | src/document/tokens.ts | 2.0 ms | 10.0%',
    ]),
  );
});
