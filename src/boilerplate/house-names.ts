import type { Posting, Statement, Token } from '../core/types.js';
import { lexicon } from '../lexicon/lexicon.js';

/** So many mentions make a name one that the posting is about. */
const MENTIONS = 2;
/** Capitals alone may be a trade's word (SEO, CRM), so they must stand more often. */
const MENTIONS_IN_CAPITALS = 4;
/** A statement with a larger share of capitals is a heading or a list of names, where capitals tell nothing. */
const MOST_CAPITALS = 0.5;

/** Names that stand often in anybody's posting. */
const ANYBODYS = new Set(
  (
    'english french spanish german russian armenian arabic chinese mandarin japanese american british european canadian ' +
    'indian us usa uk eu america europe africa asia canada london york city state county university college school ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august ' +
    'september october november december god internet web bachelor bachelors master masters equal opportunity'
  ).split(' '),
);

/** Domains whose pages belong to many. */
const SHARED_DOMAINS =
  /^(google|gmail|googlegroups|facebook|twitter|x|linkedin|instagram|youtube|youtu|tiktok|github|gitlab|medium|wikipedia|bit|goo|tinyurl|forms|lever|greenhouse|workable|bamboohr|breezy|recruitee|smartrecruiters|myworkdayjobs|workday|icims|jobvite|ashbyhq|taleo|indeed|glassdoor|typeform|airtable|notion|slack|zoom|calendly|dropbox|yahoo|hotmail|outlook|example|w3|schema)\./u;

const DOMAIN = /(?:https?:\/\/|www\.|@)((?:[a-z0-9-]+\.)+[a-z]{2,})/giu;

/**
 * What gives away whose posting this is where no line says "Company:": the domains of its
 * addresses and the names it keeps mentioning, tools left out. Two postings that share one of
 * them are taken for one employer's. Wrong guesses hide a shared run, they never accuse.
 */
export function houseNames(posting: Posting): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, host] of posting.source.matchAll(DOMAIN)) {
    const domain = (host as string).toLowerCase().split('.').slice(-2).join('.');
    if (!SHARED_DOMAINS.test(domain)) names.add(domain);
  }
  const mentions = new Map<string, number>();
  const small = new Set<string>();
  for (const statement of posting.statements) {
    const tools = lexicon().find(statement).tools;
    const written = statement.tokens.map(token => statement.prose.text.slice(token.at, token.to));
    const capitals = written.filter(word => /^\p{Lu}/u.test(word)).length;
    for (const [i, token] of statement.tokens.entries()) {
      const name = nameOf(token);
      if (!/^\p{Lu}/u.test(written[i] as string)) small.add(name);
      else if (
        capitals <= MOST_CAPITALS * written.length &&
        isInside(statement, token) &&
        !tools.some(tool => tool.from <= i && i < tool.to) &&
        !ANYBODYS.has(name)
      ) {
        const weight = /^\p{Lu}{1,4}s?$/u.test(written[i] as string) ? MENTIONS / MENTIONS_IN_CAPITALS : 1;
        mentions.set(name, (mentions.get(name) ?? 0) + weight);
      }
    }
  }
  for (const [name, count] of mentions) if (count >= MENTIONS && !small.has(name)) names.add(name);
  return names;
}

/** "Acme's" is a mention of Acme. */
function nameOf({ norm }: Token): string {
  return norm.replace(/['’]s?$/u, '');
}

/** The first word has its capital anyway. */
function isInside(statement: Statement, token: Token): boolean {
  return token !== statement.tokens[0] && token.norm.length > 2;
}
