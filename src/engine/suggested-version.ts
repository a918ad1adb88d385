import { cutAt } from '../core/cut.js';
import { applyEdits } from '../core/edits.js';
import { LineIndex } from '../core/line-index.js';
import type { Finding, Posting } from '../core/types.js';
import { asSource } from '../suggest/markup.js';
import { dominantLineEnd, type FixResult, fixText, type Linted } from './fix.js';

export interface SuggestedVersion {
  /** The whole posting with everything applied and the questions at its top. */
  readonly source: string;
  /** To send to the hiring manager, each once, by subject. */
  readonly questions: readonly Question[];
  /** Blanks that the writer is to fill: `‹which customers?›`. */
  readonly blanks: number;
  readonly fix: FixResult;
}

const BLANK = /‹[^‹›]+›/g;

/**
 * A whole posting as sm-jd would have it: every suggestion that may be applied, applied, and what
 * only others can answer asked at the top, below the front matter.
 */
export function suggestedVersion(
  source: string,
  lint: (source: string) => Linted & { readonly posting: Posting },
): SuggestedVersion {
  const before = lint(source);
  const questions = questionsOf(before.posting, before.findings);
  const fix = fixText(source, lint, { safety: 'review' });
  const blanks = fix.source.match(BLANK)?.length ?? 0;
  if (questions.length === 0) return { source: fix.source, questions, blanks, fix };
  const { posting } = lint(fix.source);
  const at = posting.frontMatter?.span.end ?? (fix.source.startsWith('\ufeff') ? 1 : 0);
  const text = listOf(questions, posting.format).replaceAll('\n', dominantLineEnd(source));
  return { source: applyEdits(fix.source, [{ span: { start: at, end: at }, text }]), questions, blanks, fix };
}

/** A question, and the places of the posting that raise it. */
export interface Question {
  readonly text: string;
  /** Subject that it is listed under. */
  readonly subject: string;
  /** From 1, of the posting as it was; empty where the question is about the posting as a whole. */
  readonly lines: readonly number[];
  /** The words found on each of those lines, shortened. */
  readonly quotes: readonly string[];
}

/** Subjects by the category of the rule that asks, in the order of the list. */
const SUBJECTS: readonly (readonly [subject: string, categories: readonly string[]])[] = [
  ['The work, and the people it is for', ['relationship', 'purpose', 'tools']],
  ['What is asked of the person', ['requirements', 'inclusion']],
  ['Pay, hours and help', ['pay', 'wellbeing', 'practice']],
  ['Parts of the posting', ['structure', 'safety']],
  ['Wording', ['clarity', 'originality']],
];
const OTHER = 'Other questions';
/** In characters. */
const LONGEST_QUOTE = 60;
const MOST_QUOTES = 3;

/** The questions that findings ask, each once, by subject; suppressed findings left out. */
export function questionsOf(posting: Posting, findings: readonly Finding[]): Question[] {
  const index = new LineIndex(posting.source);
  const questions = new Map<string, { subject: string; places: Map<number, string> }>();
  for (const finding of findings) {
    if (finding.suppressed) continue;
    for (const { help, title } of finding.suggestions) {
      if (help !== 'ask') continue;
      const question = questions.get(title) ?? { subject: subjectOf(finding.rule), places: new Map<number, string>() };
      questions.set(title, question);
      if (isAboutWords(finding, posting))
        question.places.set(index.place(finding.span.start).line, shortened(finding.actual));
    }
  }
  const order = [...SUBJECTS.map(([subject]) => subject), OTHER];
  return [...questions]
    .map(([text, { subject, places }]) => {
      const lines = [...places.keys()];
      // A question that quotes the words itself need not have them twice.
      const quotes = [...places.values()].filter(quote => !text.includes(quote.replace(/…$/, '')));
      return { text, subject, lines, quotes: quotes.slice(0, MOST_QUOTES) };
    })
    .sort((a, b) => order.indexOf(a.subject) - order.indexOf(b.subject));
}

function subjectOf(rule: string): string {
  const category = rule.split('/')[0] as string;
  return SUBJECTS.find(([, categories]) => categories.includes(category))?.[0] ?? OTHER;
}

/** What is about the posting as a whole stands at its title or beginning for want of a better place. */
function isAboutWords({ span }: Finding, posting: Posting): boolean {
  const title = posting.facts.find(fact => fact.key === 'title' && fact.from !== 'front-matter');
  const places = [title?.span, posting.statements[0]?.span, posting.frontMatter?.span];
  return span.end > span.start && !places.some(place => place && place.start <= span.start && span.end <= place.end);
}

function shortened(words: string): string {
  const line = words
    .replace(/[*_`#>]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= LONGEST_QUOTE ? line : `${cutAt(line, LONGEST_QUOTE)}…`;
}

/** "Where is the office? (line 12: “our office”)" */
function inWords({ text, lines, quotes }: Question): string {
  if (lines.length === 0) return text;
  const places = `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
  return `${text} (${places}${quotes.length > 0 ? `: ${quotes.map(quote => `“${quote}”`).join(', ')}` : ''})`;
}

function listOf(questions: readonly Question[], format: Posting['format']): string {
  const title = 'for the hiring manager';
  const note = questions.some(({ lines }) => lines.length > 0)
    ? '(delete when answered; lines are those of the posting as it was)'
    : '(delete when answered)';
  const lines: string[] = [];
  questions.forEach((question, i) => {
    if (question.subject !== questions[i - 1]?.subject) lines.push('', `${question.subject}:`, '');
    lines.push(`${i + 1}. ${asSource(inWords(question), format)}`);
  });
  if (format === 'text')
    return `QUESTIONS ${title.toUpperCase()} ${note}\n${lines.join('\n')}\n\n${'-'.repeat(40)}\n\n`;
  return `${[`**Questions ${title}** ${note}`, ...lines].map(line => `> ${line}`.trimEnd()).join('\n')}\n\n`;
}
