/**
 * The public API: lint a posting's text, or make a linter once and use it for many.
 *
 *     import { lint } from 'sm-jd';
 *     const { findings } = lint('# Social Media Manager\n\n- Hootsuite, Buffer, Canva');
 */
import { buildPeers, type PeersOptions } from './boilerplate/peers.js';
import type { RoleFamily } from './core/facets.js';
import type { Failure, FileResult, Posting } from './core/types.js';
import { parsePosting } from './document/index.js';
import {
  type Linter as BareLinter,
  type LinterOptions as BareOptions,
  createLinter as createBareLinter,
} from './engine/linter.js';
import { BUILT_IN_KINDS } from './kinds/index.js';
import type { PeerIndex } from './kinds/types.js';
import { builtInCards } from './rules/built-in.js';

export type * from './core/facets.js';
export type * from './core/types.js';
export { parsePosting } from './document/index.js';
export type { Card } from './rules/card.js';
export type { RuleSettings } from './rules/rule-set.js';

export interface LinterOptions extends Pick<BareOptions, 'settings' | 'role' | 'jurisdictions' | 'employer'> {}

export interface Linter extends BareLinter {
  /** Makes postings comparable with each other; give the result to `lint`. */
  peersOf(postings: readonly Posting[], options?: PeersOptions): PeerIndex;
}

/** A linter with the rules that ship with sm-jd. Making one takes longer than linting with it. */
export function createLinter(options: LinterOptions = {}): Linter {
  const { cards, lists } = builtInCards();
  const bare = createBareLinter({
    ...options,
    cards,
    lists,
    kinds: BUILT_IN_KINDS,
    profile: () => {
      throw new Error('profile not there');
    },
  });
  return {
    ...bare,
    peersOf: (postings, peersOptions) =>
      buildPeers(postings, { ...(options.employer !== undefined && { employer: options.employer }), ...peersOptions }),
  };
}

export interface LintOptions extends LinterOptions {
  /** Shown in the result; its ending decides the format. Default `posting.md`. */
  readonly path?: string;
}

/**
 * Lints one posting's text.
 * @throws Error where the options name a rule that does not exist, or settings that it does not have.
 */
export function lint(text: string, options: LintOptions = {}): FileResult & { readonly failures: readonly Failure[] } {
  const linter = createLinter(options);
  if (linter.failures.length > 0) {
    throw new Error(linter.failures.map(failure => `${failure.subject}: ${failure.message}`).join('\n'));
  }
  const posting = parsePosting(text, { path: options.path ?? 'posting.md' });
  const { file, failures } = linter.lint(posting);
  return { ...file, failures };
}

export type { RoleFamily };
