import type { Severity } from '../core/types.js';

type CardSeverity = Severity | 'off';

/** A named choice of rules: what a rule's severity becomes. */
export interface Preset {
  /** One line for the docs and for `init`. */
  readonly summary: string;
  severityOf(rule: string, card: CardSeverity): CardSeverity;
}

/** Categories about what work with the public asks for: tools, relating, purpose, own words. */
const SOCIAL_CATEGORIES = ['tools', 'relationship', 'purpose', 'originality'];

export const PRESETS = {
  recommended: {
    summary: 'every rule as its card has it; what applies without a configuration',
    severityOf: (_, card) => card,
  },
  social: {
    summary: 'only the rules about tools, relating to people, purpose, and copied text',
    severityOf: (rule, card) => (SOCIAL_CATEGORIES.includes(rule.split('/')[0] as string) ? card : 'off'),
  },
  strict: {
    summary: 'every rule, and notes are warnings',
    severityOf: (_, card) => (card === 'error' ? 'error' : 'warning'),
  },
  all: {
    summary: 'every rule, those that are off by default as notes',
    severityOf: (_, card) => (card === 'off' ? 'info' : card),
  },
} satisfies Record<string, Preset>;

export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

export function isPreset(name: string): name is PresetName {
  return Object.hasOwn(PRESETS, name);
}
