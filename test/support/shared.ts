import { describe, it } from 'vitest';
import { hasShared, sharedPath } from '../../bench/support/shared.js';

export { hasShared, PROJECT, SHARED, sharedPath } from '../../bench/support/shared.js';

/**
 * A suite that reads real postings or word lists from the shared folder. Where that is absent the
 * suite is skipped, and the skip is told on standard error and in its name, so that nobody takes
 * a run without the corpus for a full one.
 *
 * @param needs path inside the shared folder, such as `corpus/social`
 */
export function describeWithShared(name: string, needs: string, body: () => void): void {
  if (hasShared(needs)) {
    describe(name, body);
    return;
  }
  process.stderr.write(`SKIPPED: "${name}" needs ${sharedPath(needs)}, which is not there\n`);
  // The body itself must not run: it may read the folder while the tests are being collected.
  describe.skip(`${name} [SKIPPED: ../shared/${needs} is absent]`, () => {
    it('needs the shared folder', () => {});
  });
}
