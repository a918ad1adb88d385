import type { Facet, Level, RoleFamily } from '../core/facets.js';
import type { Span } from '../core/types.js';
import type { DocumentReading } from './document-features.js';
import { type Likelihood, likeliest } from './document-model.js';
import type { QuestionName } from './document-questions.js';
import type { DocumentProfile, DocumentQuestion, Grounds, StatementProfile } from './types.js';

/** What the trained weights say about each question. */
export type Likelihoods = Readonly<Record<QuestionName, Likelihood>>;

/**
 * From which likelihood on an answer that leads to a warning is given: where more of it loses right
 * answers and hardly any wrong ones. How many are right, cross-validated, stands in docs/facets.md.
 */
const LEAST = { noActs: 0.56, toolsOnly: 0.5, broadcast: 0.55 } as const;
/** From here on the answer is `borderline`. */
const BORDERLINE = { toolsOnly: 0.2, broadcast: 0.45 } as const;
/**
 * A line that asks for an act so surely settles that acts are asked for, or that the work is not
 * one way, whatever the rest says: one line of answering beside much publishing is hardly two ways.
 */
const SURE_ACT = { acts: 0.7, twoWays: 0.8 } as const;
/** So likely an act counts where no line at all seems to ask for anything. */
const LIKELY_ACT = 0.3;
/** From here on a role speaks to no audience; one of the five families does unless that is nearly sure. */
const LEAST_UNADDRESSED = { family: 0.85, other: 0.5 } as const;
/**
 * The people, or the aim, are told once this is likelier than so. Of the answers there are three,
 * so that the likeliest may still be rather unlikely. Set on the cross-validated answers.
 */
const LEAST_SPECIFIC = { audience: 0.5, aims: 0.4 } as const;
/** A title fits unless it rather likely does not, and the work more likely than not only carries out. */
const LEAST_MISFIT = { fits: 0.45, contributor: 0.5 } as const;
/** No likelihood is above it. */
const NEVER = 1;
const MOST_SPANS = 12;

/** Answers the questions about the posting as a whole. */
export function answerDocument(
  reading: DocumentReading,
  likelihoods: Likelihoods,
  role: RoleFamily,
  title: string,
): { document: DocumentProfile; level: Level } {
  const chance = (question: QuestionName, answer: string): number => likelihoods[question].get(answer) ?? 0;
  const relationship = relationshipOf(reading, chance);
  const toolsOnly = graded(chance('toolsOnly', 'yes'), LEAST.toolsOnly, BORDERLINE.toolsOnly);
  const broadcast =
    chance('addressed', 'no') > LEAST_UNADDRESSED[role === 'other' ? 'other' : 'family']
      ? 'na'
      : role === 'other'
        ? 'no'
        : graded(
            chance('broadcast', 'yes'),
            surestAct(reading) >= SURE_ACT.twoWays ? NEVER : LEAST.broadcast,
            BORDERLINE.broadcast,
          );
  const likelier = <A extends string, B extends string>(question: QuestionName, one: A, other: B): A | B =>
    chance(question, one) > chance(question, other) ? one : other;
  const audience =
    chance('audience', 'specific') > LEAST_SPECIFIC.audience ? 'specific' : likelier('audience', 'generic', 'none');
  const aims =
    hasFigure(reading) || chance('aims', 'specific') > LEAST_SPECIFIC.aims
      ? 'specific'
      : likelier('aims', 'vague', 'none');
  const learning = chance('learning', 'yes') > 0.5;
  const insight = chance('insight', 'yes') > 0.5;
  const level = likeliest(likelihoods.level) as Level;
  const automated = spansOf(reading, ['work/automation']);
  const misfit =
    chance('levelFits', 'no') > LEAST_MISFIT.fits && chance('level', 'contributor') > LEAST_MISFIT.contributor;
  const levelFitsTitle = title === '' ? 'untitled' : misfit ? 'no' : 'yes';
  const acts = statementSpans(reading, 'R');
  const named = spansOf(reading, ['audience/people', 'audience/press', 'audience/organisations', 'audience/described']);
  const crowd = spansOf(reading, ['audience/crowd']);
  const grounds: Record<DocumentQuestion, Grounds> = {
    relationship:
      relationship >= 2
        ? ground(chance('acts', 'yes'), acts, `${counted(acts.length, 'statement')} with an act of relating to people`)
        : ground(
            chance('acts', 'no'),
            relationship === 1 ? spansOf(reading, ['communication/filler', 'relating/weak']) : [],
            relationship === 1 ? 'people skills are named, no act is' : 'nothing is said of relating to people',
          ),
    toolsOnly: ground(
      toolsOnly === 'yes' ? chance('toolsOnly', 'yes') : chance('toolsOnly', 'no'),
      reading.asked.flatMap(one => one.tools.map(tool => tool.span)).slice(0, MOST_SPANS),
      `${counted(reading.asked.filter(one => one.tools.length > 0).length, 'statement')} of ${reading.asked.length} asked name tools`,
    ),
    broadcast: ground(
      broadcast === 'yes' ? chance('broadcast', 'yes') : 1 - chance('broadcast', 'yes'),
      broadcast === 'no' ? acts : statementSpans(reading, 'P'),
      `${counted(reading.asked.filter(one => one.main === 'P').length, 'statement')} of publishing, ${acts.length} of relating`,
    ),
    audience: ground(
      chance('audience', audience),
      audience === 'specific' ? named : audience === 'generic' ? crowd : [],
      audience === 'specific'
        ? 'the people to be reached are named'
        : audience === 'generic'
          ? 'only a crowd is named'
          : 'nobody is named',
    ),
    aims: ground(
      chance('aims', aims),
      aims === 'specific'
        ? spansOf(reading, ['work/aims', 'work/figure'])
        : aims === 'vague'
          ? spansOf(reading, ['work/goals', 'work/aims'])
          : [],
      aims === 'specific'
        ? 'a result that can be checked is named'
        : aims === 'vague'
          ? 'aims are named, none that can be checked'
          : 'no aim is named',
    ),
    learning: ground(
      chance('learning', learning ? 'yes' : 'no'),
      learning ? spansOf(reading, ['work/learning']) : [],
      learning ? 'learning or curiosity is asked or offered' : 'neither learning nor curiosity is asked or offered',
    ),
    insight: ground(
      chance('insight', insight ? 'yes' : 'no'),
      insight ? spansOf(reading, ['work/insight']) : [],
      insight ? 'insight is to be passed on' : 'nothing is said of passing on insight',
    ),
    automation: ground(
      1,
      automated,
      automated.length > 0
        ? 'replies, messages or posting are to be automated'
        : 'nothing is to be automated in place of people',
    ),
    level: ground(chance('level', level), spansOf(reading, LEVEL_TERMS[level]), `by the duties ${LEVEL_NAMES[level]}`),
  };
  return {
    level,
    document: {
      relationship,
      toolsOnly,
      broadcast,
      audience,
      aims,
      learning,
      insight,
      automation: automated.length > 0,
      levelFitsTitle,
      grounds,
    },
  };
}

