import type { Span, Statement } from '../../core/types.js';
import { frameOf, PASSED_OVER } from './frames.js';
import { hashText } from './hash.js';

const MOST_SPANS = 3;
/** Share of the strongest word's weight from which a word counts as having tipped the scale. */
const SHARE = 0.4;

/**
 * The words that spoke most for a facet, as source spans: neighbouring strong words as one, the
 * strongest runs only, in order. Where no word spoke for it (its section decided), the whole statement.
 *
 * @param weights by token: how much it speaks for the facet
 */
export function evidenceSpans(statement: Statement, weights: Float32Array): Span[] {
  const { tokens } = statement;
  let most = 0;
  for (let i = 0; i < tokens.length; i++) most = Math.max(most, weights[i] ?? 0);
  if (most <= 0) return [statement.span];
  const isStrong = (i: number) => (weights[i] ?? 0) >= SHARE * most;
  const runs: { from: number; to: number; weight: number }[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (!isStrong(i)) continue;
    const last = runs[runs.length - 1];
    const weight = weights[i] as number;
    // One weak word between two strong ones belongs to the phrase ("respond to comments").
    if (last && i - last.to <= 1) {
      last.to = i + 1;
      last.weight += weight;
    } else runs.push({ from: i, to: i + 1, weight });
  }
  return runs
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_SPANS)
    .sort((a, b) => a.from - b.from)
    .map(run => {
      let { from, to } = run;
      const isFrame = (i: number) => frameOf(hashText(tokens[i]?.norm ?? '')) === PASSED_OVER;
      while (to - from > 1 && isFrame(from)) from++;
      while (to - from > 1 && isFrame(to - 1)) to--;
      return { start: tokens[from]!.start, end: tokens[to - 1]!.end };
    });
}
