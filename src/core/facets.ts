/** The facets of a statement: what it asks for or tells. Meaning of each letter: docs/facets.md. */
export const FACETS = ['T', 'R', 'C', 'G', 'P', 'S', 'W', 'L', 'Q', 'A', 'B', 'O'] as const;

/**
 * T tool · R relational act · C communication craft · G generic filler · P publishing, one way ·
 * S strategy and measurement · W work inside the organisation · L learning and sharing insight ·
 * Q credentials · A about and legal · B pay and benefits · O other.
 */
export type Facet = (typeof FACETS)[number];

export const FACET_NAMES: Readonly<Record<Facet, string>> = {
  T: 'tools',
  R: 'relating to people',
  C: 'communication craft',
  G: 'generic filler',
  P: 'publishing and producing',
  S: 'strategy and measurement',
  W: 'working inside the organisation',
  L: 'learning and sharing insight',
  Q: 'credentials',
  A: 'about the employer and legal text',
  B: 'pay and benefits',
  O: 'other',
};

/** What a posting tells and does not ask of the person. */
export const TOLD_FACETS = ['A', 'B', 'O'] as const satisfies readonly Facet[];

/** True where a statement with this main facet asks something of the person; a heading has none. */
export function asksOfPerson(main: Facet | undefined): boolean {
  return main !== undefined && !(TOLD_FACETS as readonly Facet[]).includes(main);
}

/** What the work really is. The first five are the families whose rules ask for relating. */
export const ROLE_FAMILIES = ['social', 'community', 'content', 'communications', 'marketing', 'other'] as const;
export type RoleFamily = (typeof ROLE_FAMILIES)[number];
export type Level = 'manager' | 'strategist' | 'contributor' | 'mixed' | 'unclear';
