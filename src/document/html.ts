import { htmlParser } from '../core/lazy-packages.js';
import type { Span } from '../core/types.js';
import type { Block, CellPlace, Inline, Reading } from './block.js';
import { TextBuilder } from './mapped-text.js';

const HEADING = /^h([1-6])$/;
const BREAKS_BLOCK = new Set(
  'address article aside blockquote body dd details div dl dt figure footer form header hr html li main nav ol p pre section table tbody td th thead tr ul'.split(
    ' ',
  ),
);
const SILENT = new Set(['script', 'style', 'iframe', 'template', 'svg', 'object', 'head']);

/** Reads the HTML that postings pasted from the web carry. Tags are opaque, their text is prose. */
export function readHtml(source: string, start: number, end: number): Reading {
  const blocks: Block[] = [];
  const opaque: Span[] = [];
  let builder = new TextBuilder(source);
  let inlines: Inline[] = [];
  let hardBreaks: number[] = [];
  let level = 0;
  let cell = false;
  let place: CellPlace = { table: start, row: 0, column: -1 };
  /** The tables that the one being read stands in, each as it was left. */
  const outer: { cell: boolean; place: CellPlace }[] = [];
  let item = false;
  let depth = 0;
  let silent = 0;
  const strong: { at: number; start: number }[] = [];

  const close = () => {
    if (builder.length > 0) {
      const kind = level ? 'heading' : cell ? 'cell' : item ? 'item' : 'paragraph';
      const text = builder.build();
      blocks.push({ kind, text, inlines, level, depth, hardBreaks, indents: [], ...(cell && { cell: place }) });
    }
    builder = new TextBuilder(source);
    inlines = [];
    hardBreaks = [];
    strong.length = 0;
  };

  // Of what is never closed, the parser says that it ends behind the end.
  const here = (): Span => ({ start: start + parser.startIndex, end: Math.min(start + parser.endIndex + 1, end) });
  const { Parser } = htmlParser();
  const parser = new Parser({
    onopentag(name) {
      const span = here();
      opaque.push(span);
      if (SILENT.has(name)) silent++;
      const heading = HEADING.exec(name);
      if (name === 'br') {
        if (builder.length > 0) {
          hardBreaks.push(builder.length);
          builder.replaced('\n', span.start, span.end);
        }
      } else if (heading || BREAKS_BLOCK.has(name)) {
        close();
        level = heading ? Number(heading[1]) : 0;
        if (name === 'ul' || name === 'ol') depth++;
        if (name === 'li') item = true;
        if (name === 'table') {
          outer.push({ cell, place });
          cell = false;
          place = { table: span.start, row: -1, column: -1 };
        }
        if (name === 'tr') place = { ...place, row: place.row + 1, column: -1 };
        if (name === 'td' || name === 'th') {
          cell = true;
          place = { ...place, column: place.column + 1 };
        }
      } else if (name === 'b' || name === 'strong') {
        strong.push({ at: builder.length, start: span.start });
      }
    },
    onclosetag(name, implied) {
      const span = here();
      if (!implied) opaque.push(span);
      if (SILENT.has(name)) silent--;
      if (HEADING.test(name) || BREAKS_BLOCK.has(name)) {
        close();
        level = 0;
        if (name === 'ul' || name === 'ol') depth = Math.max(0, depth - 1);
        if (name === 'li') item = false;
        if (name === 'td' || name === 'th') cell = false;
        if (name === 'table') ({ cell, place } = outer.pop() ?? { cell, place });
      } else if ((name === 'b' || name === 'strong') && strong.length > 0) {
        const open = strong.pop() as { at: number; start: number };
        inlines.push({
          strong: true,
          span: { start: open.start, end: span.end },
          from: open.at,
          to: builder.length,
        });
      }
    },
    oncomment() {
      opaque.push(here());
    },
    ontext(text) {
      if (silent > 0) return;
      const span = here();
      appendText(text, span.start, span.end);
    },
  });

  const appendText = (text: string, from: number, to: number) => {
    if (source.slice(from, to) !== text) {
      builder.replaced(text, from, to);
      return;
    }
    for (const part of text.matchAll(/[^\s]+|\s+/g)) {
      const at = from + part.index;
      const line = /[\r\n]/.test(part[0]);
      if (builder.length === 0 && /^\s/.test(part[0])) continue;
      if (line) builder.replaced('\n', at, at + part[0].length);
      else builder.exact(at, at + part[0].length);
    }
  };

  parser.write(source.slice(start, end));
  parser.end();
  close();
  return { blocks: blocks.filter(block => /\S/.test(block.text.text)), opaque };
}
