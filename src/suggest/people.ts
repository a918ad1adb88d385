import type { Posting } from '../core/types.js';
import type { Profile } from '../profile/types.js';
import type { SuggestData } from './data.js';

/** Whom a posting says the work is for. */
export interface People {
  /** In the posting's words, where they say more than "customers": `library visitors`. */
  readonly particular?: string;
  /** A general word it uses: `customers`. */
  readonly general?: string;
}

/** Facets of statements that speak of the work, not of pay, law or the person. */
const OF_THE_WORK = new Set(['R', 'C', 'P', 'S', 'L', 'A']);

/** The people named most often, those said more precisely first. */
export function peopleOf(posting: Posting, profile: Profile, { people, verbs }: SuggestData): People {
  const particular = new Map<string, number>();
  const general = new Map<string, number>();
  for (const statement of posting.statements) {
    const facet = profile.statements[statement.index]?.main;
    if (facet === undefined || !OF_THE_WORK.has(facet) || statement.section.role === 'legal') continue;
    const { tokens } = statement;
    if (tokens.some(token => people.notOf.has(token.norm))) continue;
    tokens.forEach((token, at) => {
      const isParticular = people.particular.has(token.norm);
      if (!isParticular && !people.general.has(token.norm)) return;
      // "donors' letters", "developers-only", "student-athletes": not the people themselves.
      const after = statement.prose.text.slice(token.to);
      if (
        /^['’-]|^\s+(?:relations|relationships|experience|success|service|services|support|team|feedback|engagement|management|groups?|guidelines|resources|hall|loyalty|care|market|programs?|programmes?|education|centre|center|council|school|church|trust|park|association|foundation)\b/iu.test(
          after,
        )
      )
        return;
      const before = tokens[at - 1];
      const word = before && statement.prose.text.slice(before.at, before.to);
      const saysWho =
        before !== undefined &&
        word !== undefined &&
        /^[ ]$/.test(statement.prose.text.slice(before.to, token.at)) &&
        !people.unsaid.has(before.norm) &&
        !verbs.has(before.norm) &&
        /^[\p{L}-]{3,}$/u.test(word) &&
        !/(?:ly|ing|ed)$/.test(before.norm) &&
        (at > 1 || /^\p{Ll}/u.test(word));
      const noun = statement.prose.text.slice(token.at, token.to);
      if (saysWho) count(particular, `${word} ${noun}`);
      else if (isParticular) count(particular, noun.toLowerCase());
      else count(general, token.norm);
    });
  }
  const named = most(particular);
  const loose = most(general);
  return { ...(named !== undefined && { particular: named }), ...(loose !== undefined && { general: loose }) };
}

function count(counts: Map<string, number>, words: string): void {
  counts.set(words, (counts.get(words) ?? 0) + 1);
}

/** Of equals, the words of more than one; of these, the first. */
function most(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  let weight = 0;
  for (const [words, times] of counts) {
    const own = times + (words.includes(' ') ? 0.5 : 0);
    if (own > weight) {
      best = words;
      weight = own;
    }
  }
  return best;
}
