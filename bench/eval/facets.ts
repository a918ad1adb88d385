import { FACETS, type Facet } from '../../src/core/facets.js';
import type { Posting } from '../../src/core/types.js';
import type { Profile, StatementProfile } from '../../src/profile/types.js';
import { Confusion } from '../support/confusion.js';
import type { LabelledPosting, Unit } from '../support/corpus.js';
import { type Counts, noCounts, type Score, type Share, score, share } from '../support/metrics.js';
import { closeness, inclusion, sharedLength } from './align.js';
import type { Miss } from './miss.js';

/** A statement speaks for a unit from this share of the shorter of the two on. */
const SPEAKS_FOR = 0.5;
/** From this share of the longer on, statement and unit are the same text. */
const SAME_TEXT = 0.9;
const HEADING = 'H';
const NONE = '(none)';

export interface FacetResult {
  /** Main facet of labelled statements, headings left out. */
  readonly main: Share;
  /** The same where statement and unit are the same text. */
  readonly mainSameText: Share;
  /** The main facet is the label's main or second one. */
  readonly mainOrSecond: Share;
  readonly kappa: number | undefined;
  /** Each main facet against all others. */
  readonly byMain: ReadonlyMap<Facet, Score>;
  /** Each facet standing in the statement, as main or second. */
  readonly byPresence: ReadonlyMap<Facet, Score>;
  readonly macroF1: number | undefined;
  /** Labelled main facet by the tool's; `H`: the tool took it for a heading. */
  readonly confusion: Confusion;
  /** The same by the role of the section that the tool put the statement in. */
  readonly bySection: ReadonlyMap<string, Confusion>;
  readonly misses: readonly Miss[];
}

/** Collects how the facets of statements agree with the labels, one posting after another. */
export class FacetEval {
  readonly #main = new Map<Facet, Counts[]>(FACETS.map(facet => [facet, []]));
  readonly #presence = new Map<Facet, Counts[]>(FACETS.map(facet => [facet, []]));
  readonly #confusion = new Confusion();
  readonly #sections = new Map<string, Confusion>();
  readonly #misses: Miss[] = [];
  #all = 0;
  #right = 0;
  #either = 0;
  #sameText = 0;
  #sameTextRight = 0;

  add(labelled: LabelledPosting, posting: Posting, profile: Profile): void {
    const main = new Map(FACETS.map(facet => [facet, noCounts()]));
    const presence = new Map(FACETS.map(facet => [facet, noCounts()]));
    let from = 0;
    for (const unit of labelled.units) {
      while (from < posting.statements.length && (posting.statements[from]?.span.end ?? 0) <= unit.start) from++;
      if (unit.code === undefined) continue;
      const answers = answersFor(unit, profile.statements, from);
      this.#unit(labelled, unit, answers, main, presence);
    }
    for (const facet of FACETS) {
      this.#main.get(facet)?.push(main.get(facet) as Counts);
      this.#presence.get(facet)?.push(presence.get(facet) as Counts);
    }
  }

  #unit(
    labelled: LabelledPosting,
    unit: Unit,
    answers: readonly StatementProfile[],
    main: Map<Facet, Counts>,
    presence: Map<Facet, Counts>,
  ): void {
    const label = unit.code as Facet;
    const best = answers[0];
    const answer = best === undefined ? NONE : best.statement.kind === 'heading' ? HEADING : (best.main ?? NONE);
    const section = best?.statement.section.role ?? NONE;
    this.#confusion.add(label, answer);
    let bySection = this.#sections.get(section);
    if (!bySection) {
      bySection = new Confusion();
      this.#sections.set(section, bySection);
    }
    bySection.add(label, answer);

    this.#all++;
    if (answer === label) this.#right++;
    if (answer === label || answer === unit.second) this.#either++;
    if (best && closeness(unit, best.statement.span) >= SAME_TEXT) {
      this.#sameText++;
      if (answer === label) this.#sameTextRight++;
    }
    countOne(main, new Set([label]), new Set(isFacet(answer) ? [answer] : []));
    const found = new Set(answers.flatMap(({ main, second }) => [main, second].filter(facet => facet !== undefined)));
    countOne(presence, new Set([label, ...(unit.second ? [unit.second] : [])]), found);

    if (answer !== label && answer !== unit.second) {
      // The surer the tool was of its answer and the less it thought of the label, the worse.
      const scores = best?.scores;
      const weight = scores && isFacet(answer) ? scores[answer] - scores[label] : 1;
      const { start, end } = unit;
      this.#misses.push({ measure: 'facet', path: labelled.path, start, end, label, answer, weight });
    }
  }

  result(): FacetResult {
    const byMain = new Map(FACETS.map(facet => [facet, score(this.#main.get(facet) as Counts[])]));
    const f1s = [...byMain.values()].map(one => one.f1).filter(value => value !== undefined);
    return {
      main: share(this.#right, this.#all),
      mainSameText: share(this.#sameTextRight, this.#sameText),
      mainOrSecond: share(this.#either, this.#all),
      kappa: this.#confusion.kappa(),
      byMain,
      byPresence: new Map(FACETS.map(facet => [facet, score(this.#presence.get(facet) as Counts[])])),
      macroF1: f1s.length === 0 ? undefined : f1s.reduce((a, b) => a + b, 0) / f1s.length,
      confusion: this.#confusion,
      bySection: this.#sections,
      misses: this.#misses,
    };
  }
}

/** The statements that speak for a unit, the one with the most shared text first; the sort keeps source order on ties. */
function answersFor(unit: Unit, statements: readonly StatementProfile[], from: number): StatementProfile[] {
  const answers: StatementProfile[] = [];
  for (let i = from; i < statements.length; i++) {
    const profile = statements[i] as StatementProfile;
    if (profile.statement.span.start >= unit.end) break;
    if (inclusion(unit, profile.statement.span) >= SPEAKS_FOR) answers.push(profile);
  }
  return answers.sort((a, b) => sharedLength(unit, b.statement.span) - sharedLength(unit, a.statement.span));
}

function isFacet(name: string): name is Facet {
  return (FACETS as readonly string[]).includes(name);
}

function countOne(counts: Map<Facet, Counts>, labels: ReadonlySet<Facet>, answers: ReadonlySet<Facet>): void {
  for (const facet of FACETS) {
    const count = counts.get(facet) as Counts;
    if (labels.has(facet) && answers.has(facet)) count.tp++;
    else if (answers.has(facet)) count.fp++;
    else if (labels.has(facet)) count.fn++;
  }
}
