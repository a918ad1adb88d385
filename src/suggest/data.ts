import * as v from 'valibot';
import { FACETS, type Facet, type Level, ROLE_FAMILIES, type RoleFamily } from '../core/facets.js';
import { SECTION_ROLES, type SectionRole } from '../core/types.js';
import { verbForms } from '../lexicon/inflect.js';
import type { VerbForm } from './language.js';

/** What must be true of a statement and its posting for a shape or line to be used. */
export interface When {
  /** Kinds of tools; every tool of the statement is of one of these. */
  readonly tools?: readonly string[];
  /** The statement names more than one tool. */
  readonly several?: boolean;
  /** Its tools are of more than one kind. */
  readonly mixed?: boolean;
  /** One of these words stands in the statement. */
  readonly words?: readonly string[];
  /** And one of these. */
  readonly also?: readonly string[];
  readonly sections?: readonly SectionRole[];
  readonly roles?: readonly RoleFamily[];
  readonly levels?: readonly Level[];
}

/** `do` writes a statement anew, `add` adds to its words. */
export interface Shape {
  readonly way: 'do' | 'add';
  readonly text: string;
  readonly when: When;
}

export interface ShapeSet {
  readonly title: string;
  /** Only for statements that name tools and do not say what for. */
  readonly needsTools: boolean;
  /** What is added always stands in brackets. */
  readonly brackets: boolean;
  /** A statement that holds other words than these and its tools is added to, never written anew. */
  readonly vocabulary: ReadonlySet<string>;
  readonly shapes: readonly Shape[];
}

export interface LineDraft {
  readonly title: string;
  /** Sections the line may go to, best first; empty where a section is made in any case. */
  readonly into: readonly SectionRole[];
  /** Role of the section that is made. */
  readonly section: SectionRole;
  /** The section that is made goes right below the title. */
  readonly first: boolean;
  readonly heading: string;
  readonly lines: readonly { readonly text: string; readonly when: When }[];
  /** All lines rather than the first that fits. */
  readonly all: boolean;
}

export interface ToolKind {
  readonly one: string;
  readonly many: string;
  /** A duty of one of these facets, with one of these words, may be what such a tool is used for. */
  readonly facets: readonly Facet[];
  readonly acts: ReadonlySet<string>;
}

/** `rules/data/rewrites.yaml`, checked and made ready. */
export interface SuggestData {
  readonly sets: ReadonlyMap<string, ShapeSet>;
  readonly drafts: ReadonlyMap<string, LineDraft>;
  readonly questions: ReadonlyMap<string, string>;
  readonly tools: ReadonlyMap<string, ToolKind>;
  readonly people: {
    readonly general: ReadonlySet<string>;
    readonly particular: ReadonlySet<string>;
    readonly perhapsColleagues: ReadonlySet<string>;
    readonly unsaid: ReadonlySet<string>;
    readonly notOf: ReadonlySet<string>;
  };
  /** Any form of a duty's verb, and which form it is. */
  readonly verbs: ReadonlyMap<string, { readonly base: string; readonly form: VerbForm }>;
}

/** Placeholders of `rules/data/rewrites.yaml`. */
const PLACEHOLDERS = new Set(['tools', 'such-as', 'act', 'acting', 'audience', 'who', 'employer', 'title', 'match']);
const PLACEHOLDER = /\{([a-z-]+)(?::([A-Z]))?\}/g;

const phrase = v.pipe(
  v.string(),
  v.minLength(1, 'write some words'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const mistake = phraseMistake(dataset.value);
    if (mistake) addIssue({ message: mistake });
  }),
);

function phraseMistake(text: string): string | undefined {
  for (const [whole, name, facet] of text.matchAll(PLACEHOLDER)) {
    if (!PLACEHOLDERS.has(name as string))
      return `nothing fills ${whole}; known are {${[...PLACEHOLDERS].join('}, {')}}`;
    if (facet !== undefined && !(FACETS as readonly string[]).includes(facet))
      return `${whole}: "${facet}" is no facet`;
  }
  if (text.replace(PLACEHOLDER, '').match(/[{}]/)) return 'a brace without its other half';
  if (text.replace(/‹[^‹›]+›/g, '').match(/[‹›]/)) return 'a blank is written ‹like this?›';
  return undefined;
}

const words = v.pipe(
  v.string(),
  v.transform(text => new Set(text.split(/\s+/).filter(word => word !== ''))),
);

