/** What joblint looks for, and what became of it here. Sentences are our own. */
export interface Kept {
  readonly of: string;
  /** A sentence that sm-jd must find fault with. */
  readonly bad: string;
}

export const JOBLINT_KEPT: readonly Kept[] = [
  { of: 'gendered words as job names: salesman, guys, girls …', bad: 'We need a salesman for boats.' },
  { of: 'gendered words as address: guys', bad: 'Join the guys in the workshop, you guys.' },
  { of: 'gendered pronouns for the candidate', bad: 'The keeper feeds the seals, and he will clean the pool.' },
  { of: 'he/she, his/her', bad: 'Each driver cleans his/her van.' },
  { of: 'sexualised terms: sexy', bad: 'We sell sexy lamps.' },
  { of: 'bro culture: bro, dude, crush it, hardcore, brogrammer, hella', bad: 'Crush it with hardcore dudes.' },
  { of: 'dumb titles: guru, ninja, rock star, superstar', bad: 'A ninja for the till.' },
  { of: 'dumb titles: hero', bad: 'A customer support hero for the hotel desk.' },
  {
    of: 'hollow benefits: foosball, ping pong, keg, beer, pizza',
    bad: '## Benefits\n\n- Free beer and a foosball table',
  },
  {
    of: 'competition: dominate, win at all costs, best of the best',
    bad: 'We are cut-throat and dominate the market.',
  },
  { of: 'new starters: hit the ground running', bad: 'You hit the ground running in the laundry.' },
  { of: 'new starters: juggle', bad: 'You juggle multiple deadlines in the print shop.' },
  { of: 'meritocracy', bad: 'The choir is a meritocracy.' },
  { of: 'profanity', bad: 'No shit jobs here.' },
  {
    of: 'visionary terms: blue-sky thinking, paradigm shift, synergy',
    bad: 'Synergy and blue-sky thinking in the dairy.',
  },
  { of: 'visionary terms: incentivise, reach out to', bad: 'Reach out to farmers and incentivise them.' },
  { of: 'reassurance: drama-free, stress-free', bad: 'A drama-free kitchen.' },
  { of: 'asked for by its users: equity-only pay (#54)', bad: 'The work is paid in sweat equity.' },
  { of: 'asked for by its users: hours (#86)', bad: 'You are available 24/7.' },
  { of: 'asked for by its users: craftsman (#83)', bad: 'A craftsman for old doors.' },
  { of: 'asked for by its users: wizard (#96)', bad: 'An Excel wizard for the bakery.' },
];

export const JOBLINT_DROPPED: readonly (readonly [what: string, why: string])[] = [
  [
    'man, woman, mother, father, girl and boy as such',
    'most often the people served: "young women in care", "fathers’ groups"',
  ],
  ['he, she, her, his as such', 'most often a named person; only those that stand for the candidate are kept'],
  ['beard, grizzled', 'not met in any of the open postings'],
  [
    'the best, win, top, forefront, cutting edge, fail',
    'ordinary words: 47 of 57 hits in an earlier reading were "the best" and "win"',
  ],
  [
    'competition, compete, competitive as such',
    'mostly pay, markets and grants; counted only where such words are heaped',
  ],
  ['coffee, pool, play, massage, soda', 'plain benefits, swimming pools, talent pools'],
  ['tight deadlines', 'an honest word about the work'],
  ['visionary, enlightened, green field', 'rare, and each has plain uses'],
  ['bloody, crank, crush as such', 'wounds, machines, fruit; kept in their figures of speech'],
  ['legacy technology, development environments', 'a developer wants to know them'],
  ['expanded acronyms', 'the opposite of plain language: here short forms are to be spelled out'],
  ['java script, ruby on rail', 'a spelling checker’s work'],
];

/** False positives reported for joblint; sm-jd must keep silent on these. */
export const JOBLINT_REPORTED: readonly (readonly [issue: string, good: string])[] = [
  ['#73 competence', 'Your competence and competencies count, whoever you are.'],
  ['#75 competitive salary', 'Competitive salary: $52,000 to $58,000 a year.'],
  ['#78 top of our platform', 'You build tools on top of our platform.'],
  [
    '#99 an inclusion statement',
    'We welcome women and men, girls and boys, mothers and fathers, and do not discriminate on the basis of sex, age or origin.',
  ],
];

/** Classes of alex's findings that a careful reader of postings calls useful. */
export const ALEX_KEPT: readonly Kept[] = [
  { of: 'gendered job names', bad: 'Two firemen and a chairwoman.' },
  { of: 'gendered pronouns for the candidate', bad: 'He or she will open the shop.' },
  { of: 'figures of speech on health: crazy, insane, lame, tone-deaf', bad: 'Crazy hours and a tone-deaf memo.' },
  { of: 'derogatory words', bad: 'No retarded rules.' },
  { of: 'profanity', bad: 'Damn good soup.' },
  { of: 'loaded terms: whitelist, master and slave, powwow', bad: 'Keep the whitelist of plumbers.' },
];

/** alex's noise: words that are right in a posting. */
export const ALEX_NOISE: readonly string[] = [
  'You list failure modes of pumps for the American Red Cross and the UK office.',
  'A fellow of the college writes on mental health benefits and fraud.',
  'You host visitors from Latin America and execute the plan for disabled veterans’ housing.',
];
