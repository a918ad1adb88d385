import * as v from 'valibot';
import type { Statement, Token } from '../core/types.js';
import type { Launch } from '../lexicon/build.js';
import { lexicon } from '../lexicon/lexicon.js';
import { listInWords } from './message.js';
import { inScope } from './scope.js';
import { tokensSpan } from './spans.js';
import type { Hit } from './terms.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  asOf: v.pipe(
    v.optional(v.pipe(v.string(), v.isoDate('write a date as 2026-11-24'))),
    v.description('The day for which ages are reckoned; left out, today'),
  ),
});

const NUMBER_WORDS = (
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen twenty'
).split(' ');
const YEARS = new Set(['year', 'years', "year's", "years'", 'yrs', 'yr']);

/**
 * What may stand between the years and the platform, so that the years are years on the platform:
 * in "six years in retail, and a TikTok account" they are not.
 */
const BETWEEN = new Set(
  (
    'of experience work working with in on using running managing building growing posting creating content communities ' +
    'community accounts account channels channel pages page platforms platform presence the a an and or for as well ' +
    'professional proven hands-on direct demonstrable relevant practical social media brand brands business such like ' +
    'including major e.g marketing advertising ads'
  ).split(' '),
);

/** Compares years of experience with the age of platforms. */
export const platformYears: Kind<v.InferOutput<typeof params>> = {
  name: 'platform-years',
  summary:
    'Finds more years of experience asked for than a platform has existed, by the launch dates in `rules/lexicon/platform-launches.yaml`.',
  params,
  placeholders: {
    years: 'the years asked for',
    platform: 'the platforms that are younger, in words',
    launched: 'when the youngest of them opened, year and month where known',
    age: 'how many full years the youngest of them is old',
  },
  compile({ asOf }, meta, { terms }) {
    const launches = lexicon().launches.map(launch => ({ launch, group: terms.group(launch.names) }));
    return function* (posting): Iterable<Draft> {
      const now = new Date(asOf ?? Date.now());
      for (const statement of posting.statements) {
        if (!inScope(statement, meta.where)) continue;
        for (const asked of yearsIn(statement)) {
          const platforms = launches.flatMap(({ launch, group }) =>
            terms
              .hits(posting, group)
              .filter(hit => hit.statement === statement)
              .map(hit => ({ launch, hit })),
          );
          const named = platformsAfter(statement, asked.to, platforms);
          const younger = named.filter(({ launch }) => fullYears(launch, now) < asked.years);
          if (younger.length === 0) continue;
          const youngest = younger.reduce((a, b) => (a.launch.launched > b.launch.launched ? a : b)).launch;
          const last = Math.max(...younger.map(({ hit }) => hit.to));
          yield {
            span: tokensSpan(statement, asked.from, last),
            statement,
            data: {
              years: asked.years,
              platform: listInWords(younger.map(({ launch }) => launch.platform)),
              launched: youngest.launched.slice(0, 7),
              age: fullYears(youngest, now),
            },
            evidence: [
              tokensSpan(statement, asked.from, asked.to),
              ...younger.map(({ hit }) => tokensSpan(statement, hit.from, hit.to)),
            ],
          };
        }
      }
    };
  },
};

interface AskedYears {
  /** The least that is asked: 3 in "3-5 years". */
  readonly years: number;
  readonly from: number;
  readonly to: number;
}

function yearsIn({ tokens }: Statement): AskedYears[] {
  return tokens.flatMap((token, i) => {
    if (!YEARS.has(token.norm)) return [];
    // "5 years", "5+ years", "3-5 years", "3 to 5 years", "five plus years"
    let at = i - 1;
    if (tokens[at]?.norm === 'plus' || tokens[at]?.norm === 'or') at--;
    let years = numberOf(tokens[at]?.norm);
    if (years === undefined) return [];
    if (['to', 'or', 'and'].includes(tokens[at - 1]?.norm ?? '')) {
      const lower = numberOf(tokens[at - 2]?.norm);
      if (lower !== undefined) {
        years = lower;
        at -= 2;
      }
    }
    return [{ years, from: at, to: i + 1 }];
  });
}

function numberOf(norm = ''): number | undefined {
  const word = NUMBER_WORDS.indexOf(norm);
  if (word >= 0) return word + 1;
  const digits = /^(\d{1,2})(?:\+|-\d{1,2}\+?)?$/u.exec(norm)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

interface NamedPlatform {
  readonly launch: Launch;
  readonly hit: Hit;
}

/** The platforms that follow, as long as nothing but words of experience and other platforms stand between. */
function platformsAfter(statement: Statement, from: number, platforms: readonly NamedPlatform[]): NamedPlatform[] {
  const found: NamedPlatform[] = [];
  for (let at = from; at < statement.tokens.length; ) {
    const named = platforms.find(({ hit }) => hit.from === at);
    if (named !== undefined) {
      found.push(named);
      at = named.hit.to;
    } else if (BETWEEN.has((statement.tokens[at] as Token).norm)) at++;
    else break;
  }
  return found;
}

/** How many birthdays the platform has had; a date without a day or month counts from its beginning. */
function fullYears({ launched }: Launch, now: Date): number {
  const [year = 0, month = 1, day = 1] = launched.split('-').map(Number);
  const before = now.getUTCMonth() + 1 < month || (now.getUTCMonth() + 1 === month && now.getUTCDate() < day);
  return now.getUTCFullYear() - year - (before ? 1 : 0);
}
