import type { Span } from '../core/types.js';
import type { MappedText } from './mapped-text.js';

/** An inline node (strong, emphasis, link, code): its source range with marks, and its text. */
export interface Inline {
  readonly strong: boolean;
  readonly span: Span;
  /** Range in the block's text. */
  readonly from: number;
  readonly to: number;
}

/** Where a cell stands: the offset of its table, and row and column, counted from 0. */
export interface CellPlace {
  readonly table: number;
  readonly row: number;
  readonly column: number;
}

/**
 * What the readers hand over: one paragraph, list item, table cell or heading. Its text keeps
 * every line end as `\n`; `shape.ts` decides what the lines are.
 */
export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'cell';
  readonly text: MappedText;
  readonly inlines: readonly Inline[];
  /** Heading level, 1 to 6; 0 for other kinds. */
  readonly level: number;
  /** List nesting; 0 outside lists. */
  readonly depth: number;
  /** Text offsets of line ends that the author forced (`<br>`, two spaces, a backslash). */
  readonly hardBreaks: readonly number[];
  /** Spaces before each line, for plain text; empty where unknown. */
  readonly indents: readonly number[];
  /** For what stands in a table. */
  readonly cell?: CellPlace;
}

/** What a reader makes of a source. */
export interface Reading {
  readonly blocks: readonly Block[];
  /** Ranges that are no prose: code, HTML tags, link targets. */
  readonly opaque: readonly Span[];
}
