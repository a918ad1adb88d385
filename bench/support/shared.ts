import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's own folder, with a trailing slash. */
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** The folder of measuring material that stands beside the project; it is not part of it and may be absent. */
export const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));

/** A path inside the shared folder, whether or not it exists. */
export function sharedPath(...parts: string[]): string {
  return SHARED + parts.join('/');
}

/** True where every one of the given paths inside the shared folder exists (with none given, the folder itself). */
export function hasShared(...parts: string[]): boolean {
  return parts.length === 0 ? existsSync(SHARED) : parts.every(part => existsSync(sharedPath(part)));
}
