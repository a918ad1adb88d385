import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface PoolPosting {
  readonly id: string;
  readonly org: string;
  readonly title: string;
  readonly text: string;
}

/** The open postings kept beside the project for measuring. @throws where `shared/` is absent */
export function readPool(): PoolPosting[] {
  const file = new URL('../../../shared/corpus/pool.jsonl.gz', import.meta.url);
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as PoolPosting);
}
