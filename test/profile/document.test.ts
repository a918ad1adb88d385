import { describe, expect, it } from 'vitest';
import { parsePosting } from '../../src/document/index.js';
import { profilePosting } from '../../src/profile/index.js';
import type { Profile } from '../../src/profile/types.js';

function profile(source: string): Profile {
  return profilePosting(parsePosting(source, { path: 'posting.md' }));
}

/** A posting for a social media manager with the given duties and requirements. */
function posting({
  duties,
  must,
  about = [],
  title = 'Social Media Manager',
}: Record<string, string | string[]>): Profile {
  const list = (items: string | string[] = []) => [items].flat().map(item => `- ${item}`);
  return profile(
    [
      `# ${title}`,
      '',
      '## About us',
      '',
      ...[about].flat(),
      '',
      '## What you will do',
      '',
      ...list(duties),
      '',
      '## What you bring',
      '',
      ...list(must),
    ].join('\n'),
  );
}

const PUBLISHING = [
  'Publish two posts a day on every channel',
  'Schedule the content calendar for the month',
  'Produce short videos and graphics for campaigns',
  'Promote our sales in the weekly newsletter',
  'Upload product photos to the web shop',
];
const RELATING = [
  'Answer every comment and message within a working day',
  'Call three members a week and ask what they need',
  'Host a monthly evening for newcomers',
  'Bring what members tell you to the product team',
];
const TOOLS = [
  'Proficient in Hootsuite, Buffer, Sprout Social and Later',
  'Expert knowledge of Photoshop, Illustrator, InDesign and Canva',
  'Experience with Google Analytics, SEMrush and Moz',
  'Working knowledge of WordPress, HubSpot and Mailchimp',
  'Facebook, Instagram, TikTok, LinkedIn, Pinterest and YouTube',
  'Microsoft Office and Google Workspace',
];

describe('relationship', () => {
  it('is missing where the work is publishing and nothing is asked of the person towards people', () => {
    const { relationship, grounds } = posting({
      duties: PUBLISHING,
      must: ['Three years in a similar role', 'A sharp eye for detail'],
    }).document;
    expect(relationship).toBe(0);
    expect(grounds.relationship.evidence).toEqual([]);
  });

  it('is only named where filler stands for it, and the filler is the evidence', () => {
    const { relationship, grounds } = posting({
      duties: PUBLISHING,
      must: ['Excellent communication and interpersonal skills', 'Three years in a similar role'],
    }).document;
    expect(relationship).toBe(1);
    expect(grounds.relationship.evidence.length).toBeGreaterThan(0);
  });

  it('is there without any of its catchwords', () => {
    const { relationship } = posting({
      title: 'Social Media Editor',
      duties: [
        'Reply to people who write to us, the same day',
        'Visit two growers a month and write down what they say',
        'Pick up the phone when a reader complains',
        'Host the open evening in spring',
        'Listen first',
      ],
      must: ['You like company'],
    }).document;
    expect(relationship).toBeGreaterThanOrEqual(2);
  });

  it('is rich beside ten tools, and the tools do not count against it', () => {
    const { relationship, toolsOnly } = posting({
      duties: [...RELATING, ...PUBLISHING.slice(0, 2)],
      must: TOOLS.slice(0, 2),
    }).document;
    expect(relationship).toBeGreaterThanOrEqual(2);
    expect(toolsOnly).not.toBe('yes');
  });

  it.each([
    ['the company speaks of itself', { about: ['We listen to our customers and we care about our community.'] }],
    ['the boss has it in the title', { duties: [...PUBLISHING, 'Report to the Relationship Manager'] }],
    [
      'it is a plan, a system or a degree',
      {
        must: [
          'Help write the communication plan',
          'Knowledge of CRM systems',
          'A degree in communications, or from a community college',
        ],
      },
    ],
  ])('is still missing where %s', (_, extra) => {
    expect(
      posting({ duties: PUBLISHING, must: ['Three years in a similar role'], ...extra }).document.relationship,
    ).toBeLessThanOrEqual(1);
  });
});

describe('tools only', () => {
  it('is said of a posting that asks for little but tools, with the tools as evidence', () => {
    const source = posting({
      duties: [
        'Manage Facebook, Instagram and TikTok',
        'Schedule in Hootsuite',
        'Build dashboards in Google Analytics',
      ],
      must: TOOLS,
    });
    expect(source.document.toolsOnly).toBe('yes');
    expect(source.document.grounds.toolsOnly.evidence.length).toBeGreaterThan(5);
  });

  it('counts tools that are named by their kind alone', () => {
    const { toolsOnly } = posting({
      duties: [
        'Run all major social media platforms',
        'Operate the scheduling software',
        'Maintain analytics suites and reporting dashboards',
      ],
      must: [
        'Proficiency in social media management tools',
        'Experience with photo editing software',
        'Knowledge of email marketing platforms',
        'Familiarity with content management systems',
        'Command of analytics tools',
        'Microsoft Office',
      ],
    }).document;
    expect(toolsOnly).not.toBe('no');
  });
});

