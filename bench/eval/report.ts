import { relative } from 'node:path';
import { FACET_NAMES, FACETS } from '../../src/core/facets.js';
import { LineIndex } from '../../src/core/line-index.js';
import { SECTION_ROLES } from '../../src/core/types.js';
import type { Confusion } from '../support/confusion.js';
import { confusionTable, decimal, percent, SCORE_HEAD, scoreCells, textTable } from '../support/table.js';
import { type AnswerResult, QUESTIONS } from './answers.js';
import type { BoundaryResult } from './boundaries.js';
import type { FacetResult } from './facets.js';
import { type HeadingResult, NO_HEADING } from './headings.js';
import type { Miss } from './miss.js';
import type { RuleResult } from './rules.js';

/** How the predictions that a figure stands on were made; printed beside it. */
export type Fit = 'training fit, not cross-validated' | 'cross-validated' | 'not trained';

export function headingReport(result: HeadingResult, fit: Fit): string {
  const folders = [...result.byFolder].map(([folder, right]) => [folder, percent(right)]);
  return [
    title(`Headings (${fit})`),
    `found and given the right role: ${percent(result.rightRole)}, 95% ${interval(result.rightRole.interval)}`,
    `found, whatever the role: ${percent(result.found.recall)} (${result.titlesFromFacts} of them as a title fact); ` +
      `parsed headings that are labelled ones: ${percent(result.found.precision)}`,
    '',
    textTable(['folder', 'right role'], folders),
    '',
    confusionTable(result.roles, [...SECTION_ROLES, NO_HEADING], 'label \\ parser'),
  ].join('\n');
}

export function boundaryReport(boundaries: BoundaryResult): string {
  return [
    title('Statement boundaries'),
    textTable(
      ['', ...SCORE_HEAD],
      [
        ['same span', ...scoreCells(boundaries.spans)],
        ['same start', ...scoreCells(boundaries.starts)],
      ],
    ),
    `labelled units cut: ${boundaries.cut}, joined with others: ${boundaries.joined}, touched by no statement: ${boundaries.lost}`,
  ].join('\n');
}

export function facetReport(result: FacetResult, fit: Fit, bySection: boolean): string {
  const order = [...FACETS, 'H'];
  const lines = [
    title(`Facets of statements (${fit})`),
    `main facet right: ${percent(result.main)}, 95% ${interval(result.main.interval)}; kappa ${decimal(result.kappa)}; ` +
      `macro F1 ${decimal(result.macroF1)}`,
    `where statement and unit are the same text: ${percent(result.mainSameText)}; ` +
      `main facet is the label's main or second: ${percent(result.mainOrSecond)}`,
    '',
    textTable(
      ['main facet', ...SCORE_HEAD],
      FACETS.map(facet => [`${facet} ${FACET_NAMES[facet]}`, ...scoreCells(must(result.byMain.get(facet)))]),
    ),
    '',
    textTable(
      ['main or second', ...SCORE_HEAD],
      FACETS.map(facet => [`${facet} ${FACET_NAMES[facet]}`, ...scoreCells(must(result.byPresence.get(facet)))]),
    ),
    '',
    confusionTable(result.confusion, order),
  ];
  if (bySection) {
    for (const role of [...SECTION_ROLES, '(none)']) {
      const confusion = result.bySection.get(role);
      if (!confusion) continue;
      lines.push(
        '',
        `in sections of role ${role}: ${percent(confusion.agreement())}`,
        confusionTable(confusion, order),
      );
    }
  }
  return lines.join('\n');
}

export function answerReport(result: AnswerResult, fit: Fit): string {
  const row = (name: string, confusion: Confusion | undefined) => {
    const agreement = must(confusion).agreement();
    return [name, percent(agreement), interval(agreement.interval), decimal(must(confusion).kappa())];
  };
  const lines = [title(`Answers about whole postings (${fit})`)];
  for (const [scope, table] of [
    ['all labelled postings', result.all],
    ['the five role families, by label', result.families],
  ] as const) {
    lines.push(
      textTable(
        [scope, 'agreement', '95%', 'kappa'],
        QUESTIONS.map(question => row(question.name, table.get(question.name))),
      ),
      '',
    );
  }
  for (const question of QUESTIONS) {
    lines.push(confusionTable(must(result.all.get(question.name)), question.answers, question.name), '');
  }
  return lines.join('\n').trimEnd();
}

export function ruleReport(result: RuleResult, fit: Fit): string {
  const rows = result.scores.map(one => [
    one.rule,
    one.role === 'label' ? 'label' : 'own guess',
    ...scoreCells(one.score),
    String(one.postings),
    String(one.leftOut),
  ]);
  return [
    title(`Rules (${fit})`),
    textTable(['rule', 'role by', ...SCORE_HEAD, 'postings', 'left out'], rows),
    ...(result.absent.length > 0 ? [`labelled, but no such rule: ${result.absent.join(', ')}`] : []),
  ].join('\n');
}

/**
 * The worst misses of a part, each with its place and words.
 *
 * @param grep keeps only misses whose printed line holds this text
 */
export function missReport(
  name: string,
  misses: readonly Miss[],
  sources: ReadonlyMap<string, string>,
  most: number,
  grep = '',
): string {
  // The sort is stable: equal weights stay in the order of the corpus.
  const lines: string[] = [];
  for (const miss of [...misses].sort((a, b) => b.weight - a.weight)) {
    if (lines.length === most) break;
    const line = missLine(miss, sources.get(miss.path) ?? '');
    if (line.includes(grep)) lines.push(line);
  }
  return [title(`${name}: ${lines.length} worst of ${misses.length} misses`), ...lines].join('\n');
}

function missLine(miss: Miss, source: string): string {
  const { line } = new LineIndex(source).place(miss.start);
  const words = source.slice(miss.start, miss.end).replace(/\s+/g, ' ');
  const quoted = words === '' ? '' : `  “${words.length > 90 ? `${words.slice(0, 89)}…` : words}”`;
  return `${relative(process.cwd(), miss.path)}:${line}  ${miss.measure}: ${miss.label} ≠ ${miss.answer}${quoted}`;
}

function title(text: string): string {
  return `\n${text}\n${'='.repeat(text.length)}`;
}

function interval(bounds: { low: number; high: number } | undefined): string {
  return bounds ? `${(bounds.low * 100).toFixed(1)}–${(bounds.high * 100).toFixed(1)}%` : '';
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a measure was asked for that was never taken');
  return value;
}
