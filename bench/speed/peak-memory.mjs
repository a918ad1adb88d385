// Loaded into a measured process by --import: notes its peak resident size, in KiB, when it ends.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.env.SM_JD_BENCH_MEMORY) {
  process.on('exit', () => {
    appendFileSync(process.env.SM_JD_BENCH_MEMORY, `${process.resourceUsage().maxRSS}\n`);
  });
}
