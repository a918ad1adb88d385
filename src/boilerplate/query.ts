import type { Posting, SectionRole } from '../core/types.js';
import { type Shingles, shinglesOf } from './shingles.js';
import { knownWords, readWords, type Words } from './words.js';

/** Sections that say what the job is. The text of all others is alike in many postings by right, and is no copying. */
export const COUNTED_SECTIONS: readonly SectionRole[] = ['role', 'duties', 'must', 'nice', 'other'];

/** Sections whose words only one employer, or one group of employers, has. */
const OWN_SECTIONS: readonly SectionRole[] = ['about', 'benefits', 'pay', 'place'];

/**
 * Legal, equal-opportunity, pay, benefits and application wording, which often stands within some other section.
 * Sought in lower case: an expression that minds no capitals takes twice the time.
 */
const UNCOUNTED_WORDING = new RegExp(
  [
    'equal[- ](?:employment[- ])?opportunit',
    'affirmative action',
    '\\beeoc?\\b',
    'discriminat',
    '\\b(?:race|colou?r|religion|age|sex|gender|disability|ethnicity),',
    'national origin|sexual orientation|gender identity|gender expression|marital status|genetic information',
    'protected (?:veteran|class|characteristic|status|by)|veteran status',
    'accommodations? (?:due|for|to|during|in)|reasonable (?:accommodation|adjustment)',
    'perform (?:each|the|all|any) essential|essential (?:duty|duties|functions?) (?:satisfactorily|of th)',
    '(?:listing|list) of (?:all )?(?:activities|duties|responsibilities)|other duties as assigned',
    '(?:applicable|federal|state|local) laws?\\b',
    'background check|drug test|e-?verify|privacy (?:notice|policy)|terms of use|data security plan',
    'third[- ]party (?:agenc|recruit)|recruit(?:ment|ing) agenc|unsolicited',
    'applicants? will (?:be|receive)|candidates? (?:will|can|may) (?:be|expect)',
    'every (?:single )?qualification|encourage (?:you|everyone|all) to apply|if you.re not sure|apply anyway|every application',
    '\\bdiverse\\b|\\bbelonging\\b|\\bequality\\b|under-?represented|inclusive (?:environment|workplace|culture|team|programs)',
    'this policy|(?:hiring|recruit(?:ing|ment)|interview) (?:process|decisions?|practices?|guidelines|privacy)|talent acquisition|eligibility requirements|hires (?:new )?team members|\\baedt\\b',
    'to be considered|you must apply|your application|when applying|(?:please|to) apply\\b|r[eé]sum[eé]|cover letter',
    'please (?:list|select|attach|enter|note|describe|include)|if you answered|answer (?:this|the following|all) questions?|^i (?:have (?:been|received|signed)|certify)\\b|select all that apply|^(?:yes|no|none)$|are you (?:related|currently)|do you (?:have|possess)',
    'in lieu of|appointment type|^(?:less|more) than \\d|(?:years?|months?) (?:to|but) less|candidate.submitted|evaluation process',
    '\\b401 ?\\(?k|(?:health|dental|vision|life) (?:care |insurance|coverage|plan)|flexible spending|pre-tax|deferred compensation',
    'accredited|foreign equivalent|job offered|(?:degree|diploma|ged|experience)\\b.{0,60}\\bequivalent|\\bequivalent\\b.{0,40}(?:degree|education|experience)',
    '\\blbs?\\b|\\bpounds\\b|physical (?:demands?|requirements)|sitting (?:and|or) standing|(?:standing|sitting|walking) for (?:long|extended|prolonged)',
    'job openings|apply (?:now|directly|today|here|online)|click (?:on|here|the)|submit your|(?:authori[sz]ed|authori[sz]ation|eligible) to work|\\bvisas?\\b|\\bsponsor(?:s|ed|ship)?\\b',
    '\\bfraud|\\bscam|instant message|bank account|social security|jobs available|permanent positions',
    'pre-employment|criminal|attendance policy|willingness to work|valid driver|driver.?s licen[sc]e|overtime',
    'paid (?:time off|holidays?|leave|vacation)|\\bpto\\b|retirement (?:plan|benefits?|system)',
    '\\bsalar(?:y|ies)\\b|(?:pay|compensation|wage) (?:range|is based|reflects|scale)|base pay|fully paid|company retreat',
  ].join('|'),
);

