import { yaml } from '../core/lazy-packages.js';
import type { Fact, Problem, Span } from '../core/types.js';
import { factKey } from './facts.js';

export interface FrontMatter {
  /** From the first fence to the end of the line of the last. */
  readonly span: Span;
  readonly data: Readonly<Record<string, unknown>>;
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

const FENCED = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m;

/** More aliases than this in a front matter are an attack or an accident; nothing is expanded then. */
const MOST_ALIASES = 20;

/**
 * Reads the YAML block at the very start of a posting. Broken YAML is a problem to tell, never a
 * reason to stop: the rest of the posting is read all the same.
 * @param base Offset of the first character after a byte order mark.
 */
export function readFrontMatter(source: string, base: number): FrontMatter | undefined {
  if (!source.startsWith('---', base)) return undefined;
  const match = FENCED.exec(source.slice(base));
  if (match?.index !== 0) return undefined;
  const text = match[1] ?? '';
  // A posting may open with a rule line; front matter has a key in its first line of content.
  if (!/^\s*(#.*\r?\n\s*)*["']?[\w-][\w .-]*["']?\s*:/.test(text)) return undefined;
  const span = { start: base, end: base + match[0].length };
  const yamlStart = base + match[0].indexOf('\n') + 1;

  const { isMap, isScalar, parseDocument } = yaml();
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  const problems: Problem[] = document.errors.map(error => ({
    code: 'front-matter-invalid',
    message: `The front matter is no valid YAML and was not read: ${firstLine(error.message)}`,
    span: {
      start: Math.min(yamlStart + error.pos[0], span.end),
      end: Math.min(yamlStart + Math.max(error.pos[1], error.pos[0] + 1), span.end),
    },
  }));
  if (problems.length > 0 || !isMap(document.contents)) return { span, data: {}, facts: [], problems };

  const facts: Fact[] = [];
  for (const { key, value } of document.contents.items) {
    if (!isScalar(key) || !isScalar(value) || value.value === null || value.value === '') continue;
    const fact = factKey(String(key.value));
    const range = value.range;
    if (!fact || !range) continue;
    facts.push({
      key: fact,
      value: String(value.value).trim(),
      span: { start: yamlStart + range[0], end: yamlStart + range[1] },
      from: 'front-matter',
    });
  }
  try {
    const data = document.toJS({ maxAliasCount: MOST_ALIASES }) as Record<string, unknown>;
    return { span, data: { ...data }, facts, problems };
  } catch (error) {
    const message = `The front matter was not read but for its plain values: ${firstLine((error as Error).message)}`;
    return { span, data: {}, facts, problems: [{ code: 'front-matter-invalid', message, span }] };
  }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
