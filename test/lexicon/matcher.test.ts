import { describe, expect, it } from 'vitest';
import type { Token } from '../../src/core/types.js';
import { wordOf } from '../../src/core/words.js';
import { Matcher } from '../../src/lexicon/matcher.js';
import { PatternError, PatternReader } from '../../src/lexicon/pattern.js';
import { FREE, indexPatterns, type PatternIndex, WHOLE } from '../../src/lexicon/pattern-index.js';

/** Tokens as the document layer makes them, near enough: words with inner signs, no punctuation. */
function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}$](?:[\p{L}\p{N}+&'’./-]*[\p{L}\p{N}+])?/gu)].map(match => {
    const [at, to] = [match.index, match.index + match[0].length];
    const word = wordOf(match[0].normalize('NFKC').toLowerCase().replaceAll('’', "'"));
    return { start: at, end: to, at, to, norm: word.norm, word };
  });
}

/** What a single pattern marks in a text. */
function marks(pattern: string, text: string): string[] {
  const tokens = tokensOf(text);
  return new Matcher([{ id: 'x', pattern }])
    .find(tokens, text)
    .map(({ from, to }) => text.slice(tokens[from]?.at, tokens[to - 1]?.to));
}

describe('the pattern language', () => {
  it.each([
    ['reply', 'Reply to each message; a reply matters', ['Reply', 'reply']],
    ['reply+', 'She replied, replies and is replying', ['replied', 'replies', 'replying']],
    ['write+ ~2 post*', 'You have written short funny posts', ['written short funny posts']],
    ['member*', "members' and a member's view", ['members', "member's"]],
    ['strateg-', 'Strategic strategies for strata', ['Strategic', 'strategies']],
    ['self-starter', 'A self-starter, or a self starter', ['self-starter', 'self starter']],
    ['social media', 'social-media lead on social media', ['social-media', 'social media']],
    ['native speaker*', 'non-native speakers are welcome', []],
    ['non-profit*', 'Non-profits and non profit work', ['Non-profits', 'non profit']],
    ['profit', 'a non-profit', []],
    ['=Later', 'Later you use Later, not later', ['Later', 'Later']],
    ['"c++"', 'You know C++ well', ['C++']],
    ['# years', '3+ years or 10 years, some years', ['3+ years', '10 years']],
    [
      'talk+ (to|with) (member*|the press)',
      'Talk to members; talking with the press',
      ['Talk to members', 'talking with the press'],
    ],
    ['mind(ful|ed)', 'mindful and minded, not mind', ['mindful', 'minded']],
    ['mind(ful|ed)?', 'mind', ['mind']],
    ['very? good listener*', 'a very good listener or good listeners', ['very good listener', 'good listeners']],
    ['listen+ ~2 customer*', 'listen to our dear customers', []],
    ['listen+ ~3 customer*', 'listen to our dear customers', ['listen to our dear customers']],
  ])('%s', (pattern, text, expected) => {
    expect(marks(pattern, text)).toEqual(expected);
  });

  it('takes the fewest words in a gap and the longest choice', () => {
    expect(marks('build+ ~4 (relationship*|relationships with press)', 'build relationships with press')).toEqual([
      'build relationships with press',
    ]);
    expect(marks('ask+ ~4 question*', 'ask good questions about questions')).toEqual(['ask good questions']);
  });

  it.each([
    ['', 1, 'at least one word'],
    ['a (b|c', 3, 'never closed'],
    ['a b)', 4, 'closes nothing'],
    ['a | b', 3, 'put "("'],
    ['a (|b)', 3, 'alternative is empty'],
    ['~3 a', 1, 'may not begin with a gap'],
    ['a ~3', 3, 'may not end with a gap'],
    ['a ~ b', 3, 'from 1 to 12'],
    ['a ~2? b', 5, 'take the "?" out'],
    ['a? b?', 1, 'everything in it is optional'],
    ['a [b]', 3, 'double quotes'],
    ['a {b}', 3, 'no list named "b"'],
    ['a {b', 3, 'add "}"'],
    ['a "b', 3, 'never closed'],
    ['ab-', 1, 'at least three letters'],
    ['= a', 1, 'after "="'],
    ['a*b', 3, 'put a space'],
  ])('refuses %j with the column and the mend', (pattern, column, mend) => {
    try {
      new PatternReader().read(pattern);
    } catch (error) {
      expect(error).toBeInstanceOf(PatternError);
      expect((error as PatternError).column).toBe(column);
      expect((error as PatternError).message).toContain(mend);
      expect((error as PatternError).message).toContain(`"${pattern}"`);
      return;
    }
    expect.unreachable(`${pattern} was accepted`);
  });

  it('reads named lists, in lists too', () => {
    const reader = new PatternReader({
      people: '(member*|{press}|open source maintainer*)',
      press: '(journalist*|editor*)',
    });
    const text = 'Talk to editors and to open-source maintainers';
    const tokens = tokensOf(text);
    const found = new Matcher(
      [
        { id: 'x', pattern: 'talk+ to {people}' },
        { id: 'y', pattern: '{people}' },
      ],
      reader,
    ).find(tokens, text);
    expect(found).toEqual([
      { id: 'x', from: 0, to: 3 },
      { id: 'y', from: 2, to: 3 },
      { id: 'y', from: 5, to: 7 },
    ]);
  });

  it('refuses a pattern that could begin with a gap', () => {
    expect(() => new Matcher([{ id: 'x', pattern: 'a? ~2 b' }])).toThrow(/must begin with a word/);
  });
});