/** What an employer says of itself, which often stands under the heading of the role. In lower case, too. */
const ABOUT_EMPLOYER = new RegExp(
  [
    '\\b(?:founded|established|incorporated|started) in (?:the )?\\d{4}|since (?:our|its) founding|headquartered in|\\boffices in\\b',
    '\\b(?:is|are|as) an? (?:[\\w-]+,? ){0,5}(?:company|firm|non-?profit|organi[sz]ation|agency|start-?up|university|college|institution|(?:provider|maker|supplier|manufacturer) of)\\b',
    '\\b(?:our|its|whose) (?:mission|vision) is|mission of (?:the|our)|guided by its mission',
    '\\b(?:ranked|named|voted|listed|recogni[sz]ed) (?:in|among|as|one|by|the|a) |award-winning|fortune \\d|\\bawarded\\b',
    '\\b(?:serv(?:es?|ing)|offers?|employs?|has|have|with) (?:over|more than|approximately|nearly|about|almost)? ?[\\d,]{2,} (?:clients|customers|students|employees|people|members|users|countries|degree|locations|campuses|offices)',
    '\\b(?:investors|venture|series [a-e]\\b|backed by|raised \\$)',
  ].join('|'),
);

/** A stretch of words, half-open. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A text made ready to be sought elsewhere. */
export interface Query {
  readonly words: Words;
  readonly shingles: Shingles;
  /** Stretches of words that count; no shared run crosses from one into the next. Ascending, apart. */
  readonly stretches: readonly Stretch[];
}

/** A whole text as one stretch. */
export function queryOfText(source: string, employer?: string): Query {
  const words = readWords(source, employer);
  return { words, shingles: shinglesOf(words), stretches: words.count > 0 ? [{ from: 0, to: words.count }] : [] };
}

/** A posting as query, and the two things about it that decide how findings are told. */
export interface PostingQuery extends Query {
  /** Words of the duties that count. */
  readonly duties: readonly Stretch[];
  /** Words about the employer, its benefits, its pay and its places: by these its other postings are known. */
  readonly own: readonly Stretch[];
  readonly employer: string | undefined;
  /** Which of the three each word belongs to. */
  readonly marks: Uint8Array;
}

/** What is kept of a query whose source is at hand: a fifth of it. Plain data, to pass from one thread to another. */
export interface PackedQuery {
  readonly employer: string | undefined;
  /** Of the words. */
  readonly hashes: Uint32Array;
  readonly marks: Uint8Array;
}

export function packQuery({ employer, words, marks }: PostingQuery): PackedQuery {
  return { employer, hashes: words.hashes, marks };
}

/** @param source the one that the query was made of */
export function unpackQuery({ employer, hashes, marks }: PackedQuery, source: string): PostingQuery {
  return queryOfMarks(knownWords(hashes, source, employer), marks, employer);
}

/** The employer a posting names: by flag or configuration first, by itself otherwise. */
export function employerOf(posting: Posting, given?: string): string | undefined {
  return given ?? posting.facts.find(fact => fact.key === 'employer')?.value;
}

const BREAK = 1;
const DUTY = 2;
const OWN = 3;

/**
 * Headings, legal wording and the sections that do not count divide the words; words that stand in no statement
 * (a stray list mark) divide nothing.
 */
export function queryOfPosting(posting: Posting, employer = employerOf(posting)): PostingQuery {
  const words = readWords(posting.source, employer);
  const marks = new Uint8Array(words.count);
  let at = 0;
  for (const statement of posting.statements) {
    const { role } = statement.section;
    const heading = statement.kind === 'heading';
    const text = statement.prose.text.toLowerCase();
    let mark = 0;
    if (heading || !COUNTED_SECTIONS.includes(role) || UNCOUNTED_WORDING.test(text)) mark = BREAK;
    else if (role === 'duties') mark = DUTY;
    if (!heading && (OWN_SECTIONS.includes(role) || (mark !== BREAK && ABOUT_EMPLOYER.test(text)))) mark = OWN;
    while (at < words.count && (words.ends[at] as number) <= statement.span.start) at++;
    for (let i = at; i < words.count && (words.starts[i] as number) < statement.span.end; i++) marks[i] = mark;
  }
  return queryOfMarks(words, marks, employer);
}

function queryOfMarks(words: Words, marks: Uint8Array, employer: string | undefined): PostingQuery {
  return {
    words,
    shingles: shinglesOf(words),
    stretches: stretchesWhere(marks, mark => mark !== BREAK && mark !== OWN),
    duties: stretchesWhere(marks, mark => mark === DUTY),
    own: stretchesWhere(marks, mark => mark === OWN),
    employer,
    marks,
  };
}

function stretchesWhere(marks: Uint8Array, wanted: (mark: number) => boolean): Stretch[] {
  const stretches: Stretch[] = [];
  let from = -1;
  for (let i = 0; i <= marks.length; i++) {
    const inside = i < marks.length && wanted(marks[i] as number);
    if (inside && from < 0) from = i;
    if (!inside && from >= 0) {
      stretches.push({ from, to: i });
      from = -1;
    }
  }
  return stretches;
}
