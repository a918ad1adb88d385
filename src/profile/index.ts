import { FACETS, type Facet, type Level, type RoleFamily } from '../core/facets.js';
import type { Posting, Span, Statement } from '../core/types.js';
import { type Lexicon, lexicon } from '../lexicon/lexicon.js';
import { answerDocument, type Likelihoods } from './document.js';
import { type DocumentReading, readDocument } from './document-features.js';
import { likelihood } from './document-model.js';
import { QUESTION_NAMES, questionValues } from './document-questions.js';
import { DOCUMENT_WEIGHTS } from './document-weights.js';
import { type FacetScores, scoreFacets } from './facets/index.js';
import { familyOf, type RoleReading, readRole, roleReason } from './role.js';
import { ownProducts, toolsOf } from './tools.js';
import { platformYearsOf } from './tools-years.js';
import type { DocumentProfile, FacetShare, PlatformYears, Profile, StatementProfile, ToolMention } from './types.js';

export interface ProfileSources {
  /** What the user says the job is, in place of what title and duties say. */
  readonly role?: RoleFamily | undefined;
  /** Facets by statement index in place of the trained weights' opinion, for measuring. */
  readonly facets?: readonly (FacetScores | undefined)[];
  /** Answers in place of those of the trained weights, for measuring. */
  readonly likelihoods?: Partial<Likelihoods>;
}

/**
 * What a posting asks for: of each statement, and as a whole. Every part is computed when first
 * read, so that asking for the role alone costs little.
 *
 * @param role what the user says the job is; left out, title and duties decide
 */
export function profilePosting(posting: Posting, role?: RoleFamily): Profile {
  return profileFrom(posting, { role });
}

/** The same with parts given from outside. */
export function profileFrom(posting: Posting, sources: ProfileSources): Profile {
  return new PostingProfile(posting, sources, lexicon());
}

class PostingProfile implements Profile {
  readonly #posting: Posting;
  readonly #sources: ProfileSources;
  readonly #lexicon: Lexicon;
  readonly #roleReading: RoleReading;
  #role: RoleFamily | undefined;
  #statements: readonly StatementProfile[] | undefined;
  #facets: Readonly<Record<Facet, FacetShare>> | undefined;
  #answers: { readonly document: DocumentProfile; readonly level: Level } | undefined;
  #platformYears: readonly PlatformYears[] | undefined;

  constructor(posting: Posting, sources: ProfileSources, terms: Lexicon) {
    this.#posting = posting;
    this.#sources = sources;
    this.#lexicon = terms;
    this.#roleReading = readRole(posting, terms);
  }

  get title(): string {
    return this.#roleReading.title;
  }

  get role(): RoleFamily {
    this.#role ??= this.#sources.role ?? this.#likeliestRole();
    return this.#role;
  }

  get roleReason(): string {
    return this.#sources.role === undefined ? roleReason(this.role, this.#roleReading) : 'you said so';
  }

  get statements(): readonly StatementProfile[] {
    this.#statements ??= this.#profileStatements();
    return this.#statements;
  }

  get facets(): Readonly<Record<Facet, FacetShare>> {
    this.#facets ??= shares(this.statements);
    return this.#facets;
  }

  get document(): DocumentProfile {
    return this.#answered().document;
  }

  get level(): Level {
    return this.#answered().level;
  }

  get platformYears(): readonly PlatformYears[] {
    this.#platformYears ??= platformYearsOf(this.#posting, this.#lexicon);
    return this.#platformYears;
  }

  #likeliestRole(): RoleFamily {
    const given = this.#sources.likelihoods?.role;
    return familyOf(given ?? likelihood(DOCUMENT_WEIGHTS.questions.role, this.#roleReading.values), this.#roleReading);
  }

  #profileStatements(): readonly StatementProfile[] {
    const scored = this.#sources.facets ?? scoreFacets(this.#posting, this.#lexicon);
    const own = ownProducts(this.#posting, this.#lexicon);
    return this.#posting.statements.map(
      (statement, i) => new ProfiledStatement(statement, scored[i], () => toolsOf(statement, this.#lexicon, own)),
    );
  }

  #answered(): { readonly document: DocumentProfile; readonly level: Level } {
    if (this.#answers === undefined) {
      const reading = readDocument(this.statements, this.#lexicon, DOCUMENT_WEIGHTS.statements);
      this.#answers = answerDocument(reading, this.#likelihoods(reading), this.role, this.title);
    }
    return this.#answers;
  }

  #likelihoods(reading: DocumentReading): Likelihoods {
    const values = questionValues(this.#roleReading.values, reading.values);
    const answers = QUESTION_NAMES.map(name => [
      name,
      this.#sources.likelihoods?.[name] ?? likelihood(DOCUMENT_WEIGHTS.questions[name], values),
    ]);
    return Object.fromEntries(answers) as Likelihoods;
  }
}

/** Most who ask want the main facet alone: evidence and tools are sought when they are asked for. */
class ProfiledStatement implements StatementProfile {
  readonly statement: Statement;
  readonly main?: Facet;
  readonly second?: Facet;
  readonly scores: Readonly<Record<Facet, number>>;
  readonly #scored: FacetScores | undefined;
  readonly #findTools: () => readonly ToolMention[];
  #tools: readonly ToolMention[] | undefined;

  constructor(statement: Statement, scored: FacetScores | undefined, findTools: () => readonly ToolMention[]) {
    this.statement = statement;
    if (scored) this.main = scored.main;
    if (scored?.second) this.second = scored.second;
    this.scores = scored?.scores ?? NO_SCORES;
    this.#scored = scored;
    this.#findTools = findTools;
  }

  get evidence(): readonly Span[] {
    return this.#scored?.evidence ?? [];
  }

  get secondEvidence(): readonly Span[] {
    return this.#scored?.secondEvidence ?? [];
  }

  get tools(): readonly ToolMention[] {
    this.#tools ??= this.#findTools();
    return this.#tools;
  }
}

const NO_SCORES = Object.fromEntries(FACETS.map(facet => [facet, 0])) as Record<Facet, number>;

/** How many statements have each facet as their main one, and their share of those that have any. */
function shares(statements: readonly StatementProfile[]): Readonly<Record<Facet, FacetShare>> {
  const counts = new Map<Facet, number>(FACETS.map(facet => [facet, 0]));
  let total = 0;
  for (const { main } of statements) {
    if (main === undefined) continue;
    counts.set(main, (counts.get(main) ?? 0) + 1);
    total++;
  }
  return Object.fromEntries(
    [...counts].map(([facet, count]) => [facet, { count, share: total === 0 ? 0 : count / total }]),
  ) as Record<Facet, FacetShare>;
}
