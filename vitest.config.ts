import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The plain closing line comes last, below vitest's own summary.
    reporters: ['default', './test/support/closing-line.ts'],
    testTimeout: 30_000,
    // A person's NO_COLOR or FORCE_COLOR must not change what the snapshots show.
    env: { NO_COLOR: '', FORCE_COLOR: '' },
  },
});
