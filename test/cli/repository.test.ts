import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { JsonReport } from '../../src/reporters/json.js';
import { CLI, runCli } from './run-cli.js';
import { CARDS, CONFIG } from './sample-project.js';
import { scratchFolder } from './scratch.js';

const POSTINGS = 60;

/** Every third posting looks for a rockstar, every fifth speaks of synergy; some are text. */
function posting(number: number): string {
  const wish = number % 3 === 0 ? 'A rockstar at the stove' : 'A calm hand at the stove';
  const also = number % 5 === 0 ? 'Create synergy between kitchens' : 'Order flour and milk';
  return `# Cook ${number}\n\nWe feed school ${number}.\n\n- ${wish}\n- ${also}\n`;
}

/**
 * The whole way of a team that begins to use sm-jd on an old repository: own cards, an override,
 * a baseline, a hook, and a posting that gets worse.
 */
it('serves a repository of sixty postings from the first day on', async () => {
  const names = Array.from(
    { length: POSTINGS },
    (_, i) => `jobs/${i % 2 ? 'north' : 'south'}/${i}.${i % 7 ? 'md' : 'txt'}`,
  );
  const cwd = scratchFolder({
    ...CARDS,
    ...Object.fromEntries(names.map((name, i) => [name, posting(i)])),
    '.sm-jd.yaml': `${CONFIG}overrides:\n  - files: jobs/south/**\n    settings:\n      words/synergy: error\n`,
    'README.md': '# Our jobs\n\nNo rockstar here.\n',
    '.sm-jdignore': 'README.md\n',
  });
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd, encoding: 'utf8' });

  // The first look: what is there, by rule and by override.
  const first = await runCli(['lint', '.', '--format', 'json'], { cwd });
  const report = JSON.parse(first.out) as JsonReport;
  expect(first.code).toBe(1);
  expect(report.files).toHaveLength(POSTINGS);
  const found = report.files.flatMap(file => file.findings.map(finding => ({ path: file.path, ...finding })));
  expect(found.filter(finding => finding.rule === 'words/rockstar')).toHaveLength(POSTINGS / 3);
  const synergy = found.filter(finding => finding.rule === 'words/synergy');
  expect(synergy).toHaveLength(POSTINGS / 5);
  for (const { path, severity } of synergy) expect(severity).toBe(path.includes('/south/') ? 'error' : 'info');

  // The baseline makes it pass, and the hook uses it on what is staged.
  await runCli(['baseline', 'update', '.'], { cwd });
  expect(await runCli(['lint', '.', '--baseline'], { cwd })).toMatchObject({
    code: 0,
    out: 'Nothing to mend in 60 postings; 32 suppressed.\n',
  });
  execFileSync('git', ['init', '-q', '-b', 'main'], { cwd });
  const hook = join(cwd, '.git/hooks/pre-commit');
  writeFileSync(hook, `#!/bin/sh\nexec "${process.execPath}" "${CLI}" lint --staged --baseline --changed-lines\n`);
  chmodSync(hook, 0o755);
  git('add', '.');
  expect(git('commit', '-q', '-m', 'begin').status).toBe(0);

  // An old fault moves: fine. A new one comes: the commit is refused and says why.
  const old = names[6] as string;
  writeFileSync(join(cwd, old), `${posting(6).replace('We feed', 'Every day we feed')}- Wash up\n`);
  git('add', '.');
  expect(git('commit', '-q', '-m', 'wash up').status).toBe(0);
  writeFileSync(join(cwd, old), `${posting(6)}- Another rockstar\n`);
  git('add', '.');
  const refused = git('commit', '-q', '-m', 'worse');
  expect(refused.status).toBe(1);
  expect(`${refused.stdout}${refused.stderr}`).toContain('Another rockstar');
  expect(`${refused.stdout}${refused.stderr}`).toContain('1 warning in 1 posting');

  // With a reason in the posting it passes, and the reason is kept.
  const reason = '<!-- sm-jd-disable-next-line words/rockstar -- he sings -->';
  writeFileSync(join(cwd, old), `${posting(6)}\n${reason}\n\n- Another rockstar\n`);
  git('add', '.');
  expect(git('commit', '-q', '-m', 'with a reason').status).toBe(0);
  const after = JSON.parse((await runCli(['lint', old, '--format', 'json'], { cwd })).out) as JsonReport;
  expect(after.files[0]?.findings.find(finding => finding.suppressed)?.suppressed).toEqual({
    by: 'comment',
    reason: 'he sings',
  });

  // Mending everything empties the baseline.
  for (const name of names) {
    const text = readFileSync(join(cwd, name), 'utf8').replaceAll('rockstar', 'cook').replaceAll('synergy', 'menus');
    writeFileSync(join(cwd, name), text.replace(`${reason.replace('rockstar', 'cook')}\n\n`, ''));
  }
  expect((await runCli(['baseline', 'update', '.'], { cwd })).out).toContain('0 findings in 0 of 60 postings');
  expect((await runCli(['lint', '.'], { cwd })).out).toBe('Nothing to mend in 60 postings.\n');
});
