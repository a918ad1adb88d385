import type { Posting, Section } from '../core/types.js';

const known = new WeakMap<Posting, readonly (readonly Section[])[]>();

/**
 * The sections of each job in a posting, in source order. Most postings hold one; some hold several,
 * or one job at several levels, each under a heading of its own. A job begins at a title, or at a
 * heading whose smaller headings hold both duties and requirements, once the job before it has duties
 * or requirements. What stands before the first or is meant for all counts to the neighbour.
 *
 * @returns at least one list, none empty but where the posting is
 */
export function jobsIn(posting: Posting): readonly (readonly Section[])[] {
  let jobs = known.get(posting);
  if (jobs === undefined) {
    jobs = divide(posting.sections);
    known.set(posting, jobs);
  }
  return jobs;
}

function divide(sections: readonly Section[]): Section[][] {
  const jobs: Section[][] = [[]];
  let told = false;
  for (const [i, section] of sections.entries()) {
    if (told && (section.role === 'title' || holdsWholeJob(sections, i))) {
      jobs.push([]);
      told = false;
    }
    jobs.at(-1)?.push(section);
    told ||= tells(section, 'duties') || tells(section, 'must');
  }
  // A title at the end of the page, over a footer or a form, begins no job.
  const rest = told || jobs.length === 1 ? [] : (jobs.pop() ?? []);
  jobs.at(-1)?.push(...rest);
  return jobs;
}

function holdsWholeJob(sections: readonly Section[], at: number): boolean {
  const level = sections[at]?.level ?? 0;
  let duties = false;
  let requirements = false;
  for (let i = at + 1; i < sections.length; i++) {
    const inner = sections[i] as Section;
    if (inner.level <= level) break;
    duties ||= tells(inner, 'duties');
    requirements ||= tells(inner, 'must');
    if (duties && requirements) return true;
  }
  return false;
}

function tells(section: Section, role: 'duties' | 'must'): boolean {
  return section.role === role && section.statements.length > 0;
}
