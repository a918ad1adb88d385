import indefinite from 'indefinite';
import type { Facet } from '../core/facets.js';
import type { Edit, Span, Statement } from '../core/types.js';
import type { Act } from './acts.js';
import { fill, type Shape, type ShapeSet, type SuggestData, type When } from './data.js';
import { capitalise, inflectPhrase, joinWords, uncapitalise } from './language.js';
import type { Materials } from './materials.js';
import { afterLabel, coreEnd, insertEdit, rewriteEdit } from './place.js';
import { inVoice, type Voice, verbForm, voiceOf } from './voice.js';

/** Nouns that a list of qualities ends in; words added belong after them. */
const QUALITY_NOUN =
  /^(?:skills?|abilities|ability|communicators?|listeners?|writers?|speakers?|communications?|style|approach|personality|attitude|experience)$/;
/** Adjectives: nothing can be added right after them. */
const QUALITY = /^(?:written|verbal|oral|spoken|interpersonal|excellent|strong|good|great|social|digital)$/;
const AFTER_QUALITY =
  /^(?:\s*[,;)]|\s+(?:and|or|with|who|is|are|as well as|plus|&|to be|in order|at|on|across|through|by|for|from|in)\b)/i;
const AFTER_TOOLS = /^(?:\s*[;)]|\s+(?:and|or|with|is|are|as well as|plus|&)\b)/i;
/** What somebody is not explains no skill. */
const NEGATED = /\b(?:not|no|never|without|nor)\b|n['’]t\b/i;

/** In words: a clause joined to a longer statement has lost its beginning. */
const LONGEST_JOINED = 25;

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

  /** The statement of the posting that a finding about its tools as a whole is about: that with most of them. */
  statementOfTools(): Statement | undefined {
    let best: { statement: Statement; count: number } | undefined;
    for (const statement of this.materials.posting.statements) {
      const count = this.materials.tools(statement).length;
      if (statement.kind !== 'heading' && count > (best?.count ?? 0)) best = { statement, count };
    }
    return best?.statement;
  }

  rewrite(name: string, set: ShapeSet, statement: Statement, span: Span): Edit | undefined {
    const key = `${name} ${statement.index} ${span.start} ${span.end}`;
    if (!this.#answers.has(key))
      this.#answers.set(key, this.#choose(set, { statement, span, data: this.data, materials: this.materials }));
    return this.#answers.get(key);
  }

  #choose(set: ShapeSet, given: Case): Edit | undefined {
    const { text } = given.statement.prose;
    // A statement with a blank has been written anew before and waits for the writer.
    if (/[?:]\s*$|‹/.test(text) || NEGATED.test(text)) return undefined;
    if (set.needsTools && !leavesPurposeOpen(given)) return undefined;
    const bare = given.statement.kind !== 'cell' && holdsOnly(given, set.vocabulary);
    const shapes = set.shapes
      .filter(shape => (shape.way === 'add' || bare) && fits(shape.when, given))
      .map(shape => ({ shape, times: this.#timesUsed.get(shape) ?? 0 }))
      // Writing anew says more than adding; what fits closely comes first in the data.
      .sort((a, b) => (a.shape.way === 'do' ? 0 : 1) - (b.shape.way === 'do' ? 0 : 1) || a.times - b.times);
    for (const { shape } of shapes) {
      const used: Act[] = [];
      const wording = shape.way === 'do' ? writeAnew(shape, given, used) : addTo(shape, set, given, used);
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
  if (!when.tools && when.several === undefined && when.mixed === undefined) return true;
  const tools = materials.tools(statement);
  if (when.tools && (tools.length === 0 || !tools.every(tool => when.tools?.includes(tool.kind)))) return false;
  if (when.several !== undefined && tools.length > 1 !== when.several) return false;
  return when.mixed === undefined || new Set(tools.map(tool => tool.kind)).size > 1 === when.mixed;
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
  const labelled = afterLabel(statement) > 0;
  const voice: Voice = labelled
    ? { form: 'base', lead: '' }
    : voiceOf(statement.section, statement.section.statements, data, statement);
  const words = fillShape(shape.text, given, used);
  if (words === undefined) return undefined;
  const text = statement.prose.text;
  const opening = text.slice(afterLabel(statement));
  const sentence = inVoice(words, voice);
  const cased = /^\P{L}*\p{Ll}/u.test(opening) ? uncapitalise(sentence) : capitalise(sentence);
  const edit = rewriteEdit(materials.posting, statement, cased);
  return edit && { edit, words: withoutTools(cased, given) };
}

function addTo(shape: Shape, set: ShapeSet, given: Case, used: Act[]): Wording | undefined {
  const { statement, data, materials } = given;
  const form = verbForm(statement, data);
  // Verbs joined with "and" need one in the statement to be joined to, and not too far off.
  const joined = shape.text.startsWith('and ');
  if (joined && (form === undefined || statement.tokens.length > LONGEST_JOINED)) return undefined;
  const filled = fillShape(shape.text, given, used);
  if (filled === undefined) return undefined;
  const words = inflectPhrase(filled, form ?? 'base');
  const place = placeToAdd(given);
  if (!place) return undefined;
  const before = set.brackets ? ' (' : place.before;
  if (joined && before !== ', ') return undefined;
  const edit = insertEdit(materials.posting, statement, place.at, before + words + (before === ' (' ? ')' : ''));
  return edit && { edit, words: withoutTools(words, given) };
}

/** A sentence that differs in the tools alone is the same sentence. */
function withoutTools(words: string, given: Case): string {
  return given.materials.toolNames(given.statement).reduce((text, name) => text.replaceAll(name, '…'), words);
}

/** True where the statement names tools and does not go on to say what for. */
function leavesPurposeOpen({ statement, materials, data }: Case): boolean {
  const first = materials.tools(statement)[0];
  if (!first) return false;
  const { tokens } = statement;
  // "Daily user of Facebook" tells of a habit.
  if (tokens.some(token => token.norm === 'user' || token.norm === 'users')) return false;
  return !tokens.some((token, at) => {
    if (token.norm !== 'to' && token.norm !== 'for') return false;
    const next = data.verbs.get(tokens[at + 1]?.norm ?? '');
    return (
      next !== undefined &&
      (token.norm === 'to' ? next.form === 'base' && token.start > first.span.start : next.form === 'gerund')
    );
  });
}

/** Where words are added, and what parts them from the statement's own. */
interface Addition {
  readonly at: number;
  readonly before: ', ' | ' – ' | ' (';
}

/** At the end of the statement, or in brackets after the words found. */
function placeToAdd({ statement, span, materials }: Case): Addition | undefined {
  const text = statement.prose.text;
  const { at: body, ranked } = coreEnd(statement);
  const anchor = anchorOf(statement, span, materials);
  if (anchor === undefined) return undefined;
  const isEnd = anchor === 'end' || /^[\s)\]"”'’]*$/.test(text.slice(anchor, body));
  const at = isEnd ? body : anchor;
  const after = materials.tools(statement).length > 0 ? AFTER_TOOLS : AFTER_QUALITY;
  if (!isEnd && (anchor > body || !after.test(text.slice(anchor)))) return undefined;
  const before = text.slice(0, at);
  // Brackets inside brackets, or one pair after another, are hard to read.
  if (before.lastIndexOf('(') > before.lastIndexOf(')')) return undefined;
  if (/["”]$/.test(before)) return undefined;
  if (!isEnd || ranked) return before.endsWith(')') ? undefined : { at, before: ' (' };
  return { at, before: isBareList(text.slice(afterLabel(statement), at)) ? ' – ' : ', ' };
}

/** "Canva, Figma, Miro": one more comma would read as one more item. */
function isBareList(text: string): boolean {
  const last = text.lastIndexOf(', ');
  return last >= 0 && !/\b(?:and|or)\b|&/i.test(text.slice(last)) && text.slice(last).split(' ').length <= 4;
}

/** Text offset after the last of the words found, or of the tools; `end` where the whole statement is meant. */
function anchorOf(statement: Statement, span: Span, materials: Materials): number | 'end' | undefined {
  const whole = span.start <= (statement.tokens[0]?.start ?? 0) && (statement.tokens.at(-1)?.end ?? 0) <= span.end;
  if (whole) {
    const last = materials.tools(statement).at(-1);
    if (!last) return 'end';
    const token = statement.tokens.findLast(token => token.end <= last.span.end);
    const after = token && statement.prose.text.slice(token.to);
    // "Excel and attention to detail": what follows the tools is no part of the list.
    return after &&
      /^\s*\)?\s*(?:,?\s*(?:and|or|&)\s+(?:the like|similar|other|equivalent|related)|,?\s*etc)/i.test(after)
      ? undefined
      : token?.to;
  }
  const at = statement.tokens.findLastIndex(token => token.start < span.end);
  for (const token of statement.tokens.slice(Math.max(0, at), at + 6)) {
    if (QUALITY_NOUN.test(token.norm)) return token.to;
    const gap = statement.prose.text.slice(token.to, token.to + 2);
    if (/^[.;:(]/.test(gap)) break;
  }
  const token = statement.tokens[at];
  return token && !QUALITY.test(token.norm) ? token.to : undefined;
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
  const phrase = act.phrase.toLowerCase();
  if (materials.toolNames(statement).some(name => phrase.includes(name.toLowerCase()))) return false;
  if (facet !== undefined) return act.facet === facet;
  return tools.some(tool => {
    const kind = data.tools.get(tool.kind);
    return kind?.facets.includes(act.facet) && [...act.words].some(word => kind.acts.has(word));
  });
}

/** "and similar tools", "or equivalent", "etc": what the author left open after the tools. */
const AND_OTHERS =
  /^\)?,?\s+(?:and|or|&)\s+(?:(?:any|all)\s+)?(?:others?|similar|equivalents?|related|the like|comparable)\b[^.;]*|^,?\s*etc\b\.?/i;

/** The tools as the author lists them, with "or similar" and the like. */
function toolsInWords(given: Case): string | undefined {
  const names = given.materials.toolNames(given.statement);
  if (names.length === 0 || names.length > 6) return undefined;
  const text = given.statement.prose.text;
  const places = given.materials.toolPlaces(given.statement);
  const end = places.at(-1)?.to ?? 0;
  const others = AND_OTHERS.exec(text.slice(end))?.[0] ?? '';
  const list = text.slice(places[0]?.at ?? 0, end);
  const gaps = places.slice(1).map((place, i) => text.slice(places[i]?.to, place.at));
  const isList = gaps.every(gap => /^(?:\s*,\s*|\s*,?\s*(?:and|or|&|\/)\s*|\s*\/\s*)(?:the\s+)?$/i.test(gap));
  if (others === '') return isList && /\bor\b/i.test(gaps.join(' ')) ? list : joinWords(names);
  return (
    (isList ? list : names.join(', ')) +
    others
      .replace(/^\)/, '')
      .replace(/^, (?=(?:and|or) )/, ' ')
      .trimEnd()
  );
}

/** "a scheduling tool such as Hootsuite": needs named tools of one kind. */
function suchAs(given: Case): string | undefined {
  const tools = given.materials.tools(given.statement);
  const kind = given.data.tools.get(tools[0]?.kind ?? '');
  if (!kind || tools.length > 3 || tools.some(tool => tool.generic || tool.kind !== tools[0]?.kind)) return undefined;
  const names = joinWords(given.materials.toolNames(given.statement));
  return tools.length === 1 ? `${indefinite(kind.one)} such as ${names}` : `${kind.many} such as ${names}`;
}
