import type { Posting, Section, SectionRole, Statement } from '../../core/types.js';
import { SECTION_ROLES } from '../../core/types.js';
import { OUTPUTS } from './outputs.js';

/** Statements looked at before and after. */
const REACH = 3;
/** Smaller chances around a statement count as none. */
const FAINT = 0.01;
const FLAGS = 4;
const PLACES = 4;
const FORMS = ['item', 'cell', 'sentence'] as const;

/** Numbers that `contextInputs` gives for a statement. */
export const CONTEXT_INPUTS =
  2 * OUTPUTS + 2 * REACH * (OUTPUTS + FLAGS) + (OUTPUTS + 1) + OUTPUTS + SECTION_ROLES.length + FORMS.length + PLACES;

/**
 * What the second look at a statement sees: the first look's opinion of it, of the statements
 * around it, of its section and of the whole posting, and where it stands.
 *
 * @param first by statement index, `OUTPUTS` probabilities each; undefined for headings
 * @param roleOf the role of a section where it is known better than the parser tells it
 * @returns by statement index; undefined for headings
 */
export function contextInputs(
  posting: Posting,
  first: readonly (Float32Array | undefined)[],
  roleOf: (section: Section) => SectionRole = section => section.role,
): (Float32Array | undefined)[] {
  const { statements } = posting;
  const whole = new Sum();
  const bySection = new Map<Section, Sum>();
  for (const [i, opinion] of first.entries()) {
    if (!opinion) continue;
    whole.add(opinion);
    const { section } = statements[i] as Statement;
    let sum = bySection.get(section);
    if (sum === undefined) {
      sum = new Sum();
      bySection.set(section, sum);
    }
    sum.add(opinion);
  }
  let section: Section | undefined;
  let place = 0;
  return statements.map((statement, i) => {
    if (statement.section !== section) {
      section = statement.section;
      place = 0;
    }
    const own = first[i];
    if (!own) return undefined;
    const inputs = new Float32Array(CONTEXT_INPUTS);
    let at = 0;
    for (let k = 0; k < OUTPUTS; k++) {
      inputs[at++] = logOdds(own[k] as number);
      inputs[at++] = own[k] as number;
    }
    for (let distance = 1; distance <= REACH; distance++) {
      for (const j of [i - distance, i + distance]) {
        const other = statements[j];
        const opinion = first[j];
        if (opinion)
          for (let k = 0; k < OUTPUTS; k++) if ((opinion[k] as number) >= FAINT) inputs[at + k] = opinion[k] as number;
        at += OUTPUTS;
        inputs[at++] = other ? 0 : 1;
        inputs[at++] = other?.kind === 'heading' ? 1 : 0;
        inputs[at++] = other?.section === section ? 1 : 0;
        inputs[at++] = other?.block === statement.block ? 1 : 0;
      }
    }
    at = (bySection.get(section) as Sum).writeWithout(own, inputs, at);
    at = whole.write(inputs, at);
    inputs[at + SECTION_ROLES.indexOf(roleOf(section))] = 1;
    at += SECTION_ROLES.length;
    inputs[at + FORMS.indexOf(statement.kind as (typeof FORMS)[number])] = 1;
    at += FORMS.length;
    inputs[at++] = i / statements.length;
    inputs[at++] = Math.min(1, statement.tokens.length / 30);
    inputs[at++] = Math.min(1, place++ / 10);
    inputs[at] = statement.depth > 0 ? 1 : 0;
    return inputs;
  });
}

const MOST_ODDS = 5;

function logOdds(chance: number): number {
  const odds = Math.log((chance + 1e-4) / (1 - chance + 1e-4));
  return Math.max(-MOST_ODDS, Math.min(MOST_ODDS, odds));
}

class Sum {
  readonly #values = new Float32Array(OUTPUTS);
  #count = 0;

  add(opinion: Float32Array): void {
    for (let k = 0; k < OUTPUTS; k++) this.#values[k]! += opinion[k] as number;
    this.#count++;
  }

  /** The mean; returns the place after it. */
  write(inputs: Float32Array, at: number): number {
    for (let k = 0; k < OUTPUTS; k++) inputs[at + k] = (this.#values[k] as number) / this.#count;
    return at + OUTPUTS;
  }

  /** The mean of the others, and how many there are; returns the place after it. */
  writeWithout(own: Float32Array, inputs: Float32Array, at: number): number {
    const others = this.#count - 1;
    if (others > 0)
      for (let k = 0; k < OUTPUTS; k++) inputs[at + k] = ((this.#values[k] as number) - (own[k] as number)) / others;
    inputs[at + OUTPUTS] = Math.min(1, others / 10);
    return at + OUTPUTS + 1;
  }
}
