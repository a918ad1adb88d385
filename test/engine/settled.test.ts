import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';

const NEWS = `# The library on Mill Street is open again

Eight months after the river rose into the cellar, the doors opened on Saturday. The mayor cut a ribbon, the choir sang,
and children were the first to run to the shelves. "We missed this," said Ana Roth, and wept a little. Some books are
still in the freezer. The café is open until six, and on Sundays there is cake. Lending is free for everybody who lives in
the valley, and the ferry stops at the door again.
`;
const rules = (source: string) =>
  lint(source)
    .findings.filter(one => !one.suppressed)
    .map(one => one.rule);

describe('a finding that settles others', () => {
  it('is the only one that asks a text that is no posting for what postings hold', () => {
    expect(rules(NEWS)).toEqual(['structure/not-a-posting']);
  });

  it('settles nothing where the posting suppresses it', () => {
    const suppressed = `<!-- sm-jd-disable structure/not-a-posting -->\n\n${NEWS}`;
    expect(rules(suppressed)).toEqual(expect.arrayContaining(['pay/missing', 'structure/section-missing']));
  });

  it('settles nothing where it is silent', () => {
    expect(rules(`${NEWS}\nWe are looking for a librarian.\n`)).toEqual(
      expect.arrayContaining(['pay/missing', 'structure/section-missing']),
    );
  });
});
