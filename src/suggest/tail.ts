import type { Posting, SectionRole, Statement } from '../core/types.js';

/** Words of legal notes, cookie notices and page footers: what follows the posting proper. */
const NOTICE =
  /\b(?:equal[- ](?:opportunity|employment)|(?:is|are) (?:\w+ )?committed to (?:\w+,? ){0,4}(?:diversity|inclusion|equity|equality)|(?:people|applicants|candidates) (?:of|from) (?:all|every|any) (?:backgrounds?|walks?)|affirmative action|regardless of (?:race|age|gender|sex|their)|without regard to|(?:do|does|will) not discriminate|non-?discrimination|on the basis of (?:race|sex|gender|age)|race, (?:colou?r|religion|ethnicity|gender|age)|(?:protected|legally protected) (?:class|characteristic|status|group|veteran)|veteran status|reasonable accommodations?|e-verify|pay transparency nondiscrimination|fair chance|background checks? will|cookies?|privacy (?:policy|notice|statement)|terms of (?:use|service)|all rights reserved|personal data|gdpr|(?:recruitment|staffing|recruiting) agenc(?:y|ies)|third[- ]party recruiters?|unsolicited (?:resumes|cvs)|share this|follow us|powered by|back to (?:all |the )?(?:jobs|top|list|careers)|view all jobs|similar jobs|related (?:jobs|posts)|report this job|(?:leave|post) a (?:reply|comment)|subscribe to|sign up for|newsletter sign|skip to|posted (?:on|by|in)|filed under|tagged)\b|©|^#\s?li-/i;
/** The end of a posting that tells how to apply, with or without a heading. */
const APPLICATION =
  /^\W*(?:please |kindly |to |how to )?(?:apply|submit|send (?:us )?(?:your|a|an|cover|resume|cv)|email (?:your|us)|e-mail (?:your|us)|(?:interested|qualified) (?:candidates|applicants|persons|parties)|applications? (?:should|must|will|are|can)|application (?:deadline|procedures?|process|instructions)|if (?:you are interested|you're interested|this sounds|interested)|(?:applicants?|candidates?) (?:(?:should|must|may|can) (?:apply|send|submit|e-?mail|fill|complete)|are (?:asked|invited|requested)))\b/i;
/** In words: a link of a footer, a heading over a notice. */
const LONGEST_SCRAP = 6;
/** Scraps that may stand between two notices. */
const MOST_SCRAPS = 4;

/**
 * Index of the first statement of what stands below the posting proper: equal-opportunity and other
 * legal notes, cookie notices, footers, and, for a section that goes before it, how to apply. The
 * number of statements where the posting ends without any.
 */
export function tailStart(posting: Posting, role: SectionRole): number {
  const isApplying = role === 'apply' || role === 'legal';
  const starts = tailStarts.get(posting) ?? new Map<boolean, number>();
  tailStarts.set(posting, starts);
  const start = starts.get(isApplying) ?? findTail(posting, isApplying);
  starts.set(isApplying, start);
  return start;
}

/** Every suggestion asks; the words of a posting are read once for those about applying and once for the rest. */
const tailStarts = new WeakMap<Posting, Map<boolean, number>>();

function findTail(posting: Posting, isApplying: boolean): number {
  const { statements } = posting;
  let start = statements.length;
  let scraps = 0;
  for (let at = statements.length - 1; at > 0; ) {
    const first = firstOfBlock(statements, at);
    const block = statements.slice(first, at + 1);
    if (block.some(one => isTail(one, isApplying))) {
      start = first;
      scraps = 0;
    } else if (isScrap(block) && scraps < MOST_SCRAPS) scraps++;
    else break;
    at = first - 1;
  }
  // Without a word of its own before it, this is the posting and no tail.
  if (!statements.slice(0, start).some(one => one.kind !== 'heading' && one.section.role !== 'title'))
    return statements.length;
  // A heading right above belongs to what follows it.
  const heading = statements[start - 1];
  return start < statements.length && start > 1 && heading?.kind === 'heading' ? start - 1 : start;
}

/** True of "To apply, send …" and the like. */
export function tellsHowToApply(text: string): boolean {
  return APPLICATION.test(text);
}

function firstOfBlock(statements: readonly Statement[], at: number): number {
  let first = at;
  while (first > 0 && statements[first - 1]?.block === statements[at]?.block) first--;
  return first;
}

function isTail({ prose, section, kind }: Statement, isApplying: boolean): boolean {
  if (section.role === 'legal' || NOTICE.test(prose.text)) return true;
  return !isApplying && kind !== 'item' && tellsHowToApply(prose.text);
}

function isScrap(block: readonly Statement[]): boolean {
  const [only] = block;
  return block.length === 1 && only !== undefined && only.kind !== 'item' && only.tokens.length <= LONGEST_SCRAP;
}
