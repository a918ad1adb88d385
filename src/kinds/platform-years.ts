import * as v from 'valibot';
import { contains } from '../core/span.js';
import type { PlatformYears } from '../profile/types.js';
import { listInWords } from './message.js';
import { inScope } from './scope.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  asOf: v.pipe(
    v.optional(v.pipe(v.string(), v.isoDate('write a date as 2026-11-24'))),
    v.description('The day for which ages are reckoned; left out, today'),
  ),
});

/** Compares years of experience with the age of platforms. */
export const platformYears: Kind<v.InferOutput<typeof params>> = {
  name: 'platform-years',
  summary:
    'Finds more years of experience asked for than a platform has existed, by the launch dates in `rules/lexicon/platform-launches.yaml`.',
  params,
  placeholders: {
    years: 'the years asked for',
    platform: 'the platforms that are younger, in words',
    launched: 'year and month in which the youngest of them opened',
    age: 'how many full years the youngest of them is old',
  },
  compile({ asOf }, meta) {
    return function* (posting, context): Iterable<Draft> {
      const now = new Date(asOf ?? Date.now());
      const impossible = context.profile().platformYears.filter(one => one.years > fullYears(one, now));
      for (const statement of posting.statements) {
        if (!inScope(statement, meta.where)) continue;
        const here = impossible.filter(one => contains(statement.span, one.span));
        const youngest = youngestOf(here);
        if (youngest === undefined) continue;
        yield {
          span: {
            start: Math.min(...here.map(one => one.span.start)),
            end: Math.max(...here.map(one => one.span.end)),
          },
          statement,
          data: {
            years: youngest.years,
            platform: listInWords(here.map(one => one.platform)),
            launched: youngest.launched.slice(0, 7),
            age: fullYears(youngest, now),
          },
          evidence: here.map(one => one.span),
        };
      }
    };
  },
};

function youngestOf(found: readonly PlatformYears[]): PlatformYears | undefined {
  return found.reduce<PlatformYears | undefined>(
    (youngest, one) => (youngest === undefined || one.launched > youngest.launched ? one : youngest),
    undefined,
  );
}

/** How many birthdays the platform has had. */
function fullYears({ launched }: PlatformYears, now: Date): number {
  const [year = 0, month = 1, day = 1] = launched.split('-').map(Number);
  const before = now.getUTCMonth() + 1 < month || (now.getUTCMonth() + 1 === month && now.getUTCDate() < day);
  return now.getUTCFullYear() - year - (before ? 1 : 0);
}
