/** A mistake in how sm-jd was called: printed without a stack, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
