/** A stored index that cannot be used. `reason` tells apart what to do about it. */
export class CorpusError extends Error {
  constructor(
    readonly path: string,
    readonly reason: 'foreign' | 'truncated' | 'corrupted' | 'newer-version' | 'older-version' | 'missing',
    /** What is wrong and how to mend it, without the path. */
    readonly what: string,
  ) {
    super(`${path}: ${what}`);
    this.name = 'CorpusError';
  }
}