describe('the other questions', () => {
  it('tells one-way work from work with people', () => {
    expect(posting({ duties: PUBLISHING, must: ['Three years in a similar role'] }).document.broadcast).toBe('yes');
    expect(posting({ duties: RELATING, must: ['Two years with a members’ club'] }).document.broadcast).toBe('no');
  });

  it('asks nothing about an audience of an engineer', () => {
    const engineer = profile(
      '# Backend Engineer\n\n## Duties\n\n- Design APIs in Python\n- Keep the database fast\n\n## Requirements\n\n- Five years of Python',
    );
    expect(engineer.role).toBe('other');
    expect(engineer.document.broadcast).toBe('na');
  });

  it('sees a named audience and an unnamed one', () => {
    const named = posting({
      duties: [
        'Write for parents and teachers in Leeds',
        'Talk with school librarians',
        'Answer questions from parents',
      ],
      must: [],
    });
    expect(named.document.audience).toBe('specific');
    expect(named.document.grounds.audience.evidence.length).toBeGreaterThan(0);
    expect(
      posting({ duties: ['Grow our audience', 'Engage our followers', ...PUBLISHING], must: [] }).document.audience,
    ).not.toBe('specific');
  });

  it('sees learning that is asked, and that it is absent', () => {
    expect(
      posting({
        duties: PUBLISHING,
        must: ['You are curious and love to learn new things', 'You stay on top of what is changing'],
      }).document.learning,
    ).toBe(true);
    expect(posting({ duties: PUBLISHING, must: ['Three years in a similar role'] }).document.learning).toBe(false);
  });

  it('sees automation in place of people', () => {
    const { automation, grounds } = posting({
      duties: [...PUBLISHING, 'Set up automated replies to all comments'],
      must: [],
    }).document;
    expect(automation).toBe(true);
    expect(grounds.automation.evidence).toHaveLength(1);
    expect(posting({ duties: PUBLISHING, must: ['Marketing automation'] }).document.automation).toBe(false);
  });

  it('gives every answer a confidence between 0 and 1, a reason, and evidence in source order', () => {
    for (const { confidence, reason, evidence } of Object.values(
      posting({ duties: [...RELATING, ...PUBLISHING], must: TOOLS }).document.grounds,
    )) {
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(reason).not.toBe('');
      expect([...evidence].sort((a, b) => a.start - b.start)).toEqual(evidence);
    }
  });
});

describe('role', () => {
  it.each([
    ['Social Media Manager', 'social'],
    ['Community Manager', 'community'],
    ['Developer Advocate', 'community'],
    ['Content Writer', 'content'],
    ['Communications Officer', 'communications'],
    ['Press Secretary', 'communications'],
    ['Growth Marketing Manager', 'marketing'],
    ['Senior Software Engineer', 'other'],
    ['Reference Librarian', 'other'],
    ['Account Executive', 'other'],
    ['Software Engineer, Marketing Systems', 'other'],
    ['Backend Developer for the Alder Community', 'other'],
    ['Executive Assistant to the Director of Communications', 'other'],
    ['Community Manager for Developers', 'community'],
    ['Intern for Communications', 'communications'],
  ])('%s is %s', (title, role) => {
    expect(profile(`# ${title}\n\n## Duties\n\n- Do the work`).role).toBe(role);
  });

  it('lets the duties decide where the title says nothing', () => {
    const { role, roleReason } = profile(
      '# Pixel Wrangler\n\n## Duties\n\n- Run our social media accounts\n- Post on Instagram and TikTok\n- Watch hashtags and followers\n- Plan social content',
    );
    expect(role).toBe('social');
    expect(roleReason).toContain('the duties speak of');
  });

  it('lets no single word of the duties decide, but what the title says', () => {
    const lab = '## Field\n\n- A background in graph mining, ontologies, speech biometrics or fraud';
    expect(profile(`# Deep Learning Intern\n\n${lab}`).role).toBe('other');
    const letters = '## Duties\n\n- Send what was typed to the press';
    expect(profile(`# Bulletin Editor\n\n${letters}`).role).toBe('content');
  });

  it('says which words of the title decided', () => {
    expect(profile('# Community Manager').roleReason).toBe('the title says “Community”');
  });

  it('takes the word of the user', () => {
    const one = parsePosting('# Baker', { path: 'posting.md' });
    expect(profilePosting(one, 'social').role).toBe('social');
  });

  it('copes with an empty posting', () => {
    const empty = profile('');
    expect(empty.statements).toEqual([]);
    expect(empty.document.relationship).toBe(0);
    expect(empty.facets.T).toEqual({ count: 0, share: 0 });
  });
});
