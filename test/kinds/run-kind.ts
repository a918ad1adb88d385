import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import type { Posting } from '../../src/core/types.js';
import { parsePosting } from '../../src/document/index.js';
import { lintPosting } from '../../src/engine/lint.js';
import { BUILT_IN_KINDS } from '../../src/kinds/index.js';
import type { PeerIndex, Where } from '../../src/kinds/types.js';
import type { Profile } from '../../src/profile/types.js';
import type { Card } from '../../src/rules/card.js';
import { compileRules } from '../../src/rules/rule-set.js';

export interface RunOptions {
  readonly where?: Where;
  readonly message?: string;
  readonly profile?: (posting: Posting) => Profile;
  readonly peers?: PeerIndex;
  readonly jurisdictions?: readonly string[];
  readonly format?: 'markdown' | 'text';
}

/** A card with the params given in YAML, and nothing else of interest. */
export function cardOf(kind: string, params: string, options: RunOptions = {}, id = 'test/rule'): Card {
  const schema = BUILT_IN_KINDS.get(kind)?.params;
  if (schema === undefined) throw new Error(`no kind ${kind}`);
  return {
    id,
    aliases: [],
    kind,
    severity: 'warning',
    summary: '',
    why: '',
    sources: [],
    where: options.where ?? {},
    message: options.message ?? '{match}',
    params: v.parse(schema, parseYaml(params)),
    examples: [],
    file: 'test.yaml',
  };
}

/** Lints a text with one rule of a kind. */
export function runKind(kind: string, params: string, text: string, options: RunOptions = {}) {
  const { set, failures } = compileRules([cardOf(kind, params, options)], {
    kinds: BUILT_IN_KINDS,
    lists: { people: '(customer*|member*)' },
  });
  if (failures.length > 0) throw new Error(failures[0]?.message);
  return lintPosting(parsePosting(text, { path: 'a.md', ...(options.format && { format: options.format }) }), set, {
    profile:
      options.profile ??
      (() => {
        throw new Error('this rule was not to ask for the profile');
      }),
    ...(options.peers && { peers: options.peers }),
    ...(options.jurisdictions && { jurisdictions: options.jurisdictions }),
  });
}

/** The words of the findings. */
export function marks(kind: string, params: string, text: string, options: RunOptions = {}): string[] {
  const { findings, failures } = runKind(kind, params, text, options);
  if (failures.length > 0) throw new Error(failures[0]?.message);
  return findings.map(finding => finding.actual);
}
