import type { Section, Statement } from '../core/types.js';
import type { SuggestData } from './data.js';
import { inflectVerb, type VerbForm } from './language.js';

/** How the lines of a list begin: `lead` stands before the verb, which has the form `form`. */
export interface Voice {
  readonly form: VerbForm;
  /** "You will ", "Able to ", "" … */
  readonly lead: string;
}

const LABEL = /^\p{Lu}[\p{L}&/ -]{2,40}:\s+/u;

/** Openings that say who acts; what follows them is a verb in this form. */
const OPENINGS: readonly (readonly [RegExp, (match: string) => Voice])[] = [
  [/^you(?:['’]ll| will)\b/i, lead => ({ form: 'base', lead: `${lead} ` })],
  [/^you (?:can|are able to)\b/i, () => ({ form: 'base', lead: 'You can ' })],
  [/^(?:you|you['’](?:re|ve|d))\b/i, () => ({ form: 'base', lead: 'You ' })],
  [/^the [\p{L} -]{3,40}? (?:will|must|shall|should)\b/iu, lead => ({ form: 'base', lead: `${lead} ` })],
  [/^(?:must be able to|must be|must have|must)\b/i, () => ({ form: 'base', lead: 'Must be able to ' })],
  [/^(?:\p{L}+ )?ability\b/iu, () => ({ form: 'base', lead: 'Ability to ' })],
  [/^able\b/i, () => ({ form: 'base', lead: 'Able to ' })],
];

/** The voice of a statement's own opening, or undefined where it has none that could be kept. */
function ownVoice(statement: Statement, data: SuggestData): Voice | undefined {
  const text = statement.prose.text.replace(LABEL, '');
  for (const [opening, voice] of OPENINGS) {
    const match = opening.exec(text)?.[0];
    if (match) return voice(match);
  }
  const [first = '', second = ''] = text.split(/[\s,]+/);
  const verb = data.verbs.get(first.toLowerCase());
  if (!verb || /^(?:skills?|experience|management|of|knowledge|familiarity|understanding|proficiency)$/i.test(second))
    return undefined;
  return { form: verb.form, lead: '' };
}

/**
 * The voice in which a new line of a section is written.
 * @param others the section's statements, whose voice is taken where most of them share one
 * @param statement the one to be written anew, whose own voice comes first
 */
export function voiceOf(
  section: Section,
  others: readonly Statement[],
  data: SuggestData,
  statement?: Statement,
): Voice {
  const own = statement && ownVoice(statement, data);
  if (own) return forQuality(own, section);
  const counts = new Map<string, { voice: Voice; times: number }>();
  for (const other of others) {
    if (other.kind === 'cell' || other.kind === 'heading') continue;
    const voice = ownVoice(other, data);
    if (!voice) continue;
    const key = `${voice.lead}|${voice.form}`;
    counts.set(key, { voice, times: (counts.get(key)?.times ?? 0) + 1 });
  }
  const best = [...counts.values()].sort((a, b) => b.times - a.times)[0];
  // One line among many is no voice.
  const voice = best && best.times * 3 >= others.length ? best.voice : undefined;
  if (voice) return forQuality(voice, section);
  if (isAsked(section)) return { form: 'base', lead: 'Able to ' };
  // Among sentences of running text a bare "Reach …" would be an order.
  const isText = others.length > 0 && others.every(other => other.kind === 'sentence');
  return { form: 'base', lead: isText ? 'You will ' : '' };
}

/** Among what is asked, "You have …" is answered by "You can …". */
function forQuality(voice: Voice, section: Section): Voice {
  return voice.lead === 'You ' && isAsked(section) ? { form: 'base', lead: 'You can ' } : voice;
}

function isAsked(section: Section): boolean {
  return section.role === 'must' || section.role === 'nice';
}

/** Writes `[verb]`s in the voice. A phrase that begins with no verb is no duty and gets no lead. */
export function inVoice(phrase: string, voice: Voice): string {
  return (
    (phrase.startsWith('[') ? voice.lead : '') +
    phrase.replace(/\[([a-z]+)\]/g, (_, verb: string) => inflectVerb(verb, voice.form))
  );
}

/** The form of the verb a statement begins with, for what is added to it with "and". */
export function verbForm(statement: Statement, data: SuggestData): VerbForm | undefined {
  return ownVoice(statement, data)?.form;
}
