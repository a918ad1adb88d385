import { nameHint } from '../core/did-you-mean.js';
import type { Edit, Posting, Safety, Section, SectionRole, Statement, Suggestion } from '../core/types.js';
import { Composer, fits } from './compose.js';
import { fill, type LineDraft, parseSuggestData, type SuggestData } from './data.js';
import { joinWords, uncapitalise } from './language.js';
import { Materials } from './materials.js';
import { moveEdits } from './move.js';
import { belowApplication, besideEdit, bodyOf, coreEnd, insertEdit, lineEdit, sectionEdit } from './place.js';
import { replaceEdit } from './replace.js';
import type { Suggester, SuggestRequest, SuggestSpec } from './types.js';
import { inVoice, voiceOf } from './voice.js';

/**
 * Makes a suggester of what `rules/data/rewrites.yaml` holds. The data is checked and made ready
 * when first needed, since a run that finds nothing needs none; what is wrong with it is thrown
 * then, naming the place in the data and the mend.
 */
export function createSuggester(value: unknown): Suggester {
  return new DataSuggester(value);
}

class DataSuggester implements Suggester {
  readonly #value: unknown;
  #parsed: SuggestData | undefined;
  /** Wordings of one posting must differ, so they share a composer. */
  readonly #composers = new WeakMap<Posting, Composer>();

  constructor(value: unknown) {
    this.#value = value;
  }

