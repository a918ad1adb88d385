import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyEdits } from '../../src/core/edits.js';
import type { Posting, Statement, Suggestion } from '../../src/core/types.js';
import { parsePosting } from '../../src/document/index.js';
import { parseSuggestData, placeholders } from '../../src/suggest/data.js';
import { createSuggester } from '../../src/suggest/suggester.js';
import type { SuggestSpec } from '../../src/suggest/types.js';
import { type Told, told } from './told-profile.js';

const value: unknown = parse(readFileSync(new URL('../../rules/data/rewrites.yaml', import.meta.url), 'utf8'));
const data = parseSuggestData(value);
const suggester = createSuggester(value);

/** The posting once the first suggestion for the words is applied. */
function fixed(source: string, words: string, spec: SuggestSpec, given: Told = {}): string {
  const { posting, profile } = told(source, given);
  return applied(posting, ask(posting, profile, words, spec));
}

function ask(
  posting: Posting,
  profile: ReturnType<typeof told>['profile'],
  words: string,
  spec: SuggestSpec,
): readonly Suggestion[] {
  const start = posting.source.indexOf(words);
  const span = { start, end: start + words.length };
  const statement = posting.statements.find(
    one => one.span.start <= span.start && span.end <= one.span.end,
  ) as Statement;
  return suggester.suggest(spec, { posting, profile, statement, span });
}

function applied(posting: Posting, suggestions: readonly Suggestion[]): string {
  return applyEdits(posting.source, suggestions[0]?.edits ?? []);
}

const POSTING = `# Community Editor

## What you will do

- Answer letters from allotment gardeners within two days
- Plan and publish a post a day
- Report on what gardeners ask for every month

## Requirements

- Hootsuite and Buffer
- Knowledge of Canva or similar
- Experience with Mailchimp is a plus
- Excellent written and verbal communication skills
- Strong communication and organisational skills.
`;
/** Of a finding about the posting as a whole. */
const START = { start: 0, end: 0 };
const GIVEN: Told = {
  facets: {
    'Answer letters': 'R',
    'Plan and publish': 'P',
    'Report on': 'S',
    Hootsuite: 'T',
    Canva: 'T',
    Mailchimp: 'T',
    skills: 'G',
  },
  tools: { Hootsuite: 'publishing', Buffer: 'publishing', Canva: 'design', Mailchimp: 'email' },
};

