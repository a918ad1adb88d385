import * as v from 'valibot';
import type { Posting, Section, SectionRole, Statement } from '../core/types.js';
import { isKnownHeading } from '../document/heading-roles.js';
import { normalize } from '../document/index.js';
import type { Draft, Kind } from './types.js';

const params = v.strictObject({
  find: v.pipe(
    v.picklist(['empty', 'twice']),
    v.description('empty: nothing stands under the heading; twice: two headings of one job say the same'),
  ),
});

/** Judges headings by what stands under them and by each other. */
export const headings: Kind<v.InferOutput<typeof params>> = {
  name: 'headings',
  summary: 'Finds headings with nothing under them, or that stand in the posting twice.',
  params,
  placeholders: { match: 'the heading' },
  compile(params) {
    return function* (posting): Iterable<Draft> {
      const found = params.find === 'empty' ? emptySections(posting) : repeatedSections(posting);
      for (const { section, first } of found) {
        const { heading } = section;
        if (heading === undefined) continue;
        yield {
          span: heading.span,
          statement: heading,
          data: { match: heading.prose.text },
          evidence: first?.heading ? [first.heading.span] : [],
        };
      }
    };
  },
};

interface Found {
  readonly section: Section;
  /** The section that it repeats. */
  readonly first?: Section;
}

/** What a section with such a role holds is expected, so that its lack is one. */
const EXPECTED: ReadonlySet<SectionRole> = new Set(['duties', 'must', 'nice', 'benefits', 'pay', 'apply']);
/** Roles of sections that stand beside these, never inside them. */
const BESIDE: ReadonlySet<SectionRole> = new Set(['about', 'place', 'legal']);
const LONGEST_NAME = 6;

/**
 * Named sections without a word under them, right before another named one whose heading is written in
 * the same way. A heading written otherwise may well be a lower one: real postings fake their levels. So
 * may one whose words name no section ("100% remote" under "Benefits"); and a heading that is more than
 * a name says something itself ("Closing date: 3 May", "You should apply if").
 */
function emptySections(posting: Posting): Found[] {
  const { sections, source } = posting;
  return sections
    .filter((section, i) => {
      const { heading, statements, role, level } = section;
      const next = sections[i + 1]?.heading;
      // The last heading may stand over a button or form.
      if (heading === undefined || next === undefined || statements.length > 0 || !EXPECTED.has(role)) return false;
      if (heading.tokens.length > LONGEST_NAME || level < (sections[i + 1] as Section).level) return false;
      if (!isKnownHeading(heading.prose.text) || !isKnownHeading(next.prose.text)) return false;
      // Where the next heading has the same role or none of its own, it may be the first part of this section.
      const nextRole = sections[i + 1]?.role as SectionRole;
      if (nextRole === role || !(EXPECTED.has(nextRole) || BESIDE.has(nextRole))) return false;
      const style = styleOf(posting, heading);
      if (
        style === 'plain' ||
        style === 'colon' ||
        isLink(posting, heading) ||
        style !== styleOf(posting, next) ||
        next.block === heading.block
      )
        return false;
      // Code, a picture or a table that holds no sentence is something, too.
      return /^[\s*_#:=>-]*$/u.test(source.slice(heading.span.end, next.span.start));
    })
    .map(section => ({ section }));
}

/** A heading that is a link to somewhere is its own text. */
function isLink({ source }: Posting, { span }: Statement): boolean {
  return source.slice(span.start, span.end).includes('](');
}

/** How a heading is written: its marks of Markdown, bold, with a colon, or in no way that tells it apart. */
function styleOf({ source }: Posting, heading: Statement): string {
  const { start, end } = heading.span;
  const lineStart = Math.max(source.lastIndexOf('\n', start - 1), source.lastIndexOf('\r', start - 1)) + 1;
  const marks = /#{1,6}/u.exec(source.slice(lineStart, start))?.[0];
  if (marks !== undefined) return marks;
  const words = source.slice(start, end);
  if (/^(?:\*\*|__)/u.test(words)) return 'bold';
  return /:\W*$/u.test(words) ? 'colon' : 'plain';
}

/** Headings of parts that recur for each level or place of a job. */
const NO_NAME =
  /^\W*(?:or|and|required|preferred|education|experience|knowledge|skills?|minimum|special)\b|\b(?:following|includes?|including)\b|[^:;]+;/i;

function repeatedSections({ sections }: Posting): Found[] {
  const found: Found[] = [];
  let seen = new Map<string, Section>();
  let path: Section[] = [];
  for (const section of sections) {
    const { heading, level, role } = section;
    if (heading === undefined) continue;
    path = [...path.filter(one => one.level < level), section];
    // Another title begins another job, which has its own sections.
    if (role === 'title') seen = new Map();
    if (!(EXPECTED.has(role) || BESIDE.has(role)) || heading.tokens.length > LONGEST_NAME || heading.depth > 0)
      continue;
    if (NO_NAME.test(heading.prose.text)) continue;
    const key = path.map(one => nameOf(one)).join('\n');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, section);
    else if (section.statements.length > 0 && first.statements.length > 0) found.push({ section, first });
  }
  return found;
}

function nameOf(section: Section): string {
  return normalize(section.heading?.prose.text ?? '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
