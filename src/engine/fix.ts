import { applyEdits, resolveEdits } from '../core/edits.js';
import { overlaps } from '../core/span.js';
import type { Edit, Finding, Span, Suggestion } from '../core/types.js';

/** What one linting of a source gives the fixer. */
export interface Linted {
  readonly findings: readonly Finding[];
  /** `posting.opaque`: what must never be edited. */
  readonly opaque: readonly Span[];
}

export interface FixOptions {
  /** `safe` applies safe suggestions only; `review` those that a person should read, too. */
  readonly safety: 'safe' | 'review';
}

export interface AppliedFix {
  readonly rule: string;
  readonly title: string;
  /** From 1. Offsets of `edits` are those of the source at the start of that pass. */
  readonly pass: number;
  readonly edits: readonly Edit[];
}

export interface FixResult {
  /** The mended source. */
  readonly source: string;
  readonly applied: readonly AppliedFix[];
  /** What linting the mended source gives. */
  readonly linted: Linted;
  readonly passes: number;
  /**
   * Rules whose fixes come to no end: they brought back a text that had been there before, made it
   * grow without bound, or still changed it after the last pass. None of their fixes is applied;
   * empty where all is well.
   */
  readonly unsettled: readonly string[];
}

/**
 * Rules that report their first place alone are fixed one place a pass, so passes by themselves say
 * nothing. This is the last resort, for rules that go on without coming back or growing much.
 */
export const MAX_PASSES = 200;

/** However long a posting is: fixes uncover others. */
const FEWEST_PASSES = 10;

/** What all passes together may read: some 20 s of linting. */
const MAX_CHARACTERS_READ = 20_000_000;

/** Characters that fixes may add to a posting of any length; beyond that a rule feeds on its own fix. */
const MAX_GROWTH = 20_000;

/**
 * Applies the suggestions of the findings, lints again, and repeats until nothing is left to
 * apply. Idempotent: fixing the result changes nothing.
 * @param lint pure
 */
export function fixText(source: string, lint: (source: string) => Linted, options: FixOptions): FixResult {
  const result = fixWithoutUnsettled(source, lint, options);
  if (result.unsettled.length === 0) return result;
  // Without the rules left out, others went on from another text; make sure that this is an end.
  if (fixWithoutUnsettled(result.source, lint, options).source === result.source) return result;
  return { ...result, source, applied: [], linted: lint(source) };
}

/** Fixes with all rules; where that comes to no end, without the rules that kept it going. */
function fixWithoutUnsettled(source: string, lint: (source: string) => Linted, options: FixOptions): FixResult {
  const unsettled = new Set<string>();
  for (;;) {
    const run = fixToTheEnd(source, lint, options, unsettled);
    if (run.stillGoing.length === 0) return { ...run.result, unsettled: [...unsettled].sort() };
    for (const rule of run.stillGoing) unsettled.add(rule);
  }
}

function fixToTheEnd(
  source: string,
  lint: (source: string) => Linted,
  options: FixOptions,
  leftOut: ReadonlySet<string>,
): { result: Omit<FixResult, 'unsettled'>; stillGoing: readonly string[] } {
  const eol = dominantLineEnd(source);
  const maxPasses = passesFor(source);
  const applied: AppliedFix[] = [];
  /** The pass that each text was the start of. */
  const seen = new Map<string, number>();
  let current = source;
  let linted = lint(source);
  for (let pass = 1; ; pass++) {
    const chosen = chooseFixes(current, linted, options, eol, leftOut);
    const firstSeen = seen.get(current);
    const isBeyond = pass > maxPasses || current.length > MAX_GROWTH + 2 * source.length;
    if (chosen.length === 0 || firstSeen !== undefined || isBeyond) {
      const result = { source: current, applied, linted, passes: pass - 1 };
      if (chosen.length === 0) return { result, stillGoing: [] };
      // All of a circle had their turn since its text was first there. Without a circle: who comes
      // next, and who had the last turn, since of two rules each may find what the other wrote.
      const since = firstSeen ?? pass - 1;
      const turning = [...(firstSeen === undefined ? chosen : []), ...applied.filter(fix => fix.pass >= since)];
      return { result, stillGoing: [...new Set(turning.map(fix => fix.rule))] };
    }
    seen.set(current, pass);
    applied.push(...chosen.map(({ rule, title, edits }) => ({ rule, title, edits, pass })));
    current = applyEdits(
      current,
      chosen.flatMap(fix => fix.edits),
    );
    linted = lint(current);
  }
}

function passesFor({ length }: string): number {
  return Math.max(FEWEST_PASSES, Math.min(MAX_PASSES, Math.floor(MAX_CHARACTERS_READ / length)));
}

/** The suggestion that fixing a finding takes: the first that may be applied. */
export function applicable(
  finding: Finding,
  opaque: readonly Span[],
  safety: FixOptions['safety'],
): Suggestion | undefined {
  if (finding.suppressed) return undefined;
  return finding.suggestions.find(
    suggestion =>
      suggestion.edits.length > 0 &&
      (suggestion.safety === 'safe' || (safety === 'review' && suggestion.safety === 'review')) &&
      !suggestion.edits.some(edit => opaque.some(span => touches(edit.span, span))),
  );
}

interface Fix {
  readonly rule: string;
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** The fixes of one pass, none of which is in another's way: in source order, the earlier wins. */
function chooseFixes(
  source: string,
  linted: Linted,
  { safety }: FixOptions,
  eol: string,
  leftOut: ReadonlySet<string>,
): Fix[] {
  const fixes: Fix[] = [];
  for (const finding of linted.findings) {
    const suggestion = leftOut.has(finding.rule) ? undefined : applicable(finding, linted.opaque, safety);
    if (!suggestion) continue;
    const edits = suggestion.edits.map(edit => withLineEnds(edit, eol)).filter(edit => changes(source, edit));
    if (edits.length > 0) fixes.push({ rule: finding.rule, title: suggestion.title, edits });
  }
  fixes.sort((a, b) => firstStart(a) - firstStart(b) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
  const { taken } = resolveEdits(fixes.map(fix => fix.edits));
  return taken.map(index => fixes[index] as Fix);
}

function firstStart(fix: Fix): number {
  return Math.min(...fix.edits.map(edit => edit.span.start));
}

function changes(source: string, edit: Edit): boolean {
  return source.slice(edit.span.start, edit.span.end) !== edit.text;
}

/** Nothing may stand before front matter either: it is front matter only at the very start. */
function touches(span: Span, opaque: Span): boolean {
  if (span.start === span.end)
    return span.start > opaque.start ? span.start < opaque.end : span.start === opaque.start && opaque.start <= 1;
  return overlaps(span, opaque);
}

function withLineEnds(edit: Edit, eol: string): Edit {
  return { span: edit.span, text: edit.text.replace(/\r\n|\r|\n/g, eol) };
}

/** The line end that most lines of the source have; `\n` for a source of one line. */
export function dominantLineEnd(source: string): '\n' | '\r\n' | '\r' {
  let crlf = 0;
  let lf = 0;
  let cr = 0;
  for (const [end] of source.matchAll(/\r\n|\n|\r/g)) {
    if (end === '\r\n') crlf++;
    else if (end === '\n') lf++;
    else cr++;
  }
  if (crlf > lf && crlf >= cr) return '\r\n';
  return cr > lf ? '\r' : '\n';
}
