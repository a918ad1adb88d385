import { overlaps } from '../core/span.js';
import type { Posting, Span, Statement, Token } from '../core/types.js';
import { lexicon, type ToolMatch } from '../lexicon/lexicon.js';
import { shortName } from './employers.js';

/** So many mentions make a name one that the posting is about. */
const MENTIONS = 2;
/** Capitals alone may be a trade's word (SEO, CRM), so they must stand more often. */
const MENTIONS_IN_CAPITALS = 4;
/** A statement with a larger share of capitals is a heading or a list of names, where capitals tell nothing. */
const MOST_CAPITALS = 0.5;

/** Names that stand often in anybody's posting, and the words that titles, ranks and trades write like names. */
const ANYBODYS = new Set(
  (
    'english french spanish german russian armenian arabic chinese mandarin japanese american british european canadian ' +
    'indian us u.s usa uk eu america europe africa asia canada london york city state county university college school ' +
    'united states new san francisco los angeles washington california texas north south east west ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august ' +
    'september october november december god internet web bachelor bachelors master masters equal opportunity ' +
    'director senior junior lead manager management engineer engineering developer development designer design coordinator ' +
    'specialist assistant associate analyst administrator administration advisor officer executive chief president ' +
    'vice head dean librarian archivist editor producer intern board directors ceo cto cfo coo department division ' +
    'office center centre team program project business marketing sales communications finance legal operations product ' +
    'services support human resources information computer technology science engineering digital social media ' +
    'saas b2b b2c api apis pdf url html css sql devops agile scrum pto inc llc ltd fortune series thanks must not ' +
    'career employment employer position job description qualifications requirements responsibilities required preferred'
  ).split(' '),
);

/** Domains whose pages belong to many. */
const SHARED_DOMAINS =
  /^(google|gmail|googlegroups|facebook|twitter|x|linkedin|instagram|youtube|youtu|tiktok|github|gitlab|medium|wikipedia|bit|goo|tinyurl|forms|lever|greenhouse|workable|bamboohr|breezy|recruitee|smartrecruiters|myworkdayjobs|workday|icims|jobvite|ashbyhq|taleo|indeed|glassdoor|typeform|airtable|notion|slack|zoom|calendly|dropbox|yahoo|hotmail|outlook|example|w3|schema)\./u;

const DOMAIN = /(?:https?:\/\/|www\.|@)((?:[a-z0-9-]+\.)+[a-z]{2,})/gi;

/** What gives away whose posting this is: the domains of its addresses, and where it mentions which names. */
export interface HouseNames {
  readonly domains: ReadonlySet<string>;
  /** Mentions inside sentences, tools and everyday names left out. */
  readonly mentions: ReadonlyMap<string, readonly Mention[]>;
}

export interface Mention extends Span {
  /** Written in capitals alone. */
  readonly capitals: boolean;
}

/** As one string, which takes a sixth of the room. */
export type PackedNames = string;

export function packNames({ domains, mentions }: HouseNames): PackedNames {
  return JSON.stringify([[...domains], [...mentions]]);
}

export function unpackNames(packed: PackedNames): HouseNames {
  const [domains, mentions] = JSON.parse(packed) as [string[], [string, Mention[]][]];
  return { domains: new Set(domains), mentions: new Map(mentions) };
}

export function houseNames(posting: Posting): HouseNames {
  const domains = new Set<string>();
  for (const [, host] of posting.source.matchAll(DOMAIN)) {
    const domain = (host as string).toLowerCase().split('.').slice(-2).join('.');
    if (!SHARED_DOMAINS.test(domain)) domains.add(domain);
  }
  const mentions = new Map<string, Mention[]>();
  for (const statement of posting.statements) addMentions(mentions, statement);
  for (const name of [...mentions.keys()]) if (isWrittenSmall(name, posting)) mentions.delete(name);
  return { domains, mentions };
}

