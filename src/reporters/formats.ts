import type { Reporter } from '../core/types.js';

/** Every output format by the name `--format` takes; loaded only when asked for. */
const FORMATS = {
  text: async () => (await import('./text.js')).textReporter,
  json: async () => (await import('./json.js')).jsonReporter,
} satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly Format[];

export function loadReporter(format: Format): Promise<Reporter> {
  return FORMATS[format]();
}
