import { describe, expect, it } from 'vitest';
import { closeness, core, pair } from '../../bench/eval/align.js';
import { BoundaryEval } from '../../bench/eval/boundaries.js';
import { FacetEval } from '../../bench/eval/facets.js';
import { HeadingEval, NO_HEADING } from '../../bench/eval/headings.js';
import { RuleEval } from '../../bench/eval/rules.js';
import type { Answers, LabelledPosting, Unit } from '../../bench/support/corpus.js';
import { FACETS, type Facet } from '../../src/core/facets.js';
import type { Finding, Posting, Section, SectionRole, Statement, StatementKind } from '../../src/core/types.js';
import type { RuleMeta } from '../../src/kinds/types.js';
import type { Profile } from '../../src/profile/types.js';

const ANSWERS: Answers = {
  role: 'social',
  relationship: 0,
  tools_only: 'no',
  broadcast: 'no',
  audience: 'specific',
  aims: 'vague',
  learning: 'no',
  insight: 'no',
  automation: 'no',
  level: 'contributor',
  level_fits_title: 'yes',
  template_residue: 'no',
  pay: 'none',
};

const SOURCE = '# Gardener\n\n## What you do\n\nWater the roses. Talk with visitors.\n\n## Pay\n\n12 an hour\n';

function spanOf(text: string): { start: number; end: number } {
  const start = SOURCE.indexOf(text);
  if (start < 0) throw new Error(`"${text}" is not in the source`);
  return { start, end: start + text.length };
}

function labelled(units: readonly Unit[], answers: Partial<Answers> = {}): LabelledPosting {
  const path = '/corpus/social/gardener.md';
  return { file: 'social/gardener.md', path, source: SOURCE, answers: { ...ANSWERS, ...answers }, units };
}

const UNITS: readonly Unit[] = [
  { ...spanOf('Gardener'), heading: 'title' },
  { ...spanOf('What you do'), heading: 'duties' },
  { ...spanOf('Water the roses.'), code: 'P' },
  { ...spanOf('Talk with visitors.'), code: 'R', second: 'C' },
  { ...spanOf('Pay'), heading: 'pay' },
  { ...spanOf('12 an hour'), code: 'B' },
];

/** A posting made by hand, as a parser would have given it: text, kind and, for headings, the role. */
function parsed(
  pieces: readonly (readonly [string, StatementKind, SectionRole])[],
  facts: Posting['facts'] = [],
): Posting {
  const statements = pieces.map(([text, kind, role], index): Statement => {
    const span = spanOf(text);
    const section: Section = { role, statements: [], span, level: 1 };
    return { index, kind, span, section, prose: { text, toSource: () => [span] }, tokens: [], block: index, depth: 0 };
  });
  const sections = statements.map(statement => statement.section);
  return { path: '', format: 'markdown', source: SOURCE, facts, sections, statements, opaque: [], problems: [] };
}

const PERFECT = [
  ['Gardener', 'heading', 'title'],
  ['What you do', 'heading', 'duties'],
  ['Water the roses.', 'sentence', 'duties'],
  ['Talk with visitors.', 'sentence', 'duties'],
  ['Pay', 'heading', 'pay'],
  ['12 an hour', 'sentence', 'pay'],
] as const;

describe('aligning', () => {
  it('pairs the closest first, one to one', () => {
    const left = [
      { start: 0, end: 10 },
      { start: 10, end: 20 },
    ];
    const right = [
      { start: 0, end: 7 },
      { start: 7, end: 20 },
    ];
    expect(pair(left, right, 0.5)).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(pair(left, right, 0.75)).toEqual([[1, 1]]);
    expect(closeness({ start: 0, end: 4 }, { start: 4, end: 8 })).toBe(0);
  });

  it('leaves markup and end marks outside', () => {
    expect(core('- **Pay:**', { start: 0, end: 10 })).toEqual({ start: 4, end: 7 });
    expect(core('---', { start: 0, end: 3 })).toEqual({ start: 0, end: 3 });
  });
});

