import type { SectionRole } from '../core/types.js';

/** One expression of several alternatives, between what stands before and behind them all. */
function either(before: string, alternatives: readonly RegExp[], behind: string): RegExp {
  return new RegExp(before + alternatives.map(one => one.source).join('|') + behind);
}

/** Alternatives that begin a word anywhere. */
const beginsWord = (...alternatives: RegExp[]) => either('\\b(', alternatives, ')');
/** Alternatives that are whole words anywhere. */
const isWords = (...alternatives: RegExp[]) => either('\\b(', alternatives, ')\\b');
/** Alternatives that begin the heading. */
const begins = (...alternatives: RegExp[]) => either('^(', alternatives, ')');
/** Alternatives that are the whole heading. */
const isAll = (...alternatives: RegExp[]) => either('^(?:', alternatives, ')$');

const LEGAL = beginsWord(
  /equal (employment )?opportunit|eeoc?\b/,
  /recruitment fraud/,
  /accessibility statement|affirmative action/,
  /privacy (policy|notice|statement)|your privacy|data protection|gdpr/,
  /disclaimer|employment compliance/,
  /background check|safer recruit|safeguarding/,
  /pay transparency (notice|statement)/,
  /accommodations?$/,
  /inclusion statement|(commitment|pledge) to .*(divers|inclusi|equit|fostering)/,
  /diversity,? (and|&|equity)|diversity statement|accessibility (&|and) inclusion/,
  /conditions of employment|vaccination|right to work|e-verify/,
  /legal (notice|statement)/,
);

