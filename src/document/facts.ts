import type { Fact, FactKey, Statement } from '../core/types.js';

/** What label-value lines and front matter call the facts we keep. Labels in lower case. */
const LABELS: Readonly<Record<FactKey, readonly string[]>> = {
  title: [
    'title',
    'job title',
    'position',
    'position title',
    'role',
    'role title',
    'vacancy',
    'post',
    'job',
    'post title',
    'working title',
  ],
  employer: [
    'employer',
    'company',
    'company name',
    'organization',
    'organisation',
    'agency',
    'studio',
    'hiring organization',
    'hiring organisation',
    'institution',
    'client',
  ],
  location: [
    'location',
    'locations',
    'job location',
    'work location',
    'position location',
    'duty station',
    'place of work',
    'place',
    'based in',
    'base',
    'office',
    'city',
    'where',
    'workplace',
  ],
  pay: [
    'pay',
    'salary',
    'compensation',
    'wage',
    'wages',
    'remuneration',
    'rate',
    'pay rate',
    'hourly rate',
    'pay range',
    'salary range',
    'compensation range',
    'pay grade',
    'salary grade',
    'stipend',
    'funding',
    'starting salary',
    'annual salary',
    'base salary',
    'salary/pay rate',
  ],
  contract: [
    'contract',
    'contract type',
    'type of contract',
    'employment type',
    'type of employment',
    'job type',
    'type',
    'duration',
    'term',
    'position type',
    'employment',
    'status',
    'contract length',
    'appointment type',
    'employment status',
    'commitment',
  ],
  hours: ['hours', 'working hours', 'work hours', 'schedule', 'work schedule', 'hours per week', 'time', 'shift'],
  start: ['start', 'start date', 'starting date', 'start date/time', 'starting'],
  closing: [
    'deadline',
    'application deadline',
    'closing date',
    'closing',
    'closes',
    'apply by',
    'applications close',
    'application closing date',
    'closing date/time',
    'valid through',
    'validthrough',
    'last date to apply',
    'closing time',
  ],
  contact: [
    'contact',
    'contact person',
    'e-mail',
    'email',
    'contact email',
    'contact information',
    'phone',
    'enquiries',
    'inquiries',
    'questions',
    'any questions',
    'further questions',
  ],
  reference: [
    'reference',
    'ref',
    'ref no',
    'job id',
    'req id',
    'requisition',
    'requisition number',
    'job reference',
    'job number',
    'job code',
    'posting number',
    'reference number',
    'vacancy number',
  ],
  department: ['department', 'team', 'division', 'unit', 'section', 'business unit', 'dept'],
  'reports-to': [
    'reports to',
    'reporting to',
    'report to',
    'supervisor',
    'reports-to',
    'reporting line',
    'line manager',
    'manager',
  ],
  language: ['language', 'languages', 'lang'],
  jurisdiction: ['jurisdiction', 'jurisdictions'],
  role: ['role family', 'role-family', 'sm-jd-role'],
};

const KEY_OF = new Map<string, FactKey>(
  Object.entries(LABELS).flatMap(([key, labels]) => labels.map(label => [label, key as FactKey] as const)),
);

/** The fact that a label names, if it is one we keep. */
export function factKey(label: string): FactKey | undefined {
  return KEY_OF.get(
    label
      .trim()
      .toLowerCase()
      .replace(/[_\s]+/g, ' ')
      .replace(/[*:?]+$/g, '')
      .trim(),
  );
}

const LABEL_VALUE = /^([\p{L}][\p{L}'’/ .-]{1,30}?)\s*[:：]\s*(?=\S)/u;

/** "Position: full-time, permanent" says how one works, not what the job is called. */
const TERMS_OF_WORK =
  /^(?:(?:(?:full|part)[- ]?time|permanent|temporary|contract|seasonal|(?:non-?)?exempt|hourly|salaried|remote|hybrid|on-?site|and|or)\b[\s,;/&()-]*)+$/iu;

function keyFor(label: string, value: string): FactKey | undefined {
  const key = factKey(label);
  return key === 'title' && TERMS_OF_WORK.test(value) ? 'contract' : key;
}

/** Reads `Label: value` from a statement. */
export function factOf(statement: Statement): Fact | undefined {
  const text = statement.prose.text;
  const match = LABEL_VALUE.exec(text);
  if (!match) return undefined;
  const value = text.slice(match[0].length).trim();
  const key = keyFor(match[1] as string, value);
  if (!key || value.length > 200) return undefined;
  return {
    key,
    value,
    span: {
      start: statement.prose.toSource(match[0].length, match[0].length + 1)[0]?.start ?? statement.span.start,
      end: statement.span.end,
    },
    from: 'label',
  };
}

/** A label alone, with its value in the next statement (`**Location**` over a line, or two cells). */
export function factFromPair(label: Statement, value: Statement): Fact | undefined {
  const text = value.prose.text;
  const key = keyFor(label.prose.text, text);
  // Below "Role" there often stands what the role is about.
  if (!key || text.length > 200 || (key === 'title' && isSentence(text))) return undefined;
  return { key, value: text, span: value.span, from: 'label' };
}

const FEW_WORDS = 8;

function isSentence(text: string): boolean {
  return /[.!?]$/.test(text.trim()) && text.trim().split(/\s+/).length > FEW_WORDS;
}