describe('headings', () => {
  it('gives full marks to a parser that agrees', () => {
    const headings = new HeadingEval();
    headings.add(labelled(UNITS), parsed(PERFECT));
    const result = headings.result();
    expect(result.rightRole.value).toBe(1);
    expect(result.found.counts).toEqual({ tp: 3, fp: 0, fn: 0 });
    expect(result.misses).toEqual([]);
    expect(result.byFolder.get('social')?.of).toBe(3);
  });

  it('counts a wrong role, a missed heading and one too many', () => {
    const headings = new HeadingEval();
    headings.add(
      labelled(UNITS),
      parsed([
        ['Gardener', 'sentence', 'about'],
        ['What you do', 'heading', 'must'],
        ['Water the roses.', 'heading', 'other'],
        ['Pay', 'heading', 'pay'],
      ]),
    );
    const result = headings.result();
    expect(result.rightRole).toMatchObject({ hits: 1, of: 3 });
    expect(result.found.counts).toEqual({ tp: 2, fp: 1, fn: 1 });
    expect(result.roles.count('title', NO_HEADING)).toBe(1);
    expect(result.roles.count('duties', 'must')).toBe(1);
    expect(result.roles.count(NO_HEADING, 'other')).toBe(1);
    expect(result.misses).toHaveLength(3);
    // The duties heading rules over two labelled statements, the title over none.
    expect(result.misses.map(miss => miss.weight)).toEqual([1, 3, 2]);
  });

  it('takes a title fact on the line for the title heading', () => {
    const headings = new HeadingEval();
    const title = { key: 'title', value: 'Gardener', span: spanOf('Gardener'), from: 'label' } as const;
    headings.add(labelled(UNITS), parsed(PERFECT.slice(1), [title]));
    expect(headings.result()).toMatchObject({ titlesFromFacts: 1, rightRole: { hits: 3, of: 3 } });
  });

  it('takes the beginning of a labelled heading for the heading', () => {
    const headings = new HeadingEval();
    headings.add(labelled([{ ...spanOf('Pay\n\n12 an hour'), heading: 'pay' }]), parsed(PERFECT.slice(4)));
    expect(headings.result().rightRole.hits).toBe(1);
  });

  it('does not take a heading that also swallows a paragraph for the same one', () => {
    const headings = new HeadingEval();
    headings.add(labelled(UNITS.slice(4)), parsed([['Pay\n\n12 an hour', 'heading', 'pay']]));
    expect(headings.result().rightRole.hits).toBe(0);
  });
});

describe('boundaries', () => {
  it('counts cuts, joins and losses', () => {
    const boundaries = new BoundaryEval();
    boundaries.add(
      labelled(UNITS),
      parsed([
        ['Gardener', 'heading', 'title'],
        ['Water the roses. Talk with visitors.', 'sentence', 'duties'],
        ['Pay', 'heading', 'pay'],
        ['12', 'sentence', 'pay'],
        ['an hour', 'sentence', 'pay'],
      ]),
    );
    const result = boundaries.result();
    expect(result).toMatchObject({ joined: 2, cut: 1, lost: 1 });
    expect(result.spans.counts).toEqual({ tp: 2, fp: 3, fn: 4 });
    expect(result.starts.counts).toEqual({ tp: 4, fp: 1, fn: 2 });
    expect(result.misses.map(miss => miss.answer)).toEqual(['lost', 'joined with 1', 'joined with 1', 'cut in 2']);
  });
});

function profiled(posting: Posting, facets: readonly (readonly [Facet?, Facet?])[]): Profile {
  const none = Object.fromEntries(FACETS.map(facet => [facet, 0])) as Record<Facet, number>;
  return {
    statements: posting.statements.map((statement, i) => {
      const [main, second] = facets[i] ?? [];
      return {
        statement,
        ...(main && { main }),
        ...(second && { second }),
        evidence: [],
        secondEvidence: [],
        scores: main ? { ...none, [main]: 1 } : none,
        tools: [],
      };
    }),
  } as unknown as Profile;
}

