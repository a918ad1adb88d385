/** Employers' names: the form in which they are compared, and when two of them mean one employer. */

const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/\bdept\b/g, 'department'],
  [/\buniv\b/g, 'university'],
  [/\binst\b/g, 'institute'],
  [/\bintl\b/g, 'international'],
  [/\bassoc\b/g, 'association'],
  [/\bgovt\b/g, 'government'],
  [/\bnatl\b/g, 'national'],
  [/\bst\b/g, 'saint'],
];

/** States that public employers' names abbreviate. Codes that are everyday words in capitals (`IN`, `OR`) are left out. */
const STATES: Readonly<Record<string, string>> = {
  AZ: 'arizona',
  CA: 'california',
  CO: 'colorado',
  FL: 'florida',
  GA: 'georgia',
  IL: 'illinois',
  MA: 'massachusetts',
  MD: 'maryland',
  MI: 'michigan',
  MN: 'minnesota',
  MO: 'missouri',
  NC: 'north carolina',
  NJ: 'new jersey',
  NV: 'nevada',
  NY: 'new york',
  OH: 'ohio',
  PA: 'pennsylvania',
  SC: 'south carolina',
  TN: 'tennessee',
  TX: 'texas',
  VA: 'virginia',
  WA: 'washington',
  WI: 'wisconsin',
};

/** What tables hold where nobody is named. */
const NOBODY =
  /^(?:none|n a|na|nan|null|nil|unknown|anonymous|confidential|undisclosed|not (?:disclosed|given|named|stated|specified)|tbd|tba)$/;

const LEGAL_FORM =
  /[\s,]+(?:inc|incorporated|llc|llp|ltd|limited|plc|corp|corporation|co|company|gmbh|ag|se|kg|sa|sas|sarl|bv|nv|ab|oy|as|pty|cjsc|ojsc|jsc)\.?$/i;

/** What names that were addresses once end in: `acme-co`, `acmehq`. */
const ADDRESS_END = /(?:co|com|hq|io|app|inc)$/;

/** Words that the names of many employers begin with, places and kinds of house. */
const COMMON_WORDS = new Set(
  (
    'american and at bank board boston center centers centre central chicago child children city college community ' +
    'council county department east european federal first for fort foundation global great group health healthcare ' +
    'in institute international lab labs las libraries library los media ministry museum national new north northern ' +
    'of office on port public royal saint san santa school service services south southern state systems tech ' +
    'technologies technology the to town united universities university us washington west western world'
  ).split(' '),
);

/** Shorter names are too often within others by chance. In letters. */
const TELLING_NAME = 8;
/** A letter more or less is a slip of the pen only where so many others agree. */
const LONG_NAME = 12;

/** Fewer words may stand in two names by chance. */
const FEWEST_WORDS = 3;

/** An employer's name without its legal form and brackets: `Acme Holdings (UK), Ltd.` gives `Acme Holdings`. */
export function shortName(employer: string): string {
  let name = employer.replace(/[([][^)\]]*[)\]]/g, ' ').trim();
  for (;;) {
    const shorter = name.replace(LEGAL_FORM, '').trim();
    if (shorter === name || shorter === '') return name;
    name = shorter;
  }
}

/** The form in which two employers' names are compared; empty where there is no name. */
export function employerKey(employer: string | undefined): string {
  if (employer === undefined) return '';
  let key = shortName(employer)
    .normalize('NFKC')
    .replace(/\b[A-Z]{2}\b/g, code => STATES[code] ?? code)
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '');
  for (const [short, long] of ABBREVIATIONS) key = key.replace(short, long);
  return NOBODY.test(key) ? '' : key;
}

/**
 * True where two keys name one employer or one house: the same name however spaced, one within the
 * other (`acme`, `acme germany`; `jobs at acme mills`), a slip of the pen, or two words at the
 * beginning that hardly any other name begins with (branches of one federation). A wrong guess hides
 * a shared run, it never accuses.
 */
export function sameName(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 4 && long.startsWith(`${short} `)) return true;
  if (short.length >= TELLING_NAME && short.includes(' ') && ` ${long} `.includes(` ${short} `)) return true;
  const [closeShort, closeLong] = [short.replaceAll(' ', ''), long.replaceAll(' ', '')];
  if (closeShort === closeLong || isSlip(closeShort, closeLong)) return true;
  if (closeShort.length >= 4 && closeLong.replace(ADDRESS_END, '') === closeShort.replace(ADDRESS_END, '')) return true;
  return holdsAllWords(short, long) || sameBeginning(short, long);
}

/** True where two names have a word in common that few others have. */
export function shareWord(a: string, b: string): boolean {
  const words = new Set(tellingWords(b));
  return tellingWords(a).some(word => words.has(word));
}

function tellingWords(key: string): string[] {
  return key.split(' ').filter(word => word.length > 3 && !COMMON_WORDS.has(word));
}

/** The same words in another order, or with others among them: `birch law library alder college`, `law library of alder college`. */
function holdsAllWords(short: string, long: string): boolean {
  const words = short.split(' ').filter(word => word !== 'of' && word !== 'and');
  const there = new Set(long.split(' '));
  return words.length >= FEWEST_WORDS && words.every(word => there.has(word));
}

/** One letter more, the rest the same. Other letters in its place may tell two employers apart (`ward 1`, `ward 2`). */
function isSlip(short: string, long: string): boolean {
  if (short.length < LONG_NAME || long.length !== short.length + 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return !/\d/.test(long[at] as string) && short.slice(at) === long.slice(at + 1);
}

function sameBeginning(a: string, b: string): boolean {
  const [first, second, third] = a.split(' ');
  if (first === undefined || second === undefined || third === undefined) return false;
  return b.startsWith(`${first} ${second} `) && !COMMON_WORDS.has(first) && !COMMON_WORDS.has(second);
}
