import { describe, expect, it } from 'vitest';
import { houseNames, isSameHouse } from '../../src/boilerplate/house-names.js';
import { buildPeers } from '../../src/boilerplate/peers.js';
import { parsePosting } from '../../src/document/index.js';

const parse = (text: string, path = 'a.md') => parsePosting(text, { path });
const same = (a: string, b: string) => isSameHouse(houseNames(parse(a)), houseNames(parse(b)), []);

describe('isSameHouse', () => {
  it('knows an employer by the domain of its addresses', () => {
    expect(
      same('Write to jobs@alder.example-books.com today.', 'See https://shop.example-books.com/jobs for more.'),
    ).toBe(true);
    expect(same('Apply at https://jobs.lever.co/alder now.', 'Apply at https://jobs.lever.co/birch now.')).toBe(false);
  });

  it('knows it by a name that both keep mentioning', () => {
    const alder = 'Come and work with Alder. The people of Alder sell books.';
    expect(same(alder, "You will like Alder. You guard Alder's door at night.")).toBe(true);
    expect(same(alder, 'You will like Alder. Guard the door at night.')).toBe(false);
    expect(same(alder, 'You will like Birch. Guard the gate of Birch.')).toBe(false);
  });

  it('takes neither tools nor everyday names nor plain words for one', () => {
    const tools =
      'Post on Facebook. Answer on Facebook. Speak English, write English. Like Marketing and the marketing team of Marketing.';
    expect(same(tools, tools)).toBe(false);
  });

  it('takes a tool for the employer where people are to join it', () => {
    expect(
      same('Come and work at Canva. Your life at Canva is good.', 'You will join Canva. You grow and learn at Canva.'),
    ).toBe(true);
  });

  it('does not count names inside the shared words', () => {
    const text = 'Come and work with Alder. The people of Alder sell books.';
    const names = houseNames(parse(text));
    expect(isSameHouse(names, names, [{ start: 0, end: text.length }])).toBe(false);
  });
});

describe('a posting that lies in two places', () => {
  const text = `# Bookseller

## Duties
- Open the shop at nine, sweep the floor, feed the cat and greet whoever stands in the rain before the door
- Read what comes in, and put it where the one who needs it will stumble over it on the way to something else
`;
  const overlaps = (other: string) => {
    const own = parse(text);
    return buildPeers([own, parse(other, 'b.md')]).overlaps(own, 12);
  };

  it('is no other employer', () => {
    expect(overlaps(text).map(({ other }) => other.sameEmployer)).toEqual([true]);
  });

  it('is one under another title', () => {
    expect(overlaps(text.replace('Bookseller', 'Baker')).map(({ other }) => other.sameEmployer)).toEqual([false]);
  });
});