const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  manager: 'it leads people',
  strategist: 'it sets the course',
  contributor: 'it does the work itself',
  mixed: 'it sets the course and does the work',
  unclear: 'its level cannot be told',
};
const LEVEL_TERMS: Readonly<Record<Level, readonly string[]>> = {
  manager: ['roles/duties-lead'],
  strategist: ['roles/duties-set'],
  contributor: ['roles/duties-help'],
  mixed: ['roles/duties-set', 'roles/duties-lead'],
  unclear: [],
};

function relationshipOf(
  reading: DocumentReading,
  chance: (question: QuestionName, answer: string) => number,
): DocumentProfile['relationship'] {
  const named = (reading.values.get('log relating/plain') ?? 0) > 0;
  // Where no line was read as asked, the posting may ask in the words of a story.
  const told = reading.asked.length === 0 && (reading.values.get('R 1') ?? 0) > LIKELY_ACT;
  if (chance('acts', 'no') > LEAST.noActs && !named && !told && surestAct(reading) < SURE_ACT.acts) {
    return reading.found.has('communication/filler') || reading.found.has('relating/weak') ? 1 : 0;
  }
  return chance('actsMany', 'yes') > 0.5 ? 3 : 2;
}

/** How much something is to change: "by a fifth", "20%", "double". */
const FIGURE =
  /\bby (?:at least |about |over )?(?:\d|(?:a|one) (?:half|third|quarter|fifth|tenth)\b)|\d\s?(?:%|per ?cent\b)|\b(?:doubl|tripl|halv)(?:e|es|ing)\b/i;

/** A line asked that names a measure and by how much it is to change settles that there is an aim to check. */
function hasFigure({ asked, found }: DocumentReading): boolean {
  const measures = found.get('work/aims') ?? [];
  return asked.some(
    ({ statement: { span, prose } }) =>
      FIGURE.test(prose.text) && measures.some(measure => span.start <= measure.start && measure.end <= span.end),
  );
}

function surestAct({ values }: DocumentReading): number {
  return values.get('R asked') ?? 0;
}

function graded(chance: number, least: number, borderline: number): 'yes' | 'borderline' | 'no' {
  return chance > least ? 'yes' : chance > borderline ? 'borderline' : 'no';
}

function ground(confidence: number, evidence: readonly Span[], reason: string): Grounds {
  return { confidence, evidence: [...evidence].sort((a, b) => a.start - b.start), reason };
}

function spansOf(reading: DocumentReading, groups: readonly string[]): readonly Span[] {
  return groups.flatMap(group => reading.found.get(group) ?? []).slice(0, MOST_SPANS);
}

/** The words that gave a facet to statements asked of the person, the likeliest statements first. */
function statementSpans(reading: DocumentReading, facet: Facet): readonly Span[] {
  return reading.asked
    .filter(one => one.main === facet || one.second === facet)
    .sort((a, b) => b.scores[facet] - a.scores[facet])
    .slice(0, MOST_SPANS)
    .map(one => strongest(one, facet));
}

function strongest(one: StatementProfile, facet: Facet): Span {
  const spans = one.main === facet ? one.evidence : one.secondEvidence;
  return spans[0] ?? one.statement.span;
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
