/**
 * The values that pass between the layers. Everything inside sm-jd speaks in
 * UTF-16 offsets into the source; lines and columns appear only in reporters.
 */

import type { Facet } from './facets.js';
import type { Word } from './words.js';

/** A half-open range of UTF-16 offsets into a posting's source. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A word, number or name of a statement. `norm` is what terms are matched against. */
export interface Token extends Span {
  /** NFKC, lower case, straight apostrophes, entities and escapes decoded. */
  readonly norm: string;
  /** The word with this norm. */
  readonly word: Word;
  /** Where the token begins in `statement.prose.text`. */
  readonly at: number;
  /** Where it ends there. */
  readonly to: number;
}

/** Readable text with markup removed, and the way back to the source. */
export interface Prose {
  readonly text: string;
  /**
   * The source pieces that hold `text.slice(from, to)`, in order, adjacent ones
   * joined. More than one piece means that markup or a line prefix stands between.
   */
  toSource(from: number, to: number): readonly Span[];
}

/**
 * `sentence`: running text, one sentence. `item`: (a sentence of) a list item, typed or real.
 * `cell`: a table cell. `heading`: a heading, real or faked by a bold line, capitals or a colon.
 */
export type StatementKind = 'sentence' | 'item' | 'heading' | 'cell';

export interface Statement {
  /** Position in `posting.statements`. */
  readonly index: number;
  readonly kind: StatementKind;
  readonly prose: Prose;
  readonly tokens: readonly Token[];
  /** From the first to the last character the author wrote, markup inside included, bullet and heading marks outside. */
  readonly span: Span;
  readonly section: Section;
  /** Statements of one paragraph, list item or cell share a block number. */
  readonly block: number;
  /** Nesting of the list the statement stands in; 0 outside lists. */
  readonly depth: number;
}

export const SECTION_ROLES = [
  'title',
  'about',
  'role',
  'duties',
  'must',
  'nice',
  'benefits',
  'pay',
  'place',
  'legal',
  'apply',
  'other',
] as const;

/**
 * What a section is for: the job's name, the employer, the job in a few words, what the person
 * does, what is required, what is welcome, what is offered, pay, where and when, legal text,
 * how to apply, anything else.
 */
export type SectionRole = (typeof SECTION_ROLES)[number];

export interface Section {
  readonly role: SectionRole;
  readonly heading?: Statement;
  /** The statements under the heading, the heading itself left out. */
  readonly statements: readonly Statement[];
  readonly span: Span;
  /** 1 to 6 for Markdown headings; faked headings count as one below the nearest real one. */
  readonly level: number;
}

export const FACT_KEYS = [
  'title',
  'employer',
  'location',
  'pay',
  'contract',
  'hours',
  'start',
  'closing',
  'contact',
  'reference',
  'department',
  'reports-to',
  'language',
  'jurisdiction',
  'role',
] as const;
export type FactKey = (typeof FACT_KEYS)[number];

/** Something the posting states as `label: value`, in its front matter or in its body. */
export interface Fact {
  readonly key: FactKey;
  /** As the author wrote it, trimmed, markup removed. */
  readonly value: string;
  readonly span: Span;
  readonly from: 'front-matter' | 'label' | 'heading';
}

/** Something wrong with the file's form, found while reading it. */
export interface Problem {
  readonly code: 'front-matter-invalid' | 'markdown-too-deep';
  /** A whole sentence for the author: what is wrong and what was done about it. */
  readonly message: string;
  readonly span: Span;
}

/** A posting, parsed once, read by every rule. Immutable. */
export interface Posting {
  readonly path: string;
  readonly format: 'markdown' | 'text';
  readonly source: string;
  /** The front matter's raw block, fences included, and its value when it is a mapping. */
  readonly frontMatter?: { readonly span: Span; readonly data: Readonly<Record<string, unknown>> };
  readonly facts: readonly Fact[];
  readonly sections: readonly Section[];
  /** All statements in source order, headings included. */
  readonly statements: readonly Statement[];
  /** Source ranges that are no prose and must never be edited: front matter, code, HTML, link targets. */
  readonly opaque: readonly Span[];
  readonly problems: readonly Problem[];
}

export const SEVERITIES = ['info', 'warning', 'error'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Replace `span` by `text`. An empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/**
 * `safe`: meaning is kept, may be applied unseen. `review`: a person should read it before it is
 * applied. `display`: for reading only, never applied by the tool.
 */
export type Safety = 'safe' | 'review' | 'display';

/**
 * `replace` a phrase, `rewrite` a statement, `insert` what is missing, or `ask` the question
 * whose answer is missing.
 */
export type Help = 'replace' | 'rewrite' | 'insert' | 'ask';

export interface Suggestion {
  readonly help: Help;
  /** What applying it does, or the question itself for `ask`. One line, plain words. */
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly safety: Safety;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** `source.slice(span.start, span.end)`. */
  readonly actual: string;
  readonly evidence: readonly Span[];
  readonly suggestions: readonly Suggestion[];
  readonly suppressed?: { readonly by: 'comment' | 'baseline'; readonly reason?: string };
  /** Stays the same when lines move or the posting is wrapped anew; set where a run asks for it. */
  readonly fingerprint?: string;
  /** Another finding covers the same words; reporters may fold it. */
  readonly overlaps?: boolean;
}

/** Something that kept sm-jd from doing its job; any of them makes the exit code 2. */
export interface Failure {
  readonly kind: 'file' | 'rule' | 'config' | 'card' | 'usage';
  /** File, rule or option the failure is about. */
  readonly subject: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** Why a rule kept silent on a posting, for `--verbose`. */
export interface Skip {
  readonly rule: string;
  readonly reason: string;
}

export interface FileResult {
  readonly path: string;
  readonly source: string;
  /** In source order. */
  readonly findings: readonly Finding[];
  readonly skips: readonly Skip[];
  /** How the posting's statements divide over the facets; set where a run asks for it. */
  readonly balance?: readonly { readonly facet: Facet; readonly count: number; readonly share: number }[];
}

/** What reporters tell about a rule. */
export interface RuleInfo {
  readonly id: string;
  readonly summary: string;
  readonly why: string;
  readonly severity: Severity | 'off';
  /** What the rule rests on. */
  readonly sources?: readonly { readonly title: string; readonly url?: string | undefined }[];
}

export interface RunResult {
  readonly tool: { readonly name: 'sm-jd'; readonly version: string };
  readonly files: readonly FileResult[];
  readonly failures: readonly Failure[];
  /** The rules of the run, by id; for formats that describe them. */
  readonly rules?: readonly RuleInfo[];
}

export interface ReporterOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export interface Reporter {
  readonly name: string;
  format(run: RunResult, options: ReporterOptions): string;
  /** The same report in pieces, where its format can be printed while the run goes on. */
  stream?(options: ReporterOptions): ReportStream;
}

/** A report in pieces that are, joined, what `format` gives. */
export interface ReportStream {
  /** Called for each file, in order. */
  file(file: FileResult): string;
  /** Called once, after the last file. */
  end(failures: readonly Failure[]): string;
}
