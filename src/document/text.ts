import type { Block, Reading } from './block.js';
import { TextBuilder } from './mapped-text.js';

/**
 * Reads plain text: runs of lines between blank lines become paragraphs. What their lines are
 * (bullets, headings, wrapped prose) is decided later, as for Markdown.
 */
export function readText(source: string, start: number, end: number): Reading {
  const blocks: Block[] = [];
  let builder = new TextBuilder(source);
  let indents: number[] = [];

  const close = () => {
    if (builder.length > 0) {
      blocks.push({
        kind: 'paragraph',
        text: builder.build(),
        inlines: [],
        level: 0,
        depth: 0,
        hardBreaks: [],
        indents,
      });
      builder = new TextBuilder(source);
      indents = [];
    }
  };

  let previousEnd = -1;
  for (const line of lines(source, start, end)) {
    const text = source.slice(line.start, line.end);
    const body = text.trim();
    if (body === '' || /^[-=_*~#]{4,}$/.test(body)) {
      close();
      continue;
    }
    const indent = text.length - text.trimStart().length;
    if (builder.length > 0) builder.replaced('\n', previousEnd, line.start);
    builder.exact(line.start + indent, line.start + indent + body.length);
    indents.push(indent);
    previousEnd = line.end;
  }
  close();
  return { blocks, opaque: [] };
}

function* lines(source: string, start: number, end: number): Generator<{ start: number; end: number }> {
  let from = start;
  for (let i = start; i < end; i++) {
    const code = source.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    yield { start: from, end: i };
    if (code === 13 && source.charCodeAt(i + 1) === 10) i++;
    from = i + 1;
  }
  yield { start: from, end };
}
