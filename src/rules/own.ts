import { BUILT_IN_KINDS } from '../kinds/index.js';
import { linearRegex } from '../kinds/linear-regex.js';
import type { Kind, RegexEngine } from '../kinds/types.js';
import type { NamedLists } from '../lexicon/pattern.js';
import type { Suggester } from '../suggest/types.js';
import { type LoadedCards, loadCards } from './load.js';

/** Rule cards that did not come with sm-jd. Their expressions run in linear time, whoever wrote them. */
export interface OwnCards extends LoadedCards {
  /** Kinds of check that they use besides those that ship with sm-jd. */
  readonly kinds: readonly Kind[];
  readonly regex: RegexEngine;
}

/**
 * Reads folders of cards. Never throws: what is wrong is among the failures.
 *
 * @param lists word lists that ship with sm-jd; a folder's own lists come on top
 * @param kinds kinds of check that the cards may name, too
 */
export function loadOwnCards(
  folders: readonly string[],
  lists: NamedLists,
  suggester: Suggester,
  kinds: readonly Kind[] = [],
): OwnCards {
  const allKinds = new Map([...kinds.map((kind): [string, Kind] => [kind.name, kind]), ...BUILT_IN_KINDS]);
  const loaded = folders.map(folder => loadCards(folder, { kinds: allKinds, lists, suggester, regex: linearRegex }));
  return {
    cards: loaded.flatMap(one => one.cards),
    lists: Object.assign({}, ...loaded.map(one => one.lists)),
    failures: loaded.flatMap(one => one.failures),
    regex: linearRegex,
    kinds: [...allKinds.values()].filter(kind => !BUILT_IN_KINDS.has(kind.name)),
  };
}
