/**
 * English word forms for the pattern language: `write+` stands for every form of the verb,
 * `customer*` for every form of the noun. Only forms people write are made; a form that
 * British and American spelling write differently is made both ways.
 */

/** base → [past, participle]; several spellings stand in one string, parted by a slash. */
const IRREGULAR_VERBS: Readonly<Record<string, readonly [string, string]>> = {
  arise: ['arose', 'arisen'],
  be: ['was/were', 'been'],
  beat: ['beat', 'beaten'],
  become: ['became', 'become'],
  begin: ['began', 'begun'],
  bid: ['bid', 'bid'],
  break: ['broke', 'broken'],
  bring: ['brought', 'brought'],
  broadcast: ['broadcast/broadcasted', 'broadcast/broadcasted'],
  build: ['built', 'built'],
  buy: ['bought', 'bought'],
  catch: ['caught', 'caught'],
  choose: ['chose', 'chosen'],
  come: ['came', 'come'],
  cut: ['cut', 'cut'],
  deal: ['dealt', 'dealt'],
  do: ['did', 'done'],
  draw: ['drew', 'drawn'],
  drive: ['drove', 'driven'],
  feed: ['fed', 'fed'],
  feel: ['felt', 'felt'],
  fight: ['fought', 'fought'],
  find: ['found', 'found'],
  forecast: ['forecast/forecasted', 'forecast/forecasted'],
  foresee: ['foresaw', 'foreseen'],
  get: ['got', 'got/gotten'],
  give: ['gave', 'given'],
  go: ['went', 'gone'],
  grow: ['grew', 'grown'],
  have: ['had', 'had'],
  hear: ['heard', 'heard'],
  hold: ['held', 'held'],
  input: ['input/inputted', 'input/inputted'],
  keep: ['kept', 'kept'],
  know: ['knew', 'known'],
  lead: ['led', 'led'],
  lean: ['leaned/leant', 'leaned/leant'],
  learn: ['learned/learnt', 'learned/learnt'],
  leave: ['left', 'left'],
  lend: ['lent', 'lent'],
  let: ['let', 'let'],
  light: ['lit', 'lit'],
  lose: ['lost', 'lost'],
  make: ['made', 'made'],
  mean: ['meant', 'meant'],
  meet: ['met', 'met'],
  oversee: ['oversaw', 'overseen'],
  pay: ['paid', 'paid'],
  podcast: ['podcast/podcasted', 'podcast/podcasted'],
  put: ['put', 'put'],
  quit: ['quit', 'quit'],
  read: ['read', 'read'],
  rebuild: ['rebuilt', 'rebuilt'],
  rewrite: ['rewrote', 'rewritten'],
  rise: ['rose', 'risen'],
  run: ['ran', 'run'],
  say: ['said', 'said'],
  see: ['saw', 'seen'],
  seek: ['sought', 'sought'],
  sell: ['sold', 'sold'],
  send: ['sent', 'sent'],
  set: ['set', 'set'],
  shoot: ['shot', 'shot'],
  show: ['showed', 'shown/showed'],
  sit: ['sat', 'sat'],
  speak: ['spoke', 'spoken'],
  spend: ['spent', 'spent'],
  split: ['split', 'split'],
  spread: ['spread', 'spread'],
  stand: ['stood', 'stood'],
  stick: ['stuck', 'stuck'],
  strive: ['strove/strived', 'striven/strived'],
  take: ['took', 'taken'],
  teach: ['taught', 'taught'],
  tell: ['told', 'told'],
  think: ['thought', 'thought'],
  understand: ['understood', 'understood'],
  uphold: ['upheld', 'upheld'],
  wear: ['wore', 'worn'],
  win: ['won', 'won'],
  withdraw: ['withdrew', 'withdrawn'],
  write: ['wrote', 'written'],
};

/** Verbs of more than one syllable whose last consonant doubles all the same. */
const DOUBLING = new Set([
  'admit',
  'allot',
  'begin',
  'commit',
  'compel',
  'control',
  'defer',
  'embed',
  'equip',
  'excel',
  'format',
  'input',
  'kidnap',
  'occur',
  'omit',
  'outrun',
  'overrun',
  'patrol',
  'permit',
  'prefer',
  'program',
  'propel',
  'recap',
  'rebel',
  'rebut',
  'refer',
  'regret',
  'rerun',
  'reset',
  'submit',
  'transfer',
  'transmit',
  'unplug',
  'upset',
]);

