import type { Facet } from '../core/facets.js';
import type { Posting, Statement } from '../core/types.js';
import type { Profile } from '../profile/types.js';
import type { SuggestData } from './data.js';

/** Whom a posting says the work is for. */
export interface People {
  /** In the posting's words, where they say more than "customers": `library visitors`. */
  readonly particular?: string;
  /** A general word it uses: `customers`. */
  readonly general?: string;
}

/** How much a mention counts, by what its statement asks: in what is done for people they are no colleagues. */
const WEIGHT: Readonly<Partial<Record<Facet, number>>> = { R: 2, C: 2, P: 2, S: 1, L: 1, A: 1 };
/** From this weight on people are taken to be those the work is for. */
const ENOUGH = 2;
const ENOUGH_FOR_COLLEAGUES = 5;
/** How often a word before the people must stand there to be part of who they are. */
const TIMES_TOGETHER = 2;

/** What follows the people's name where not they themselves are meant: "customer service", "donors' letters". */
const NOT_THEMSELVES =
  /^['’-]|^\s+(?:relations|relationships|experience|success|service|services|support|team|feedback|engagement|management|groups?|guidelines|resources|hall|loyalty|care|market|programs?|programmes?|education|centre|center|council|school|church|trust|park|association|foundation)\b/i;

/** The people named most often, those said more precisely first. */
export function peopleOf(posting: Posting, profile: Profile, data: SuggestData): People {
  const { people } = data;
  const particular = new Tally();
  const described = new Map<string, Tally>();
  const general = new Tally();
  for (const statement of posting.statements) {
    const weight = WEIGHT[profile.statements[statement.index]?.main ?? 'O'];
    if (weight === undefined || statement.section.role === 'legal') continue;
    const { tokens, prose } = statement;
    if (tokens.some(token => people.notOf.has(token.norm))) continue;
    tokens.forEach((token, at) => {
      const isGeneral = people.general.has(token.norm);
      if (!isGeneral && !people.particular.has(token.norm) && !people.perhapsColleagues.has(token.norm)) return;
      if (NOT_THEMSELVES.test(prose.text.slice(token.to))) return;
      const word = describing(statement, at, data);
      if (word !== undefined) {
        if (!described.has(token.norm)) described.set(token.norm, new Tally());
        described.get(token.norm)?.add(word, 1);
      }
      (isGeneral ? general : particular).add(token.norm, weight);
    });
  }
  const named = particular.most(noun => (people.perhapsColleagues.has(noun) ? ENOUGH_FOR_COLLEAGUES : ENOUGH));
  const loose = general.most(() => 1);
  const noun = named ?? loose;
  // "developer audience" would need an article; "developers" says it better.
  const describable = noun !== undefined && !/^(?:audience|community)$/.test(noun);
  const word = describable ? described.get(noun)?.most(() => TIMES_TOGETHER) : undefined;
  const precise = word === undefined ? named : `${word} ${noun}`;
  return { ...(precise !== undefined && { particular: precise }), ...(loose !== undefined && { general: loose }) };
}

/** The word before a token, where it may say who the people are: "library visitors". */
function describing({ tokens, prose }: Statement, at: number, { people, verbs }: SuggestData): string | undefined {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token || !before || prose.text.slice(before.to, token.at) !== ' ') return undefined;
  if (people.unsaid.has(before.norm) || verbs.has(before.norm) || /(?:ly|ing|ed)$/.test(before.norm)) return undefined;
  const word = prose.text.slice(before.at, before.to);
  // A capital at the statement's start says nothing; elsewhere it belongs to a name.
  return /^\p{Ll}[\p{L}-]{2,}$/u.test(word) ? word : undefined;
}

class Tally {
  readonly #weights = new Map<string, number>();

  add(words: string, weight: number): void {
    this.#weights.set(words, (this.#weights.get(words) ?? 0) + weight);
  }

  /** The words that weigh most, of equals the first; undefined where none weighs enough. */
  most(enough: (words: string) => number): string | undefined {
    let best: string | undefined;
    for (const [words, weight] of this.#weights) {
      if (weight >= enough(words) && weight > (this.#weights.get(best ?? '') ?? 0)) best = words;
    }
    return best;
  }
}
