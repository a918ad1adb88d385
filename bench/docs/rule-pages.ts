/**
 * Writes docs/rules/ anew from the rule cards: a page for each rule and an overview. With `--check`
 * it writes nothing and fails where a page is not current.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileCards } from '../../src/rules/compile.js';
import { rulePages } from '../../src/rules/pages.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'docs/rules');
const pages = rulePages(compileCards(join(root, 'rules')).cards);

if (process.argv.includes('--check')) {
  const stale = [...pages].filter(([name, text]) => read(join(folder, name)) !== text).map(([name]) => name);
  const extra = existing().filter(name => !pages.has(name));
  if (stale.length + extra.length > 0) {
    console.error(`docs/rules is not current: run “npm run docs”. ${[...stale, ...extra].join(', ')}`);
    process.exitCode = 1;
  }
} else {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of pages) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  console.log(`docs/rules: ${pages.size} pages`);
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function existing(): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md'));
}
