import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The postings of `written/` that hold paragraphs of another one there, or whose paragraphs another
 * holds, as paths below the corpus folder; undefined where `intent.jsonl` is absent.
 */
export function plantedCopies(corpus: string): Set<string> | undefined {
  const path = join(corpus, 'written', 'intent.jsonl');
  if (!existsSync(path)) return undefined;
  const copies = new Set<string>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const intent = JSON.parse(line) as { file: string; copied_from?: string };
    if (intent.copied_from === undefined) continue;
    copies.add(`written/${intent.file}`);
    copies.add(`written/${intent.copied_from}`);
  }
  return copies;
}
