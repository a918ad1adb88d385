import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Failure } from '../core/types.js';
import type { Kind } from '../kinds/types.js';
import { messageOf } from './usage-error.js';

/** A plugin that a configuration names, and where. */
export interface PluginName {
  /** An npm package, or a file relative to the configuration (`./my-plugin.js`). */
  readonly name: string;
  readonly from: { readonly file: string; readonly line: number; readonly column: number };
}

/** What plugins bring. */
export interface Plugins {
  /** Folders of rule cards, absolute. */
  readonly ruleFolders: readonly string[];
  readonly kinds: readonly Kind[];
  readonly failures: readonly Failure[];
}

/**
 * Loads plugins: modules whose default export is `{ cards?, kinds? }`, with `cards` a folder (an
 * absolute path or a `file:` URL) and `kinds` a list of kinds. A plugin is JavaScript and runs with
 * all rights of sm-jd, so only a configuration can name one, and `--no-plugins` leaves them out.
 */
export async function loadPlugins(names: readonly PluginName[]): Promise<Plugins> {
  const ruleFolders: string[] = [];
  const kinds: Kind[] = [];
  const failures: Failure[] = [];
  for (const { name, from } of names) {
    try {
      const plugin = readPlugin(await import(pathToFileURL(locate(name, from.file)).href));
      if (plugin.cards !== undefined) ruleFolders.push(plugin.cards);
      kinds.push(...plugin.kinds);
    } catch (error) {
      const { file, line, column } = from;
      const message = `the plugin “${name}” cannot be used: ${messageOf(error).split('\n')[0]}`;
      failures.push({ kind: 'config', subject: file, message, line, column });
    }
  }
  return { ruleFolders, kinds, failures };
}

/** As Node would from the configuration's folder, so that its own dependencies are found. */
function locate(name: string, configFile: string): string {
  if (name.startsWith('.')) return resolve(dirname(configFile), name);
  return createRequire(configFile).resolve(name);
}

function readPlugin(module: { readonly default?: unknown }): { cards?: string; kinds: readonly Kind[] } {
  const plugin = module.default;
  if (typeof plugin !== 'object' || plugin === null) throw new Error('its default export is no object');
  const { cards, kinds = [] } = plugin as { cards?: unknown; kinds?: unknown };
  if (cards !== undefined && typeof cards !== 'string' && !(cards instanceof URL)) {
    throw new Error('“cards” must be a folder: a path or a file: URL');
  }
  if (!Array.isArray(kinds) || !kinds.every(isKind)) {
    throw new Error('“kinds” must be a list of { name, summary, params, placeholders, compile }');
  }
  if (cards === undefined) return { kinds };
  const isUrl = cards instanceof URL || cards.startsWith('file:');
  return { cards: isUrl ? fileURLToPath(cards) : cards, kinds };
}

function isKind(value: unknown): value is Kind {
  if (typeof value !== 'object' || value === null) return false;
  const { name, params, placeholders, compile } = value as Partial<Record<keyof Kind, unknown>>;
  return (
    typeof name === 'string' &&
    typeof compile === 'function' &&
    typeof placeholders === 'object' &&
    typeof params === 'object' &&
    params !== null
  );
}
