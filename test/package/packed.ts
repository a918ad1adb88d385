import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Packs the project as npm would publish it and lists what is inside. `dist/` must be there. */
export function pack(folder: string): { tarball: string; files: string[] } {
  const out = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const answer = JSON.parse(out) as unknown;
  // npm 12 answers with an object by package name, older ones with a list.
  const [packed] = (Array.isArray(answer) ? answer : Object.values(answer as object)) as [
    { filename: string; files: { path: string }[] },
  ];
  return { tarball: join(folder, packed.filename), files: packed.files.map(file => file.path).sort() };
}

/** A scratch project into which the packed sm-jd is unpacked, as `npm install` without network would. */
export function installPacked(): { folder: string; files: string[] } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sm-jd-package-')));
  const { tarball, files } = pack(folder);
  const target = join(folder, 'node_modules', 'sm-jd');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  return { folder, files };
}

/** Makes packages of our own development dependencies available in a scratch project. */
export function linkPackages(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const parent = name.includes('/') ? join(folder, 'node_modules', name.split('/')[0] as string) : undefined;
    if (parent) mkdirSync(parent, { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
}
