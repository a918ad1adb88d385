import type { Prose, Span } from '../core/types.js';

/**
 * A stretch of readable text and where it stands in the source. `exact` pieces map unit by unit;
 * the others (an entity, an escape, a line end with its prefix) stand or fall as a whole.
 */
interface Piece {
  readonly at: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly exact: boolean;
}

/** Text put together from pieces of a source, with the way back. Immutable once built. */
export class MappedText implements Prose {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  constructor(text: string, pieces: readonly Piece[]) {
    this.text = text;
    this.#pieces = pieces;
  }

  toSource(from: number, to: number): readonly Span[] {
    const spans: Span[] = [];
    for (let i = this.#pieceAt(from); i < this.#pieces.length; i++) {
      const piece = this.#pieces[i] as Piece;
      if (piece.at >= to) break;
      const start = piece.exact ? piece.start + Math.max(0, from - piece.at) : piece.start;
      const end = piece.exact ? piece.start + Math.min(piece.to, to) - piece.at : piece.end;
      const last = spans.at(-1);
      if (last && last.end === start) spans[spans.length - 1] = { start: last.start, end };
      else if (end > start) spans.push({ start, end });
    }
    return spans;
  }

  /** Source range from the first to the last character of a non-empty range, whatever stands between. */
  outerSpan(from: number, to: number): Span {
    const first = this.#pieces[this.#pieceAt(from)] as Piece;
    const last = this.#pieces[this.#pieceAt(to - 1)] as Piece;
    return {
      start: first.exact ? first.start + from - first.at : first.start,
      end: last.exact ? last.start + to - last.at : last.end,
    };
  }

  /** How far the source is ahead of the text over the whole range; undefined where that differs within it. */
  shift(from: number, to: number): number | undefined {
    const piece = this.#pieces[this.#pieceAt(from)];
    return piece?.exact && to <= piece.to ? piece.start - piece.at : undefined;
  }

  /** Index of the piece that holds a text offset. */
  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle] as Piece).to <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Part of a mapped text, with line ends inside shown as spaces. */
export class MappedSlice implements Prose {
  readonly text: string;
  readonly #whole: MappedText;
  readonly #from: number;
  readonly #shift: number | undefined;

  constructor(whole: MappedText, from: number, to: number) {
    this.#whole = whole;
    this.#from = from;
    this.#shift = whole.shift(from, to);
    this.text = whole.text.slice(from, to).replaceAll('\n', ' ');
  }

  toSource(from: number, to: number): readonly Span[] {
    return this.#whole.toSource(this.#from + from, this.#from + to);
  }

  outerSpan(from: number, to: number): Span {
    const shift = this.#shift;
    if (shift !== undefined) return { start: shift + this.#from + from, end: shift + this.#from + to };
    return this.#whole.outerSpan(this.#from + from, this.#from + to);
  }
}

/** Collects pieces in source order. */
export class TextBuilder {
  readonly #source: string;
  readonly #pieces: Piece[] = [];
  #text = '';

  constructor(source: string) {
    this.#source = source;
  }

  get length(): number {
    return this.#text.length;
  }

  /** Adds source text as it stands. */
  exact(start: number, end: number): void {
    if (end <= start) return;
    const at = this.#text.length;
    const last = this.#pieces.at(-1);
    this.#text += this.#source.slice(start, end);
    if (last?.exact && last.end === start) {
      this.#pieces[this.#pieces.length - 1] = { ...last, to: this.#text.length, end };
    } else {
      this.#pieces.push({ at, to: this.#text.length, start, end, exact: true });
    }
  }

  /** Adds text that stands for a source range: a decoded entity, a line end. */
  replaced(text: string, start: number, end: number): void {
    if (text === '' || end <= start) return;
    const at = this.#text.length;
    this.#text += text;
    this.#pieces.push({ at, to: this.#text.length, start, end, exact: false });
  }

  build(): MappedText {
    return new MappedText(this.#text, this.#pieces);
  }
}
