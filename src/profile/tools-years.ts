import { tokensSpan } from '../core/tokens.js';
import type { Posting, Statement } from '../core/types.js';
import type { Lexicon, TokenRange } from '../lexicon/lexicon.js';
import { Matcher, type NamedPattern } from '../lexicon/matcher.js';
import type { PlatformYears } from './types.js';

const YEARS: readonly NamedPattern<'years'>[] = [
  { id: 'years', pattern: '# (year*|yr*|yrs)' },
  {
    id: 'years',
    pattern: '(one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty) (plus|or more)? (year*|yrs)',
  },
];
const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
};
/** Words by which years are asked of the person, so that "founded ten years ago" asks nothing. */
const EXPERIENCE = new Set([
  'experience',
  'experienced',
  'background',
  'using',
  'managing',
  'working',
  'running',
  'posting',
  'creating',
  'expertise',
  'record',
]);
/** The years belong to a platform after them where so few words stand between, and to one before them where fewer. */
const MOST_BETWEEN = 8;
const MOST_BETWEEN_BACKWARDS = 3;
/**
 * Between years and platform these say that the years are of something wider: "5 years in social
 * media, including Threads" asks for no five years of Threads.
 */
const WIDER =
  /[();:]|\b(?:including|such as|like|or|social|media|digital|marketing|platforms?|channels?|networks?|sites?|tools?|software|preferably|ideally|plus|as well|e\.g)\b/i;

let years: Matcher<'years'> | undefined;
const platforms = new WeakMap<Lexicon, Matcher<number>>();

/** Years of experience asked for with a platform, one for each pair of years and platform that belong together. */
export function platformYearsOf(posting: Posting, lexicon: Lexicon): PlatformYears[] {
  years ??= new Matcher(YEARS);
  const found: PlatformYears[] = [];
  for (const statement of posting.statements) {
    if (!statement.tokens.some(token => EXPERIENCE.has(token.norm))) continue;
    const asked = years.find(statement.tokens, statement.prose.text);
    if (asked.length === 0) continue;
    for (const platform of launchMatcher(lexicon).find(statement.tokens, statement.prose.text)) {
      const launch = lexicon.launches[platform.id];
      const span = nearest(statement, asked, platform);
      if (launch === undefined || span === undefined) continue;
      const count = yearsIn(statement, span);
      if (count === undefined) continue;
      found.push({
        platform: launch.platform,
        years: count,
        launched: launch.launched.length === 7 ? `${launch.launched}-01` : launch.launched,
        source: launch.source,
        verified: launch.verified,
        span: tokensSpan(statement, Math.min(span.from, platform.from), Math.max(span.to, platform.to)),
      });
    }
  }
  return found;
}

function launchMatcher(lexicon: Lexicon): Matcher<number> {
  let matcher = platforms.get(lexicon);
  if (matcher === undefined) {
    matcher = new Matcher(lexicon.launches.flatMap(({ names }, id) => names.map(pattern => ({ id, pattern }))));
    platforms.set(lexicon, matcher);
  }
  return matcher;
}

/** The closest years that belong to the platform. */
function nearest(statement: Statement, asked: readonly TokenRange[], platform: TokenRange): TokenRange | undefined {
  let best: TokenRange | undefined;
  let least = MOST_BETWEEN + 1;
  for (const range of asked) {
    const after = range.to <= platform.from;
    const between = after ? platform.from - range.to : range.from - platform.to;
    if (between < 0 || between >= least || (!after && between > MOST_BETWEEN_BACKWARDS)) continue;
    if (after && WIDER.test(textBetween(statement, range, platform))) continue;
    best = range;
    least = between;
  }
  return best;
}

function textBetween(statement: Statement, first: TokenRange, second: TokenRange): string {
  return statement.prose.text.slice(statement.tokens[first.to - 1]?.to, statement.tokens[second.from]?.at);
}

/** The least number of years that the words allow: 3 of "3-5 years", 10 of "10+ years". */
function yearsIn(statement: Statement, { from }: TokenRange): number | undefined {
  const word = statement.tokens[from]?.norm ?? '';
  const count = WORDS[word] ?? Number(/^\d+/.exec(word)?.[0]);
  return Number.isInteger(count) && count > 0 && count < 60 ? count : undefined;
}