function addMentions(mentions: Map<string, Mention[]>, statement: Statement): void {
  const { tokens, prose } = statement;
  const capitals: number[] = [];
  for (let i = 0; i < tokens.length; i++) if (beginsWithCapital(prose.text, (tokens[i] as Token).at)) capitals.push(i);
  if (capitals.length > MOST_CAPITALS * tokens.length) return;
  let tools: readonly ToolMatch[] | undefined;
  for (const i of capitals) {
    const token = tokens[i] as Token;
    const name = nameOf(token);
    // The first word has its capital anyway.
    if (i === 0 || token.norm.length <= 2 || ANYBODYS.has(name)) continue;
    tools ??= lexicon().find(statement).tools;
    if (tools.some(tool => tool.from <= i && i < tool.to) && !isAtHome(tokens[i - 1])) continue;
    const written = prose.text.slice(token.at, token.to);
    const mention = { start: token.start, end: token.end, capitals: /^\p{Lu}{1,4}s?$/u.test(written) };
    const known = mentions.get(name);
    if (known === undefined) mentions.set(name, [mention]);
    else known.push(mention);
  }
}

/** What a posting writes without a capital somewhere is an everyday word. */
function isWrittenSmall(name: string, { source, statements }: Posting): boolean {
  // Plain letters are hardly ever spelled another way, so a search of the source settles most names.
  if (/^[a-z0-9]+$/.test(name) && !source.includes(name)) return false;
  return statements.some(({ tokens, prose }) =>
    tokens.some(token => nameOf(token) === name && !beginsWithCapital(prose.text, token.at)),
  );
}

/**
 * True where two postings that share words seem to be one employer's although no line says so:
 * they give the same domain, or both keep mentioning a name, and this one outside the shared
 * words, too. A wrong guess hides a shared run, it never accuses.
 *
 * @param shared where `own` holds the words that both share
 */
export function isSameHouse(own: HouseNames, other: HouseNames, shared: readonly Span[]): boolean {
  if ([...own.domains].some(domain => other.domains.has(domain))) return true;
  return [...own.mentions].some(
    ([name, mentions]) =>
      isKept(other.mentions.get(name) ?? []) &&
      isKept(mentions.filter(mention => !shared.some(span => overlaps(span, mention)))),
  );
}

/** True where both mention one name, be it within the words they share: enough where no line names either employer. */
export function sharesName(own: HouseNames, other: HouseNames): boolean {
  return [...own.mentions.keys()].some(name => other.mentions.has(name));
}

/**
 * True where a text names another's employer besides in the words they share: an agency for its
 * client, a branch for its house, or one employer that goes by two names.
 *
 * @param names of the same text as `source`
 */
export function namesEmployer(
  source: string,
  names: HouseNames,
  employer: string | undefined,
  shared: readonly Span[],
): boolean {
  const name = shortName(employer ?? '');
  const isOutside = (mention: Span) => !shared.some(span => overlaps(span, mention));
  // One word alone may be a tool, or stand there by chance.
  if (!/\p{L}\s+\p{L}/u.test(name)) return isKept((names.mentions.get(name.toLowerCase()) ?? []).filter(isOutside));
  for (let at = source.indexOf(name); at >= 0; at = source.indexOf(name, at + 1)) {
    if (isOutside({ start: at, end: at + name.length })) return true;
  }
  return false;
}

function isKept(mentions: readonly Mention[]): boolean {
  return mentions.length >= (mentions[0]?.capitals === true ? MENTIONS_IN_CAPITALS : MENTIONS);
}

function beginsWithCapital(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit < 128 ? unit >= 65 && unit <= 90 : /^\p{Lu}/u.test(String.fromCodePoint(text.codePointAt(at) as number));
}

/** "Acme's" is a mention of Acme. */
function nameOf({ norm }: Token): string {
  return norm.includes("'") ? norm.replace(/'s?$/u, '') : norm;
}

/** "At GitLab", "join Canva": here the tool's name is the employer's. */
function isAtHome(before: Token | undefined): boolean {
  return before !== undefined && ['at', 'join', 'joining'].includes(before.norm);
}
