import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROJECT } from './shared.js';

/**
 * A copy of the built program, as installed: only what the package ships. Whoever builds in the
 * project meanwhile does not disturb a long run. It is removed when this process ends.
 *
 * @param build false copies dist/ as it stands
 * @returns the path of its `bin/sm-jd.js`
 * @throws Error where the build fails or there is none
 */
export function builtCopy(build: boolean): string {
  if (build) {
    const { status, stdout, stderr } = spawnSync('npm', ['run', 'build', '--silent'], {
      cwd: PROJECT,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`npm run build failed:\n${stdout}${stderr}`);
  } else if (!existsSync(join(PROJECT, 'dist'))) {
    throw new Error('there is no dist/ to measure; leave --no-build out');
  }
  const copy = mkdtempSync(join(tmpdir(), 'sm-jd-built-'));
  process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
  const { files } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { files: string[] };
  for (const name of ['package.json', ...files]) {
    if (name.includes('*') || !existsSync(join(PROJECT, name))) continue;
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    cpSync(join(PROJECT, name), join(copy, name), { recursive: true });
  }
  return join(copy, 'bin', 'sm-jd.js');
}
