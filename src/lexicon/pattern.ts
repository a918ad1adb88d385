import { nounForms, verbForms } from './inflect.js';

/**
 * The pattern language of `rules/lexicon` and of rule cards. Elements are parted by spaces and
 * must follow each other within one statement; punctuation between words is passed over.
 *
 * | written | matches |
 * |---|---|
 * | `reply` | the word, whatever its capitals |
 * | `reply+` | every form of the verb: reply, replies, replied, replying |
 * | `member*` | every form of the noun: member, members, member's |
 * | `strateg-` | every word that begins so |
 * | `self-starter` | "self-starter" and "self starter" |
 * | `=Later` | the word with exactly these capitals |
 * | `"google+"` | the word between the quotes, signs and all |
 * | `#` | a number, or a word that begins with a digit: 3, 3+, 3-5, 10k |
 * | `(a\|b c\|d)` | one of these; may be nested, and glued to a word: `mind(ful\|ed)` |
 * | `really?` | the element may be absent |
 * | `~3` | up to three words of any kind in between |
 * | `{outside}` | an entry of a named list, here of `rules/lexicon/lists.yaml` |
 *
 * A word with inner hyphens in the posting counts as its parts, so `social media` finds
 * "social-media", unless it begins with a negating part (`non-profit`, `ex-member`).
 */
export type Node =
  | { readonly type: 'words'; readonly words: readonly string[] }
  | { readonly type: 'stem'; readonly stem: string }
  | { readonly type: 'cased'; readonly word: string }
  | { readonly type: 'number' }
  | { readonly type: 'gap'; readonly max: number }
  | { readonly type: 'sequence'; readonly items: readonly Node[] }
  | { readonly type: 'choice'; readonly options: readonly Node[] }
  | { readonly type: 'optional'; readonly item: Node };

/** First parts that turn a word into its opposite: such a word is never taken apart. */
const NEGATING = new Set(['non', 'anti', 'ex', 'un', 'no']);

/**
 * The words a hyphenated word counts as, or undefined where it stays whole: no hyphen inside,
 * or a negating first part.
 */
export function hyphenParts(word: string): string[] | undefined {
  if (!word.includes('-')) return undefined;
  const parts = word.split('-').filter(part => part !== '');
  return parts.length < 2 || NEGATING.has(parts[0] as string) ? undefined : parts;
}

/** A pattern that cannot be read; the message names pattern, column and what to write instead. */
export class PatternError extends Error {
  constructor(
    readonly pattern: string,
    /** From 1, in UTF-16 units. */
    readonly column: number,
    readonly mend: string,
  ) {
    super(`pattern "${pattern}", column ${column}: ${mend}`);
    this.name = 'PatternError';
  }
}

/** Lists of words by name, each written as one pattern; a list may name another. */
export type NamedLists = Readonly<Record<string, string>>;

/** Reads patterns that may name lists. Each list is read once, when first named. */
export class PatternReader {
  readonly #lists: NamedLists;
  readonly #read = new Map<string, Node>();

  constructor(lists: NamedLists = {}) {
    this.#lists = lists;
  }

  /** @throws PatternError, also where a list that the pattern names cannot be read */
  read(pattern: string): Node {
    return new Parser(pattern, name => this.#list(name)).all();
  }

  #list(name: string): Node | undefined {
    const text = this.#lists[name];
    let node = this.#read.get(name);
    if (node === undefined && text !== undefined) {
      node = this.read(text);
      this.#read.set(name, node);
    }
    return node;
  }
}

/**
 * Reads one pattern that names no lists.
 * @throws PatternError
 */
