/** One way of writing a word, however many tokens are written so. */
export interface Word {
  /** From 0, in the order that words were met. What is known of words can be kept in arrays by it. */
  readonly id: number;
  /** NFKC, lower case, straight apostrophes. */
  readonly norm: string;
}

const words = new Map<string, Word>();

/** The word that is written so; the same object each time. */
export function wordOf(norm: string): Word {
  let word = words.get(norm);
  if (word === undefined) {
    word = { id: words.size, norm };
    words.set(norm, word);
  }
  return word;
}
