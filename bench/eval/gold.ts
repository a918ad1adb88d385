import type { Answers } from '../support/corpus.js';

/** When a rule should speak, by what the reader answered about the posting. */
export interface Gold {
  readonly rule: string;
  /** The reader's answer in words, for the report and the misses. */
  readonly answer: (answers: Answers) => string;
  readonly positive: (answers: Answers) => boolean;
  /** Postings on which the reader's answer decides neither way. */
  readonly leftOut?: (answers: Answers) => boolean;
}

/** Which rule answers which question; docs/measuring.md has the same as a table. */
export const GOLD: readonly Gold[] = [
  {
    rule: 'relationship/missing-acts',
    answer: answers => `relationship ${answers.relationship}`,
    positive: answers => answers.relationship <= 1,
  },
  {
    rule: 'tools/only-lists-tools',
    answer: answers => `tools_only ${answers.tools_only}`,
    positive: answers => answers.tools_only === 'yes',
    leftOut: answers => answers.tools_only === 'borderline',
  },
  {
    rule: 'relationship/broadcast-only',
    answer: answers => `broadcast ${answers.broadcast}`,
    // A role that speaks to no audience ("na") is one on which the rule should keep silent.
    positive: answers => answers.broadcast === 'yes',
    leftOut: answers => answers.broadcast === 'borderline',
  },
  {
    rule: 'relationship/audience-unnamed',
    answer: answers => `audience ${answers.audience}`,
    positive: answers => answers.audience !== 'specific',
  },
  {
    rule: 'relationship/automation-first',
    answer: answers => `automation ${answers.automation}`,
    positive: answers => answers.automation === 'yes',
  },
  {
    rule: 'relationship/no-insight-shared',
    answer: answers => `insight ${answers.insight}`,
    positive: answers => answers.insight === 'no',
  },
  {
    rule: 'relationship/no-learning',
    answer: answers => `learning ${answers.learning}`,
    positive: answers => answers.learning === 'no',
  },
  {
    rule: 'purpose/aims-missing',
    answer: answers => `aims ${answers.aims}`,
    positive: answers => answers.aims !== 'specific',
  },
  {
    rule: 'purpose/level-mismatch',
    answer: answers => `level_fits_title ${answers.level_fits_title} (${answers.level})`,
    positive: answers => answers.level_fits_title === 'no',
    leftOut: answers => answers.level_fits_title === 'untitled',
  },
  {
    rule: 'originality/template-residue',
    answer: answers => `template_residue ${answers.template_residue}`,
    positive: answers => answers.template_residue === 'yes',
  },
  {
    // Readers counted text that stands there twice as residue, too.
    rule: 'structure/doubled-text',
    answer: answers => `template_residue ${answers.template_residue}`,
    positive: answers => answers.template_residue === 'yes',
  },
  {
    rule: 'pay/missing',
    answer: answers => `pay ${answers.pay}`,
    positive: answers => answers.pay === 'none',
  },
];

/** Judged on `written/` by which postings hold paragraphs of one another. */
export const COPIES = 'originality/copied-boilerplate';
