import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { actsOf } from '../../src/suggest/acts.js';
import { parseSuggestData } from '../../src/suggest/data.js';
import { inflectPhrase } from '../../src/suggest/language.js';
import { peopleOf } from '../../src/suggest/people.js';
import { told } from './told-profile.js';

const data = parseSuggestData(parse(readFileSync(new URL('../../rules/data/rewrites.yaml', import.meta.url), 'utf8')));

function phrases(line: string, heading = 'Duties', tools: Readonly<Record<string, string>> = {}): string[] {
  const { posting, profile } = told(`## ${heading}\n\n- ${line}\n`, { facets: { [line.slice(0, 12)]: 'R' }, tools });
  return actsOf(posting, profile(), data).map(act => inflectPhrase(act.phrase, 'gerund'));
}

describe('duties in other words', () => {
  it.each([
    ['Answer letters from readers.', 'answering letters from readers'],
    ['Answers letters from readers', 'answering letters from readers'],
    ['Answering letters from readers', 'answering letters from readers'],
    ['You will answer letters from readers within a day', 'answering letters from readers within a day'],
    ['The editor will answer letters from readers', 'answering letters from readers'],
    ['Ability to listen to allotment holders', 'listening to allotment holders'],
    ['Responsible for welcoming new volunteers', 'welcoming new volunteers'],
    ['3 years of experience moderating heated debates', 'moderating heated debates'],
    ['Community: answer letters from readers', 'answering letters from readers'],
    ['Regularly visit schools in Leeds', 'visiting schools in Leeds'],
    ['Plan and host evenings for neighbours', 'planning and hosting evenings for neighbours'],
    ['Answer letters from readers, including angry ones', 'answering letters from readers'],
    ['Answer letters from readers and write replies', 'answering letters from readers'],
    ['Answer letters and calls from readers', 'answering letters and calls from readers'],
    ['Visit schools to raise interest in chess', 'visiting schools'],
    ['Write copy', 'writing copy'],
  ])('%j', (line, expected) => {
    expect(phrases(line)).toEqual([expected]);
  });

  it.each([
    ['says nothing on its own', 'Ensure quality'],
    ['points elsewhere', 'Answer them within a day'],
    ['speaks to the reader', 'Manage your own calendar'],
    ['is no duty', 'Research skills and patience'],
    ['says something about the duty', 'Answering letters is a joy to you'],
    ['is written like a heading', 'Answer Letters From Readers'],
    ['is all capitals', 'ANSWER LETTERS FROM READERS'],
    [
      'is too long',
      'Answer letters from the readers of our seven regional weekly papers in the north and the south of the county',
    ],
    ['holds an address', 'Answer mails to jobs@example.org'],
    ['names three things to do', 'Read, sort and answer letters from readers'],
  ])('leaves out what %s', (_, line) => {
    expect(phrases(line)).toEqual([]);
  });

  it('leaves out what is tied to a tool, and base forms among requirements', () => {
    expect(phrases('Answer letters in Zendesk', 'Duties', { Zendesk: 'crm' })).toEqual([]);
    expect(phrases('Design experience and a good eye', 'Requirements')).toEqual([]);
  });
});

describe('whom the work is for', () => {
  const people = (...lines: string[]) => {
    const source = `## Duties\n\n${lines.map(line => `- ${line}\n`).join('')}`;
    const { posting, profile } = told(source, {
      facets: Object.fromEntries(lines.map(line => [line.slice(0, 12), 'R' as const])),
    });
    return peopleOf(posting, profile(), data);
  };

  it('takes the posting’s most precise words that it keeps using', () => {
    expect(people('Answer readers', 'Visit library readers', 'Thank library readers')).toEqual({
      particular: 'library readers',
    });
    expect(people('Answer readers', 'Visit shy readers')).toEqual({ particular: 'readers' });
  });

  it('knows general words, which are worth a question', () => {
    expect(people('Answer our customers')).toEqual({ general: 'customers' });
    expect(people('Answer members of the team', 'Write to subscribers')).toMatchObject({ general: 'members' });
  });

  it('does not take colleagues, applicants or things for the audience', () => {
    expect(people('Work with designers and editors')).toEqual({});
    expect(people('Visit candidates and students regardless of disability')).toEqual({});
    expect(people('Improve customer service and reader engagement')).toEqual({});
    expect(people('Read students’ letters')).toEqual({});
  });
});