export function parsePattern(pattern: string): Node {
  return new PatternReader().read(pattern);
}

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}'’&./@_#%$€£-]/u;
const PLAIN = /^[a-z0-9'-]*$/;
const normal = (word: string): string =>
  PLAIN.test(word) ? word : word.normalize('NFKC').toLowerCase().replace(/[’ʼ]/g, "'");

/** By code, what the regular expression says of it: asking that each time would be slow. */
const ASCII_WORD_CHARACTERS = Array.from({ length: 128 }, (_, code) => WORD_CHARACTER.test(String.fromCharCode(code)));

function isWordCharacter(pattern: string, at: number): boolean {
  if (at >= pattern.length) return false;
  return ASCII_WORD_CHARACTERS[pattern.charCodeAt(at)] ?? WORD_CHARACTER.test(pattern.charAt(at));
}

class Parser {
  #at = 0;

  constructor(
    readonly pattern: string,
    readonly list: (name: string) => Node | undefined,
  ) {}

  all(): Node {
    const node = this.#sequence(undefined);
    if (this.#at < this.pattern.length) {
      this.#fail(
        this.#at,
        this.#peek() === ')' ? 'this ")" closes nothing; take it out' : 'put "(" and ")" around "|"',
      );
    }
    this.#checkEdges(node);
    return node;
  }

  #peek(): string {
    return this.pattern.charAt(this.#at);
  }

  #fail(at: number, mend: string): never {
    throw new PatternError(this.pattern, at + 1, mend);
  }

  /** `open` is where the group began, undefined at the top. */
  #sequence(open: number | undefined): Node {
    const items: Node[] = [];
    for (;;) {
      while (this.#peek() === ' ') this.#at++;
      const c = this.#peek();
      if (c === '' || c === ')' || c === '|') break;
      items.push(this.#element());
    }
    if (items.length === 0) {
      this.#fail(
        open ?? 0,
        open === undefined
          ? 'write at least one word'
          : 'an alternative is empty; use "?" after the group to make it optional',
      );
    }
    return items.length === 1 ? (items[0] as Node) : { type: 'sequence', items };
  }

  #element(): Node {
    let node = this.#atom();
    if (this.#peek() === '?') {
      this.#at++;
      if (node.type === 'gap') this.#fail(this.#at - 1, 'a gap may be empty already; take the "?" out');
      node = { type: 'optional', item: node };
    }
    const c = this.#peek();
    if (c !== '' && c !== ' ' && c !== ')' && c !== '|') this.#fail(this.#at, `put a space before "${c}"`);
    return node;
  }

  #atom(): Node {
    const start = this.#at;
    const c = this.#peek();
    if (c === '(') return this.#group('');
    if (c === '~') return this.#gap();
    if (c === '"') return this.#quoted();
    if (c === '{') return this.#named();
    if (c === '=') return this.#cased();
    if (c === '#' && !WORD_CHARACTER.test(this.pattern.charAt(this.#at + 1))) {
      this.#at++;
      return { type: 'number' };
    }
    while (isWordCharacter(this.pattern, this.#at)) this.#at++;
    const raw = this.pattern.slice(start, this.#at);
    if (raw === '') this.#fail(start, `"${c}" is no part of a word; put it between double quotes if it is meant`);
    if (this.#peek() === '(') return this.#group(normal(raw));
    if (raw.endsWith('-')) {
      const stem = normal(raw.slice(0, -1));
      if (stem.length < 3) this.#fail(start, `a stem needs at least three letters, "${stem}" has ${stem.length}`);
      return { type: 'stem', stem };
    }
    const word = normal(raw);
    if (this.#peek() === '+') {
      this.#at++;
      return wordNode(word, verbForms);
    }
    if (this.#peek() === '*') {
      this.#at++;
      return wordNode(word, nounForms);
    }
    return wordNode(word, whole => [whole]);
  }

  /** A group, each alternative prefixed where the group is glued to a word before it. */
  #group(prefix: string): Node {
    const open = this.#at++;
    const options: Node[] = [];
    for (;;) {
      options.push(this.#sequence(open));
      const c = this.#peek();
      if (c === '') this.#fail(open, 'this "(" is never closed; add ")"');
      this.#at++;
      if (c === ')') break;
    }
    if (prefix === '') return choiceOf(options);
    const endings = options.flatMap(option => {
      if (option.type !== 'words') this.#fail(open, 'a group glued to a word may hold single words only');
      return option.words;
    });
    const words = endings.map(ending => prefix + ending);
    if (this.#peek() !== '?') return { type: 'words', words };
    this.#at++;
    return { type: 'words', words: [prefix, ...words] };
  }

  #gap(): Node {
    const start = this.#at++;
    let digits = '';
    while (/\d/.test(this.#peek())) {
      digits += this.#peek();
      this.#at++;
    }
    const max = Number(digits);
    if (digits === '' || max < 1 || max > 12) this.#fail(start, 'write "~" and a number from 1 to 12, as in "~3"');
    return { type: 'gap', max };
  }

  #quoted(): Node {
    const start = this.#at++;
    const end = this.pattern.indexOf('"', this.#at);
    if (end < 0) this.#fail(start, 'this double quote is never closed; add another');
    const word = this.pattern.slice(this.#at, end);
    if (word === '' || word.includes(' ')) this.#fail(start, 'double quotes hold one word; quote each word by itself');
    this.#at = end + 1;
    return { type: 'words', words: [normal(word)] };
  }

  #named(): Node {
    const start = this.#at++;
    const end = this.pattern.indexOf('}', this.#at);
    if (end < 0) this.#fail(start, 'this "{" is never closed; add "}"');
    const name = this.pattern.slice(this.#at, end);
    const node = this.list(name);
    if (node === undefined) this.#fail(start, `there is no list named "${name}"`);
    this.#at = end + 1;
    return node;
  }

  #cased(): Node {
    const start = this.#at++;
    while (!['', ' ', '(', ')', '|', '?'].includes(this.#peek())) this.#at++;
    const word = this.pattern.slice(start + 1, this.#at).replace(/[’ʼ]/g, "'");
    if (word === '') this.#fail(start, 'write a word after "=", as in "=Later"');
    const parts = hyphenParts(word);
    if (parts === undefined) return { type: 'cased', word };
    return { type: 'sequence', items: parts.map(part => ({ type: 'cased', word: part })) };
  }

  /** A pattern begins and ends with words and asks for at least one. */
  #checkEdges(node: Node): void {
    const items = node.type === 'sequence' ? node.items : [node];
    if (items[0]?.type === 'gap') this.#fail(0, 'a pattern may not begin with a gap; begin with a word');
    if (items.at(-1)?.type === 'gap') {
      this.#fail(this.pattern.lastIndexOf('~'), 'a pattern may not end with a gap; end with a word');
    }
    if (items.every(item => item.type === 'optional' || item.type === 'gap')) {
      this.#fail(0, 'everything in it is optional; at least one word must be there');
    }
  }
}

/** One step for all single words of a choice, so that a long list costs one look-up. */
function choiceOf(options: readonly Node[]): Node {
  const words: string[] = [];
  const rest: Node[] = [];
  for (const option of options.flatMap(o => (o.type === 'choice' ? o.options : [o]))) {
    if (option.type === 'words') words.push(...option.words);
    else rest.push(option);
  }
  const nodes: Node[] = words.length > 0 ? [{ type: 'words', words }, ...rest] : rest;
  return nodes.length === 1 ? (nodes[0] as Node) : { type: 'choice', options: nodes };
}

/** A word in the forms asked for; of a hyphenated word the last part takes the endings. */
function wordNode(word: string, forms: (word: string) => string[]): Node {
  const parts = hyphenParts(word);
  if (parts === undefined) {
    if (!word.includes('-') || !/.-./.test(word)) return { type: 'words', words: forms(word) };
    // A negated word is one token ("non-profit") or, loosely written, two.
    const [first = '', ...rest] = word.split('-');
    const spaced = [first, ...rest].map(
      (part, i): Node => ({ type: 'words', words: i === rest.length ? forms(part) : [part] }),
    );
    const last = rest.at(-1) ?? '';
    const head = word.slice(0, word.length - last.length);
    return {
      type: 'choice',
      options: [
        { type: 'words', words: forms(last).map(form => head + form) },
        { type: 'sequence', items: spaced },
      ],
    };
  }
  const items = parts.map((part, i): Node => ({ type: 'words', words: i === parts.length - 1 ? forms(part) : [part] }));
  return { type: 'sequence', items };
}
