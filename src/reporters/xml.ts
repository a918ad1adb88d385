import { visibleText } from './visible-text.js';

type Attributes = Readonly<Record<string, string | number>>;

/** An XML element; `children` are finished XML. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const start = `<${name}${list.join('')}`;
  return children.length === 0 ? `${start}/>` : `${start}>\n${children.join('\n')}\n</${name}>`;
}

/** Characters that XML cannot hold, controls and lone surrogates, are made visible. */
export function escapeXml(text: string): string {
  return text
    .split(/(\r\n|\n|\r|\t)/)
    .map((part, index) => (index % 2 === 0 ? visibleText(part) : `&#${part === '\t' ? 9 : 10};`))
    .map((part, index) => (index % 2 === 0 ? escapeMarkup(part) : part))
    .join('');
}

function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}
