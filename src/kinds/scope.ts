import type { SectionRole, Statement } from '../core/types.js';
import type { Where } from './types.js';

/** True where the card's `where` lets a rule look at the statement. Roles and places are the engine's matter. */
export function inScope(statement: Statement, where: Where): boolean {
  if (where.statements !== undefined && !where.statements.includes(statement.kind)) return false;
  return isRoleInScope(statement.section.role, where);
}

/** True where the card's `where` lets a rule look into sections of the role. */
export function isRoleInScope(role: SectionRole, { sections, notSections }: Where): boolean {
  return (sections === undefined || sections.includes(role)) && notSections?.includes(role) !== true;
}