describe('rewriting a statement', () => {
  const line = (words: string, set: string, given = GIVEN) => {
    const result = fixed(POSTING, words, { rewrite: set }, given);
    const changed = result.split('\n').filter((one, i) => one !== POSTING.split('\n')[i]);
    return changed.join('\n');
  };

  it('says what a bare list of tools is for, in the words of the duties', () => {
    expect(line('Hootsuite and Buffer', 'tools')).toBe(
      '- Able to plan and publish with scheduling tools such as Hootsuite and Buffer, so that there is time to answer letters from allotment gardeners within two days',
    );
  });

  it('keeps what the author left open, and asks where the posting does not say', () => {
    expect(line('Knowledge of Canva or similar', 'tools')).toBe(
      '- Able to make ‹which images or documents?› with Canva or similar that gardeners understand at a glance',
    );
  });

  it('keeps words it does not know, and puts its own before “is a plus”', () => {
    expect(line('Experience with Mailchimp is a plus', 'tools')).toBe(
      '- Experience with Mailchimp (used to write to gardeners about ‹what?›) is a plus',
    );
  });

  it('says with whom a skill is needed', () => {
    expect(line('Excellent written and verbal communication skills', 'filler')).toBe(
      '- Able to write and speak plainly with gardeners, for example when answering letters from allotment gardeners within two days',
    );
    expect(line('Strong communication', 'filler')).toBe(
      '- Strong communication (for example when answering letters from allotment gardeners within two days) and organisational skills.',
    );
  });

  it('asks where the posting names neither people nor duties', () => {
    const source = '## Requirements\n\n- Excellent communication skills\n';
    expect(fixed(source, 'Excellent communication skills', { rewrite: 'filler' }, { facets: { skills: 'G' } })).toBe(
      '## Requirements\n\n- Able to make sure that ‹which people?› understand ‹what?›, and answer when they ask\n',
    );
  });

  it.each([
    ['Anyone who is not a good communicator', 'filler'],
    ['Are you a good communicator?', 'filler'],
    ['Uses Hootsuite to plan posts for schools', 'tools'],
    ['Knowledge of spreadsheets', 'tools'],
  ])('leaves alone: %s', (words, set) => {
    expect(
      fixed(`- ${words}\n`, words, { rewrite: set }, { tools: { Hootsuite: 'publishing' }, facets: { [words]: 'T' } }),
    ).toBe(`- ${words}\n`);
  });

  it.each([
    [
      '- You are proficient in Canva.\n',
      '- You can make ‹which images or documents?› with Canva that ‹which people?› understand at a glance.\n',
    ],
    [
      '- Ability to use Canva\n',
      '- Ability to make ‹which images or documents?› with Canva that ‹which people?› understand at a glance\n',
    ],
    [
      '- **Canva**\n',
      '- **Able to make ‹which images or documents?› with Canva that ‹which people?› understand at a glance**\n',
    ],
    [
      '- Design: Canva\n',
      '- Design: Make ‹which images or documents?› with Canva that ‹which people?› understand at a glance\n',
    ],
    [
      '* canva;\n',
      '* able to make ‹which images or documents?› with canva that ‹which people?› understand at a glance;\n',
    ],
  ])('keeps voice, markup and marks: %j', (source, expected) => {
    const tools = { Canva: 'design', canva: 'design' };
    const words = source.replace(/^[-*] (Design: )?|[\n*.;]+$|\*\*/g, '').replace(/^\*\*/, '');
    expect(fixed(`## Requirements\n\n${source}`, words, { rewrite: 'tools' }, { tools })).toBe(
      `## Requirements\n\n${expected}`,
    );
  });

  it('writes no two statements of a posting alike, and answers the same when asked again', () => {
    const names = ['Hootsuite', 'Buffer', 'Later', 'Loomly', 'Sprinklr', 'Planable', 'Publer'];
    const tools = Object.fromEntries(names.map(name => [name, 'publishing']));
    const source = `## Requirements\n\n${names.map(name => `- Knowledge of ${name}\n`).join('')}`;
    const { posting, profile } = told(source, { tools });
    const texts = names.map(name =>
      ask(posting, profile, name, { rewrite: 'tools' })[0]?.edits[0]?.text.replaceAll(name, '…'),
    );
    const given = texts.filter(text => text !== undefined);
    expect(given.length).toBeGreaterThanOrEqual(5);
    expect(new Set(given).size).toBe(given.length);
    expect(
      names.map(name => ask(posting, profile, name, { rewrite: 'tools' })[0]?.edits[0]?.text.replaceAll(name, '…')),
    ).toEqual(texts);
  });

  it('is for reading before it is applied', () => {
    const { posting, profile } = told(POSTING, GIVEN);
    expect(ask(posting, profile, 'Hootsuite and Buffer', { rewrite: 'tools' })[0]).toMatchObject({
      help: 'rewrite',
      safety: 'review',
      title: 'Say what the tools are for',
    });
  });
});

