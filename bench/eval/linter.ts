import type { Finding, Posting } from '../../src/core/types.js';
import { createLinter } from '../../src/engine/linter.js';
import { BUILT_IN_KINDS } from '../../src/kinds/index.js';
import type { PeerIndex, RuleMeta } from '../../src/kinds/types.js';
import type { Profile } from '../../src/profile/types.js';
import { builtInCards } from '../../src/rules/built-in.js';

/** The rules that ship, all of them switched on, with the profile of each posting given from outside. */
export interface EvalLinter {
  /** As the cards say, before anything was switched on. */
  readonly rules: readonly RuleMeta[];
  /**
   * @param profile called where a rule asks
   * @throws Error where a rule breaks: its figures would look like silence
   */
  lint(posting: Posting, profile: (posting: Posting) => Profile, peers?: PeerIndex): readonly Finding[];
}

/** @throws Error naming every card that cannot be used */
export function createEvalLinter(): EvalLinter {
  const { cards, lists } = builtInCards();
  const profiles = new WeakMap<Posting, (posting: Posting) => Profile>();
  // No suggester: nobody reads the suggestions here, and writing them takes time.
  const linter = createLinter({
    cards,
    lists,
    kinds: BUILT_IN_KINDS,
    settings: [{ name: '*', severity: 'on' }],
    profile: posting => {
      const profile = profiles.get(posting);
      if (!profile) throw new Error('no profile was given');
      return profile(posting);
    },
  });
  tell(linter.failures);
  return {
    rules: cards,
    lint(posting, profile, peers) {
      profiles.set(posting, profile);
      const { file, failures } = linter.lint(posting, peers);
      tell(failures);
      return file.findings;
    },
  };
}

function tell(failures: readonly { readonly subject: string; readonly message: string }[]): void {
  if (failures.length > 0) throw new Error(failures.map(one => `${one.subject}: ${one.message}`).join('\n'));
}
