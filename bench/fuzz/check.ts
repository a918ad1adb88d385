import type { Edit, Finding, Posting, RunResult, Span } from '../../src/core/types.js';
import { parsePosting } from '../../src/document/index.js';
import { withFingerprints } from '../../src/engine/fingerprint.js';
import { type AppliedFix, fixText, type Linted } from '../../src/engine/fix.js';
import { createLinter, type Linter, peersOf } from '../../src/index.js';
import { faultsOfReports } from './reports.js';

/** One text for sm-jd to live through. */
export interface FuzzInput {
  readonly source: string;
  readonly format: Posting['format'];
  /** Which of `LINTERS` lints it. */
  readonly linter: keyof ReturnType<typeof makeLinters>;
  /** A name for the file, which every report prints. */
  readonly name: string;
  /** Another posting of the same run, to be compared with. */
  readonly beside?: string;
}

/** What went by without fault. */
export interface Passed {
  readonly statements: number;
  readonly findings: number;
  readonly fixes: number;
}

/** What must hold of any input and did not. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

const linters = makeLinters();

function makeLinters() {
  return {
    default: createLinter(),
    /** Every rule, and every law that a rule knows. */
    all: createLinter({
      settings: [{ name: '*', severity: 'on' }],
      jurisdictions: ['us-co', 'us-ny', 'us-ca', 'ca-on', 'ca-bc', 'eu', 'gb'],
      employer: 'Alder & Söhne',
    }),
  };
}

/**
 * Parses, lints, fixes and reports one input.
 * @param thorough see `faultsOfReports`
 * @throws Broken where anything does not hold; any other error is a crash of sm-jd itself
 */
export async function checkInput(input: FuzzInput, thorough: boolean): Promise<Passed> {
  const linter = linters[input.linter];
  const { source, format, name: path } = input;
  const posting = parsePosting(source, { path, format });
  checkPosting(posting);

  const beside = input.beside === undefined ? [] : [parsePosting(input.beside, { path: 'beside.md' })];
  const { file, failures } = linter.lint(posting, peersOf([posting, ...beside]), { balance: true });
  if (failures.length > 0) throw new Broken(`a rule failed: ${failures[0]?.subject}: ${failures[0]?.message}`);
  const findings = withFingerprints(posting, file.findings);
  checkFindings(source, findings);
  const fixes = checkFixes(posting, linter, 'safe') + checkFixes(posting, linter, 'review');

  const run: RunResult = {
    tool: { name: 'sm-jd', version: '0.0.0' },
    files: [{ ...file, findings }],
    failures: [{ kind: 'file', subject: path, message: `is odd: ${source.slice(0, 200)}`, line: 1, column: 1 }],
    rules: linter.cards,
  };
  const faults = await faultsOfReports(run, thorough);
  if (faults.length > 0) throw new Broken(`the ${faults[0]?.format} report ${faults[0]?.fault}`);
  return { statements: posting.statements.length, findings: findings.length, fixes };
}

function within({ start, end }: Span, source: string, least: 0 | 1): boolean {
  return Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end >= start + least && end <= source.length;
}

/** Every span of a parsed posting lies inside the source, and statements follow one another. */
export function checkPosting(posting: Posting): void {
  const { source, statements, opaque, sections, problems, facts, frontMatter } = posting;
  let last = 0;
  for (const { span, tokens, prose, index } of statements) {
    if (!within(span, source, 1) || span.start < last) throw new Broken(`statement ${index} lies at ${show(span)}`);
    last = span.end;
    for (const token of tokens) {
      if (token.start < span.start || token.end > span.end || token.start >= token.end) {
        throw new Broken(`the token “${token.norm}” lies at ${show(token)}, outside its statement ${show(span)}`);
      }
      if (prose.text.slice(token.at, token.to) === '')
        throw new Broken(`the token “${token.norm}” is not in its prose`);
    }
  }
  const others = [...opaque, ...sections.map(one => one.span), ...problems.map(one => one.span)];
  for (const span of [...others, ...facts.map(one => one.span), ...(frontMatter ? [frontMatter.span] : [])]) {
    if (!within(span, source, 0)) throw new Broken(`a span ${show(span)} lies outside the source`);
  }
}

function checkFindings(source: string, findings: readonly Finding[]): void {
  let last = 0;
  for (const { rule, span, actual, evidence, suggestions, message } of findings) {
    if (!within(span, source, 0)) throw new Broken(`${rule} reports ${show(span)}, outside the source`);
    if (source.slice(span.start, span.end) !== actual) throw new Broken(`${rule} quotes what does not stand there`);
    if (span.start < last) throw new Broken(`${rule} is out of order`);
    if (message.trim() === '') throw new Broken(`${rule} says nothing`);
    last = span.start;
    for (const piece of evidence)
      if (!within(piece, source, 1)) throw new Broken(`${rule} has evidence ${show(piece)}`);
    for (const { title, edits } of suggestions) {
      if (title.trim() === '') throw new Broken(`${rule} suggests without a word`);
      for (const edit of edits) {
        if (!within(edit.span, source, 0)) throw new Broken(`${rule} edits ${show(edit.span)}, outside the source`);
      }
    }
  }
}

/** Fixes, and checks that it comes to an end and keeps all text outside its edits. */
function checkFixes({ source, path, format }: Posting, linter: Linter, safety: 'safe' | 'review'): number {
  const read = new Map<string, Linted>();
  const lint = (text: string): Linted => {
    let linted = read.get(text);
    if (linted === undefined) {
      const posting = parsePosting(text, { path, format });
      linted = { findings: linter.lint(posting).file.findings, opaque: posting.opaque };
      read.set(text, linted);
    }
    return linted;
  };
  const fixed = fixText(source, lint, { safety });
  if (fixed.unsettled.length > 0) throw new Broken(`fixes of ${fixed.unsettled.join(', ')} come to no end`);
  let text = source;
  for (let pass = 1; pass <= fixed.passes; pass++) {
    text = splice(
      text,
      fixed.applied.filter(fix => fix.pass === pass),
      lint(text).opaque,
    );
  }
  if (text !== fixed.source) throw new Broken('the fixed text is not the old one with the edits that are told');
  if (fixText(fixed.source, lint, { safety }).source !== fixed.source) throw new Broken('fixing twice changes more');
  return fixed.applied.length;
}

/** Puts edits into a text the plain way, apart from the engine's own. */
function splice(text: string, fixes: readonly AppliedFix[], opaque: readonly Span[]): string {
  const edits = new Map<string, Edit & { rule: string }>();
  for (const { rule, edits: all } of fixes) {
    for (const edit of all) edits.set(JSON.stringify(edit), { ...edit, rule });
  }
  const ordered = [...edits.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let at = 0;
  for (const { span, text: next, rule } of ordered) {
    if (span.start < at) throw new Broken(`${rule} edits ${show(span)}, which another fix has edited`);
    if (opaque.some(one => span.start < one.end && one.start < span.end))
      throw new Broken(`${rule} edits what is no prose`);
    result += text.slice(at, span.start) + next;
    at = span.end;
  }
  return result + text.slice(at);
}

function show({ start, end }: Span): string {
  return `${start}–${end}`;
}