const when = v.optional(
  v.strictObject({
    tools: v.optional(v.array(v.string())),
    several: v.optional(v.boolean()),
    mixed: v.optional(v.boolean()),
    words: v.optional(v.array(v.string())),
    also: v.optional(v.array(v.string())),
    sections: v.optional(v.array(v.picklist(SECTION_ROLES))),
    roles: v.optional(v.array(v.picklist(ROLE_FAMILIES))),
    levels: v.optional(v.array(v.picklist(['manager', 'strategist', 'contributor', 'mixed', 'unclear']))),
  }),
  {},
);

const shape = v.pipe(
  v.union(
    [v.strictObject({ do: phrase, when }), v.strictObject({ add: phrase, when })],
    'write "do:" or "add:", and "when:" if it does not always fit',
  ),
  v.transform(
    (value): Shape =>
      'do' in value
        ? { way: 'do', text: value.do, when: value.when as When }
        : { way: 'add', text: value.add, when: value.when as When },
  ),
);

const draft = v.pipe(
  v.strictObject({
    title: v.string(),
    into: v.optional(v.array(v.picklist(SECTION_ROLES)), []),
    section: v.optional(v.picklist(SECTION_ROLES)),
    first: v.optional(v.boolean(), false),
    heading: v.string(),
    lines: v.optional(v.array(v.strictObject({ text: phrase, when })), []),
    all: v.optional(v.boolean(), false),
  }),
  v.check(({ into, section }) => into.length > 0 || section !== undefined, 'write "into:" or "section:"'),
  v.transform(
    ({ section, ...rest }): LineDraft => ({
      ...rest,
      lines: rest.lines as LineDraft['lines'],
      section: section ?? (rest.into[0] as SectionRole),
    }),
  ),
);

const schema = v.strictObject({
  sets: v.record(
    v.string(),
    v.strictObject({
      title: v.string(),
      needsTools: v.optional(v.boolean(), false),
      brackets: v.optional(v.boolean(), false),
      vocabulary: v.optional(words, ''),
      shapes: v.pipe(v.array(shape), v.minLength(1, 'write at least one shape')),
    }),
  ),
  drafts: v.record(v.string(), draft),
  questions: v.record(v.string(), v.pipe(phrase, v.regex(/\?$/, 'a question ends in "?"'))),
  tools: v.record(
    v.string(),
    v.strictObject({
      one: v.string(),
      many: v.string(),
      facets: v.array(v.picklist(FACETS)),
      acts: v.pipe(
        v.array(v.string()),
        v.transform(list => new Set(list)),
      ),
    }),
  ),
  people: v.strictObject({
    general: words,
    particular: words,
    'perhaps-colleagues': words,
    unsaid: words,
    'not-of': words,
  }),
  verbs: words,
});

/**
 * Checks what the YAML holds.
 * @throws Error that names the place in the data and the mend
 */
export function parseSuggestData(value: unknown): SuggestData {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) {
    const problems = parsed.issues.map(issue => {
      const at = (issue.path ?? []).map(item => String(item.key)).join('.');
      return `${at}: ${issue.message}`;
    });
    throw new Error(`rewrites.yaml: ${problems.join('; ')}`);
  }
  const { sets, drafts, questions, tools, people, verbs } = parsed.output;
  return {
    sets: new Map(Object.entries(sets)),
    drafts: new Map(Object.entries(drafts)),
    questions: new Map(Object.entries(questions)),
    tools: new Map(Object.entries(tools)),
    people: {
      general: people.general,
      particular: people.particular,
      perhapsColleagues: people['perhaps-colleagues'],
      unsaid: people.unsaid,
      notOf: people['not-of'],
    },
    verbs: verbTable(verbs),
  };
}

function verbTable(bases: ReadonlySet<string>): SuggestData['verbs'] {
  const table = new Map<string, { base: string; form: VerbForm }>();
  for (const base of bases) {
    const [, third, ...others] = verbForms(base);
    table.set(base, { base, form: 'base' });
    if (third && !table.has(third)) table.set(third, { base, form: 'third' });
    for (const other of others)
      if (other.endsWith('ing') && !table.has(other)) table.set(other, { base, form: 'gerund' });
  }
  return table;
}

/** Names of the placeholders in a text, with their facets: `{act:R}` is `['act', 'R']`. */
export function placeholders(text: string): { name: string; facet?: Facet }[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name, facet]) => ({
    name: name as string,
    ...(facet !== undefined && { facet: facet as Facet }),
  }));
}

/** Puts values in place of the placeholders; undefined where `value` has none for one of them. */
export function fill(
  text: string,
  value: (name: string, facet: Facet | undefined) => string | undefined,
): string | undefined {
  let missing = false;
  const filled = text.replace(PLACEHOLDER, (_, name: string, facet: Facet | undefined) => {
    const words = value(name, facet);
    if (words === undefined) missing = true;
    return words ?? '';
  });
  return missing ? undefined : filled;
}
