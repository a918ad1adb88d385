import { type Counts, type Share, share } from './metrics.js';

/** Counts how often each label was answered by each answer. */
export class Confusion {
  readonly #counts = new Map<string, Map<string, number>>();

  add(label: string, answer: string, times = 1): void {
    let row = this.#counts.get(label);
    if (!row) {
      row = new Map();
      this.#counts.set(label, row);
    }
    row.set(answer, (row.get(answer) ?? 0) + times);
  }

  count(label: string, answer: string): number {
    return this.#counts.get(label)?.get(answer) ?? 0;
  }

  /** Every label and answer seen, those of `order` first and in its order. */
  names(order: readonly string[] = []): string[] {
    const seen = new Set<string>();
    for (const [label, row] of this.#counts) {
      seen.add(label);
      for (const answer of row.keys()) seen.add(answer);
    }
    const rest = [...seen].filter(name => !order.includes(name)).sort();
    return [...order.filter(name => seen.has(name)), ...rest];
  }

  get total(): number {
    let total = 0;
    for (const row of this.#counts.values()) for (const n of row.values()) total += n;
    return total;
  }

  /** Share of cases where the answer is the label. */
  agreement(): Share {
    let same = 0;
    for (const [label, row] of this.#counts) same += row.get(label) ?? 0;
    return share(same, this.total);
  }

  /**
   * Cohen's kappa: agreement beyond what the two sides' own frequencies would give by chance.
   * Undefined where chance alone would agree always, or nothing was counted.
   */
  kappa(): number | undefined {
    const total = this.total;
    if (total === 0) return undefined;
    let chance = 0;
    for (const name of this.names()) {
      let labelled = 0;
      let answered = 0;
      for (const [label, row] of this.#counts) {
        for (const [answer, n] of row) {
          if (label === name) labelled += n;
          if (answer === name) answered += n;
        }
      }
      chance += (labelled / total) * (answered / total);
    }
    const observed = this.agreement().value as number;
    return chance === 1 ? undefined : (observed - chance) / (1 - chance);
  }

  /** One name against all others. */
  counts(name: string): Counts {
    let labelled = 0;
    let answered = 0;
    for (const [label, row] of this.#counts) {
      for (const [answer, n] of row) {
        if (label === name) labelled += n;
        if (answer === name) answered += n;
      }
    }
    const tp = this.count(name, name);
    return { tp, fp: answered - tp, fn: labelled - tp };
  }

  /** `{ label: { answer: count } }`, zero counts left out. */
  toJSON(): Record<string, Record<string, number>> {
    return Object.fromEntries([...this.#counts].map(([label, row]) => [label, Object.fromEntries(row)]));
  }
}