describe('facets', () => {
  it('compares the main facet and the presence of each', () => {
    const posting = parsed(PERFECT);
    const facets = new FacetEval();
    facets.add(labelled(UNITS), posting, profiled(posting, [[], [], ['P'], ['C', 'R'], [], ['Q']]));
    const result = facets.result();
    expect(result.main).toMatchObject({ hits: 1, of: 3 });
    expect(result.mainOrSecond).toMatchObject({ hits: 2, of: 3 });
    expect(result.byMain.get('R')?.counts).toEqual({ tp: 0, fp: 0, fn: 1 });
    expect(result.byPresence.get('R')?.counts).toEqual({ tp: 1, fp: 0, fn: 0 });
    expect(result.byPresence.get('C')?.counts).toEqual({ tp: 1, fp: 0, fn: 0 });
    expect(result.byMain.get('Q')?.counts).toEqual({ tp: 0, fp: 1, fn: 0 });
    expect(result.bySection.get('duties')?.total).toBe(2);
    expect(result.misses.map(miss => [miss.label, miss.answer])).toEqual([['B', 'Q']]);
  });

  it('tells statements taken for headings and units without a statement apart', () => {
    const posting = parsed([['Water the roses.', 'heading', 'other']]);
    const facets = new FacetEval();
    facets.add(labelled(UNITS), posting, profiled(posting, [[]]));
    const { confusion } = facets.result();
    expect(confusion.count('P', 'H')).toBe(1);
    expect(confusion.count('R', '(none)')).toBe(1);
  });
});

describe('rules', () => {
  const meta = (id: string, roles?: readonly string[]) =>
    ({ id, severity: 'warning', where: roles ? { roles } : {} }) as unknown as RuleMeta;
  const finding = (rule: string, severity = 'warning') =>
    ({ rule, severity, span: { start: 2, end: 10 } }) as unknown as Finding;
  const metas = [meta('relationship/missing-acts', ['social', 'community']), meta('pay/missing')];

  it('counts by posting, and only where the rule applies when the reader decides the role', () => {
    const rules = new RuleEval(metas);
    const found = [finding('relationship/missing-acts'), finding('relationship/missing-acts'), finding('pay/missing')];
    for (const role of ['label', 'own'] as const) {
      rules.add(labelled(UNITS, { relationship: 0 }), found, role);
      rules.add(labelled(UNITS, { relationship: 3, pay: 'range' }), found, role);
      rules.add(labelled(UNITS, { relationship: 1 }), [], role);
      rules.add(labelled(UNITS, { relationship: 0, role: 'other' }), found, role);
    }
    const result = rules.result();
    const counts = (rule: string, role: string) =>
      result.scores.find(one => one.rule === rule && one.role === role)?.score.counts;
    expect(counts('relationship/missing-acts', 'label')).toEqual({ tp: 1, fp: 1, fn: 1 });
    expect(counts('relationship/missing-acts', 'own')).toEqual({ tp: 1, fp: 2, fn: 1 });
    expect(counts('pay/missing', 'label')).toEqual({ tp: 2, fp: 1, fn: 1 });
    expect(result.absent).toContain('tools/only-lists-tools');
    expect(result.misses[0]).toMatchObject({ answer: 'found', label: 'relationship 3' });
  });

  it('takes no word weaker than the card says, and leaves undecided postings out', () => {
    const rules = new RuleEval([meta('purpose/aims-missing'), meta('relationship/broadcast-only')]);
    rules.add(
      labelled(UNITS, { aims: 'none', broadcast: 'borderline' }),
      [finding('purpose/aims-missing', 'info')],
      'own',
    );
    const { scores } = rules.result();
    expect(scores.find(one => one.rule === 'purpose/aims-missing')?.score.counts).toEqual({ tp: 0, fp: 0, fn: 1 });
    expect(scores.find(one => one.rule === 'relationship/broadcast-only')).toMatchObject({ postings: 0, leftOut: 1 });
  });
});
