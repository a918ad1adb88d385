import { isAbsolute, relative, sep } from 'node:path';

/** A path as sm-jd shows it: `/` between folders on every platform. */
export function toSlashes(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

/** `path` as seen from `folder`, with slashes; undefined where it does not lie below it. */
export function relativeTo(folder: string, path: string): string | undefined {
  const below = toSlashes(relative(folder, path));
  return below === '' || below === '..' || below.startsWith('../') || isAbsolute(below) ? undefined : below;
}
