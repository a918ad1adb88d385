import type { Statement, Token } from '../core/types.js';
import type { Lexicon, TermMatch } from '../lexicon/lexicon.js';

/** Traps whose mere presence says that the whole statement speaks of the employer or the hiring. */
const WHOLE_STATEMENT = new Set(['traps/company-voice', 'traps/legal', 'traps/process']);

/**
 * The terms of a statement that mean what they say: none inside a trap ("community college"), no
 * act of relating that ends in somebody of the organisation ("team members"), and none at all
 * where the statement speaks of the employer itself ("we listen to our customers").
 */
export function liveTerms(statement: Statement, lexicon: Lexicon): readonly TermMatch[] {
  const terms = lexicon.find(statement).terms.filter(term => !isPartedPair(statement, term));
  if (tellsOfEmployer(statement)) return terms.filter(term => !term.id.startsWith('relating/'));
  const traps = terms.filter(term => term.id.startsWith('traps/'));
  if (traps.length === 0) return terms;
  if (traps.some(trap => WHOLE_STATEMENT.has(trap.id))) return terms.filter(term => !term.id.startsWith('relating/'));
  return terms.filter(
    term =>
      !traps.includes(term) &&
      !traps.some(trap =>
        trap.id === 'traps/insiders'
          ? term.id.startsWith('relating/') && trap.from < term.to && term.to <= trap.to
          : trap.from <= term.from && term.to <= trap.to,
      ),
  );
}

/** Two words of a list, which only look like a pair: "traditional media, partnerships". */
function isPartedPair({ tokens, prose }: Statement, { from, to }: TermMatch): boolean {
  if (to - from !== 2) return false;
  const [first, second] = tokens.slice(from, to) as [Token, Token];
  return /[,;]/.test(prose.text.slice(first.to, second.at));
}

const EMPLOYER = new Set(['we', "we're", "we've"]);
/** The person meant, or wanted, in a sentence that begins with the employer. */
const PERSON = new Set([
  'you',
  'your',
  "you'll",
  "you're",
  "you'd",
  'yourself',
  'who',
  'someone',
  'somebody',
  'candidate',
]);
const WANTS = new Set(['need', 'want', 'seek', 'seeking', 'looking', 'expect', 'ask', 'hiring', 'require', 'hope']);

/** "We …" with nobody but the employer in it: "We are always forming new partnerships". */
function tellsOfEmployer({ tokens }: Statement): boolean {
  if (!EMPLOYER.has(tokens[0]?.norm ?? '')) return false;
  return !tokens.some(({ norm }) => PERSON.has(norm) || WANTS.has(norm));
}

/** Groups of `rules/lexicon/relating.yaml` that name acts, as against words that only sound like it. */
export const ACTS: ReadonlySet<string> = new Set(
  ['listening', 'answering', 'conversing', 'moderating', 'welcoming', 'hosting', 'building', 'trust'].map(
    group => `relating/${group}`,
  ),
);
