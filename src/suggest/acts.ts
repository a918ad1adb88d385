import type { Facet } from '../core/facets.js';
import type { Posting, Statement } from '../core/types.js';
import type { Profile } from '../profile/types.js';
import type { SuggestData } from './data.js';
import type { VerbForm } from './language.js';

/** A duty in the posting's own words, ready to stand in another sentence. */
export interface Act {
  readonly statement: Statement;
  readonly facet: Facet;
  /** Its verbs in square brackets: `[plan] and [publish] posts`. */
  readonly phrase: string;
  /** Its words, for matching with tools. */
  readonly words: ReadonlySet<string>;
}

/** Facets whose duties say what one does for or with people; the others explain no tool and no skill. */
const USEFUL: ReadonlySet<Facet> = new Set(['R', 'C', 'P', 'S', 'L']);

const LABEL = /^\p{Lu}[\p{L}&/ -]{2,40}:\s+/u;
const LEAD =
  /^(?:you(?:['’]ll| will| can| are able to)|(?:he|she|they|we) will|the [\p{L} -]{3,40}? (?:will|shall|must)|will|must|(?:have |has |demonstrated |proven |strong |the )*ability to|able to|(?:be )?responsible for|(?:\d+\+? years[’']? (?:of )?)?(?:proven |previous |prior |demonstrated |some |strong |relevant )*(?:experience|experienced|skilled|background|track record)(?: in| of| with)?)\s+/iu;
const ADVERB = /^(?:also|\p{L}+ly)\s+/iu;
/** What follows says how, why or which ones, and the duty is clear without it. */
const CUT =
  /[.;:!?()[\]{}—–…|"“”]|\s-\s|,(?=\s|$)|\s(?:including|such as|like|e\.g|i\.e|while|so that|so|in order|which|that|who|whom|where|when|whenever|because|by|using|via|through|as well as|as needed|as required|as appropriate|if|whether|etc|plus|and\/or|thus|ensuring|making)\b/i;
/** Words that point at something said elsewhere, or at the reader. */
const POINTING =
  /\b(?:it|its|them|their|they|this|that|these|those|such|above|below|following|others?|he|she|his|her|you|your|yourself|respective|said|same|us|etc)\b/i;
/** A second finite verb: the statement says something about the duty rather than naming it. */
const FINITE = /\b(?:is|are|was|were|will|would|must|should|can|has|have|had)\b/i;
const DANGLING =
  /(?:\s+(?:a|an|the|and|or|of|to|in|on|at|with|for|from|across|our|all|as|into|about|new|any|other|within|between|both|&|up|is|are|be))+$/i;
/** A verb's base form followed by one of these is a noun: "design skills". */
const NOUN_FOLLOWS =
  /^(?:skills?|experience|abilities|ability|management|manager|expertise|knowledge|tools?|software|background|samples?|projects?|and|or|is|are|of|the|teams?)$/i;
/** Say too little on their own. */
const EMPTY_VERBS = new Set([
  'become',
  'be',
  'use',
  'utilise',
  'utilize',
  'leverage',
  'know',
  'perform',
  'undertake',
  'ensure',
  'work',
  'act',
  'participate',
  'assist',
  'serve',
  'set',
  'apply',
  'begin',
  'have',
  'demonstrate',
  'understand',
  'carry',
  'market',
  'stay',
  'look',
  'provide',
]);

/** Duties of the posting that can be put into other words, in source order. */
export function actsOf(posting: Posting, profile: Profile, data: SuggestData): Act[] {
  const acts: Act[] = [];
  for (const statement of posting.statements) {
    const { main: facet, tools = [] } = profile.statements[statement.index] ?? {};
    if (facet === undefined || !USEFUL.has(facet) || statement.kind === 'heading' || statement.kind === 'cell')
      continue;
    // A duty tied to a tool explains no other tool.
    if (tools.length > 0) continue;
    const phrase = duty(statement, data);
    if (phrase)
      acts.push({ statement, facet, phrase, words: new Set(phrase.toLowerCase().match(/[\p{L}-]+/gu) ?? []) });
  }
  return acts;
}

function duty(statement: Statement, data: SuggestData): string | undefined {
  let text = statement.prose.text.trim();
  if (/\p{L}/u.test(text) && text === text.toUpperCase()) return undefined;
  text = text.replace(LABEL, '');
  const lead = LEAD.exec(text)?.[0];
  if (lead) text = text.slice(lead.length);
  text = text.replace(ADVERB, '').replace(/^to\s+/i, '');
  const [first = '', second = ''] = text.split(/\s+/);
  const verb = data.verbs.get(first.toLowerCase().replace(/,$/, ''));
  if (!verb || EMPTY_VERBS.has(verb.base)) return undefined;
  if (!fitsLead(verb.form, lead, statement)) return undefined;
  const joined = joinedVerbs(text, verb.form, data);
  if (!joined) return undefined;
  if (joined.verbs.length === 1 && NOUN_FOLLOWS.test(second)) return undefined;
  let rest = joined.rest;
  rest = rest.slice(0, CUT.exec(rest)?.index ?? rest.length);
  rest = rest
    .slice(0, nextClause(rest, verb.form, data))
    .replace(DANGLING, '')
    .trim();
  const words = rest.split(/\s+/).filter(word => word !== '');
  if (words.length < 1 || words.length > 10 || (words.length === 1 && (words[0] as string).length < 4))
    return undefined;
  if (POINTING.test(rest) || FINITE.test(rest) || /[@\\/<>*_]|https?:|www\./.test(rest)) return undefined;
  // Written In Capitals Like A Heading.
  if (words.length > 2 && words.filter(word => /^\p{Lu}/u.test(word)).length * 2 > words.length) return undefined;
  // A duty may not begin with a preposition after its verb was taken apart ("meeting of …").
  if (/^(?:of|is|are|was)\b/i.test(rest)) return undefined;
  return `${joined.verbs.map(base => `[${base}]`).join(' and ')} ${rest}`;
}

/** "Design for …" opens a duty, "Design skills" does not: after "will" the base form is sure, elsewhere the section helps. */
function fitsLead(form: VerbForm, lead: string | undefined, statement: Statement): boolean {
  if (lead === undefined) return form === 'gerund' || statement.section.role !== 'must';
  if (/(?:will|can|shall|must|to)\s+$/i.test(lead)) return form === 'base';
  return form === 'gerund';
}

/**
 * "plan and publish posts": two verbs in one form share what follows. Undefined where a list of
 * verbs goes on with a word that is not known as one.
 */
function joinedVerbs(text: string, form: VerbForm, data: SuggestData): { verbs: string[]; rest: string } | undefined {
  const verbs: string[] = [];
  let rest = text;
  while (verbs.length < 2) {
    const word = /^([\p{L}-]+)(\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+)?/u.exec(rest);
    const verb = word && data.verbs.get((word[1] as string).toLowerCase());
    if (!word || verb?.form !== form) return undefined;
    verbs.push(verb.base);
    rest = rest.slice(word[0].length);
    if (!word[2]) return { verbs, rest: rest.trim() };
  }
  return undefined;
}

/** Where the next verb in the same form, or a purpose ("to raise …"), begins. */
function nextClause(rest: string, form: VerbForm, data: SuggestData): number {
  for (const match of rest.matchAll(/\s(?:(and|&|or|then)|to)\s+(?:[\p{L}]+ly\s+)?([\p{L}-]+)/gu)) {
    const verb = data.verbs.get((match[2] as string).toLowerCase());
    if (!verb) continue;
    if (match[1] ? verb.form === form : verb.form === 'base') return match.index;
  }
  return rest.length;
}
