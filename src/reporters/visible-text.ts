/**
 * Control characters, and characters that reorder or hide text. None of them may reach a terminal
 * raw: a posting could move the cursor, change colours or show other words than it holds.
 */
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/**
 * The text as one harmless line. C0 controls become their pictures (`␛`), others their code point
 * (`<U+202E>`). Tabs and line ends count as controls: who lays out lines expands tabs first.
 */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, char => {
    const code = char.codePointAt(0) as number;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** The same for every text within a value; line ends stay. */
export function visibleTexts<T>(value: T): T {
  if (typeof value === 'string') return value.split('\n').map(visibleText).join('\n') as T;
  if (Array.isArray(value)) return value.map(visibleTexts) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, visibleTexts(one)])) as T;
}
