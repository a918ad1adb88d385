import { resolveEdits } from '../core/edits.js';
import type { Finding, Suggestion } from '../core/types.js';
import type { RuleSet } from '../rules/rule-set.js';

/**
 * Settles what findings of one posting offer in view of each other. To be called once suppressions
 * are known: a suppressed finding neither takes part nor counts as one that has offered something.
 *
 * @param findings in source order; the result holds as many, in the same order
 */
export function settleHelp(findings: readonly Finding[], set: RuleSet): Finding[] {
  return withoutRepeats(mendTogether(findings, set));
}

/** The first half of `settleHelp`: what rules mend in several places at once. */
export function mendTogether(findings: readonly Finding[], { rules }: RuleSet): Finding[] {
  const together = rules.filter(({ meta }) => meta.suggest?.together).map(({ meta }) => meta.id);
  let settled = [...findings];
  for (const rule of together) {
    const isOwn = (finding: Finding) => finding.rule === rule && !finding.suppressed;
    const mended = mendedTogether(settled.filter(isOwn)).values();
    settled = settled.map(finding => (isOwn(finding) ? (mended.next().value as Finding) : finding));
  }
  return settled;
}

/**
 * Gives each finding the edits of all: the words found are replaced everywhere or nowhere. Where one
 * of them cannot be replaced, none is.
 */
function mendedTogether(own: readonly Finding[]): Finding[] {
  const replaced = own.map(({ suggestions }) => suggestions.find(one => one.help === 'replace'));
  const edits = replaced.flatMap(one => one?.edits ?? []);
  const isWhole = replaced.every(one => one !== undefined) && resolveEdits([edits]).taken.length === 1;
  return own.map(finding => {
    const suggestions = finding.suggestions.flatMap(suggestion => {
      if (suggestion.help !== 'replace') return suggestion;
      if (!isWhole || suggestion !== finding.suggestions[0]) return [];
      const title =
        own.length > 1
          ? `${suggestion.title}, and the like in ${own.length === 2 ? 'both' : `all ${own.length}`} places`
          : suggestion.title;
      return { ...suggestion, title, edits };
    });
    // What can be mended need not be asked.
    const isMended = suggestions.some(suggestion => suggestion.help === 'replace');
    return { ...finding, suggestions: isMended ? suggestions.filter(({ help }) => help !== 'ask') : suggestions };
  });
}

/**
 * A question or draft offered once need not be offered again, where the later finding has other help.
 *
 * @param findings those that will be seen: with one that is hidden afterwards, a question would be lost
 */
export function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const offered = new Set<string>();
  return findings.map(finding => {
    if (finding.suppressed) return finding;
    const isNew = ({ help, title, edits }: Suggestion) => {
      const key = JSON.stringify([title, edits]);
      return (help !== 'ask' && help !== 'insert') || (!offered.has(key) && offered.add(key));
    };
    const suggestions = finding.suggestions.filter(isNew);
    return suggestions.length > 0 ? { ...finding, suggestions } : finding;
  });
}
