import { compareSpans, contains } from '../core/span.js';
import { type Failure, type Finding, type Posting, SEVERITIES, type Skip } from '../core/types.js';
import { fillMessage } from '../kinds/message.js';
import type { Context, Draft, PeerIndex, Rule } from '../kinds/types.js';
import type { Profile } from '../profile/types.js';
import type { RuleSet } from '../rules/rule-set.js';

/** What a run knows besides the posting and the rules. */
export interface LintContext {
  /** Called at most once, and only where a rule asks. */
  readonly profile: (posting: Posting) => Profile;
  readonly peers?: PeerIndex;
  readonly jurisdictions?: readonly string[];
  readonly employer?: string;
}

export interface LintResult {
  /** In source order. */
  readonly findings: readonly Finding[];
  readonly skips: readonly Skip[];
  /** Rules that threw; the others ran all the same. */
  readonly failures: readonly Failure[];
}

interface Found {
  readonly finding: Finding;
  /** It is about the posting as a whole, not about the words at its place. */
  readonly aboutWhole: boolean;
}

/** Runs rules over one posting. Pure: the same posting, rules and context give the same result. */
export function lintPosting(posting: Posting, set: RuleSet, run: LintContext): LintResult {
  const found: Found[] = [];
  const skips: Skip[] = [];
  const failures: Failure[] = [];
  let profile: Profile | undefined;
  let current: Rule | undefined;
  const context: Context = {
    profile() {
      profile ??= run.profile(posting);
      return profile;
    },
    ...(run.peers !== undefined && { peers: run.peers }),
    ...(run.employer !== undefined && { employer: run.employer }),
    jurisdictions: run.jurisdictions ?? [],
    skip(reason) {
      if (current !== undefined) skips.push({ rule: current.meta.id, reason });
    },
  };
  for (const rule of set.rules) {
    current = rule;
    try {
      const reason = whySilent(rule, context);
      if (reason !== undefined) {
        context.skip(reason);
        continue;
      }
      // Collected first: a rule that throws half-way reports nothing rather than a part.
      found.push(
        ...Array.from(rule.check(posting, context), draft => ({
          finding: findingOf(draft, rule, posting, set, context),
          aboutWhole: draft.statement === undefined,
        })),
      );
    } catch (error) {
      failures.push({
        kind: 'rule',
        subject: rule.meta.id,
        message: `the rule broke on ${posting.path}: ${(error as Error).message}`,
      });
    }
  }
  return { findings: markOverlaps(inOrder(found)), skips, failures };
}

/** Why the rule has nothing to say about this posting whatever it holds, or undefined. */
function whySilent({ meta }: Rule, context: Context): string | undefined {
  const { roles, jurisdictions } = meta.where;
  if (jurisdictions !== undefined && !jurisdictions.some(place => isPlaceGiven(place, context.jurisdictions))) {
    return `applies in ${jurisdictions.join(', ')} only; say where with --jurisdiction or in the front matter`;
  }
  if (roles !== undefined) {
    const { role, roleReason } = context.profile();
    if (!roles.includes(role)) return `applies to ${roles.join(', ')} roles; this one is "${role}" (${roleReason})`;
  }
  return undefined;
}

/** A rule for `eu` applies in `eu-de`, too; one for `us-ny-nyc` does not in `us-ny`. */
function isPlaceGiven(place: string, given: readonly string[]): boolean {
  return given.some(one => one === place || one.startsWith(`${place}-`));
}

function findingOf(draft: Draft, rule: Rule, posting: Posting, set: RuleSet, context: Context): Finding {
  const { meta } = rule;
  const { span } = draft;
  if (!(span.start >= 0 && span.start <= span.end && span.end <= posting.source.length)) {
    throw new RangeError(`it reports the range ${span.start} to ${span.end}, which lies outside the posting`);
  }
  const suggest = draft.suggest ?? meta.suggest;
  const written =
    suggest === undefined || set.suggester === undefined
      ? []
      : set.suggester.suggest(suggest, {
          posting,
          profile: context.profile,
          span,
          ...(draft.statement !== undefined && { statement: draft.statement }),
          ...(draft.data !== undefined && { data: draft.data }),
          ...(draft.evidence !== undefined && { places: draft.evidence }),
        });
  return {
    rule: meta.id,
    // A rule that is off never gets here.
    severity: draft.severity ?? (meta.severity === 'off' ? 'info' : meta.severity),
    message: draft.message ?? fillMessage(meta.message, draft.data ?? {}),
    span,
    actual: posting.source.slice(span.start, span.end),
    evidence: draft.evidence ?? [],
    suggestions: [...(draft.suggestions ?? []), ...written],
  };
}

/** Source order, the graver first where two stand at the same words; exact duplicates once. */
function inOrder(found: readonly Found[]): Found[] {
  const sorted = [...found].sort(
    ({ finding: a }, { finding: b }) =>
      compareSpans(a.span, b.span) ||
      weight(b) - weight(a) ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  );
  const seen = new Set<string>();
  return sorted.filter(({ finding: { rule, span, message } }) => {
    const key = JSON.stringify([rule, span.start, span.end, message]);
    return !seen.has(key) && seen.add(key);
  });
}

function weight(finding: Finding): number {
  return SEVERITIES.indexOf(finding.severity);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Marks a finding whose words stand wholly within those of one that weighs at least as much.
 * Findings about the posting as a whole stand at its title for want of a better place; they
 * neither cover others nor are covered.
 */
function markOverlaps(found: readonly Found[]): Finding[] {
  return found.map((one, i) => {
    const covered = found.some((other, j) => i !== j && covers(other, one) && !(covers(one, other) && j > i));
    return covered ? { ...one.finding, overlaps: true } : one.finding;
  });
}

function covers(outer: Found, inner: Found): boolean {
  return (
    !outer.aboutWhole &&
    !inner.aboutWhole &&
    contains(outer.finding.span, inner.finding.span) &&
    weight(outer.finding) >= weight(inner.finding)
  );
}
