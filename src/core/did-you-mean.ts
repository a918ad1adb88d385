import { closest, distance } from 'fastest-levenshtein';

/** The known name that a mistyped one was probably meant to be, or undefined where none is near. */
export function didYouMean(typed: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = typed.toLowerCase();
  const begun = known.filter(name => lower.length >= 3 && name.toLowerCase().startsWith(lower));
  if (begun.length === 1) return begun[0];
  const near = closest(lower, known as string[]);
  return distance(lower, near.toLowerCase()) <= Math.ceil(typed.length / 3) ? near : undefined;
}

/** `; did you mean "summary"?`, or the known names where none is near and they are few. */
export function nameHint(typed: string, known: readonly string[]): string {
  const near = didYouMean(typed, known);
  if (near !== undefined) return `; did you mean "${near}"?`;
  return known.length > 0 && known.length <= 20 ? `; known are ${known.join(', ')}` : '';
}
