import type { Reporter } from '../core/types.js';

/** Every output format by the name `--format` takes; loaded only when asked for. */
const FORMATS = {
  text: async () => (await import('./text.js')).textReporter,
  compact: async () => (await import('./compact.js')).compactReporter,
  json: async () => (await import('./json.js')).jsonReporter,
  sarif: async () => (await import('./sarif.js')).sarifReporter,
  github: async () => (await import('./github.js')).githubReporter,
  gitlab: async () => (await import('./gitlab.js')).gitlabReporter,
  junit: async () => (await import('./junit.js')).junitReporter,
  checkstyle: async () => (await import('./checkstyle.js')).checkstyleReporter,
  rdjson: async () => (await import('./rdjson.js')).rdjsonReporter,
  html: async () => (await import('./html.js')).htmlReporter,
  markdown: async () => (await import('./markdown.js')).markdownReporter,
} satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly Format[];

export function loadReporter(format: Format): Promise<Reporter> {
  return FORMATS[format]();
}
