import type { Statement } from '../core/types.js';
import type { Where } from './types.js';

/** True where the card's `where` lets a rule look at the statement. Roles and places are the engine's matter. */
export function inScope(statement: Statement, where: Where): boolean {
  const { role } = statement.section;
  if (where.statements !== undefined && !where.statements.includes(statement.kind)) return false;
  if (where.sections !== undefined && !where.sections.includes(role)) return false;
  return where.notSections === undefined || !where.notSections.includes(role);
}
