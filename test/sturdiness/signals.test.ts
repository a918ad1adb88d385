import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI, runCli } from '../cli/run-cli.js';
import { CARDS, CONFIG, ROCKSTAR } from '../cli/sample-project.js';
import { scratchFolder } from '../cli/scratch.js';

const FIXED = ROCKSTAR.replace('rockstar', 'specialist');
const POSTINGS = 300;

function repository(): string {
  const cwd = scratchFolder({ ...CARDS, '.sm-jd.yaml': CONFIG, '.git/HEAD': '' });
  mkdirSync(join(cwd, 'jobs'));
  for (let i = 0; i < POSTINGS; i++) writeFileSync(join(cwd, 'jobs', `${i}.md`), ROCKSTAR);
  return cwd;
}

/** What a shell would say that the process ended with: 128 and the signal's number where one ended it. */
function interrupted(cwd: string, signal: 'SIGINT' | 'SIGTERM', afterMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const args = ['lint', 'jobs', '--fix', '--cache', '--output', 'json=out.json'];
    const child = spawn(process.execPath, [CLI, ...args], { cwd, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill(signal), afterMs);
    child.on('error', reject);
    child.on('exit', (code, by) => {
      clearTimeout(timer);
      resolve(code ?? 128 + { SIGINT: 2, SIGTERM: 15 }[by as 'SIGINT' | 'SIGTERM']);
    });
  });
}

describe('a run that is interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'by %s ends at once and leaves nothing half written',
    async (signal, code) => {
      const cwd = repository();
      const codes = new Set<number>();
      for (let round = 0; round < 8; round++) {
        codes.add(await interrupted(cwd, signal, 150 + round * 150));
        for (const name of readdirSync(join(cwd, 'jobs')).filter(one => one.endsWith('.md'))) {
          expect([ROCKSTAR, FIXED]).toContain(readFileSync(join(cwd, 'jobs', name), 'utf8'));
        }
        const report = join(cwd, 'out.json');
        if (existsSync(report)) expect(JSON.parse(readFileSync(report, 'utf8')).files).toHaveLength(POSTINGS);
      }
      expect(codes).toContain(code);
      // What was left behind does not disturb the next run.
      const after = await runCli(['lint', 'jobs', '--fix', '--cache'], { cwd });
      expect([after.code, after.out]).toEqual([0, `Nothing to mend in ${POSTINGS} postings.\n`]);
    },
    120_000,
  );
});

it.skipIf(!existsSync('/dev/full'))(
  'says that the disk is full where the report cannot be printed, and does not succeed',
  async () => {
    const cwd = scratchFolder({ ...CARDS, '.sm-jd.yaml': CONFIG, 'a.md': ROCKSTAR, '.git/HEAD': '' });
    const { code, err } = await new Promise<{ code: number | null; err: string }>((resolve, reject) => {
      const child = spawn('sh', ['-c', `"${process.execPath}" "${CLI}" lint a.md > /dev/full`], { cwd });
      let text = '';
      child.stderr.on('data', chunk => {
        text += chunk;
      });
      child.on('error', reject);
      child.on('close', status => resolve({ code: status, err: text }));
    });
    expect(err).toBe('error: the report cannot be printed: the disk is full\n');
    expect(code).toBe(2);
  },
);