  get #data(): SuggestData {
    this.#parsed ??= parseSuggestData(this.#value);
    return this.#parsed;
  }

  check({ rewrite, insert, ask }: SuggestSpec): readonly string[] {
    const problems: string[] = [];
    const known = (name: string | undefined, what: string, names: ReadonlyMap<string, unknown>) => {
      if (name !== undefined && !names.has(name))
        problems.push(`there is no ${what} "${name}"${nameHint(name, [...names.keys()])}`);
    };
    known(rewrite, 'shape set', this.#data.sets);
    for (const name of listOf(insert)) known(name, 'draft', this.#data.drafts);
    for (const name of listOf(ask)) if (!name.includes('?')) known(name, 'question', this.#data.questions);
    return problems;
  }

  suggest(spec: SuggestSpec, request: SuggestRequest): readonly Suggestion[] {
    const problem = this.check(spec)[0];
    if (problem !== undefined) throw new RangeError(problem);
    const { safety = 'review' } = spec;
    const suggestions: Suggestion[] = [];
    for (const words of [spec.replace ?? []].flat()) suggestions.push(...this.#replace(words, request, safety));
    if (spec.append !== undefined) suggestions.push(...this.#append(spec.append, request, safety));
    if (spec.rewrite !== undefined) suggestions.push(...this.#rewrite(spec.rewrite, request));
    if (spec.move !== undefined) suggestions.push(...moved(spec.move, request));
    const beside = spec.beside === undefined ? [] : this.#beside(spec.beside, request);
    suggestions.push(...beside);
    if (beside.length === 0) suggestions.push(...this.#insert(listOf(spec.insert), request));
    for (const question of listOf(spec.ask)) suggestions.push(...this.#ask(question, request));
    return suggestions;
  }

  #composer(request: SuggestRequest): Composer {
    let composer = this.#composers.get(request.posting);
    if (!composer) {
      composer = new Composer(new Materials(request.posting, request.profile(), this.#data), this.#data);
      this.#composers.set(request.posting, composer);
    }
    return composer;
  }

  #replace(template: string, request: SuggestRequest, safety: Safety): Suggestion[] {
    const words = this.#written(template, request);
    if (words === undefined) return [];
    const edit = replaceEdit(request.posting, request.statement, request.span, words);
    const title = words === '' ? 'Leave it out' : `“${words}”`;
    return edit ? [{ help: 'replace', title, edits: [edit], safety: lowered(safety, edit, request) }] : [];
  }

  #append(template: string, request: SuggestRequest, safety: Safety): Suggestion[] {
    const { statement, posting } = request;
    const words = this.#written(template, request);
    // Behind a question mark nothing can be added to what is asked.
    if (words === undefined || !statement || statement.prose.text.includes('?')) return [];
    const glue = /^[,;:.]/.test(words) ? '' : ' ';
    const { at } = coreEnd(statement);
    // "… with related experience or equivalent experience" reads badly: then only the question is left.
    const repeats = endsAlike(statement.prose.text.slice(0, at), words);
    const edit =
      repeats || statement.prose.text.includes(words) ? undefined : insertEdit(posting, statement, at, glue + words);
    return edit ? [{ help: 'insert', title: `Add “${words.replace(/^[\s,;:]+/, '')}”`, edits: [edit], safety }] : [];
  }

  #rewrite(name: string, request: SuggestRequest): Suggestion[] {
    const set = this.#data.sets.get(name);
    if (!set) return [];
    const composer = this.#composer(request);
    const statement = request.statement ?? (set.needsTools ? composer.statementOfTools() : undefined);
    if (!statement) return [];
    const edit = composer.rewrite(name, set, statement, request.statement ? request.span : statement.span);
    return edit ? [{ help: 'rewrite', title: set.title, edits: [edit], safety: 'review' }] : [];
  }

  #beside(template: string, request: SuggestRequest): Suggestion[] {
    const { statement, posting, span } = request;
    const words = this.#written(template, request);
    if (words === undefined || !statement) return [];
    const edit = besideEdit(posting, statement, span, words);
    return edit ? [{ help: 'insert', title: `Add “(${words})”`, edits: [edit], safety: 'review' }] : [];
  }

  #insert(names: readonly string[], request: SuggestRequest): Suggestion[] {
    const draft = together(names.flatMap(name => this.#data.drafts.get(name) ?? []));
    if (!draft) return [];
    const edit = this.#draftEdit(draft, request);
    return edit ? [{ help: 'insert', title: draft.title, edits: [edit], safety: 'review' }] : [];
  }

  #draftEdit(draft: LineDraft, request: SuggestRequest): Edit | undefined {
    const { posting } = request;
    const { materials } = this.#composer(request);
    const lines: string[] = [];
    for (const line of draft.lines) {
      const words = fits(line.when, { materials }) ? fill(line.text, name => materials.named(name)) : undefined;
      if (words !== undefined && (draft.all || lines.length === 0)) lines.push(words);
    }
    // A heading alone is a draft only where it was meant as one.
    if (lines.length === 0 && draft.lines.length > 0) return undefined;
    if (isThere([...lines, draft.heading], posting)) return undefined;
    for (const section of placesFor(draft, posting, materials)) {
      const voice = voiceOf(section, bodyOf(posting, section), this.#data);
      const edit = lineEdit(
        posting,
        section,
        lines.map(line => inVoice(line, voice)),
      );
      if (edit) return edit;
    }
    if (draft.into.includes('apply')) {
      const edit = belowApplication(posting, lines);
      if (edit) return edit;
    }
    return sectionEdit(
      posting,
      draft.section,
      draft.heading,
      lines.map(line => unlabelled(inVoice(line, { form: 'base', lead: '' }), draft.heading)),
      draft.first,
    );
  }

  #ask(ask: string, request: SuggestRequest): Suggestion[] {
    const question = this.#written(this.#data.questions.get(ask) ?? ask, request);
    return question === undefined ? [] : [{ help: 'ask', title: question, edits: [], safety: 'display' }];
  }

  /** A card's own text with its placeholders filled; undefined where the posting has nothing for one of them. */
  #written(template: string, request: SuggestRequest): string | undefined {
    const { posting, span, data = {} } = request;
    return fill(template, name => {
      // As written rather than by their catalogue names.
      const tools = name === 'tools' ? namedTools(this.#composer(request).materials, request.statement) : undefined;
      if (tools !== undefined) return tools;
      if (data[name] !== undefined) return String(data[name]);
      if (name === 'match') return posting.source.slice(span.start, span.end);
      const { materials } = this.#composer(request);
      return materials.named(name);
    });
  }
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}

/** Drafts for the same section as one; of others the first. */
function together(drafts: readonly LineDraft[]): LineDraft | undefined {
  const [first, ...others] = drafts;
  if (!first) return undefined;
  const same = others.filter(one => one.section === first.section);
  if (same.length === 0) return first;
  const titles = [first, ...same].map(({ title }, i) => (i === 0 ? title : uncapitalise(title)));
  return { ...first, title: joinWords(titles), lines: [first, ...same].flatMap(one => one.lines), all: true };
}

/** "Pay: …" under a heading "Pay" says it twice. */
function unlabelled(line: string, heading: string): string {
  if (!line.startsWith(`${heading}: `)) return line;
  return line.slice(heading.length + 2).replace(/^‹\p{Ll}/u, start => start.toUpperCase());
}

function moved(role: SectionRole, request: SuggestRequest): Suggestion[] {
  const edits = moveEdits(role, request);
  return edits ? [{ help: 'insert', title: 'Move it to a list of what is welcome', edits, safety: 'review' }] : [];
}

/** True where the draft stands in the posting already, its blanks waiting for the writer. */
function isThere(lines: readonly string[], posting: Posting): boolean {
  const blanks = lines.flatMap(line => line.match(/‹[^‹›]+›/g) ?? []);
  const source = posting.source.toLowerCase();
  return blanks.length > 0 && blanks.every(blank => source.includes(blank.toLowerCase()));
}

/** The sections a draft's lines may go to, best first. */
function* placesFor({ into }: LineDraft, posting: Posting, materials: Materials): Iterable<Section> {
  for (const role of into) {
    // A duty of its own would be lost in the running text that tells of the job as a whole.
    const isFit = (members: readonly Statement[]) =>
      role === 'role' && into.includes('duties') ? members.some(one => one.kind === 'item') : members.length > 0;
    const fit = posting.sections.filter(one => one.role === role && isFit(bodyOf(posting, one)));
    // Pay stated for each grade is not where that of all belongs; the address comes before how to apply.
    const section = role === 'pay' && fit.length > 1 ? undefined : role === 'apply' ? fit.at(-1) : fit[0];
    if (section) yield section;
  }
  // Duties may stand under a heading that does not say so.
  const busiest = into.includes('duties') ? materials.sectionOfDuties() : undefined;
  if (busiest) yield busiest;
}

/** The tools of a statement, or of the posting, as written. */
function namedTools(materials: Materials, statement: Statement | undefined): string | undefined {
  const statements = statement ? [statement] : materials.posting.statements;
  const names = new Map<string, string>();
  for (const one of statements) {
    const written = materials.toolNames(one);
    materials.tools(one).forEach(({ name }, i) => {
      if (!names.has(name)) names.set(name, written[i] as string);
    });
  }
  const words = [...names.values()];
  if (words.length === 0) return undefined;
  return words.length > 5 ? `${words.slice(0, 4).join(', ')} and the others` : joinWords(words);
}

/** Words with markup or a line end between them cannot be swapped unseen. */
function lowered(safety: Safety, edit: Edit, { posting }: SuggestRequest): Safety {
  if (safety !== 'safe') return safety;
  const crosses = posting.format === 'text' ? /[\r\n]/ : /[*_`[\]<>\r\n]/;
  return crosses.test(posting.source.slice(edit.span.start, edit.span.end)) ? 'review' : safety;
}

/** True where both texts end with the same word. */
function endsAlike(a: string, b: string): boolean {
  const [one, other] = [a, b].map(text => /\p{L}+$/u.exec(text)?.[0].toLowerCase());
  return one !== undefined && one === other;
}
