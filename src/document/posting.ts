import type { Fact, Posting, Section, SectionRole, Span, Statement, StatementKind, Token } from '../core/types.js';
import type { Block, CellPlace, Reading } from './block.js';
import { findTooDeep } from './depth-guard.js';
import { factFromPair, factKey, factOf } from './facts.js';
import { readFrontMatter } from './front-matter.js';
import type { Layout } from './heading-lines.js';
import { headingRole } from './heading-roles.js';
import { boundedParts } from './long-statements.js';
import { MappedSlice } from './mapped-text.js';
import { readMarkdown } from './markdown.js';
import { type HeadingLike, looksLikeTitle, outline } from './sections.js';
import { splitSentences } from './sentences.js';
import { type Piece, shapeBlock, wrapWidth } from './shape.js';
import { readText } from './text.js';
import { tokenize } from './tokens.js';

export interface ParseOptions {
  /** Shown in findings; its ending decides the format where none is given. */
  readonly path: string;
  readonly format?: 'markdown' | 'text';
}

/** Parses a posting. Never throws on content: whatever is odd becomes prose or a problem. */
export function parsePosting(source: string, options: ParseOptions): Posting {
  const { format, bodyStart, frontMatter, tooDeep, reading, drafts } = read(source, options);
  const { statements, sections } = assemble(drafts, bodyStart, source.length);
  return {
    path: options.path,
    format,
    source,
    ...(frontMatter && { frontMatter: { span: frontMatter.span, data: frontMatter.data } }),
    facts: collectFacts(
      frontMatter?.facts ?? [],
      statements,
      drafts.map(draft => draft.cell),
    ),
    sections,
    statements,
    opaque: frontMatter ? [frontMatter.span, ...reading.opaque] : reading.opaque,
    problems: [...(frontMatter?.problems ?? []), ...(tooDeep ? [tooDeep] : [])],
  };
}

function read(source: string, options: ParseOptions) {
  const format = options.format ?? (/\.te?xt$/i.test(options.path) ? 'text' : 'markdown');
  const base = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  const frontMatter = readFrontMatter(source, base);
  const bodyStart = frontMatter?.span.end ?? base;
  const tooDeep = format === 'markdown' ? findTooDeep(source, bodyStart) : undefined;
  const reading: Reading =
    format === 'text' || tooDeep ? readText(source, bodyStart, source.length) : readMarkdown(source, bodyStart);
  return { format, bodyStart, frontMatter, tooDeep, reading, drafts: draftStatements(reading.blocks, format) };
}

/** The headings of a posting as the outline sees them, with their spans. For training and measuring. */
export function readHeadings(source: string, options: ParseOptions): { span: Span; heading: HeadingLike }[] {
  const { drafts } = read(source, options);
  const statements = drafts.map((draft, index) => new ParsedStatement(draft, index));
  const headings = headingsOf(
    statements,
    drafts.map(draft => draft.level),
  );
  return statements
    .filter(statement => statement.kind === 'heading')
    .map((statement, i) => ({ span: statement.span, heading: headings[i] as HeadingLike }));
}

/** A statement whose section is not known yet. */
interface Draft {
  readonly kind: StatementKind;
  readonly prose: MappedSlice;
  readonly span: Span;
  readonly depth: number;
  readonly block: number;
  /** Level of a real heading; 0 for faked ones and all else. */
  readonly level: number;
  readonly cell: CellPlace | undefined;
}

function draftStatements(blocks: readonly Block[], format: 'markdown' | 'text'): Draft[] {
  const layout: Layout = { wrapWidth: wrapWidth(blocks), plainText: format === 'text' };
  const drafts: Draft[] = [];
  let nextBlock = 0;
  for (const [n, block] of blocks.entries()) {
    const pieces = shapeBlock(blocks, n, layout);
    for (const piece of pieces) {
      const whole = new MappedSlice(block.text, piece.from, piece.to);
      const parts =
        piece.kind === 'heading' || piece.kind === 'cell'
          ? [{ from: 0, to: whole.text.length }]
          : splitSentences(whole.text);
      const ranges = parts.map(part => ({ from: piece.from + part.from, to: piece.from + part.to }));
      for (const { from, to } of ranges.flatMap(range => boundedParts(block.text, range))) {
        drafts.push({
          kind: piece.kind,
          prose: new MappedSlice(block.text, from, to),
          span: withMarkup(block, block.text.outerSpan(from, to), from, to),
          depth: piece.depth,
          block: nextBlock + piece.group,
          level: piece.kind === 'heading' ? block.level : 0,
          cell: block.cell,
        });
      }
    }
    nextBlock += Math.max(0, ...pieces.map((piece: Piece) => piece.group + 1));
  }
  return drafts;
}

/** Takes in the marks of inline markup that lies wholly inside the range. */
function withMarkup(block: Block, span: Span, from: number, to: number): Span {
  let { start, end } = span;
  for (const inline of block.inlines) {
    if (inline.to <= inline.from || inline.from < from || inline.to > to) continue;
    if (inline.span.start < start) start = inline.span.start;
    if (inline.span.end > end) end = inline.span.end;
  }
  return { start, end };
}

class ParsedStatement implements Statement {
  readonly index: number;
  readonly kind: StatementKind;
  readonly prose: MappedSlice;
  readonly span: Span;
  readonly block: number;
  readonly depth: number;
  section!: Section;
  #tokens: readonly Token[] | undefined;

  constructor(draft: Draft, index: number) {
    this.index = index;
    this.kind = draft.kind;
    this.prose = draft.prose;
    this.span = draft.span;
    this.block = draft.block;
    this.depth = draft.depth;
  }

