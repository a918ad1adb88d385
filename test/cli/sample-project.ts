/** Two cards, so that these tests do not depend on the rules that ship. */
export const CARDS: Readonly<Record<string, string>> = {
  'cards/words/rockstar.yaml': `id: words/rockstar
kind: existence
severity: warning
summary: Calls the person a rockstar
why: Nobody applies to be one.
sources:
  - { title: House style, supports: it }
message: '“{match}” says nothing about the work.'
params: { terms: [rockstar] }
suggest: { replace: specialist, safety: safe }
examples:
  - { bad: A rockstar wanted, marks: [rockstar], after: A specialist wanted }
  - { bad: Our rockstar cooks, marks: [rockstar], after: Our specialist cooks }
  - { good: A rock star on stage, because: written apart }
  - { good: A geologist wanted, because: works with rocks }
`,
  'cards/words/synergy.yaml': `id: words/synergy
aliases: [words/old-synergy]
kind: existence
severity: info
summary: Speaks of synergy
why: Say who works with whom.
sources:
  - { title: House style, supports: it }
message: '“{match}”: say who works with whom.'
params: { terms: [synergy] }
examples:
  - { bad: Create synergy, marks: [synergy] }
  - { bad: More synergy, marks: [synergy] }
  - { good: Work together, because: plain }
  - { good: Syntax, because: another word }
`,
};

/** Only the two cards above run. */
export const CONFIG = `rules: [./cards]
settings:
  '*': off
  words/rockstar: on
  words/synergy: on
`;

export const ROCKSTAR = '# Cook\n\n- A rockstar at the stove\n';
export const SYNERGY = '# Cook\n\n- Create synergy\n';
export const CLEAN = '# Cook\n\n- Cook lunch for 80 children\n';
