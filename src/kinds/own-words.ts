import type { FactKey, Posting, SectionRole, Suggestion } from '../core/types.js';

/** More questions than these are not answered. */
const MOST = 3;

interface Known {
  readonly title: string;
  readonly employer: string;
}

/** By section, what only the employer can answer about it. */
const QUESTIONS: Partial<Record<SectionRole, (known: Known) => string>> = {
  role: ({ employer }) => `Why is there this job at ${employer} now, and what should be different a year from now?`,
  duties: ({ title, employer }) =>
    `What will ${title} do in the first month at ${employer}, with whom, and who will notice?`,
  must: ({ employer }) =>
    `Which of these requirements does the work at ${employer} really test, and in which situation?`,
  nice: ({ employer }) => `Which of these helped somebody who does this work at ${employer} today?`,
  other: ({ employer }) => `What of this holds at ${employer} and would not hold elsewhere?`,
};

/** Questions for the sections whose words stand elsewhere too, in the posting's own names. */
export function askForOwnWords(posting: Posting, sections: Iterable<SectionRole>): Suggestion[] {
  const fact = (key: FactKey) => posting.facts.find(one => one.key === key)?.value;
  const title = fact('title');
  const known: Known = {
    title: title === undefined ? 'this person' : `the ${title}`,
    employer: fact('employer') ?? 'your organisation',
  };
  return [...new Set(sections)]
    .flatMap(section => QUESTIONS[section]?.(known) ?? [])
    .slice(0, MOST)
    .map(title => ({ help: 'ask', title, edits: [], safety: 'display' }));
}
