/** Words whose full stop rarely ends a sentence, without the stop. */
const ABBREVIATIONS = new Set(
  (
    'e.g i.e eg ie cf vs viz al ca approx est dept univ inc ltd corp co llc bros dr mr mrs ms prof rev st ave blvd ' +
    'no nos vol fig sec art incl excl min max sr jr hon gov gen col lt sgt messrs u.s u.k u.n e.u d.c l.a n.y ' +
    'ph.d b.a m.a b.s m.s b.sc m.sc m.b.a a.m p.m a.k.a w.r.t jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'mon tue tues wed thu thur thurs fri sat sun tel ext exp yr yrs hr hrs wk wks mo mos pos ref etc resp'
  ).split(' '),
);

/** Abbreviations that often stand last in a sentence too: a new sentence may follow. */
const MAY_END = new Set(
  'etc inc ltd corp co llc u.s u.k u.n e.u d.c ph.d b.a m.a b.s m.s m.b.a a.m p.m jr sr yrs yr hrs'.split(' '),
);

/** Words that begin sentences and seldom follow an abbreviation inside one. */
const STARTERS = new Set(
  (
    'the a an this these that those we you they it our your their if in for as at on by to with from when while where what ' +
    'who how please must all any each candidates applicants applications experience ability strong excellent must preferred ' +
    'knowledge however also additional other some most there here i he she and but or no not only'
  ).split(' '),
);

/** Full stops of scripts other than Latin, Greek and Cyrillic: there Unicode's own rules decide. */
const OTHER_STOPS = /[\u0589\u061F\u06D4\u0964\u3002\uFF01\uFF0E\uFF1F]/;

let segmenter: Intl.Segmenter | undefined;

/**
 * Splits a line of prose into sentences: after a full stop, question or exclamation mark and white
 * space (Unicode's rules, UAX 29), mended for what postings hold: abbreviations, initials, missing
 * spaces.
 * @returns Half-open ranges in `text`, trimmed, in order, none empty.
 */
export function splitSentences(text: string): { from: number; to: number }[] {
  const ends: number[] = [];
  for (const match of text.matchAll(/[.!?…]["'”’)\]*_]*\s+(?=\S)/g)) {
    const end = match.index + match[0].length;
    if (endsSentence(text, end)) ends.push(end);
  }
  if (/[^\s.][.!?][^\s.\d]/.test(text)) ends.push(...unspacedEnds(text));
  if (OTHER_STOPS.test(text)) {
    segmenter ??= new Intl.Segmenter(undefined, { granularity: 'sentence' });
    for (const { index } of segmenter.segment(text)) {
      if (index > 0 && OTHER_STOPS.test(text.slice(0, index).trimEnd().slice(-1))) ends.push(index);
    }
  }
  ends.sort((a, b) => a - b);
  ends.push(text.length);

  const sentences: { from: number; to: number }[] = [];
  let from = 0;
  for (const end of ends) {
    sentences.push(...trimmed(text, from, end));
    from = end;
  }
  return sentences;
}

/** “…of the week.Then rest”: a full stop whose space was lost. Names such as Node.JS are none. */
function unspacedEnds(text: string): number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(/\p{Ll}{3}[.!?](?=(\p{Lu}\p{L}*)(?:\P{L}|$))/gu)) {
    const end = match.index + match[0].length;
    if (!/^(JS|Js|NET|Net|Com|Org|Io|Ai|AI)$/.test(match[1] ?? '') && !insideAddress(text, end)) ends.push(end);
  }
  return ends;
}

function endsSentence(text: string, end: number): boolean {
  const before = text.slice(Math.max(0, end - 40), end).trimEnd();
  const after = text.slice(end, end + 40).trimStart();
  if (!/^["'“‘([*_\p{Lu}\p{N}\p{Extended_Pictographic}•·●-]/u.test(after)) return /[!?]$/.test(before);
  if (!before.endsWith('.')) return true;
  const word = /(?:^|[\s(["“'‘/,])([\p{L}.]+)\.$/u.exec(before)?.[1]?.toLowerCase() ?? '';
  if (/^\p{Ll}$/u.test(word)) return false;
  const next = /^["'“‘([]*(\p{L}+)/u.exec(after)?.[1]?.toLowerCase() ?? '';
  if (ABBREVIATIONS.has(word)) return MAY_END.has(word) && STARTERS.has(next);
  // “1. Plan” is one item, not a sentence “1.”
  return !/(^|\s)\(?\d{1,2}\.$/.test(before) || before.length > 6;
}

function insideAddress(text: string, at: number): boolean {
  const start = text.lastIndexOf(' ', at) + 1;
  const word = text.slice(start, at + 20).split(' ', 1)[0] ?? '';
  return /@|:\/\/|^www\./i.test(word);
}

function trimmed(text: string, from: number, to: number): { from: number; to: number }[] {
  while (from < to && /\s/.test(text.charAt(from))) from++;
  while (to > from && /\s/.test(text.charAt(to - 1))) to--;
  return to > from ? [{ from, to }] : [];
}
