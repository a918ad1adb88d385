import { describe, expect, it } from 'vitest';
import { nounForms, verbForms } from '../../src/lexicon/inflect.js';

describe('verbForms', () => {
  it.each([
    'respond responds responding responded',
    'reply replies replying replied',
    'engage engages engaging engaged',
    'plan plans planning planned',
    'listen listens listening listened',
    'post posts posting posted',
    'stay stays staying stayed',
    'fix fixes fixing fixed',
    'show shows showing showed shown',
    'tie ties tying tied',
    'see sees seeing saw seen',
    'agree agrees agreeing agreed',
    'refer refers referring referred',
    'quiz quizzes quizzing quizzed',
    'write writes writing wrote written',
    'teach teaches teaching taught',
    'go goes going went gone',
    'be is am are being was were been',
    'travel travels traveling traveled travelling travelled',
  ])('%s', forms => {
    const expected = forms.split(' ');
    expect(verbForms(expected[0] as string)).toEqual(expected);
  });
});

describe('nounForms', () => {
  it.each([
    "customer customers customer's",
    "community communities community's",
    "person people person's people's",
    "hero heroes hero's",
    "video videos video's",
    "media media's",
  ])('%s', forms => {
    const expected = forms.split(' ');
    expect(nounForms(expected[0] as string)).toEqual(expected);
  });
});
