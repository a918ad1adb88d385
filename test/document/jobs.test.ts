import { describe, expect, it } from 'vitest';
import { jobsIn, parsePosting } from '../../src/document/index.js';

function headingsByJob(source: string): (string | undefined)[][] {
  return jobsIn(parsePosting(source, { path: 'jobs.md' })).map(job => job.map(one => one.heading?.prose.text));
}

const LEVELS = `# Roofer

## Levels

### Apprentice

#### Responsibilities

- Carry slate

#### Requirements

- Ladders

### Master

#### Responsibilities

- Plan roofs

#### Requirements

- Slate

## How to apply

Call us.
`;

describe('the jobs of a posting', () => {
  it('is one list of all sections where there is one job', () => {
    expect(headingsByJob('# Roofer\n\n## Responsibilities\n\n- Slate\n\n## Requirements\n\n- Ladders\n')).toEqual([
      ['Roofer', 'Responsibilities', 'Requirements'],
    ]);
  });

  it('tells levels apart that have duties and requirements of their own', () => {
    expect(headingsByJob(LEVELS)).toEqual([
      ['Roofer', 'Levels', 'Apprentice', 'Responsibilities', 'Requirements'],
      ['Master', 'Responsibilities', 'Requirements', 'How to apply'],
    ]);
  });

  it('takes a title that stands twice at the top for one job', () => {
    expect(headingsByJob('# Roofer\n\n## Roofer, Lyon\n\n## Responsibilities\n\n- Slate\n')).toHaveLength(1);
  });

  it('keeps every section, once and in order', () => {
    const posting = parsePosting(LEVELS, { path: 'jobs.md' });
    expect(jobsIn(posting).flat()).toEqual(posting.sections);
  });
});
