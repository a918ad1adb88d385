import { type HouseNames, houseNames } from '../boilerplate/house-names.js';
import { type ComparedData, comparedData, peersOfOne } from '../boilerplate/peers.js';
import { builtInStock } from '../boilerplate/store/stock-file.js';
import type { Overlap } from '../boilerplate/types.js';
import type { Failure, FileResult, Posting } from '../core/types.js';
import { parsePosting } from '../document/index.js';
import type { Project } from './project.js';
import type { RawPosting } from './read-posting.js';

/** What results should hold beside the findings. */
export interface Asks {
  /** How the statements divide over the facets. */
  readonly balance: boolean;
  readonly fingerprints: boolean;
  /** Why rules kept silent. */
  readonly skips: boolean;
}

/** What was found in one posting; its text is left out, as whoever asked has it. */
export interface Linted {
  readonly file: Omit<FileResult, 'source'>;
  readonly failures: readonly Failure[];
}

interface Parsed {
  readonly posting: Posting;
  readonly compared: ComparedData;
}

/** Lints one posting after another, in this thread. */
export class PostingLinter {
  readonly #project: Project;
  readonly #asks: Asks;
  readonly #employer: string | undefined;
  readonly #stock = builtInStock();
  readonly #parsed = new Map<string, Parsed>();
  readonly #keeps: boolean;
  /** What is asked about one posting is mostly asked in a row. */
  #last: Posting | undefined;

  /**
   * @param employer of all postings, where a flag names one
   * @param keeps whether postings stay parsed between the two times they are read, to be compared and
   *   to be linted; a parsed posting takes some seventeen bytes a character
   */
  constructor(project: Project, asks: Asks, employer: string | undefined, keeps: boolean) {
    this.#project = project;
    this.#asks = asks;
    this.#employer = employer;
    this.#keeps = keeps;
  }

  /** What the posting is compared by. */
  compared(raw: RawPosting): ComparedData {
    const posting = this.#posting(raw);
    const compared = comparedData(posting, this.#employer);
    if (this.#keeps && !this.#parsed.has(raw.path)) this.#parsed.set(raw.path, { posting, compared });
    return compared;
  }

  /** What gives away whose posting it is. */
  names(raw: RawPosting): HouseNames {
    return houseNames(this.#posting(raw));
  }

  #posting(raw: RawPosting): Posting {
    const kept = this.#kept(raw)?.posting ?? (isOf(this.#last, raw) ? this.#last : undefined);
    if (kept !== undefined) return kept;
    const { source, path, format } = raw;
    this.#last = parsePosting(source, { path, format });
    return this.#last;
  }

  /** What is kept of this very text: standard input may go by the path of a file that is linted, too. */
  #kept(raw: RawPosting): Parsed | undefined {
    const kept = this.#parsed.get(raw.path);
    return isOf(kept?.posting, raw) ? kept : undefined;
  }

  /** @param found what the posting shares with others, by the fewest words of a run */
  async lint(raw: RawPosting, found: (minWords: number) => readonly Overlap[]): Promise<Linted> {
    const linter = await this.#project.linterFor(raw.path);
    const posting = this.#posting(raw);
    const known = this.#kept(raw)?.compared;
    const peers = peersOfOne(() => known ?? comparedData(posting, this.#employer), found, this.#stock);
    const { file, failures } = linter.lint(posting, peers, { balance: this.#asks.balance, repeats: true });
    if (this.#kept(raw)) this.#parsed.delete(raw.path);
    const { source: _, ...all } = file;
    const result = this.#asks.skips ? all : { ...all, skips: [] };
    if (!this.#asks.fingerprints) return { file: result, failures };
    const { withFingerprints } = await import('../engine/fingerprint.js');
    return { file: { ...result, findings: withFingerprints(posting, file.findings) }, failures };
  }
}

function isOf(posting: Posting | undefined, { path, source }: RawPosting): boolean {
  return posting?.path === path && posting.source === source;
}
