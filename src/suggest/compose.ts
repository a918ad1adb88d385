import indefinite from 'indefinite';
import type { Facet } from '../core/facets.js';
import type { Edit, Span, Statement } from '../core/types.js';
import type { Act } from './acts.js';
import { fill, type Shape, type ShapeSet, type SuggestData, type When } from './data.js';
import { capitalise, inflectPhrase, joinWords, uncapitalise } from './language.js';
import type { Materials } from './materials.js';
import { afterLabel, bodyEnd, insertEdit, rewriteEdit } from './place.js';
import { inVoice, verbForm, voiceOf } from './voice.js';

/** Words that may end a requirement and belong to all of it: "… is a plus". */
const RANK =
  /\s*[,(–—-]?\s*\b(?:(?:is|are|would be|will be)\s+)?(?:(?:strongly|highly|very|also|definitely|not|but not|an?|big|huge|real|strong|major|definite|nice)\s+)*(?:plus|bonus|must|must-have|advantage|asset|preferred|required|desirable|desired|essential|necessary|mandatory|appreciated|welcome|beneficial|helpful|ideal|needed|useful|a nice to have)\s*\)?$/iu;

/** Nouns that a list of qualities ends in; words added belong after them. */
const QUALITY_NOUN =
  /^(?:skills?|abilities|ability|communicator|communicators|listener|writer|speaker|communications?|style|approach|personality|attitude|experience|platforms?|tools?|trends|technologies|networks?|audiences?|followers|customers|community|communities|users|fans|clients|people|members|readers|subscribers|supporters|prospects|viewers)$/;
const AFTER_NOUN =
  /^(?:\s*[,;)]|\s+(?:and|or|with|who|is|are|as well as|plus|&|to be|in order|at|on|across|through|by|for|from|in)\b)/iu;

/** A new wording of a statement. */
export interface Wording {
  readonly edit: Edit;
  /** What must not be said twice in one posting. */
  readonly words: string;
}

/** Everything that bears on how a statement can be put. */
interface Case {
  readonly statement: Statement;
  readonly span: Span;
  readonly data: SuggestData;
  readonly materials: Materials;
}

/** Chooses and writes wordings for one posting, no two of them the same. */
export class Composer {
  readonly #timesUsed = new Map<Shape, number>();
  readonly #said = new Set<string>();
  /** A statement asked for again gets the same answer. */
  readonly #answers = new Map<string, Edit | undefined>();

  constructor(
    readonly materials: Materials,
    readonly data: SuggestData,
  ) {}

