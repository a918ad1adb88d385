/** `npm start`: builds sm-jd and lints a sample posting; `npm start -- lint my.md` runs what is given instead. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SAMPLE = ['lint', 'fixtures/social-tool-list.md', '--fail-on', 'never'];

await import('../build.js');
const cli = fileURLToPath(new URL('sm-jd.js', import.meta.url));
const args = process.argv.slice(2);
if (args.length === 0) process.stdout.write(`\n$ sm-jd ${SAMPLE.join(' ')}\n\n`);
const { status } = spawnSync(process.execPath, [cli, ...(args.length > 0 ? args : SAMPLE)], { stdio: 'inherit' });
process.exitCode = status ?? 2;
