import type { Finding } from '../core/types.js';
import type { RuleSet } from '../rules/rule-set.js';

/**
 * Leaves out what another finding makes beside the point: of a text that is no posting nobody wants to
 * hear that it names no pay. A finding that the posting suppresses settles nothing.
 */
export function withoutSettled(findings: readonly Finding[], { rules }: RuleSet): Finding[] {
  const found = new Set(findings.filter(one => one.suppressed === undefined).map(one => one.rule));
  const settled = new Set(rules.flatMap(({ meta }) => (found.has(meta.id) ? (meta.settles ?? []) : [])));
  return findings.filter(({ rule }) => !settled.has(rule) && !settled.has(`${rule.split('/', 1)[0]}/*`));
}