  get tokens(): readonly Token[] {
    this.#tokens ??= tokenize(this.prose);
    return this.#tokens;
  }
}

/** How many statements below a heading help to tell what it heads. */
const BODY_STATEMENTS = 8;

function headingsOf(statements: readonly Statement[], levels: readonly number[]): HeadingLike[] {
  const headings: HeadingLike[] = [];
  for (let i = 0; i < statements.length; i++) {
    const statement = statements[i] as Statement;
    if (statement.kind !== 'heading') continue;
    let end = i + 1;
    while (end < statements.length && statements[end]?.kind !== 'heading') end++;
    const body = statements.slice(i + 1, Math.min(end, i + 1 + BODY_STATEMENTS));
    const level = levels[i] ?? 0;
    headings.push({
      text: statement.prose.text,
      level: level || 1,
      faked: level === 0,
      first: i === 0,
      nested: statement.depth > 0,
      body: body.map(one => ({ text: one.prose.text, words: one.tokens.map(token => token.norm) })),
      firstKind: body[0]?.kind ?? 'none',
      bodyCount: end - i - 1,
    });
  }
  return headings;
}

interface GrowingSection {
  role: SectionRole;
  heading?: Statement;
  statements: Statement[];
  span: Span;
  level: number;
}

function assemble(
  drafts: readonly Draft[],
  start: number,
  end: number,
): { statements: Statement[]; sections: Section[] } {
  const statements = drafts.map((draft, index) => new ParsedStatement(draft, index));
  const entries = outline(
    headingsOf(
      statements,
      drafts.map(draft => draft.level),
    ),
  );

  const sections: GrowingSection[] = [];
  let current: GrowingSection = { role: 'other', statements: [], span: { start, end }, level: 1 };
  const open = (next: GrowingSection, at: number) => {
    if (current.heading || current.statements.length > 0)
      sections.push({ ...current, span: { start: current.span.start, end: at } });
    current = next;
  };

  let heading = 0;
  const members: number[] = [];
  for (const statement of statements) {
    if (statement.kind === 'heading') {
      const entry = entries[heading++] as { role: SectionRole; level: number };
      open(
        {
          role: entry.role,
          heading: statement,
          statements: [],
          span: { start: statement.span.start, end },
          level: entry.level,
        },
        statement.span.start,
      );
    } else {
      const labelled = labelRole(statement);
      if (labelled && labelled !== current.role) {
        open(
          { role: labelled, statements: [], span: { start: statement.span.start, end }, level: current.level },
          statement.span.start,
        );
      } else if (statement.index === 0 && looksLikeTitle(statement.prose.text)) {
        current.role = 'title';
      }
      current.statements.push(statement);
    }
    members.push(sections.length);
  }
  open({ role: 'other', statements: [], span: { start: end, end }, level: 1 }, end);
  for (const [i, statement] of statements.entries()) {
    statement.section = sections[members[i] as number] as Section;
  }
  return { statements, sections };
}

const OPENING_LABEL = /^(\p{Lu}[\p{L}'’/& -]{3,38}?)\s*:\s+\S/u;

/** `JOB DESCRIPTION: We …` opens a section though its label and first sentence share a line. */
function labelRole(statement: Statement): SectionRole | undefined {
  if (statement.kind === 'cell' || statement.kind === 'item') return undefined;
  const label = OPENING_LABEL.exec(statement.prose.text)?.[1];
  if (!label || label.split(/\s+/).length > 4) return undefined;
  return factKey(label) === 'title' ? 'title' : headingRole(`${label}:`);
}

function collectFacts(
  fromFrontMatter: readonly Fact[],
  statements: readonly Statement[],
  cells: readonly (CellPlace | undefined)[],
): Fact[] {
  const facts = [...fromFrontMatter];
  const labelled = labelledTables(statements, cells);
  for (const [i, statement] of statements.entries()) {
    const next = statements[i + 1];
    const mayPair =
      (statement.kind === 'heading' && next?.kind !== 'heading') ||
      (statement.block === next?.block && statement.prose.text.endsWith('?')) ||
      isLabelCell(cells[i], cells[i + 1], labelled);
    const fact = factOf(statement) ?? (next && mayPair ? factFromPair(statement, next) : undefined);
    if (fact) facts.push(fact);
  }
  if (!facts.some(fact => fact.key === 'title')) {
    const titled = statements.find(statement => statement.section.role === 'title');
    const title = titled?.section.heading ?? titled;
    if (title) facts.push({ key: 'title', value: title.prose.text, span: title.span, from: 'heading' });
  }
  return facts;
}

/** Tables with labels down their first column, below the first row: the first row then is no head row. */
function labelledTables(
  statements: readonly Statement[],
  cells: readonly (CellPlace | undefined)[],
): ReadonlySet<number> {
  const rows = new Map<number, number>();
  const labelled = new Set<number>();
  for (const [i, cell] of cells.entries()) {
    if (cell === undefined) continue;
    rows.set(cell.table, cell.row);
    const text = (statements[i] as Statement).prose.text;
    if (cell.row > 0 && cell.column === 0 && (factKey(text) || /:\s*$/.test(text))) labelled.add(cell.table);
  }
  for (const [table, last] of rows) if (last === 0) labelled.add(table);
  return labelled;
}

/** True for a cell that may be the label of the next one: they stand in one row, and it is no head row. */
function isLabelCell(cell: CellPlace | undefined, next: CellPlace | undefined, labelled: ReadonlySet<number>): boolean {
  return (
    cell !== undefined &&
    cell.table === next?.table &&
    cell.row === next.row &&
    cell.column + 1 === next.column &&
    cell.column % 2 === 0 &&
    (cell.row > 0 || labelled.has(cell.table))
  );
}