describe('inserting what is missing', () => {
  it.each([
    [
      'a dash list',
      '## Duties\n\n- Plan posts\n- Write copy\n\n## Requirements\n\n- Care\n',
      '- Write copy\n- Answer comments',
    ],
    ['a loose list', '## Duties\n\n- Plan posts\n\n- Write copy\n', '- Write copy\n\n- Answer comments'],
    ['a numbered list', '## Duties\n\n1. Plan posts\n2. Write copy\n', '2. Write copy\n3. Answer comments'],
    ['third person', '## Duties\n\n- Plans posts\n- Writes copy\n', '- Writes copy\n- Answers comments'],
    ['-ing', '## Duties\n\n- Planning posts\n- Writing copy\n', '- Writing copy\n- Answering comments'],
    [
      'you will',
      '## Duties\n\n- You will plan posts.\n- You will write copy.\n',
      '- You will write copy.\n- You will answer comments',
    ],
    ['a quoted list', '> ## Duties\n>\n> - Plan posts\n> - Write copy\n', '> - Write copy\n> - Answer comments'],
    [
      'typed bullets',
      'Duties\n\n• Plan posts\n• Write copy\n\nRequirements\n\n• Care\n',
      '• Write copy\n• Answer comments',
    ],
    [
      'a paragraph',
      '## Duties\n\nYou will plan posts. You will write copy.\n\n## Requirements\n',
      'write copy.\n\nYou will answer comments',
    ],
    [
      'items below items',
      '## Duties\n\n- Plan posts\n  - of words\n  - of images\n\n## Requirements\n\n- Care\n',
      '  - of images\n- Answer comments',
    ],
  ])('goes on as the list does: %s', (_, sections, expected) => {
    const path = sections.includes('•') ? 'posting.txt' : 'posting.md';
    const source = sections.includes('•') ? sections : `# Editor\n\n${sections}`;
    const { posting, profile } = told(source, { path, facets: { posts: 'P', copy: 'C' } });
    const suggestions = suggester.suggest(
      { insert: 'answer-people' },
      { posting, profile, span: { start: 0, end: 0 } },
    );
    expect(applied(posting, suggestions)).toContain(expected);
    const again = parsePosting(applied(posting, suggestions), { path });
    expect(again.sections.map(section => section.role)).toEqual(posting.sections.map(section => section.role));
    expect(again.statements.length).toBe(posting.statements.length + 1);
  });

  it.each([
    [
      'between the sections readers expect it between',
      '# Editor\n\n## Duties\n\n- Plan\n\n## How to apply\n\nWrite to us.\n',
      '- Plan\n\n## Pay\n\n‹',
    ],
    ['at the end', '# Editor\n\n## Duties\n\n- Plan\n', '- Plan\n\n## Pay\n\n‹'],
    ['bold headings', '# Editor\n\n**Duties:**\n\n- Plan\n\n**Requirements:**\n\n- Care\n', '- Care\n\n**Pay:**\n\n‹'],
    ['headings in capitals', '# EDITOR\n\n## DUTIES\n\n- Plan\n', '- Plan\n\n## PAY\n\n‹'],
    ['underlined headings', 'Editor\n======\n\nDuties\n------\n\n- Plan\n', '- Plan\n\n## Pay\n\n‹'],
    ['no line end at the end', '# Editor\n\n## Duties\n\n- Plan', '- Plan\n\n## Pay\n\n‹'],
  ])('makes a section like the others: %s', (_, source, expected) => {
    const { posting, profile } = told(source);
    const result = applied(
      posting,
      suggester.suggest({ insert: 'pay' }, { posting, profile, span: { start: 0, end: 0 } }),
    );
    expect(result).toContain(expected);
    expect(parsePosting(result, { path: 'posting.md' }).sections.some(section => section.role === 'pay')).toBe(true);
  });

  it.each([
    [
      'below the title',
      '# Editor\n\nWe print maps.\n\n## Duties\n\n- Plan\n',
      '# Editor\n\n## The job\n\n‹Why does this job exist, and who is better off for it?›\n\nWe print maps.',
    ],
    [
      'below front matter where there is no title',
      '---\ntitle: Editor\n---\nWe print maps.\n',
      '---\ntitle: Editor\n---\n## The job\n\n‹',
    ],
  ])('puts the job first: %s', (_, source, expected) => {
    const { posting, profile } = told(source);
    const result = applied(
      posting,
      suggester.suggest({ insert: 'summary' }, { posting, profile, span: { start: 0, end: 0 } }),
    );
    expect(result.startsWith(expected)).toBe(true);
  });

  it('goes before a section that a label in capitals opens', () => {
    const source =
      'TITLE: Editor\n\nRESPONSIBILITIES:\n- Plan\n- Write\n\nAPPLICATION PROCEDURES: Write to us.\n\nTo post a job here, write to the board.\n';
    const { posting, profile } = told(source, { path: 'posting.txt' });
    const result = applied(
      posting,
      suggester.suggest({ insert: 'pay' }, { posting, profile, span: { start: 0, end: 0 } }),
    );
    expect(result).toMatch(/- Write\n\nPAY:?\n\n‹.*\n\nAPPLICATION/s);
  });

  it.each([
    ['## How to apply\n\n1. Send a letter\n2. Meet us\n', '2. Meet us\n\nClosing date: ‹which day?›'],
    ['## How to apply\n\n- Send a letter\n\n1: a talk\n\n2: a walk\n', '2: a walk\n\nClosing date: ‹which day?›'],
    ['## How to apply\n\n* Send a letter\n\n1: a talk\n2: a walk\n', '2: a walk\n\nClosing date: ‹which day?›'],
    ['## How to apply\n\n- Where: by post\n- To: the editor\n', '- To: the editor\n- Closing date: ‹which day?›'],
  ])('puts an entry below a list of steps, and into a list of entries: %j', (source, expected) => {
    const { posting, profile } = told(source);
    const result = applied(
      posting,
      suggester.suggest({ insert: 'deadline' }, { posting, profile, span: { start: 0, end: 0 } }),
    );
    expect(result).toContain(expected);
  });

  it.each([
    [
      'an equal-opportunity note',
      '# Editor\n\n## Duties\n\n- Plan\n\nWe are an equal opportunity employer.\n',
      '- Plan\n\n## Pay\n\n‹',
    ],
    [
      'a word on who is welcome',
      '# Editor\n\n## Duties\n\n- Plan\n\n*The press is committed to diversity, and welcomes people of every background.*\n',
      '- Plan\n\n## Pay\n\n‹',
    ],
    [
      'a cookie notice and a footer',
      '# Editor\n\n## Duties\n\n- Plan\n\nThis site uses cookies to count its readers.\n\nHome\n\n© The press\n',
      '- Plan\n\n## Pay\n\n‹',
    ],
    [
      'how to apply, without a heading',
      '# Editor\n\n## Duties\n\n- Plan\n\nTo apply, send a letter to the press.\n',
      '- Plan\n\n## Pay\n\n‹',
    ],
    [
      'sections about the employer',
      '# Editor\n\n## Duties\n\n- Plan\n\n## About us\n\nWe print maps.\n',
      '- Plan\n\n## Pay\n\n‹',
    ],
  ])('goes before %s', (_, source, expected) => {
    const { posting, profile } = told(source);
    const result = applied(posting, suggester.suggest({ insert: 'pay' }, { posting, profile, span: START }));
    expect(result).toContain(expected);
  });

  it('stands among the sections of the page, not among those of one grade', () => {
    const source =
      '# Editor\n\n## Responsibilities\n\n- Plan\n\n## Grades\n\n### Senior Editor\n\n#### Requirements\n\n- Care\n\n## Hiring process\n\nTwo talks.\n';
    const { posting, profile } = told(source);
    const result = applied(posting, suggester.suggest({ insert: 'pay' }, { posting, profile, span: START }));
    expect(result).toMatch(/\n## Pay\n/);
    expect(result.indexOf('## Pay')).toBeGreaterThan(result.indexOf('- Plan'));
    expect(/#### Requirements\n\n- Care\n\n(.*)/.exec(result)?.[1]).toMatch(/^## /);
  });

  it('joins the section of its subject in its bullet style', () => {
    const { posting, profile } = told(
      '# Editor\n\n## What we offer\n\n* Tea\n* A garden\n\n## How to apply\n\nWrite.\n',
    );
    const result = applied(posting, suggester.suggest({ insert: 'pay' }, { posting, profile, span: START }));
    expect(result).toContain('* A garden\n* Pay: ‹from how much?›');
  });

  it('opens with a label on the line where plain text does so', () => {
    const source =
      'TITLE:  Editor\n\nLOCATION:  Ghent\n\nDUTIES:  Plan and write all maps of the coast.\n\nAPPLICATION PROCEDURES:  Write to us.\n';
    const { posting, profile } = told(source, { path: 'posting.txt' });
    const result = applied(posting, suggester.suggest({ insert: 'pay' }, { posting, profile, span: START }));
    expect(result).toMatch(/\nPAY: {2}‹From how much\?› to .*\n\nAPPLICATION PROCEDURES/);
  });

  it('covers every gap at once', () => {
    const { posting, profile } = told('# Editor\n\n## How to apply\n\nWrite to us.\n');
    const [suggestion, ...others] = suggester.suggest(
      { insert: ['deadline', 'contact'], ask: ['closing-date', 'contact'] },
      { posting, profile, span: START },
    );
    expect(suggestion?.title).toBe('State the closing date and name someone to ask');
    expect(applied(posting, suggestion ? [suggestion] : [])).toMatch(/Closing date: ‹.*›\n\nQuestions\? Ask ‹/s);
    expect(others.map(({ help }) => help)).toEqual(['ask', 'ask']);
  });

  it('puts a title on top, below front matter', () => {
    const { posting, profile } = told('---\nhours: 20\n---\nYou will plan maps.\n');
    const result = applied(posting, suggester.suggest({ insert: 'title' }, { posting, profile, span: START }));
    expect(result).toMatch(/^---\nhours: 20\n---\n# ‹What is the job called.*›\n\nYou will/);
  });

  it.each([
    ['- A competitive salary and a garden', 'competitive salary', 'A competitive salary (‹how much?›) and a garden'],
    ['- Competitive pay package.', 'Competitive pay', 'Competitive pay package (‹how much?›).'],
    ['Pay commensurate with skill.', 'Pay commensurate', 'Pay commensurate with skill (‹how much?›).'],
    ['Salary (negotiable)', 'negotiable', undefined],
  ])('adds in brackets beside the words: %j', (source, words, expected) => {
    const { posting, profile } = told(`# Editor\n\n## Offer\n\n${source}\n`);
    const [suggestion] = ask(posting, profile, words, { beside: '‹how much?›', insert: 'pay' });
    if (expected === undefined) expect(suggestion?.title).toBe('State the pay');
    else expect(applied(posting, suggestion ? [suggestion] : [])).toContain(expected);
  });

  it.each([
    [
      'to the list that is there',
      '## Requirements\n\n- Care\n- Greek is a plus\n- Maps\n\n## Nice to have\n\n- Latin\n',
      '## Requirements\n\n- Care\n- Maps\n\n## Nice to have\n\n- Latin\n- Greek is a plus\n',
    ],
    [
      'to one of its own',
      '## Requirements\n\n- Care\n- Greek is a plus\n- Maps\n\n## How to apply\n\nWrite.\n',
      '## Requirements\n\n- Care\n- Maps\n\n## Nice to have\n\n- Greek is a plus\n\n## How to apply\n\nWrite.\n',
    ],
    [
      'to the end',
      '## Requirements\n\n- Care\n- Maps\n- Greek is a plus\n',
      '## Requirements\n\n- Care\n- Maps\n\n## Nice to have\n\n- Greek is a plus\n',
    ],
    [
      'nowhere with what stands below it',
      '## Requirements\n\n- Care\n- Greek is a plus\n  - or Latin\n- Maps\n',
      undefined,
    ],
  ])('moves list items as they stand: %s', (_, source, expected) => {
    const { posting, profile } = told(source);
    const start = source.indexOf('is a plus');
    const span = { start, end: start + 9 };
    const statement = posting.statements.find(one => one.span.start <= start && start < one.span.end) as Statement;
    const suggestions = suggester.suggest({ move: 'nice' }, { posting, profile, statement, span, places: [span] });
    expect(suggestions.length > 0 ? applied(posting, suggestions) : undefined).toBe(expected);
  });

  it('offers no draft twice', () => {
    const { posting, profile } = told(POSTING);
    const once = applied(
      posting,
      suggester.suggest({ insert: 'pay' }, { posting, profile, span: { start: 0, end: 0 } }),
    );
    const again = told(once);
    expect(suggester.suggest({ insert: 'pay' }, { ...again, span: { start: 0, end: 0 } })).toEqual([]);
  });

  it('offers every draft for every shape of posting, as a visible blank or in the posting’s words', () => {
    for (const source of [
      POSTING,
      'One line.',
      '',
      '| Duties | Plan |\n|---|---|\n| Pay | none |\n',
      '<ul><li>Plan posts</li></ul>\n',
    ]) {
      const { posting, profile } = told(source);
      for (const insert of data.drafts.keys()) {
        const [suggestion] = suggester.suggest({ insert }, { posting, profile, span: { start: 0, end: 0 } });
        expect(suggestion?.edits).toHaveLength(1);
        const result = applied(posting, [suggestion as Suggestion]);
        expect(result.length).toBeGreaterThan(source.length);
        expect(result.replace((suggestion as Suggestion).edits[0]?.text ?? '', '')).toBe(source);
      }
    }
  });
});

describe('replacing and adding words', () => {
  const replaced = (source: string, words: string, to: string) => fixed(source, words, { replace: to });

  it.each([
    ['A rockstar is sought.', 'rockstar', 'editor', 'An editor is sought.'],
    ['We want an energetic person.', 'energetic', 'lively', 'We want a lively person.'],
    ['AN EAGER WRITER', 'EAGER', 'keen', 'A KEEN WRITER'],
    ['Ninja wanted.', 'Ninja', 'expert', 'Expert wanted.'],
    ['Our Ninja writes.', 'Ninja', 'expert', 'Our expert writes.'],
    ['# Growth Hacking Wizard', 'Growth Hacking Wizard', 'growth marketer', '# Growth Marketer'],
    ['Ask a **guru** now.', 'guru', 'expert', 'Ask an **expert** now.'],
    ['We leverage tools.', 'leverage', 'use', 'We use tools.'],
    ['A very useful skill.', 'very', '', 'A useful skill.'],
    ['Basically we write.', 'Basically', '', 'We write.'],
    ['We write, basically.', ', basically', '', 'We write.'],
    ['An extremely good idea.', 'extremely', '', 'A good idea.'],
    ['Write a_b here.', 'here', 'to c_d and *e*', 'Write a_b to c_d and \\*e\\*.'],
  ])('%j: %j becomes %j', (source, words, to, expected) => {
    expect(replaced(source, words, to)).toBe(expected);
  });

  it('offers several, best first, and asks to read what crosses markup', () => {
    const { posting, profile } = told('A rock **star** is sought.');
    const suggestions = ask(posting, profile, 'rock **star**', { replace: ['editor', 'writer'], safety: 'safe' });
    expect(suggestions.map(one => [one.help, one.title, one.safety])).toEqual([
      ['replace', '“editor”', 'review'],
      ['replace', '“writer”', 'review'],
    ]);
    const half = ask(posting, profile, 'rock **st', { replace: 'x', safety: 'safe' });
    expect(half).toEqual([]);
  });

  it.each([
    ['- A degree in biology.\n', '- A degree in biology or equivalent experience.\n'],
    ['- A degree in biology\n', '- A degree in biology or equivalent experience\n'],
    ['- A degree in biology is required.\n', '- A degree in biology or equivalent experience is required.\n'],
    ['- A degree in biology (preferred)\n', '- A degree in biology or equivalent experience (preferred)\n'],
    ['- **A degree in biology;**\n', '- **A degree in biology or equivalent experience;**\n'],
  ])('adds at the end of a statement: %j', (source, expected) => {
    expect(fixed(source, 'degree', { append: 'or equivalent experience' })).toBe(expected);
  });

  it('adds nothing behind words that end alike', () => {
    const { posting, profile } = told('- A doctorate, or a degree with related experience.\n');
    expect(ask(posting, profile, 'degree', { append: 'or equivalent experience' })).toEqual([]);
  });
});

describe('questions', () => {
  it('are by name or in words, with what the posting says', () => {
    const { posting, profile } = told(POSTING, GIVEN);
    const questions = (spec: SuggestSpec) => ask(posting, profile, 'Hootsuite and Buffer', spec).map(one => one.title);
    expect(questions({ ask: 'tools-for-what' })).toEqual([
      'What will the person do with Hootsuite and Buffer, and who is better off for it?',
    ]);
    expect(questions({ ask: 'What do {audience} want from a {title}?' })).toEqual([
      'What do gardeners want from a Community Editor?',
    ]);
    expect(ask(posting, profile, 'Hootsuite', { ask: 'pay' })[0]).toMatchObject({
      help: 'ask',
      edits: [],
      safety: 'display',
    });
  });

  it('are left out where the posting has nothing for a placeholder', () => {
    const { posting, profile } = told('- Plan\n');
    expect(ask(posting, profile, 'Plan', { ask: 'Who at {employer} plans?' })).toEqual([]);
  });
});

describe('the data', () => {
  it('has shapes enough', () => {
    const shapes = [...data.sets.values()].reduce((sum, set) => sum + set.shapes.length, 0);
    expect(shapes).toBeGreaterThanOrEqual(40);
  });

  it('states nothing that only the writer knows: no digits, no names, blanks well formed', () => {
    const texts = [
      ...[...data.sets.values()].flatMap(set => set.shapes.map(shape => shape.text)),
      ...[...data.drafts.values()].flatMap(draft => draft.lines.map(line => line.text)),
    ];
    for (const text of texts) {
      expect(text.replace(/‹[^‹›]*›/g, '')).not.toMatch(/\d|[‹›]/);
      for (const { name } of placeholders(text)) expect(name).toMatch(/^[a-z-]+$/);
      for (const [, verb] of text.matchAll(/\[([a-z]+)\]/g)) expect(verb).toMatch(/^[a-z]+$/);
    }
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('explains what is wrong with it', () => {
    const broken = structuredClone(value) as {
      sets: { tools: { shapes: unknown[] } };
      questions: Record<string, string>;
    };
    broken.sets.tools.shapes.push({ do: '[use] {tool}' }, { add: 'a blank ‹left open' });
    broken.questions.pay = 'No question';
    expect(() => parseSuggestData(broken)).toThrow(
      /nothing fills \{tool\}.*a blank is written ‹like this\?›.*a question ends in/s,
    );
  });

  it('tells a card which names it does not know', () => {
    expect(suggester.check({ rewrite: 'tool', insert: 'pay', ask: 'paid' })).toEqual([
      'there is no shape set "tool"; did you mean "tools"?',
      expect.stringContaining('there is no question "paid"; did you mean "pay"?'),
    ]);
    expect(suggester.check({ rewrite: 'tools', insert: 'pay', ask: 'Who pays?' })).toEqual([]);
  });
});

it('never throws and never edits outside the source, whatever the posting', () => {
  const words = fc.constantFrom(
    'Hootsuite',
    'and',
    'communication skills',
    '**',
    '- ',
    '• ',
    '\n',
    '\n\n',
    '# ',
    '> ',
    '|',
    '`x`',
    '[a](b)',
    ':',
    '.',
    '(',
    ')',
    '‹a?›',
    'You will',
    'answer members',
    '&amp;',
    '\\*',
    '🦊',
    '<b>',
    '1. ',
  );
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 25 }).map(parts => parts.join(' ')),
      fc.constantFrom('a.md', 'a.txt'),
      (source, path) => {
        const { posting, profile } = told(source, {
          path,
          tools: { Hootsuite: 'publishing' },
          facets: { answer: 'R' },
        });
        for (const statement of posting.statements) {
          for (const spec of [
            { rewrite: 'tools' },
            { rewrite: 'filler' },
            { rewrite: 'broadcast' },
            { insert: 'answer-people' },
            { insert: 'pay' },
            { append: 'x_y' },
            { replace: ['', 'an hour'] },
          ] as SuggestSpec[]) {
            for (const { edits } of suggester.suggest(spec, { posting, profile, statement, span: statement.span })) {
              const result = applyEdits(source, edits);
              for (const { span } of edits) {
                expect(result.startsWith(source.slice(0, span.start))).toBe(true);
                expect(result.endsWith(source.slice(span.end))).toBe(true);
              }
            }
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});