  rewrite(name: string, set: ShapeSet, statement: Statement, span: Span): Edit | undefined {
    const key = `${name} ${statement.index} ${span.start} ${span.end}`;
    if (!this.#answers.has(key))
      this.#answers.set(key, this.#choose(set, { statement, span, data: this.data, materials: this.materials }));
    return this.#answers.get(key);
  }

  #choose(set: ShapeSet, given: Case): Edit | undefined {
    if (/[?:]\s*$/.test(given.statement.prose.text)) return undefined;
    const bare = given.statement.kind !== 'cell' && holdsOnly(given, set.vocabulary);
    const shapes = set.shapes
      .filter(shape => (shape.way === 'add' || bare) && fits(shape.when, given))
      .map(shape => ({ shape, times: this.#timesUsed.get(shape) ?? 0 }))
      // Writing anew says more than adding; what fits closely comes first in the data.
      .sort((a, b) => (a.shape.way === 'do' ? 0 : 1) - (b.shape.way === 'do' ? 0 : 1) || a.times - b.times);
    for (const { shape } of shapes) {
      const used: Act[] = [];
      const wording = shape.way === 'do' ? writeAnew(shape, given, used) : addTo(shape, given, used);
      if (!wording || this.#said.has(wording.words)) continue;
      this.#said.add(wording.words);
      this.#timesUsed.set(shape, (this.#timesUsed.get(shape) ?? 0) + 1);
      for (const act of used) this.materials.use(act);
      return wording.edit;
    }
    return undefined;
  }
}

/** True where a draft's or shape's conditions hold for the posting; those about a statement need one. */
export function fits(when: When, { materials, statement }: { materials: Materials; statement?: Statement }): boolean {
  if (when.roles && !when.roles.includes(materials.role)) return false;
  if (when.levels && !when.levels.includes(materials.level)) return false;
  if (!statement) return true;
  if (when.sections && !when.sections.includes(statement.section.role)) return false;
  const has = (words: readonly string[]) => statement.tokens.some(token => words.includes(token.norm));
  if (when.words && !has(when.words)) return false;
  if (when.also && !has(when.also)) return false;
  if (!when.tools && when.several === undefined) return true;
  const tools = materials.tools(statement);
  if (when.tools && (tools.length === 0 || !tools.every(tool => when.tools?.includes(tool.kind)))) return false;
  return when.several === undefined || tools.length > 1 === when.several;
}

function holdsOnly({ statement, materials }: Case, vocabulary: ReadonlySet<string>): boolean {
  if (vocabulary.size === 0) return false;
  const tools = materials.tools(statement);
  const all = materials.profile.statements[statement.index]?.tools ?? [];
  if (tools.length > 6) return false;
  const from = afterLabel(statement);
  return statement.tokens.every(
    token =>
      token.at < from ||
      vocabulary.has(token.norm.replace(/[.']+$/, '')) ||
      all.some(tool => tool.span.start <= token.start && token.end <= tool.span.end),
  );
}

function writeAnew(shape: Shape, given: Case, used: Act[]): Wording | undefined {
  const { statement, data, materials } = given;
  const voice = voiceOf(statement.section, data, statement);
  const words = fillShape(shape.text, given, used);
  if (words === undefined) return undefined;
  const text = statement.prose.text;
  const opening = text.slice(afterLabel(statement));
  const sentence = inVoice(words, voice);
  const cased = /^\P{L}*\p{Ll}/u.test(opening) ? uncapitalise(sentence) : capitalise(sentence);
  const edit = rewriteEdit(materials.posting, statement, cased);
  return edit && { edit, words: cased };
}

function addTo(shape: Shape, given: Case, used: Act[]): Wording | undefined {
  const { statement, data, materials } = given;
  const form = verbForm(statement, data);
  // Verbs joined with "and" need one in the statement to be joined to.
  if (shape.text.includes('[') && form === undefined) return undefined;
  const filled = fillShape(shape.text, given, used);
  if (filled === undefined) return undefined;
  const words = inflectPhrase(filled, form ?? 'base');
  const place = placeToAdd(given);
  if (!place) return undefined;
  // A clause with a verb of its own cannot stand between brackets.
  if (place.inside && shape.text.includes('[')) return undefined;
  const edit = insertEdit(materials.posting, statement, place.at, place.inside ? ` (${words})` : `, ${words}`);
  return edit && { edit, words };
}

/** Where words are added: at the end of the statement, or in brackets after the words found. */
function placeToAdd({ statement, span, materials }: Case): { at: number; inside: boolean } | undefined {
  const text = statement.prose.text;
  const end = bodyEnd(statement);
  const rank = RANK.exec(text.slice(0, end));
  const body = rank ? rank.index : end;
  const anchor = anchorOf(statement, span, materials);
  if (anchor === undefined || /^[\s)\]"”'’*_]*$/.test(text.slice(anchor, body))) {
    if (/["”]$/.test(text.slice(0, body))) return undefined;
    return { at: body, inside: rank !== null };
  }
  if (anchor > body || !AFTER_NOUN.test(text.slice(anchor))) return undefined;
  // Brackets inside brackets are hard to read.
  const before = text.slice(0, anchor);
  if (before.lastIndexOf('(') > before.lastIndexOf(')')) return undefined;
  return { at: anchor, inside: true };
}

/** Text offset after the last of the words found, or of the tools; undefined where the whole statement is meant. */
function anchorOf(statement: Statement, span: Span, materials: Materials): number | undefined {
  const whole = span.start <= (statement.tokens[0]?.start ?? 0) && (statement.tokens.at(-1)?.end ?? 0) <= span.end;
  if (whole) {
    const last = materials.tools(statement).at(-1);
    if (!last) return undefined;
    const token = statement.tokens.findLast(token => token.end <= last.span.end);
    const after = token && statement.prose.text.slice(token.to);
    // "Excel and attention to detail": what follows the tools is no part of the list.
    return after &&
      /^\s*\)?\s*(?:,?\s*(?:and|or|&)\s+(?:the like|similar|other|equivalent|related)|,?\s*etc)/iu.test(after)
      ? undefined
      : token?.to;
  }
  const at = statement.tokens.findLastIndex(token => token.start < span.end);
  for (const token of statement.tokens.slice(Math.max(0, at), at + 6)) {
    if (QUALITY_NOUN.test(token.norm)) return token.to;
    const gap = statement.prose.text.slice(token.to, token.to + 2);
    if (/^[.;:(]/.test(gap)) break;
  }
  return statement.tokens[at]?.to;
}

/** Text of the shape with the posting's words in it, its verbs still in brackets. */
function fillShape(text: string, given: Case, used: Act[]): string | undefined {
  const { statement, materials } = given;
  return fill(text, (name, facet) => {
    switch (name) {
      case 'tools':
        return toolsInWords(given);
      case 'such-as':
        return suchAs(given);
      case 'act':
      case 'acting': {
        const act = materials.act(statement, other => suits(other, facet, given));
        if (!act) return undefined;
        used.push(act);
        return inflectPhrase(act.phrase, name === 'act' ? 'base' : 'gerund');
      }
      case 'match':
        return materials.posting.source.slice(given.span.start, given.span.end);
      default:
        return materials.named(name);
    }
  });
}

/** A duty of the facet asked for; without one, a duty that the statement's tools are used for. */
function suits(act: Act, facet: Facet | undefined, { statement, materials, data }: Case): boolean {
  const tools = materials.tools(statement);
  if (tools.some(tool => act.phrase.toLowerCase().includes(tool.name.toLowerCase()))) return false;
  if (facet !== undefined) return act.facet === facet;
  if (act.facet === 'L') return false;
  return tools.some(tool => {
    const kind = data.tools.get(tool.kind);
    return kind !== undefined && [...act.words].some(word => kind.acts.has(word));
  });
}

function toolsInWords(given: Case): string | undefined {
  const names = toolNames(given);
  return names.length === 0 || names.length > 6 ? undefined : joinWords(names);
}

/** "a scheduling tool such as Hootsuite": needs named tools of one kind. */
function suchAs(given: Case): string | undefined {
  const tools = given.materials.tools(given.statement);
  const kind = given.data.tools.get(tools[0]?.kind ?? '');
  if (!kind || tools.length > 3 || tools.some(tool => tool.generic || tool.kind !== tools[0]?.kind)) return undefined;
  const names = joinWords(toolNames(given));
  return tools.length === 1 ? `${indefinite(kind.one)} such as ${names}` : `${kind.many} such as ${names}`;
}

/** The tools as the author wrote them. */
function toolNames({ statement, materials }: Case): string[] {
  return materials.tools(statement).map(tool => {
    const tokens = statement.tokens.filter(token => tool.span.start <= token.start && token.end <= tool.span.end);
    const [first, last] = [tokens[0], tokens.at(-1)];
    const words = first && last ? statement.prose.text.slice(first.at, last.to) : tool.name;
    return tool.generic ? uncapitalise(words) : words;
  });
}
