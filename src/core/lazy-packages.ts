import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Packages that the reading of few postings needs. They are read when the first of these comes, for each
 * would take every start some milliseconds; and at once, for a posting is parsed in one go.
 */
export function yaml(): typeof import('yaml') {
  return require('yaml');
}

/** See `yaml`. */
export function htmlParser(): typeof import('htmlparser2') {
  return require('htmlparser2');
}
