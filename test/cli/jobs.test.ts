import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';
import { scratchFolder } from './scratch.js';

const FIXTURES = ['social-tool-list.md', 'social-relating.md', 'community-coordinator.txt', 'software-engineer.md'];
/** Enough characters for two threads. */
const CHARACTERS = 820_000;

/** Postings of all fixtures, long ones, each with some words of its own; every fourth shares a text. */
function repository(): string {
  const files: Record<string, string> = {
    '.sm-jd.yaml': 'overrides:\n  - files: b/**\n    settings: { relationship/no-insight-shared: on }\n',
  };
  let size = 0;
  for (let n = 0; size < CHARACTERS; n++) {
    const name = FIXTURES[n % FIXTURES.length] as string;
    const text = readFileSync(join(import.meta.dirname, '../../fixtures', name), 'utf8');
    const copies = Array.from({ length: 4 }, (_, i) => text.replaceAll(/\b(team|people)\b/g, `$1 ${n} of ${i}`));
    const source = copies.join('\n\n');
    files[`${n % 2 === 0 ? 'a' : 'b'}/${n}-${name}`] = source;
    size += source.length;
  }
  return scratchFolder({ ...files, 'broken.md': Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0]).toString('latin1') });
}

describe('--jobs', () => {
  it('gives the same report whatever the number of threads', { timeout: 180_000 }, async () => {
    const cwd = repository();
    const lint = (...args: string[]) => runCli(['lint', '.', '--format', 'json', ...args], { cwd });
    const alone = await lint('--jobs', '1');
    expect(alone.code).toBe(2);
    // V8 complains there of flags that it does not know.
    expect(alone.err).not.toMatch(/flag/i);
    const { files } = JSON.parse(alone.out) as { files: { path: string; findings: { rule: string }[] }[] };
    expect(new Set(files.flatMap(file => file.findings.map(finding => finding.rule))).size).toBeGreaterThan(10);
    expect(await lint('--jobs', '2')).toEqual(alone);
  });

  it.each(['0', '-1', 'many', '1.5'])('says what is wrong with %s', async jobs => {
    const { code, err } = await runCli(['lint', '.', '--jobs', jobs]);
    expect(code).toBe(2);
    expect(err).toContain('It must be a whole number from 1 on.');
  });
});
