import type { SectionRole, Span, Statement } from '../core/types.js';
import type { Profile, StatementProfile } from './types.js';

/** A profile as plain data, which can be printed, kept and sent. */
export interface PlainProfile extends Omit<Profile, 'statements'> {
  readonly statements: readonly PlainStatement[];
}

/** A statement without the ways that lead from it to its section and on to all the others. */
export interface PlainStatement extends Omit<StatementProfile, 'statement'> {
  /** As it reads, markup removed. */
  readonly text: string;
  readonly kind: Statement['kind'];
  readonly span: Span;
  readonly section: SectionRole;
}

export function plainProfile(profile: Profile): PlainProfile {
  const { role, roleReason, title, level, statements, facets, document, platformYears } = profile;
  return {
    role,
    roleReason,
    title,
    level,
    facets,
    document,
    platformYears,
    statements: statements.map(({ statement, main, second, evidence, secondEvidence, scores, tools }) => ({
      text: statement.prose.text,
      kind: statement.kind,
      span: statement.span,
      section: statement.section.role,
      ...(main && { main }),
      ...(second && { second }),
      evidence,
      secondEvidence,
      scores,
      tools,
    })),
  };
}
