import { cutAt } from '../core/cut.js';

/** Values for placeholders. A list is joined with commas and "and". */
export type MessageData = Readonly<Record<string, string | number>>;

const PLACEHOLDER = /\{([a-z]+)(?::((?:[^|{}]|\{[a-z]+\})*)\|((?:[^|{}]|\{[a-z]+\})*))?\}/g;

/** Placeholders that hold the writer's words, of any length. */
const QUOTES = new Set(['match', 'title', 'heading']);

/** Quoted words longer than this are cut in messages: the report shows the line itself below. */
const LONGEST_QUOTE = 80;

/**
 * Fills `{name}` with its value and `{name:singular|plural}` with the words that fit the number,
 * which may hold names themselves: `{count:one line|{count} lines}`.
 * A name without a value stays as written, so that a mistake shows; `placeholdersOf` lets the
 * loader refuse such a card first.
 */
export function fillMessage(template: string, data: MessageData): string {
  return template.replace(PLACEHOLDER, (whole, name: string, singular?: string, plural?: string) => {
    const value = data[name];
    if (value === undefined) return whole;
    if (singular !== undefined) return fillMessage(Number(value) === 1 ? singular : (plural as string), data);
    if (typeof value === 'number') return String(value);
    return QUOTES.has(name) ? quotable(value) : value.replace(/\s+/gu, ' ');
  });
}

/** The names a template uses, in order, repeated ones once. */
export function placeholdersOf(template: string): string[] {
  const names = [...template.matchAll(PLACEHOLDER)].flatMap(([, name = '', singular = '', plural = '']) => [
    name,
    ...placeholdersOf(singular),
    ...placeholdersOf(plural),
  ]);
  return [...new Set(names)];
}

/** What looks like the beginning of a placeholder and is none, or undefined. */
export function brokenPlaceholder(template: string): string | undefined {
  return /\{[a-z]+[^{}]{0,20}/u.exec(template.replace(PLACEHOLDER, ''))?.[0];
}

/** "Hootsuite", "Hootsuite and Buffer", "Hootsuite, Buffer and 3 more". Repeated items are named once. */
export function listInWords(items: readonly string[], most = 5): string {
  const seen = new Set<string>();
  const unique = items.filter(item => !seen.has(item.toLowerCase()) && seen.add(item.toLowerCase()));
  const shown = unique.slice(0, most);
  if (unique.length > most) return `${shown.join(', ')} and ${unique.length - most} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** One line, no runs of blanks, not too long. */
export function quotable(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= LONGEST_QUOTE) return line;
  return `${cutAt(line, LONGEST_QUOTE)}…`;
}
