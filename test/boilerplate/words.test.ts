import { describe, expect, it } from 'vitest';
import { readWords } from '../../src/boilerplate/words.js';

const read = (source: string, employer?: string) => {
  const words = readWords(source, employer);
  return Array.from({ length: words.count }, (_, i) => source.slice(words.starts[i], words.ends[i]));
};
const same = (a: string, b: string) => expect([...readWords(a).hashes]).toEqual([...readWords(b).hashes]);
const differ = (a: string, b: string) => expect([...readWords(a).hashes]).not.toEqual([...readWords(b).hashes]);

describe('readWords', () => {
  it('gives offsets of each word as written', () => {
    expect(read('Answer **every** comment.\n\n- Écrire à l’équipe')).toEqual([
      'Answer',
      'every',
      'comment',
      'Écrire',
      'à',
      'l’équipe',
    ]);
  });

  it('takes the same words written otherwise for the same', () => {
    same('Reply to comments', 'REPLY, to *comments*!');
    same("you'll write", 'you’ll write');
    same('first-rate copy', 'first rate copy');
    same('café', 'cafe\u0301');
    same('ﬁnance', 'finance');
    same('5+ years, 10,000 fans', '3 years: 250 fans');
    same('Q3 plan', 'q1 plan');
    same('co\u00adoperate', 'cooperate');
    same('R&amp;D', 'R & D');
  });

  it('keeps different words apart', () => {
    differ('reply to comments', 'reply to a comment');
    differ('one two', 'two one');
    differ('naïve', 'naive');
  });

  it('passes over marks, tags, link targets and front matter', () => {
    same('1. Plan\n2) Write\n- Edit\n• Post\no Listen\na) Answer', 'Plan\nWrite\nEdit\nPost\nListen\nAnswer');
    same('See [our guide](https://example.com/a_(b) "title") today', 'See our guide today');
    same('Plan<br/>Write <!-- hidden words --> now', 'Plan Write now');
    same('---\ntitle: Editor\n---\nPlan the week', 'Plan the week');
    same('\ufeff---\r\ntitle: Editor\r\n---\r\nPlan the week', 'Plan the week');
    expect(read('--- not front matter\nPlan')).toEqual(['not', 'front', 'matter', 'Plan']);
  });

  it('makes one word of the employer, whoever it is', () => {
    const a = readWords('At Fennick Oar you write. Fennick Oar pays.', 'Fennick Oar Ltd.');
    const b = readWords('At Juniper you write. Juniper pays.', 'Juniper, Inc.');
    expect([...a.hashes]).toEqual([...b.hashes]);
    expect(read('At Fennick Oar you write', 'Fennick Oar Ltd.')).toEqual(['At', 'Fennick Oar', 'you', 'write']);
  });

  it('leaves the everyday word alone where the employer is named by one', () => {
    expect([...readWords('set a target', 'Target').hashes]).toEqual([...readWords('set a target').hashes]);
  });
});
