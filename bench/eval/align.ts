import type { Span } from '../../src/core/types.js';

/** How many characters two ranges share. */
export function sharedLength(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Shared characters over the longer of the two: 1 for equal ranges, 0 for ranges apart. */
export function closeness(a: Span, b: Span): number {
  const longer = Math.max(a.end - a.start, b.end - b.start);
  return longer === 0 ? 0 : sharedLength(a, b) / longer;
}

/** Shared characters over the shorter of the two: 1 where one holds the other. */
export function inclusion(a: Span, b: Span): number {
  const shorter = Math.min(a.end - a.start, b.end - b.start);
  return shorter === 0 ? 0 : sharedLength(a, b) / shorter;
}

/**
 * Pairs two lists of ranges one to one, the closest first, where `likeness` is at least `least`.
 * Both lists are sorted by start. Ties go to the earlier range.
 *
 * @returns pairs of positions in the two lists, in the order of the first
 */
export function pair(
  left: readonly Span[],
  right: readonly Span[],
  least: number,
  likeness: (a: Span, b: Span) => number = closeness,
): [number, number][] {
  const candidates: { i: number; j: number; like: number }[] = [];
  let from = 0;
  for (let i = 0; i < left.length; i++) {
    const a = left[i] as Span;
    while (from < right.length && (right[from] as Span).end <= a.start) from++;
    for (let j = from; j < right.length && (right[j] as Span).start < a.end; j++) {
      const like = likeness(a, right[j] as Span);
      if (like >= least) candidates.push({ i, j, like });
    }
  }
  candidates.sort((x, y) => y.like - x.like || x.i - y.i || x.j - y.j);
  const usedLeft = new Set<number>();
  const usedRight = new Set<number>();
  const pairs: [number, number][] = [];
  for (const { i, j } of candidates) {
    if (usedLeft.has(i) || usedRight.has(j)) continue;
    usedLeft.add(i);
    usedRight.add(j);
    pairs.push([i, j]);
  }
  return pairs.sort((x, y) => x[0] - y[0]);
}

/** The range of the text without the white space and markup around it that two readers may cut differently. */
export function core(source: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /[\s*_#>~`:.\u200c\u200b-]/.test(source[start] as string)) start++;
  while (end > start && /[\s*_#>~`:.\u200c\u200b-]/.test(source[end - 1] as string)) end--;
  return start < end ? { start, end } : span;
}