/** Doubled in British, single in American spelling. */
const DOUBLING_BY_COUNTRY = new Set([
  'cancel',
  'channel',
  'counsel',
  'focus',
  'fuel',
  'label',
  'level',
  'marshal',
  'model',
  'panel',
  'program',
  'signal',
  'travel',
  'benefit',
  'target',
]);

const IRREGULAR_NOUNS: Readonly<Record<string, string>> = {
  child: 'children',
  crisis: 'crises',
  criterion: 'criteria',
  analysis: 'analyses',
  datum: 'data',
  foot: 'feet',
  half: 'halves',
  leaf: 'leaves',
  life: 'lives',
  man: 'men',
  medium: 'media',
  mouse: 'mice',
  person: 'people',
  shelf: 'shelves',
  thesis: 'theses',
  tooth: 'teeth',
  wife: 'wives',
  woman: 'women',
};

/** Nouns that keep their form, or have no plural that anybody writes. */
const UNCHANGING_NOUNS = new Set(['media', 'people', 'staff', 'feedback', 'press', 'news', 'analytics', 'series']);

const ES_ENDING = /(s|x|z|ch|sh)$/;
const CONSONANT_Y = /[^aeiou]y$/;
/** One syllable, one vowel, one consonant that doubles: plan, chat, post is not (two consonants). */
const SHORT_STEM = /^[^aeiou]*[aeiouy][bdfgklmnprtvz]$/;
const QU_STEM = /^qu[aei][dptz]$/;

function withS(word: string): string {
  if (CONSONANT_Y.test(word)) return `${word.slice(0, -1)}ies`;
  if (ES_ENDING.test(word)) return word.endsWith('z') && !word.endsWith('zz') ? `${word}zes` : `${word}es`;
  if (/[^aeiou]o$/.test(word) && word.length <= 4) return `${word}es`;
  return `${word}s`;
}

function stemsBeforeVowel(verb: string): string[] {
  const doubled = verb + verb.charAt(verb.length - 1);
  if (DOUBLING_BY_COUNTRY.has(verb)) return [verb, doubled];
  if (DOUBLING.has(verb) || SHORT_STEM.test(verb) || QU_STEM.test(verb)) return [doubled];
  if (/[^eoy]e$/.test(verb) && verb !== 'be') return [verb.slice(0, -1)];
  return [verb];
}

/**
 * All forms of a verb: base, third person, past, participle, -ing, each once.
 * `verbForms('reply')` is reply, replies, replied, replying.
 */
export function verbForms(verb: string): string[] {
  const forms = new Set([verb]);
  forms.add(verb === 'be' ? 'is' : verb === 'have' ? 'has' : withS(verb));
  if (verb === 'be') for (const form of ['am', 'are']) forms.add(form);
  for (const stem of stemsBeforeVowel(verb)) {
    forms.add(/ie$/.test(verb) ? `${verb.slice(0, -2)}ying` : `${stem}ing`);
    if (verb in IRREGULAR_VERBS) continue;
    if (CONSONANT_Y.test(stem)) forms.add(`${stem.slice(0, -1)}ied`);
    else forms.add(stem.endsWith('e') ? `${stem}d` : `${stem}ed`);
  }
  for (const parts of IRREGULAR_VERBS[verb] ?? []) for (const form of parts.split('/')) forms.add(form);
  return [...forms];
}

/**
 * Singular, plural, and both with a possessive ending: `nounForms('fan')` is fan, fans, fan's.
 * The apostrophe of "fans'" is punctuation, so that the plural covers it.
 */
export function nounForms(noun: string): string[] {
  const plural = UNCHANGING_NOUNS.has(noun) ? noun : (IRREGULAR_NOUNS[noun] ?? withS(noun));
  const forms = [noun, plural, `${noun}'s`];
  if (!plural.endsWith('s')) forms.push(`${plural}'s`);
  return [...new Set(forms)];
}
