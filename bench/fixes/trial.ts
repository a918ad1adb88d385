import { applyEdits, shiftSpan } from '../../src/core/edits.js';
import { overlaps } from '../../src/core/span.js';
import type { Edit, Finding, Posting, Suggestion } from '../../src/core/types.js';
import type { Linted } from '../../src/engine/fix.js';

export type LintPosting = (source: string) => Linted & { readonly posting: Posting };

/** One suggestion, applied alone to its posting, and what became of it. */
export interface Trial {
  readonly file: string;
  readonly finding: Finding;
  readonly suggestion: Suggestion;
  readonly after: string;
  /** What went wrong; empty where all is well. */
  readonly faults: readonly Fault[];
  /** Rules of the findings that came, where any did. */
  readonly came: readonly string[];
}

export type Fault = 'finding stays' | 'new finding' | 'text outside changed' | 'structure changed';

/** A blank is reported by this rule until the writer fills it, which is what the rule is for. */
const BLANKS = 'originality/template-residue';

/**
 * Applies a suggestion alone and lints again: the finding must be gone, no other of severity
 * warning or above may have come, everything outside the edits must be as it was, and the posting
 * must still have the same sections.
 */
export function tryOut(
  file: string,
  before: ReturnType<LintPosting>,
  finding: Finding,
  suggestion: Suggestion,
  lint: LintPosting,
): Trial {
  const { source } = before.posting;
  const after = applyEdits(source, suggestion.edits);
  const again = lint(after);
  const faults: Fault[] = [];
  const filled = suggestion.edits.map(edit => ({ span: edit.span, text: fillBlanks(edit.text) }));
  const place = shiftSpan(finding.span, filled);
  // A rule that names several things at once goes on naming the others.
  const stays = lint(applyEdits(source, filled)).findings.some(
    one => one.rule === finding.rule && one.message === finding.message && overlaps(one.span, place),
  );
  if (stays) faults.push('finding stays');
  const came = newFindings(before.findings, again.findings, finding.rule).map(one => one.rule);
  if (came.length > 0) faults.push('new finding');
  if (!keepsOutside(source, after, suggestion.edits)) faults.push('text outside changed');
  if (suggestion.help !== 'insert' && outline(before.posting) !== outline(again.posting))
    faults.push('structure changed');
  if (suggestion.help === 'insert' && !holdsOutline(before.posting, again.posting)) faults.push('structure changed');
  return { file, finding, suggestion, after, faults, came };
}

/** What a writer might put in place of the blanks: a rule may go on asking until they are filled. */
function fillBlanks(text: string): string {
  return text.replace(/‹([^‹›]+)›/g, (_, question: string) => {
    const answer = ANSWERS.find(([pattern]) => pattern.test(question));
    return answer?.[1] ?? 'advice on schools';
  });
}

const ANSWERS: readonly (readonly [RegExp, string])[] = [
  [/how much/i, '$40,000'],
  [/year, month/i, 'year'],
  [/free time/i, 'free time'],

  [/figure/i, '400 newsletter sign-ups by May'],
  [/result/i, '400 newsletter sign-ups'],
  [/how often/i, 'every month'],
  [/how (?:long|soon)/i, 'a day'],
  [/how many/i, 'five'],
  [/when|which day/i, '1 May'],
  [/colleagues|^whom\?$/i, 'the product team'],
  [/doing what/i, 'answering letters'],
  [/do what|which end/i, 'answer letters'],
  [
    /who|people|customers|clients|users|members|followers|readers|fans|prospects|subscribers/i,
    'parents of young children',
  ],
];

/**
 * Findings of severity warning and above of rules that found less before. Words are not compared:
 * what is about the posting as a whole stands at another place once a section is added.
 */
export function newFindings(before: readonly Finding[], after: readonly Finding[], besides?: string): Finding[] {
  const left = new Map<string, number>();
  for (const { rule } of before) left.set(rule, (left.get(rule) ?? 0) + 1);
  return after.filter(({ rule, severity }) => {
    if (severity === 'info' || rule === besides || rule === BLANKS) return false;
    const times = left.get(rule) ?? 0;
    left.set(rule, times - 1);
    return times <= 0;
  });
}

function keepsOutside(source: string, after: string, edits: readonly Edit[]): boolean {
  let read = 0;
  let end = 0;
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const kept = source.slice(end, edit.span.start);
    if (after.slice(read, read + kept.length) !== kept) return false;
    read += kept.length + edit.text.length;
    end = edit.span.end;
  }
  return after.slice(read) === source.slice(end);
}

/** Levels of the sections, and what kinds of statements stand in each. */
function outline(posting: Posting): string {
  return posting.sections
    .map(({ level, heading, statements }) => {
      const kinds = [...new Set(statements.map(one => one.kind))].sort().join(',');
      return `${level}|${heading ? 'heading' : ''}|${kinds}`;
    })
    .join('\n');
}

/** True where the headings before are still there, in order, with nothing but lines and sections added. */
function holdsOutline(before: Posting, after: Posting): boolean {
  const headings = (posting: Posting) =>
    posting.sections.map(({ role, heading }) => `${role}|${heading?.prose.text ?? ''}`);
  const rest = headings(after);
  return headings(before).every(heading => {
    const at = rest.indexOf(heading);
    if (at < 0) return false;
    rest.splice(0, at + 1);
    return true;
  });
}
