import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Reads front matter, which few postings have: loaded with the first of these, for it would cost every
 * start some milliseconds. `require` rather than `import()`, for parsing a posting does not wait.
 */
export function yaml(): typeof import('yaml') {
  return require('yaml');
}

/** Reads HTML within postings; see `yaml`. */
export function htmlParser(): typeof import('htmlparser2') {
  return require('htmlparser2');
}