const NICE = isWords(
  /nice[- ]to[- ]haves?|good to have/,
  /bonus(?!es| scheme| plan)|extra credit/,
  /(big|major|huge|is a|a|as a|considered) plus(es)?$|pluses$|plus points/,
  /preferred(?! start| (?:work |working )?(?:locations?|environment|hours|schedule))|prefer(?:ence|ably)|desir(?:able|ed)/,
  /not (essential|required|mandatory)|optional|beneficial|advantage(ous)?$|additional valuable/,
  /(would|it'd|will) be (nice|great|a bonus|a plus)|we'd (also )?love it if/,
  /cherry on|icing on/,
  /stand out|sets you apart|have an edge|(most competitive|competitive|strongest) (candidates|applicants)|extra points/,
  /particularly interested in|we (also )?(appreciate|value)( about| if|$)/,
  /ideally|even better( if)?$|brownie points/,
  /^(you|the |ideal |candidates)\b.*\b(may|might|could|will) also have|plus to have/,
);

const PAY = begins(
  either(
    '(annual |base |starting |hourly )?(',
    [/compensation|comp|salary|pay|wages?|remuneration|stipend|rate( of pay)?/],
    ')\\b(?!.*benefit)(?!.*transparen)',
  ),
  /(job|pay|salary) (grade|range|band|scale|rate|details)|salary/,
  /fee$|budget$/,
  /.*\bjob grade$|.*\b(compensation|salary range|pay range)$/,
);

const BENEFITS = beginsWord(
  /benefits?(?! manag)|perks?/,
  /what('s| is| else is)? in it for you|what('s| is) on offer/,
  // What we give.
  /(what|things?) (do )?(we|they)('re| are| will|'ll)? (can )?(offer(ing)?|provide|give)|what we (can )?(offer|provide)/,
  /^(the |our )?offer(s|ings?)?$|we (also |can |will )?offer/,
  // What you get.
  /you('ll| will)? (get(?! to)|receive|gain|enjoy)\b/,
  /expect from us|what (else )?(you can|can you) expect( from (?!.*process).*)?$/,
  /in return/,
  // Why you would like it here.
  /why (you'll|you will|you would|you'd) (love|want|enjoy)|(love|enjoy) about (this|us|working|the)/,
  /what (the right person|you)('ll| will) (love|enjoy)/,
  /why us\b|^(job |role |the )?advantages/,
  /how we (take care|will help you|support you|reward)|take care of (you|our)|rewards?$/,
  /career growth|lifestyle|we have to offer|salary and perks|excited to come to work/,
  /offered$|(?<!(job|employment) )offers( the following.*)?$|can offer( you)?$/,
  /growth opportunit|you('ll| will) be rewarded/,
  // Single benefits.
  /wellbeing|well-being|insurance$|time off|^healthcare( and| &|$)|health (and|&) wellness/,
  /reasons you('ll| might| will) love|you can enjoy/,
  /vacation|retirement/,
  /^why (join|work (with|for))\b/,
);

const APPLY = beginsWord(
  /appl(y|ying|ication|ications)\b(?! support| develop| engineer| security| team| performance)/,
  // How it goes.
  /hiring process|recruit(ment|ing) process|interview(ing)?( (process|stages?|selection|questions?))?$/,
  /selection (process|procedure)|(hiring|tentative) timeline|candidate journey|(notice|instructions) to applicants/,
  /next steps?$|what('s| is) next|what now|what should i do|how we hire/,
  // Whom to write to.
  /(get|be) referred|refer (a|your|someone)|contact( (us|info(rmation)?|details|person))?$/,
  /for (more|further) information|questions about (this|the) (position|role|job)/,
  // The call.
  /sound(s)? (like|good|interesting\?$)|interested\??$|ready to (apply|join)/,
  /join (us|our team|the .* team)( now)?!?$/,
  // What to send, and until when.
  /your cover letter|cover letter|please send|to be considered|(submit|send) (your|us)/,
  /deadline|closing date/,
  /screening questions|(items|materials|documents) (required|needed|to submit)/,
  /not sure you qualify|think you('re| are) a good fit|think you have what it takes/,
  /references?$/,
);

const ABOUT = begins(
  // Who we are.
  /who('s| is) (asking|hiring|behind)/,
  /(who|what|how) (we are|are we|we do|we work|we operate)(?! (looking|seeking|searching)\b)/,
  /(primary |main |overall )?purpose of the (company|organi[sz]ation|division|department|unit|team|office|agency)/,
  /((our|the|core|company|\S+'s?) )*values$/,
  either(
    'about (',
    [
      /us|our\b(?! (next|new|ideal))/,
      either(
        'the (',
        [
          /company|organi[sz]ation|employer|agency|museum|library|team|department|division|business/,
          /university|school|foundation|studio|brand|city|county|group|center|centre|program|programme|project|client/,
        ],
        ')',
      ),
    ],
    ')',
  ),
  either(
    '(our|the|more on|description of) (',
    [
      /company|story|mission|vision|values|culture|team|organi[sz]ation|client|environment|core values|company values/,
      /products?|platform|technology|solutions|people|purpose|agency|studio|history/,
    ],
    ')\\b',
  ),
  /company\b|organi[sz]ation(al)? (overview|profile|background|description)|agency (overview|profile)|employer\b/,
  /mission( statement)?$/,
  // What it is like here.
  /(learn more about|get to know) us|what (sets us apart|makes us (different|special|unique))/,
  /what('s| is) it like (to work|working)|(\S+ ){0,2}culture$/,
  /what do we do|what we believe|our (commitment|ways of working)/,
  /introduction$|background$/,
  /a (little|bit) about (us|our)/,
  /why$|why (.*(company|us here|exists?))|(customers|clients|users|people) (love|trust|choose) us/,
  /(learn )?more about (?!you|the (role|job|position))/,
);

/** Named first, or plainly: “Responsibilities and requirements”, “You are responsible for”. */
const PLAIN_DUTIES = either(
  '',
  [
    /^((job|key|main|primary|core|essential|your) )*(responsibilities|duties|tasks)\b/,
    /\b(following|these) (\w+ )?(responsibilities|duties|tasks)\b/,
    /^(?!.*\b(requirement|qualification|skill)).*\b(responsibilities|duties)( (will )?includ(e|ing))?$/,
    /\b(is|are|be) responsible for\b/,
    /^(once|after|when) .*\byou('ll| will)$/,
  ],
  '',
);

const MUST = isWords(
  /requirements?|required|requires?|qualifications?|qualified|prerequisites?/,
  /must[- ]haves?|must (also )?(have|possess|be)/,
  // The person.
  /(the|an?|our|your) (ideal|perfect|successful|right|best|strong) (candidate|applicant|person|fit|hire|individual)/,
  /candidate (profile|requirements?|must|will)|person(al)? (specification|spec|attributes|qualities|profile)/,
  /about you\b(?!r)|who (are )?you( are)?\b|a (little )?bit about you/,
  // What you are, have and need.
  /you (have|are|bring|possess|probably|should|must|love)\b|you('ve| have) (got|done)?/,
  /you're (probably|a|an|the|someone|great|good|excited)/,
  /you('ll| will) (need|bring|have(?! (the |an? )?(opportunit|chance))|be successful|thrive|already|fit)/,
  /you need|we need from you/,
  /your (skills?|profile|background|experience|qualifications|toolkit|strengths|competenc\w+|credentials)/,
  /what you (bring|need|have|should have|must have)/,
  // Whom we seek.
  either(
    "(we're|we are|are we|we|we'd|we'll|we would|we will) (also )?(",
    [/look(ing)? for|seek(ing)?|want|expect you to have|(like|love) (to see|you to have)/],
    ')',
  ),
  /what we('re| are)? (look|seek|need|want|value in|expect)/,
  // Kinds of what is asked for.
  /skills?|(?<!^the )experiences?|education|knowledge|abilities|competenc(y|ies)/,
  /attributes|characteristics|qualities|the fit$/,
  /eligibility|criteria$|essentials?( criteria|$)/,
  /type of person|sort of person|a person who|position is not for|is for you if|expectations of you|must$/,
  /proficien(cy|t)|ideal profile|^(your )?expertise$|skill ?sets?|(educational|academic) background/,
  /mandatory|expected to have|candidates? (will|should) have|to hear from you if/,
  /help you succeed|demonstrated ability|ability to$|what it takes|to (succeed|thrive|be successful)/,
  /good fit if|great fit|match if|personality|traits/,
  /work authorization|physical (demands|requirements)|certifications?|licen[sc]es?|languages?$/,
  /someone (who|with)|soft skills|hard skills|aptitudes?/,
  /want to know$|(we|they) (really|also|most) (want|need)/,
);

const DUTIES = isWords(
  /responsib(le|ility|ilities|ilites|ilties)|duties/,
  /what you('ll| will) accomplish|projects you (could|may|might|will|can)|example projects/,
  /(you can|can you) expect to$|(with)?in (your|the) first (\d+|few|\w+) (days?|weeks?|months?)/,
  /tasks?|accountabilit(y|ies)/,
  // What you will do.
  either(
    "what (you|you'll|you will|you'd|you would)( be| actually)? (",
    [/do|doing|be doing|work on|working on|own|be responsible|deliver|lead|achieve|build/],
    ')',
  ),
  /what (you'll|you will|you'd|you would) (be )?\w+ing|what (will|would) (you|the role|i) (be )?(do|doing|involve)/,
  /what does .* (do|involve)|what('s| is) involved/,
  /you('ll| will| would)$/,
  /you('ll| will) (be|do|work|lead|own|help|have the (opportunity|chance)|get to|likely|make|contribute)\b/,
  /(in|as part of) this (role|position|job),?( you)/,
  /(the )?(role|job|position|work|internship|successful candidate) (involves?|includes?|will)/,
  // Its days.
  /day[- ]to[- ]day|daily|typical (day|week)|a day in the life/,
  /your (mission|day|role|tasks|work|focus|contribution|challenge|objectives)$|your role:?$/,
  // Its parts and aims.
  /key (objectives|activities|deliverables|focus|areas|result)/,
  /(main|core|primary|essential|major|principal|key|specific) (functions?|activities|areas|deliverables|tasks|objectives)/,
  /functions?( of (the )?(job|position)|$)|scope of (work|the role|services)/,
  /deliverables|objectives$|goals$|activities$|(position|performance) expectations/,
  /how (you|you'll|you will)('d)? (spend|make|contribute|help|add)|how we will measure/,
  /the work$|sample projects|projects?$|focused on$|will:?$|will coordinate|areas? of (work|focus)|examples? of/,
);

const ROLE = begins(
  either(
    '(full )?(job|position|role|internship|post|vacancy|project|program(me)?) ?(',
    [/description|summary|overview|objective|purpose|profile|role|brief|mission|statement/],
    ')',
  ),
  either(
    '(general )?(',
    [/description|summary|overview|purpose|position|role|opportunity|definition|intro|mission|objective|challenge/],
    ')s?( of (the )?(position|role|post|job|work))?$',
  ),
  /(the|this|your|our) (role|opportunity|position|job|gig|objective|mission|impact|challenge|vacancy|internship|how)\b/,
  /about (the|this|your) (role|job|position|opportunity|internship|post|vacancy|gig|work)/,
  /(primary |main |overall )?purpose of/,
  /what('s| is) the (role|job|opportunity)|what the job is|the opportunity|background and role/,
  /(we are|we're) (hiring|currently looking)/,
  /in this role$|your (impact|journey|role|mission)|become (our|a)|what$/,
);

const PLACE = begins(
  // Where.
  /(job |work |preferred |primary |office )?locations?|where|when|place of work|duty station|office/,
  /working (hours|conditions|environment|arrangements|pattern|time)/,
  /(preferred )?work(ing)? (environment|schedule|hours|arrangements?|location|conditions|setting)/,
  /hours|(shift|schedule|timetable|working week)/,
  /hybrid|remote|travel|willingness to travel/,
  // On what terms, and for how long.
  /employment (structure|type|status|terms)|(type of )?(contract|employment|appointment)/,
  /duration|term|start(ing)? date|starts? on$/,
  /(physical )?work(ing)? (environment|setup|type)/,
  /probation(ary)? period|(expectations\/)?commitment/,
  /terms( (&|and) conditions| of (employment|appointment))?$|status$|job type|position (type|highlights|status)/,
  /this position is$|how we work$/,
  /(temporary )?telecommuting|relocation|time commitment|availability/,
);

/**
 * What headings call their sections, most telling first: the first pattern that fits decides.
 * Patterns see lower-case text without decoration (`#`, `*`, emoji, final colon).
 */
const PATTERNS: readonly (readonly [SectionRole, RegExp])[] = [
  // Legal before everything: “equal opportunity”, “privacy” are unmistakable.
  ['legal', LEGAL],
  ['nice', NICE],
  ['pay', PAY],
  ['benefits', BENEFITS],
  ['apply', APPLY],
  ['about', ABOUT],
  ['duties', PLAIN_DUTIES],
  ['must', MUST],
  ['duties', DUTIES],
  ['role', ROLE],
  ['place', PLACE],
  ['about', /^(about|why|meet|life at|working at|inside|at) \S/],
];

const OTHER = begins(
  /additional (information|info|details)|additional$|job details/,
  /career (ladder|progression|path)|levels?$/,
  // How success is measured.
  /.*\bperformance indicators\b|(key )?success (measures|criteria|metrics|factors)/,
  /(what )?success( in (the|this) \w+)? (looks like|is measured)/,
  // Notes and links.
  /url$|links?$|(special )?notes?$|supplemental information$|additional (resources|considerations)/,
  /(position|vacancy) details|other( information| details| stuff.*)?$|(the )?fine print|more information/,
  // Where the job stands.
  /(position )?reports? to|reporting( line| to(?!.*\b(will|responsib))|$)|segment$/,
  /important( (note|information|notice))?$/,
  /in \d+ (months?|weeks?|days?)(?!.*\byou('ll| will)\b)/,
  // Tools.
  /(our |the )?(current )?(tech(nology)? )?stack|our tech(nology)?/,
  /((the|our|other) )?(tools|technologies|tools and technologies) (that )?(we|you)\b.*/,
  /our (tools|technologies)( (and|&) (tools|technologies))?$/,
  /specialties|relevant links|faqs?$|contents$/,
);

/**
 * The role that a heading's words give its section.
 * @returns Undefined where the words say nothing: the surroundings decide then.
 */
export function headingRole(heading: string): SectionRole | undefined {
  const text = plainHeading(heading);
  if (text === '' || text.length > 160) return undefined;
  if (OTHER.test(text)) return 'other';
  for (const [role, pattern] of PATTERNS) if (pattern.test(text)) return role;
  return undefined;
}

/** What stands before a plain name: “key”, “required”, “your”. */
const BEFORE_NAMES = either(
  '(?:(?:',
  [
    /the|our|your|key|main|primary|core|general|additional|other|required|minimum|basic|preferred|desired|essential/,
    /ideal|job|position|role|work|special|major|principal|technical|professional|personal|specific|further|and|&|\/|or/,
  ],
  ') )*',
);
/** More names behind the first: “Skills and experience”. */
const FURTHER_NAMES = either(
  '(?:(?:,| and| &| \\/|\\/| or) ?(?:',
  [
    /requirements?|qualifications?|responsibilities|duties|skills|experience|education|accountabilities|abilities/,
    /attributes|knowledge|competenc(?:y|ies)|expectations|tasks|description/,
  ],
  '))*',
);

/** What names a section on its own, without bold, capitals or a colon to say that it is a heading. */
const KNOWN: readonly RegExp[] = [
  either(
    '^(?:our|the) (?:',
    [
      /company|mission|vision|team|values|culture|story|environment|products|solutions/,
      /ideal candidate|successful candidate|objective|how|what|why/,
    ],
    ')$',
  ),
  /^(?:overview|purpose|summary|description|objectives?|scope)(?: and \w+)? of (?:the |this )?(?:role|position|job|post)$/,
  /^(?:(?:full|general) )?(?:job|position|role) (?:description|summary|overview)$/,
  isAll(
    /accommodations|background checks?|locations|selection process|interview (?:process|selection)/,
    /additional information|(?:essential|required|preferred|desired|optional)/,
    /working environment|(?:preferred |hybrid )?work environment/,
    /(?:key )?(?:performance indicators|success (?:metrics|measures|criteria))/,
    /recruitment privacy (?:policy|notice)/,
    /experience ?\/ ?\w+|(?:required|essential|preferred|desired) (?:soft |technical |personal )?(?:qualities|skills|attributes)/,
    /education ?\/ ?\w+ requirements?|highly desirable.*/,
  ),
  isAll(
    either(
      `${BEFORE_NAMES.source}(?:`,
      [
        /requirements?|qualifications?|responsibilities|duties|skills|experience|education|accountabilities|tasks/,
        /competenc(?:y|ies)|attributes|knowledge|abilities|overview|summary|description|profile|purpose/,
        /objectives?|functions|specifications?|criteria/,
      ],
      `)${FURTHER_NAMES.source}(?: (?:required|preferred|desired|needed))?`,
    ),
  ),
  isAll(
    either(
      '(?:company|organi[sz]ation|employer|agency|team|department|project|program(?:me)?|internship|candidate) (?:',
      [/profile|information|overview|description|background|culture|values|summary/],
      ')',
    ),
  ),
  /^(?:(?:what|who|why|how) (?:else )?(?:we|you|us|it|i|is in it|can you|this|they)\b.{0,60})$/,
  /^(?:about \S+(?: \S+)?)$/,
  /^(?:about (?:us|you|the (?:role|job|position|company|team|opportunity|organi[sz]ation)|this (?:role|job|position)))$/,
  isAll(
    either(
      '(?:who|what|how) (?:',
      [
        /you are|we are|we do|we work|we offer|you'll do|you will do|you bring|you'll bring|you need|you'll need/,
        /we're looking for|we are looking for|you'll be doing|you will be doing|you get|you'll get|to expect/,
      ],
      ')',
    ),
  ),
  /^(?:(?:the|your) (?:role|job|opportunity|position|mission|impact|offer|team|company))$/,
  isAll(
    either(
      '(?:our |job |employee |company )?(?:',
      [
        /benefits|perks|benefits (?:&|and) perks|perks (?:&|and) benefits|^(job |role |the )?advantages/,
        /compensation|salary|pay|compensation (?:&|and) benefits|location|hours|working hours|schedule/,
        /nice[ -]to[ -]haves?|must[ -]haves?|bonus points/,
        /how to apply|to apply|apply|application process|hiring process|interview process/,
        /equal opportunit(?:y|ies)(?: employer)?|eeo statement|privacy notice|contact|contact information/,
        /working conditions|physical demands/,
        /what's in it for you|why us|why join us|why work with us|next steps|deadline/,
      ],
      ')',
    ),
  ),
];

/** True for a line whose words alone make it a heading. */
export function isKnownHeading(line: string): boolean {
  const text = plainHeading(line)
    .replace(/ *[:?!.]+$/, '')
    .replace(/^here(?:'s| is| are) (?=what )/, '');
  return KNOWN.some(pattern => pattern.test(text));
}

/** What stands behind so many characters says no more about a heading's role, and may be megabytes. */
const LONGEST_HEADING = 300;

/** Lower case, straight apostrophes, decoration and a final colon or dash left out. */
export function plainHeading(heading: string): string {
  return heading
    .slice(0, LONGEST_HEADING)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[*_#]+/g, '')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}?!)'%+]+$/gu, '')
    .replace(/\s+/g, ' ');
}
