import type { Facet, Level, RoleFamily } from '../core/facets.js';
import type { FactKey, Posting, Section, SectionRole, Statement } from '../core/types.js';
import type { Profile, ToolMention } from '../profile/types.js';
import { type Act, actsOf } from './acts.js';
import type { SuggestData } from './data.js';
import { uncapitalise } from './language.js';
import { type People, peopleOf } from './people.js';

/** Facets of what a person does in the job. */
const DUTIES: ReadonlySet<Facet> = new Set(['R', 'C', 'P', 'S', 'W']);
const TAKES_DUTIES: ReadonlySet<SectionRole> = new Set(['other', 'about', 'title', 'role']);
const FEWEST_DUTIES = 3;

/** What a posting offers for writing sentences about it; nothing else may go into them. */
export class Materials {
  readonly #data: SuggestData;
  #knownActs: readonly Act[] | undefined;
  #knownPeople: People | undefined;
  readonly #timesUsed = new Map<Act, number>();

  /** Reads nothing yet: most help needs a part of this only, and the profile takes time. */
  constructor(
    readonly posting: Posting,
    readonly profile: Profile,
    data: SuggestData,
  ) {
    this.#data = data;
  }

  get role(): RoleFamily {
    return this.profile.role;
  }

  get level(): Level {
    return this.profile.level;
  }

  get #acts(): readonly Act[] {
    this.#knownActs ??= actsOf(this.posting, this.profile, this.#data);
    return this.#knownActs;
  }

  get #people(): People {
    this.#knownPeople ??= peopleOf(this.posting, this.profile, this.#data);
    return this.#knownPeople;
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

  /** The section that holds most of the duties; undefined where no section holds enough of them to be sure. */
  sectionOfDuties(): Section | undefined {
    const counts = new Map<Section, number>();
    for (const { statement, main } of this.profile.statements) {
      if (main === undefined || !DUTIES.has(main) || !TAKES_DUTIES.has(statement.section.role)) continue;
      counts.set(statement.section, (counts.get(statement.section) ?? 0) + 1);
    }
    const [best] = [...counts].sort((a, b) => b[1] - a[1]);
    return best && best[1] >= FEWEST_DUTIES ? best[0] : undefined;
  }

  /** Tools that a statement names, each once; general words for tools only where it names none. */
  tools(statement: Statement): ToolMention[] {
    const all = this.profile.statements[statement.index]?.tools ?? [];
    const named = all.filter(tool => !tool.generic);
    const seen = new Set<string>();
    return (named.length > 0 ? named : all).filter(tool => !seen.has(tool.name) && seen.add(tool.name));
  }

  /** Where the tools' names stand in the statement's text. */
  toolPlaces(statement: Statement): { readonly at: number; readonly to: number }[] {
    return this.tools(statement).map(({ span }) => {
      const tokens = statement.tokens.filter(token => span.start <= token.start && token.end <= span.end);
      return { at: tokens[0]?.at ?? 0, to: tokens.at(-1)?.to ?? 0 };
    });
  }

  /** The tools as the author wrote them; what is no name in small letters. */
  toolNames(statement: Statement): string[] {
    const tools = this.tools(statement);
    return this.toolPlaces(statement).map(({ at, to }, i) => {
      const words = statement.prose.text.slice(at, to);
      return tools[i]?.generic ? uncapitalise(words) : words;
    });
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
