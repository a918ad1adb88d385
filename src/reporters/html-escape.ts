import { visibleText } from './visible-text.js';

/** HTML that is safe to put into a page: made only by `html` and `raw`. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Html[] | undefined | false;

/** Template tag: whatever is put in is escaped, in text and in quoted attributes, unless it is `Html` itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((string, index) => (index === 0 ? string : show(parts[index - 1]) + string)).join(''));
}

/** Our own constant text, such as the style sheet. */
export function raw(text: string): Html {
  return new Html(text);
}

function show(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(one => one.text).join('\n');
  return escapeHtml(String(part));
}

/** Line ends and tabs stay; other controls, and characters that reorder text, are made visible. */
function escapeHtml(text: string): string {
  return text
    .split(/(\r\n|\r|\n|\t)/)
    .map((part, index) => (index % 2 === 0 ? visibleText(part) : part === '\t' ? part : '\n'))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
