import { applyEdits } from '../core/edits.js';
import type { Finding, Posting } from '../core/types.js';
import { dominantLineEnd, type FixResult, fixText, type Linted } from './fix.js';

export interface SuggestedVersion {
  /** The whole posting with everything applied and the questions at its top. */
  readonly source: string;
  /** To send to the hiring manager, each once, in the order of the posting. */
  readonly questions: readonly string[];
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
  const questions = questionsOf(lint(source).findings);
  const fix = fixText(source, lint, { safety: 'review' });
  const blanks = fix.source.match(BLANK)?.length ?? 0;
  if (questions.length === 0) return { source: fix.source, questions, blanks, fix };
  const { posting } = lint(fix.source);
  const at = posting.frontMatter?.span.end ?? (fix.source.startsWith('\ufeff') ? 1 : 0);
  const text = listOf(questions, posting.format).replaceAll('\n', dominantLineEnd(source));
  return { source: applyEdits(fix.source, [{ span: { start: at, end: at }, text }]), questions, blanks, fix };
}

/** The questions that findings ask, suppressed ones left out. */
export function questionsOf(findings: readonly Finding[]): string[] {
  const asked = findings
    .filter(finding => !finding.suppressed)
    .flatMap(finding => finding.suggestions.filter(one => one.help === 'ask').map(one => one.title));
  return [...new Set(asked)];
}

function listOf(questions: readonly string[], format: Posting['format']): string {
  const numbered = questions.map((question, i) => `${i + 1}. ${question}`);
  if (format === 'text') {
    return `QUESTIONS FOR THE HIRING MANAGER (delete when answered)\n\n${numbered.join('\n')}\n\n${'-'.repeat(40)}\n\n`;
  }
  const lines = ['**Questions for the hiring manager** (delete when answered)', '', ...numbered];
  return `${lines.map(line => `> ${line}`.trimEnd()).join('\n')}\n\n`;
}
