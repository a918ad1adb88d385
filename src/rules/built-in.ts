import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CompiledCards } from './compile.js';

export type { CompiledCards } from './compile.js';

/** Where the build puts what `compileCards` gives, seen from the bundle's entry points and chunks. */
const compiled = ['./cards.json', '../cards.json'].map(pathOf).find(existsSync);

/**
 * In a checkout the cards are read from YAML, each time and with every check. The package ships
 * them compiled, so that starting costs neither the YAML parser nor the checks.
 */
const compileCards = compiled === undefined ? (await import('./compile.js')).compileCards : undefined;

let builtIn: CompiledCards | undefined;

/** The cards that ship with sm-jd; read on first call. */
export function builtInCards(): CompiledCards {
  builtIn ??=
    compileCards?.(pathOf('../../rules')) ?? (JSON.parse(readFileSync(compiled as string, 'utf8')) as CompiledCards);
  return builtIn;
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
