import { describe, expect, it } from 'vitest';
import { buildPeers } from '../../src/boilerplate/peers.js';
import { parsePosting } from '../../src/document/index.js';
import { runKind } from './run-kind.js';

const DUTY = 'you will carve one animal a day out of lime and pear wood together with the children next door';
const PARAMS = 'signals: [{ find: other-employer, because: "{own} not {other}" }]';

function found(text: string, other: string): string[] {
  const posting = (path: string, source: string) => parsePosting(source, { path });
  const peers = buildPeers([posting('a.md', text), posting('b.md', other)]);
  const { findings, failures } = runKind('signals', PARAMS, text, { peers, message: '{match}: {because}' });
  expect(failures).toEqual([]);
  return findings.map(finding => `${finding.message}; ${finding.suggestions.map(one => one.title).join()}`);
}

const theirs = (name: string, more = '') =>
  `# Toy Maker\n\nCompany: ${name}\n\n${more}\n\n## Duties\n- At ${name} ${DUTY}\n`;
const ours = (name: string, about = 'Alder Books lends books. Alder Books is old.') =>
  `# Carver\n\nCompany: Alder Books\n\n${about}\n\n## Duties\n- At ${name} ${DUTY}\n- Sweep\n`;

describe("another employer's name", () => {
  it.each(['Birchwood', 'Birch Toys', 'Saint Odo House'])('is found beside words of its own posting: %s', name => {
    expect(found(ours(name), theirs(name))).toEqual([`${name}: Alder Books not "b.md"; “Alder Books”`]);
  });

  it('stands on purpose where it is told of elsewhere, too', () => {
    const about = 'Alder Books and Birch Toys share a yard. Alder Books is old.';
    expect(found(ours('Birch Toys', about), theirs('Birch Toys'))).toEqual([]);
  });

  it('may belong there where the own name hardly stands, or the other posting names it', () => {
    expect(found(ours('Birch Toys', 'We lend books.'), theirs('Birch Toys'))).toEqual([]);
    expect(found(ours('Birch Toys'), theirs('Birch Toys', 'Birch Toys is owned by Alder Books.'))).toEqual([]);
  });

  it("is none where it is the own one's initials, or a name of the same house", () => {
    expect(found(ours('AB'), theirs('AB'))).toEqual([]);
    expect(found(ours('Alder Toys'), theirs('Alder Toys'))).toEqual([]);
  });

  it('needs the other posting', () => {
    expect(found(ours('Birch Toys'), theirs('Cedar Games'))).toEqual([]);
  });
});
