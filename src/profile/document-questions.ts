/**
 * What is asked of a posting as a whole, and which features each answer may rest on. The weights
 * are learned by `npm run train` (bench/train/documents.ts) and read from document-weights.json.
 */
export interface Question {
  readonly name: QuestionName;
  readonly features: readonly string[];
}

export const QUESTION_NAMES = [
  'role',
  'level',
  'levelFits',
  'acts',
  'actsMany',
  'toolsOnly',
  'broadcast',
  'addressed',
  'audience',
  'aims',
  'learning',
  'insight',
] as const;
export type QuestionName = (typeof QUESTION_NAMES)[number];

const families = ['social', 'community', 'content', 'communications', 'marketing', 'other'];
const logs = (prefix: string, groups: string): string[] => groups.split(' ').map(group => `log ${prefix}/${group}`);
/** Families differ in how much of relating, and of naming whom it is for, their postings hold. */
const titleFamilies = families.map(family => `roles/title-${family}`);
const dutyFamilies = families.map(family => `share roles/duties-${family}`);
const named = 'people press organisations described crowd publics';
const relating = ['R 1', 'R 2', 'R 3', 'any R', 'log all R', 'log duties R', 'share R', 'kinds of acts', 'log acting'];
/** Acts in few words: within a longer statement they hardly move its facets. */
const fewWords = logs('relating', 'plain named');
const level = [
  ...['head', 'manager', 'strategist', 'doer', 'senior'].map(group => `roles/title-${group}`),
  ...logs('roles', 'duties-lead duties-set duties-help'),
  'share W',
  'share S',
  'share P',
  'share C',
  'log main W',
  'log main S',
  'log asked',
];

/** What tells a title that leads from work that does not. */
const UNDER_HIGH_TITLE = [
  'share P',
  'share S',
  'share W',
  'share C',
  'share T',
  'share R',
  'share L',
  'share G',
  'share Q',
  'share with tools',
  ...logs('roles', 'duties-lead duties-set duties-help'),
  'log asked',
];

export const QUESTIONS: readonly Question[] = [
  {
    name: 'role',
    features: [
      ...families.flatMap(family => [
        `roles/title-${family}`,
        `title begins ${family}`,
        `title ends ${family}`,
        `share roles/duties-${family}`,
      ]),
      'roles/title-strong',
      'title says nothing',
    ],
  },
  { name: 'level', features: level },
  { name: 'levelFits', features: ['high title', ...UNDER_HIGH_TITLE.map(feature => `high title ${feature}`)] },
  {
    name: 'acts',
    features: [
      ...relating,
      'R asked',
      ...fewWords,
      'log communication/filler',
      'log asked',
      ...titleFamilies,
      ...dutyFamilies,
    ],
  },
  { name: 'actsMany', features: [...relating, 'log asked'] },
  {
    name: 'toolsOnly',
    features: [
      'share T',
      'share with tools',
      'share tool mentions',
      'log tools',
      'share R',
      'share C',
      'share P',
      'share S',
      'share G',
      'share W',
      'log work/generic-tools',
      'share acting',
    ],
  },
  {
    name: 'broadcast',
    features: [
      ...relating,
      ...fewWords,
      'log communication/filler',
      'share P',
      'share S',
      'log asked',
      ...titleFamilies,
      ...dutyFamilies,
    ],
  },
  {
    name: 'addressed',
    features: [
      ...titleFamilies,
      ...dutyFamilies,
      ...logs('audience', named),
      'share P',
      'share R',
      'share C',
      'share T',
      'share W',
      'share S',
      'log asked',
    ],
  },
  {
    name: 'audience',
    features: [
      ...logs('audience', named),
      ...logs('elsewhere audience', 'people organisations described crowd'),
      'log named',
      'share named',
      'share audience/crowd',
      'log duty audience/named',
      'log duty audience/crowd',
      'any R',
      'log all R',
      ...['R', 'W', 'S', 'P', 'C', 'T'].map(facet => `share ${facet}`),
      'log asked',
      ...titleFamilies,
    ],
  },
  {
    name: 'aims',
    features: [
      ...logs('work', 'aims figure goals measuring'),
      ...logs('elsewhere work', 'aims goals'),
      ...logs('duty work', 'aims goals change'),
      'share work/aims',
      'S 1',
      'log main S',
      'log sum S',
      'share S',
      'share P',
      'log asked',
    ],
  },
  {
    name: 'learning',
    features: [
      'L 1',
      'L 2',
      'any L',
      'log sum L',
      'share L',
      'log work/learning',
      'log work/learning-near',
      'log work/insight',
      'log elsewhere work/learning',
    ],
  },
  {
    name: 'insight',
    features: [
      'L or teaching 1',
      'L or teaching 2',
      'any L or teaching',
      'log all L or teaching',
      'share L or teaching',
      'log work/learning',
      'log work/insight',
      'log elsewhere work/insight',
      'any R',
      'log communication/craft',
    ],
  },
];

/** All features of the questions: those of role and document, and what stands under a title that leads. */
export function questionValues(
  role: ReadonlyMap<string, number>,
  document: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const values = new Map([...role, ...document]);
  const leads = ['head', 'manager', 'strategist'].some(group => values.has(`roles/title-${group}`));
  if (leads && !values.has('roles/title-doer')) {
    values.set('high title', 1);
    for (const feature of UNDER_HIGH_TITLE) values.set(`high title ${feature}`, values.get(feature) ?? 0);
  }
  return values;
}
