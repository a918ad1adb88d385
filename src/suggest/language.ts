import { verbForms } from '../lexicon/inflect.js';

/** `base`: plan · `third`: plans · `gerund`: planning. */
export type VerbForm = 'base' | 'third' | 'gerund';

/** A verb in another form; the first spelling where several are in use. */
export function inflectVerb(base: string, form: VerbForm): string {
  if (form === 'base') return base;
  const forms = verbForms(base);
  if (form === 'third') return forms[1] as string;
  return forms.find(other => other !== base && other.endsWith('ing')) as string;
}

/**
 * Writes a phrase whose verbs stand in square brackets, as in `[plan] and [publish] posts`, in one
 * form: "planning and publishing posts".
 */
export function inflectPhrase(marked: string, form: VerbForm): string {
  return marked.replace(/\[([a-z]+)\]/g, (_, verb: string) => inflectVerb(verb, form));
}

/** "A", "A and B", "A, B and C". */
export function joinWords(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

export function capitalise(text: string): string {
  const first = /^\P{L}*?(\p{L})/u.exec(text);
  if (!first) return text;
  // A blank is not the start of the sentence's own words.
  if (text.startsWith('‹')) return text;
  const at = first[0].length - (first[1] as string).length;
  return text.slice(0, at) + text.charAt(at).toUpperCase() + text.slice(at + 1);
}

/**
 * Lower case for the first letter, unless the first word is a name or an abbreviation: it holds
 * another capital or a digit, is "I", or is known to be a name.
 */
export function uncapitalise(text: string, isName: (word: string) => boolean = () => false): string {
  const word = /^[\p{L}\p{N}'’&-]+/u.exec(text)?.[0];
  if (!word || word === 'I' || /^I['’]/.test(word) || /[\p{Lu}\p{N}]/u.test(word.slice(1)) || isName(word)) return text;
  return word.charAt(0).toLowerCase() + text.slice(1);
}

/** How a text writes its letters, for writing another in the same way. */
export type LetterCase = 'upper' | 'title' | 'sentence' | 'lower';

const SMALL_WORDS = new Set([
  'a',
  'an',
  'and',
  'as',
  'at',
  'by',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
]);

export function letterCase(text: string): LetterCase {
  const words = text.match(/\p{L}[\p{L}'’]*/gu) ?? [];
  const letters = words.join('');
  if (letters.length > 1 && letters === letters.toUpperCase()) return 'upper';
  if (letters === letters.toLowerCase()) return 'lower';
  const rest = words.slice(1).filter(word => !SMALL_WORDS.has(word.toLowerCase()));
  return rest.length > 0 && rest.every(word => /^\p{Lu}/u.test(word)) ? 'title' : 'sentence';
}

export function inLetterCase(text: string, wanted: LetterCase): string {
  switch (wanted) {
    case 'upper':
      return text.toUpperCase();
    case 'lower':
      return text.toLowerCase();
    case 'sentence':
      return text;
    case 'title':
      return text.replace(/\p{L}[\p{L}'’]*/gu, (word, at: number) =>
        at > 0 && SMALL_WORDS.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
      );
  }
}