describe('Matcher', () => {
  const patterns = [
    { id: 'talk', pattern: 'talk+ (to|with) customer*' },
    { id: 'talk', pattern: 'talk+' },
    { id: 'person', pattern: 'customer*' },
  ];
  const text = 'Talk with customers, then talk';
  const expected = [
    { id: 'talk', from: 0, to: 3 },
    { id: 'person', from: 2, to: 3 },
    { id: 'talk', from: 4, to: 5 },
  ];

  it('reports every id, for each the longest of those that begin together', () => {
    expect(new Matcher(patterns).find(tokensOf(text), text)).toEqual(expected);
  });

  it('finds the same with an index that went through JSON', () => {
    const index = JSON.parse(JSON.stringify(indexPatterns(patterns)));
    expect(new Matcher(patterns, undefined, index).find(tokensOf(text), text)).toEqual(expected);
  });

  it('finds the same with and without the words that patterns need', () => {
    const reader = new PatternReader({ people: '(member*|journalist*)' });
    const many = [
      { id: 'a', pattern: 'talk+ ~2 (to|with) ~2 {people}' },
      { id: 'b', pattern: 'self-starter ~1 (who|that)?' },
      { id: 'c', pattern: '(write+|edit+) ~3 (post*|press release*)' },
      { id: 'd', pattern: 'use+ (=Later|=Buffer)' },
      { id: 'e', pattern: '# years ~2 strateg-' },
    ];
    const whole = indexPatterns(many, reader);
    const free = (rows: readonly number[]) => rows.map((value, at) => (at % 2 === 0 ? value : FREE));
    const freed = (rows: PatternIndex['words']) =>
      Object.fromEntries(Object.entries(rows).map(([key, value]) => [key, free(value)]));
    const bare = { ...whole, words: freed(whole.words), stems: freed(whole.stems), numbers: free(whole.numbers) };
    expect(whole.words.use).toEqual([3, whole.setsOf.buffer?.[0]]);
    expect(whole.words.self).toEqual([1, whole.setsOf.starter?.[0]]);
    expect(whole.sets).toBe(5);
    for (const sentence of [
      'You talk often with our members and write short press releases',
      'A self-starter who will use Later for 3 years of strategy',
      'Use later, talk with people, edit nothing',
    ]) {
      const tokens = tokensOf(sentence);
      const quick = new Matcher(many, reader, whole).find(tokens, sentence);
      expect(quick).toEqual(new Matcher(many, reader, bare).find(tokens, sentence));
    }
  });

  it('asks of each way to begin only what that way needs', () => {
    const { words, setsOf } = indexPatterns([{ pattern: '(the hell of|to hell|hell|=Go to ~1 (town|city))' }]);
    const hell = setsOf.hell?.[0];
    expect(words).toEqual({ the: [0, hell], to: [0, hell], hell: [0, WHOLE], go: [0, setsOf.city?.[0]] });
  });

  it('is not confused by words that are properties of every object', () => {
    expect(marks('constructor', 'the constructor of __proto__')).toEqual(['constructor']);
  });
});
