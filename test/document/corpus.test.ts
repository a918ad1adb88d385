import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { normalize, parsePosting } from '../../src/document/index.js';
import { describeWithShared, sharedPath } from '../support/shared.js';

describeWithShared('the open corpus', 'corpus/social', () => {
  it.each(['social', 'roles', 'general', 'written'])(
    'is read with exact spans (%s)',
    folder => {
      const root = sharedPath(join('corpus', folder));
      let inexact = 0;
      let tokens = 0;
      for (const name of readdirSync(root).filter(file => /\.(md|txt)$/.test(file))) {
        const source = readFileSync(join(root, name), 'utf8');
        const posting = parsePosting(source, { path: name });
        expect(posting.statements.length, name).toBeGreaterThan(0);
        for (const statement of posting.statements) {
          for (const token of statement.tokens) {
            tokens++;
            const written = source.slice(token.start, token.end);
            if (normalize(written) === token.norm) continue;
            inexact++;
            // What differs holds an entity, an escape or markup inside the word.
            if (!/[&\\*_`<[\]]/.test(written)) expect.fail(`${name}: token “${token.norm}” is written “${written}”`);
          }
        }
      }
      expect(inexact).toBeLessThan(tokens / 200);
    },
    300_000,
  );
});
