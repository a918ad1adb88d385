import type { Level, RoleFamily } from '../core/facets.js';
import type { FactKey, Posting, Statement } from '../core/types.js';
import type { Profile, ToolMention } from '../profile/types.js';
import { type Act, actsOf } from './acts.js';
import type { SuggestData } from './data.js';
import { type People, peopleOf } from './people.js';

/** What a posting offers for writing sentences about it; nothing else may go into them. */
export class Materials {
  readonly role: RoleFamily;
  readonly level: Level;
  readonly #acts: readonly Act[];
  readonly #people: People;
  readonly #timesUsed = new Map<Act, number>();

  constructor(
    readonly posting: Posting,
    readonly profile: Profile,
    data: SuggestData,
  ) {
    this.role = profile.role;
    this.level = profile.level;
    this.#acts = actsOf(posting, profile, data);
    this.#people = peopleOf(posting, profile, data);
  }

  /** The people the work is for, where the posting says who they are. */
  get audience(): string | undefined {
    return this.#people.particular;
  }

  /** The same, or a blank that asks. */
  get who(): string {
    const { particular, general } = this.#people;
    if (particular !== undefined) return particular;
    return general === undefined || /^(?:audiences?|community|communities|people)$/.test(general)
      ? '‹which people?›'
      : `‹which ${general}?›`;
  }

  /** What a placeholder that needs no statement stands for; undefined where the posting does not say. */
  named(placeholder: string): string | undefined {
    switch (placeholder) {
      case 'audience':
        return this.audience;
      case 'who':
        return this.who;
      case 'employer':
      case 'title':
        return this.#fact(placeholder);
      default:
        return undefined;
    }
  }

  /** Tools that a statement names, each once. */
  tools(statement: Statement): ToolMention[] {
    const seen = new Set<string>();
    return (this.profile.statements[statement.index]?.tools ?? []).filter(
      tool => !seen.has(tool.name) && seen.add(tool.name),
    );
  }

  /** A duty fit to explain the statement: the one used least so far, of these the first. */
  act(besides: Statement, fits: (act: Act) => boolean): Act | undefined {
    let best: Act | undefined;
    for (const act of this.#acts) {
      if (act.statement === besides || !fits(act)) continue;
      if (best === undefined || this.#used(act) < this.#used(best)) best = act;
    }
    return best;
  }

  use(act: Act): void {
    this.#timesUsed.set(act, this.#used(act) + 1);
  }

  #fact(key: FactKey): string | undefined {
    return this.posting.facts.find(fact => fact.key === key)?.value;
  }

  #used(act: Act): number {
    return this.#timesUsed.get(act) ?? 0;
  }
}
