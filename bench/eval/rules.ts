import { type Finding, SEVERITIES, type Severity } from '../../src/core/types.js';
import type { RuleMeta } from '../../src/kinds/types.js';
import type { LabelledPosting } from '../support/corpus.js';
import { type Counts, type Score, score } from '../support/metrics.js';
import { COPIES, GOLD } from './gold.js';
import type { Miss } from './miss.js';

/**
 * `label`: the reader's role decides which rules apply, and only postings that a rule applies to
 * count. `own`: the tool's own guess of the role decides, and all postings count: a finding on an
 * engineer's posting is a false one.
 */
export type RoleSource = 'label' | 'own';

export interface RuleScore {
  readonly rule: string;
  readonly role: RoleSource;
  readonly score: Score;
  /** Postings counted, and those whose label decides neither way. */
  readonly postings: number;
  readonly leftOut: number;
}

export interface RuleResult {
  readonly scores: readonly RuleScore[];
  /** Rules with labels that the tool does not have. */
  readonly absent: readonly string[];
  readonly misses: readonly Miss[];
}

/** Collects how findings agree with the reader's answers, one posting after another. */
export class RuleEval {
  readonly #metas: ReadonlyMap<string, RuleMeta>;
  readonly #documents = new Map<string, { counts: Counts[]; leftOut: number }>();
  readonly #misses: Miss[] = [];

  constructor(rules: readonly RuleMeta[]) {
    this.#metas = new Map(rules.map(meta => [meta.id, meta]));
  }

  /** @param findings all findings on this posting, with the role decided as `role` says */
  add(labelled: LabelledPosting, findings: readonly Finding[], role: RoleSource): void {
    for (const gold of GOLD) {
      const meta = this.#metas.get(gold.rule);
      if (!meta) continue;
      const families = meta.where.roles as readonly string[] | undefined;
      const applies = families === undefined || families.includes(labelled.answers.role);
      if (role === 'label' && !applies) continue;
      const slot = this.#slot(gold.rule, role);
      if (applies && gold.leftOut?.(labelled.answers)) {
        slot.leftOut++;
        continue;
      }
      const positive = applies && gold.positive(labelled.answers);
      const finding = wordOf(meta, findings);
      slot.counts.push(countOf(positive, finding !== undefined));
      if (role === 'label' && positive !== (finding !== undefined)) {
        this.#miss(labelled, gold.rule, gold.answer(labelled.answers), finding);
      }
    }
  }

  /** Adds a posting whose label is not among the reader's answers. */
  addJudged(
    labelled: LabelledPosting,
    rule: string,
    positive: boolean,
    answer: string,
    findings: readonly Finding[],
  ): void {
    const meta = this.#metas.get(rule);
    if (!meta) return;
    const finding = wordOf(meta, findings);
    this.#slot(rule, 'label').counts.push(countOf(positive, finding !== undefined));
    if (positive !== (finding !== undefined)) this.#miss(labelled, rule, answer, finding);
  }

  #slot(rule: string, role: RoleSource): { counts: Counts[]; leftOut: number } {
    const key = `${rule} ${role}`;
    let slot = this.#documents.get(key);
    if (!slot) {
      slot = { counts: [], leftOut: 0 };
      this.#documents.set(key, slot);
    }
    return slot;
  }

  /** A false word costs more than a missed one, most of all where the reader saw the very opposite. */
  #miss(labelled: LabelledPosting, rule: string, label: string, finding: Finding | undefined): void {
    this.#misses.push({
      measure: rule,
      path: labelled.path,
      start: finding?.span.start ?? 0,
      end: finding?.span.end ?? 0,
      label,
      answer: finding ? 'found' : 'silent',
      weight: finding ? 2 + labelled.answers.relationship / 3 : 1,
    });
  }

  result(): RuleResult {
    const scores = [...GOLD.map(gold => gold.rule), COPIES].flatMap(rule =>
      (['label', 'own'] as const).flatMap(role => {
        const slot = this.#documents.get(`${rule} ${role}`);
        return slot
          ? [{ rule, role, score: score(slot.counts), postings: slot.counts.length, leftOut: slot.leftOut }]
          : [];
      }),
    );
    const absent = GOLD.map(gold => gold.rule).filter(rule => !this.#metas.has(rule));
    return { scores, absent, misses: this.#misses };
  }
}

/** The finding by which a rule speaks about a posting, if any. */
function wordOf(meta: RuleMeta, findings: readonly Finding[]): Finding | undefined {
  return findings.find(one => one.rule === meta.id && speaksUp(one.severity, meta.severity));
}

function countOf(positive: boolean, found: boolean): Counts {
  return { tp: positive && found ? 1 : 0, fp: !positive && found ? 1 : 0, fn: positive && !found ? 1 : 0 };
}

/** A finding weaker than its card's own severity is the milder form of the rule and does not count as its word. */
function speaksUp(severity: Severity, ofCard: Severity | 'off'): boolean {
  return ofCard === 'off' || SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(ofCard);
}
