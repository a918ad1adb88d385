import type { FileResult, Finding, RunResult } from '../../src/core/types.js';

/** A finding on the first place where `actual` stands in the source. */
export function findingOn(
  source: string,
  actual: string,
  rest: Partial<Omit<Finding, 'span' | 'actual' | 'evidence'>> & { evidence?: readonly string[] } = {},
): Finding {
  const spanOf = (words: string) => {
    const start = source.indexOf(words);
    if (start < 0) throw new Error(`"${words}" does not stand in the source`);
    return { start, end: start + words.length };
  };
  return {
    rule: 'relationship/token-mention',
    severity: 'warning',
    message: 'These words could stand in any posting.',
    suggestions: [],
    ...rest,
    span: spanOf(actual),
    actual,
    evidence: (rest.evidence ?? []).map(spanOf),
  };
}

export function runOf(files: readonly Partial<FileResult>[], failures: RunResult['failures'] = []): RunResult {
  return {
    tool: { name: 'sm-jd', version: '0.0.0' },
    files: files.map(file => ({ path: 'posting.md', source: '', findings: [], skips: [], ...file })),
    failures,
  };
}

const SOURCE = `# Social Media Manager

- Two years of Hootsuite or Buffer
- Proficiency in Canva and Photoshop
- Excellent communication skills
`;

/** One posting with two findings, one suggestion to apply and one question. */
export function sampleRun(): RunResult {
  const skills = 'Excellent communication skills';
  const start = SOURCE.indexOf(skills);
  return runOf([
    {
      path: 'jobs/social.md',
      source: SOURCE,
      findings: [
        findingOn(SOURCE, 'Social Media Manager', {
          rule: 'tools/only-lists-tools',
          message:
            'What this posting asks for is mostly tools: 2 of 3 requirements name a product, and none says for whom or to what end it is used.',
          evidence: ['Hootsuite', 'Buffer', 'Canva', 'Photoshop'],
          suggestions: [
            { help: 'ask', title: 'Whom will this person talk with most days?', edits: [], safety: 'display' },
          ],
        }),
        findingOn(SOURCE, skills, {
          severity: 'info',
          message: '“Excellent communication skills” could stand in any posting; say with whom and to what end.',
          suggestions: [
            {
              help: 'rewrite',
              title: 'Name the act and the person',
              edits: [
                { span: { start, end: start + skills.length }, text: 'Answer every message from ‹whom?› within a day' },
              ],
              safety: 'review',
            },
          ],
        }),
      ],
    },
  ]);
}
