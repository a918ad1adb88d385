import type { SectionRole } from '../core/types.js';
import { type BodyStatement, type HeadingContext, modelRole } from './heading-model.js';
import { headingRole, isKnownHeading } from './heading-roles.js';

/** A heading as `outline` needs it. */
export interface HeadingLike {
  readonly text: string;
  /** 1 to 6; faked headings come with `faked` and take the level below the last real one. */
  readonly level: number;
  readonly faked: boolean;
  readonly first: boolean;
  /** It leads a nested list: part of the section it stands in, unless its words say otherwise. */
  readonly nested: boolean;
  /** The first statements under it. */
  readonly body: readonly BodyStatement[];
  readonly firstKind: string;
  /** How many statements stand under it. */
  readonly bodyCount: number;
}

export interface OutlineEntry {
  readonly role: SectionRole;
  readonly level: number;
}

/** Roles that the headings below them belong to unless they say otherwise. */
const PASSED_ON: ReadonlySet<SectionRole> = new Set([
  'duties',
  'must',
  'nice',
  'benefits',
  'about',
  'legal',
  'apply',
  'pay',
  'place',
]);

/** A heading that by its own words is one of these does not name the job. */
const NEVER_TITLE: ReadonlySet<SectionRole> = new Set(['duties', 'must', 'nice', 'benefits', 'pay', 'legal', 'apply']);

/**
 * Gives every heading its section role: by its own words, else by the section it stands in, else
 * by its place (the first heading names the job).
 */
export function outline(headings: readonly HeadingLike[]): OutlineEntry[] {
  const ruled = ruledOutline(headings);
  const contexts = headingContexts(headings, ruled);
  const entries = contexts.map((context, i) => {
    const { nested } = headings[i] as HeadingLike;
    let role = nested && context.own === undefined ? context.ruled : modelRole(context);
    // "Duties" at the very top is no job's name, though titles mostly stand there.
    if (role === 'title' && !context.titleLike && context.own && NEVER_TITLE.has(context.own)) role = context.own;
    return { role, level: (ruled[i] as OutlineEntry).level };
  });
  // "Knowledge Expert", "Benefits Campaign Organizer": names of jobs have the words of sections in them, too.
  const name = entries.some(entry => entry.role === 'title') ? undefined : nameOfJob(headings, contexts);
  if (name !== undefined) entries[name] = { ...(entries[name] as OutlineEntry), role: 'title' };
  return entries;
}

/** Where nothing else does, one of the first two headings that reads like a job names it, or the one at the very top. */
function nameOfJob(headings: readonly HeadingLike[], contexts: readonly HeadingContext[]): number | undefined {
  const isOwn = (i: number) => {
    const { faked, level, text } = headings[i] as HeadingLike;
    return !faked && level <= 2 && !isKnownHeading(text);
  };
  const job = contexts.slice(0, 2).findIndex(({ titleLike }, i) => titleLike && isOwn(i));
  if (job >= 0) return job;
  return headings[0]?.first && headings[0].level === 1 && isOwn(0) ? 0 : undefined;
}

/** What the model is told of each heading. */
export function headingContexts(headings: readonly HeadingLike[], ruled: readonly OutlineEntry[]): HeadingContext[] {
  return headings.map((heading, i) => ({
    text: heading.text,
    own: headingRole(heading.text),
    ruled: (ruled[i] as OutlineEntry).role,
    level: heading.level,
    faked: heading.faked,
    index: i,
    titleLike: looksLikeTitle(heading.text),
    body: heading.body,
    firstKind: heading.firstKind,
    bodyCount: heading.bodyCount,
  }));
}

/** Roles by rules alone: what the model starts from. */
export function ruledOutline(headings: readonly HeadingLike[]): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  const path: OutlineEntry[] = [];
  let titled = false;
  let lastReal = 0;
  for (const heading of headings) {
    const level = heading.faked ? lastReal + 1 : heading.level;
    if (!heading.faked) lastReal = heading.level;
    while (path.length > 0 && (path.at(-1) as OutlineEntry).level >= level) path.pop();
    const own = headingRole(heading.text);
    // A faked heading has no level of its own: without a name we know it goes on with the section before.
    const parent = heading.faked
      ? entries.findLast(entry => entry.role !== 'title')
      : path.findLast(entry => PASSED_ON.has(entry.role));
    let role: SectionRole;
    if (
      !titled &&
      own !== 'role' &&
      (heading.first ||
        looksLikeTitle(heading.text) ||
        (!heading.faked && heading.level === 1 && (own === undefined || own === 'about')))
    ) {
      role = 'title';
    } else if (own !== undefined) {
      role = own;
    } else if (looksLikeTitle(heading.text) && !heading.faked && heading.level <= 3) {
      role = 'title';
    } else {
      role = parent && PASSED_ON.has(parent.role) ? parent.role : 'other';
    }
    if (role === 'title') titled = true;
    const entry = { role, level };
    entries.push(entry);
    path.push(entry);
  }
  return entries;
}

const TITLE_NOUN =
  /\b(managers?|director|engineers?|developers?|specialist|coordinator|officer|assistant|associate|analyst|lead|head of|editor|writer|strategist|designer|intern(ship)?|librarian|archivist|consultant|representative|executive|administrator|advocate|advisor|adviser|architect|producer|moderator|president|vp|chief|supervisor|technician|nurse|teacher|accountant|clerk|fellow|scientist|researcher|recruiter|attorney|counsel|marketer|copywriter|journalist|planner|buyer|operator|instructor|trainer|controller|curator|cataloger|cataloguer)\b/i;

/** A short line that names a job. */
export function looksLikeTitle(text: string): boolean {
  const words = text.trim().split(/\s+/).length;
  return (
    words <= 12 &&
    TITLE_NOUN.test(text) &&
    !/[.!?:]$/.test(text.trim()) &&
    !/\b(will|is|are|responsibilities|requirements|job grade|qualifications)\b/i.test(text)
  );
}
