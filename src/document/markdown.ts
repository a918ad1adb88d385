import type { Nodes, Paragraph, Parents, PhrasingContent, Root, Table } from 'mdast';
import type { Extension } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Extension as MicromarkExtension } from 'micromark-util-types';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import type { Span } from '../core/types.js';
import type { Block, Inline, Reading } from './block.js';
import { readHtml } from './html.js';
import { TextBuilder } from './mapped-text.js';
import { readText } from './text.js';
import { appendCode, appendText, traceText } from './text-pieces.js';

// GFM tables, yes; GFM autolink literals, no: their transform loses positions next to escapes.
const withTables = processor([gfmTable()], [gfmTableFromMarkdown(), traceText]);
// The table extension tries every line of a paragraph: left out where no table can be.
const withoutTables = processor([], [traceText]);

function processor(micromarkExtensions: MicromarkExtension[], fromMarkdownExtensions: Extension[]) {
  return unified()
    .use(remarkParse)
    .use(function (this: Processor) {
      Object.assign(this.data(), { micromarkExtensions, fromMarkdownExtensions });
    })
    .freeze();
}

/** A setext heading longer than this is a paragraph that happens to stand over a line of dashes. */
const LONGEST_SETEXT_HEADING = 100;

/**
 * Reads Markdown into blocks.
 * @param base Where the Markdown begins in the source (after a byte order mark and front matter).
 */
export function readMarkdown(source: string, base: number): Reading {
  const parser = source.includes('|', base) ? withTables : withoutTables;
  const root = parser.parse(base === 0 ? source : source.slice(base)) as Root;
  const reader = new Reader(source, base);
  for (const node of root.children) reader.flow(node, { depth: 0, inItem: false });
  return { blocks: reader.blocks, opaque: reader.opaque };
}

interface Place {
  readonly depth: number;
  readonly inItem: boolean;
}

class Reader {
  readonly blocks: Block[] = [];
  readonly opaque: Span[] = [];
  readonly #source: string;
  readonly #base: number;

  constructor(source: string, base: number) {
    this.#source = source;
    this.#base = base;
  }

  flow(node: Nodes, place: Place): void {
    switch (node.type) {
      case 'heading': {
        const span = this.#span(node);
        const setext = this.#source.charCodeAt(span.start) !== 35; // not “#”
        const block = this.#block(node, setext && isProse(this.#source, span) ? 'paragraph' : 'heading', place);
        this.#push(block.kind === 'heading' ? { ...block, level: node.depth } : block);
        break;
      }
      case 'paragraph':
        this.#push(this.#block(node, place.inItem ? 'item' : 'paragraph', place));
        break;
      case 'list':
        for (const item of node.children) {
          for (const child of item.children) this.flow(child, { depth: place.depth + 1, inItem: true });
        }
        break;
      case 'blockquote':
        for (const child of node.children) this.flow(child, place);
        break;
      case 'table':
        this.#table(node, place);
        break;
      case 'code':
        this.#code(this.#span(node), place);
        break;
      case 'html':
        this.#html(this.#span(node), place);
        break;
      case 'definition':
        this.opaque.push(this.#span(node));
        break;
      default:
        break;
    }
  }

  #table(node: Table, place: Place): void {
    const table = this.#span(node).start;
    for (const [row, { children }] of node.children.entries()) {
      for (const [column, cell] of children.entries()) {
        this.#push({ ...this.#block(cell, 'cell', place), cell: { table, row, column } });
      }
    }
  }

  /** Fenced code is code; indented “code” in a posting is a paragraph that somebody indented. */
  #code(span: Span, place: Place): void {
    if (/^[`~]/.test(this.#source.slice(span.start, span.start + 1))) {
      this.opaque.push(span);
      return;
    }
    for (const block of readText(this.#source, span.start, span.end).blocks) {
      this.#push({ ...block, depth: place.depth, kind: place.inItem ? 'item' : block.kind });
    }
  }

  #html(span: Span, place: Place): void {
    const reading = readHtml(this.#source, span.start, span.end);
    this.opaque.push(...reading.opaque);
    for (const block of reading.blocks) this.#push({ ...block, depth: block.depth + place.depth });
  }

  #block(node: Parents, kind: Block['kind'], place: Place): Block {
    const builder = new TextBuilder(this.#source);
    const inlines: Inline[] = [];
    const hardBreaks: number[] = [];
    this.#inline(node as Paragraph, builder, inlines, hardBreaks);
    return { kind, text: builder.build(), inlines, level: 0, depth: place.depth, hardBreaks, indents: [] };
  }

  #inline(parent: Parents, builder: TextBuilder, inlines: Inline[], hardBreaks: number[]): void {
    for (const node of parent.children as PhrasingContent[]) {
      const span = this.#span(node);
      const from = builder.length;
      switch (node.type) {
        case 'text':
          appendText(node, this.#source, this.#base, builder);
          continue;
        case 'break':
          hardBreaks.push(builder.length);
          builder.replaced('\n', span.start, span.end);
          continue;
        case 'html':
          this.opaque.push(span);
          if (/^<br\b/i.test(node.value)) {
            hardBreaks.push(builder.length);
            builder.replaced('\n', span.start, span.end);
          }
          continue;
        case 'inlineCode':
          this.opaque.push(span);
          appendCode(this.#source, span, builder);
          break;
        case 'image':
        case 'imageReference':
          this.opaque.push(span);
          continue;
        case 'link':
        case 'linkReference': {
          this.#inline(node, builder, inlines, hardBreaks);
          const last = node.children.at(-1);
          this.opaque.push({ start: last ? this.#span(last).end : span.start, end: span.end });
          break;
        }
        default:
          if ('children' in node) this.#inline(node, builder, inlines, hardBreaks);
      }
      inlines.push({ strong: node.type === 'strong', span, from, to: builder.length });
    }
  }

  #span(node: Nodes): Span {
    return {
      start: this.#base + (node.position?.start.offset ?? 0),
      end: this.#base + (node.position?.end.offset ?? 0),
    };
  }

  #push(block: Block): void {
    if (/\S/.test(block.text.text)) this.blocks.push(block);
  }
}

function isProse(source: string, span: Span): boolean {
  const text = source.slice(span.start, span.end);
  const lines = text.split(/\r\n|\r|\n/).length - 1;
  return lines > 1 || text.length > LONGEST_SETEXT_HEADING || /[.!?;,]\s*$/.test(text.replace(/\s*[-=]+\s*$/, ''));
}
