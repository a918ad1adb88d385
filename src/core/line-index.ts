/** A place for people: both count from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Finds lines and columns of offsets. Lines end at LF, CRLF or a lone CR, as in CommonMark.
 * Building it reads the source once; a look-up is a binary search.
 */
export class LineIndex {
  readonly #source: string;
  readonly #starts: number[] = [0];

  constructor(source: string) {
    this.#source = source;
    if (source.includes('\r')) {
      for (let i = 0; i < source.length; i++) {
        const code = source.charCodeAt(i);
        if (code === 10 || (code === 13 && source.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1);
      }
    } else {
      for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) this.#starts.push(at + 1);
    }
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** @throws RangeError where the offset lies outside the source. */
  place(offset: number): Place {
    if (offset < 0 || offset > this.#source.length) {
      throw new RangeError(`offset ${offset} is outside the source (0 to ${this.#source.length})`);
    }
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] as number) + 1 };
  }

  /** Offset at which a line (from 1) begins. */
  lineStart(line: number): number {
    const start = this.#starts[line - 1];
    if (start === undefined) throw new RangeError(`line ${line} is outside the source (1 to ${this.lineCount})`);
    return start;
  }

  /** A line's text without its line end. */
  lineText(line: number): string {
    const start = this.lineStart(line);
    const next = this.#starts[line] ?? this.#source.length;
    return this.#source.slice(start, next).replace(/(\r\n|\n|\r)$/, '');
  }
}
