import type { Facet, Level, RoleFamily } from '../../src/core/facets.js';
import type { Posting } from '../../src/core/types.js';
import { parsePosting } from '../../src/document/index.js';
import type { Profile, StatementProfile, ToolMention } from '../../src/profile/types.js';

/** What a test tells about a posting in place of a computed profile. */
export interface Told {
  /** Facet of each statement that holds these words. */
  readonly facets?: Readonly<Record<string, Facet>>;
  /** Kinds of tools, by the name as written. */
  readonly tools?: Readonly<Record<string, string>>;
  /** Those of `tools` that are no names: "scheduling software". */
  readonly generic?: readonly string[];
  readonly role?: RoleFamily;
  readonly level?: Level;
  readonly path?: string;
}

/** A posting whose profile is what the test says, so that tests of suggestions stand on their own. */
export function told(source: string, told: Told = {}): { posting: Posting; profile: () => Profile } {
  const posting = parsePosting(source, { path: told.path ?? 'posting.md' });
  const statements = posting.statements.map((statement): StatementProfile => {
    const tools: ToolMention[] = [];
    for (const [name, kind] of Object.entries(told.tools ?? {})) {
      const at = statement.prose.text.indexOf(name);
      if (at < 0) continue;
      const [first, ...rest] = statement.prose.toSource(at, at + name.length);
      const last = rest.at(-1) ?? first;
      if (!first || !last) continue;
      tools.push({
        name,
        kind,
        generic: told.generic?.includes(name) ?? false,
        span: { start: first.start, end: last.end },
      });
    }
    tools.sort((a, b) => a.span.start - b.span.start);
    const main = Object.entries(told.facets ?? {}).find(([words]) => statement.prose.text.includes(words))?.[1];
    return {
      statement,
      ...(main !== undefined && statement.kind !== 'heading' && { main }),
      evidence: [],
      secondEvidence: [],
      scores: {} as StatementProfile['scores'],
      tools,
    };
  });
  const profile = {
    role: told.role ?? 'social',
    roleReason: 'the test says so',
    level: told.level ?? 'contributor',
    statements,
    facets: {},
    document: {},
  } as unknown as Profile;
  return { posting, profile: () => profile };
}
