import { nounForms, verbForms } from '../lexicon/inflect.js';

/** What the form of a matched word asks of the word that takes its place. */
export type WordForm = 'base' | 'third' | 'gerund' | 'past' | 'participle' | 'plural';

/** Forms of "be" and "have" that ask for a participle: "is leveraged", "have utilised". */
const BEFORE_PARTICIPLE = new Set([
  'be',
  'is',
  'are',
  'was',
  'were',
  'been',
  'being',
  "it's",
  'have',
  'has',
  'had',
  'having',
  'get',
  'gets',
]);

/**
 * The form in which a pattern's `verb+` or `noun*` stands in the matched words.
 *
 * @param pattern in the pattern language, of which only the marked words are read
 * @param words the match, as token norms
 * @param before the word before the match, if any
 */
export function formOf(pattern: string, words: readonly string[], before: string | undefined): WordForm {
  for (const [, lemma, mark] of pattern.matchAll(/([\p{L}-]+)([+*])/gu)) {
    const last = (lemma as string).split('-').at(-1) as string;
    for (const [i, word] of words.entries()) {
      const part = word.split('-').at(-1) as string;
      if (part === last) continue;
      if (mark === '*') {
        if (nounForms(last).includes(part)) return 'plural';
      } else if (verbForms(last).includes(part)) {
        if (part.endsWith('ing')) return 'gerund';
        if (part === verbForms(last)[1]) return 'third';
        return BEFORE_PARTICIPLE.has(words[i - 1] ?? before ?? '') ? 'participle' : 'past';
      }
    }
  }
  return 'base';
}

/** Puts the marked word of a replacement (`use+`, `team member*`) into a form; without a mark it stays. */
export function inForm(replacement: string, form: WordForm): string {
  return replacement
    .replace(/([\p{L}-]+)\+/gu, (_, verb: string) => (form === 'plural' ? verb : verbIn(verb, form)))
    .replace(/([\p{L}-]+)\*/gu, (_, noun: string) => (form === 'plural' ? (nounForms(noun)[1] ?? noun) : noun));
}

function verbIn(verb: string, form: Exclude<WordForm, 'plural'>): string {
  const [base = verb, third = verb, ...others] = verbForms(verb);
  if (form === 'base') return base;
  if (form === 'third') return third;
  const gerund = others.find(other => other.endsWith('ing'));
  if (form === 'gerund') return gerund ?? base;
  // `verbForms` lists the past before the participle; a verb with one form for both lists it once.
  const pasts = others.filter(other => !other.endsWith('ing'));
  return (form === 'past' ? pasts[0] : pasts.at(-1)) ?? base;
}
