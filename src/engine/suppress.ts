import { didYouMean, nameHint } from '../core/did-you-mean.js';
import { LineIndex } from '../core/line-index.js';
import { compareSpans, contains } from '../core/span.js';
import type { Finding, Posting, Span } from '../core/types.js';

/**
 * What may stand in a posting to keep a rule quiet:
 *
 *     <!-- sm-jd-disable-next-line tools/only-lists-tools -- the hiring manager insists -->
 *     <!-- sm-jd-disable-line -->          sm-jd-disable … sm-jd-enable    (blocks)
 *
 * In plain text the same words stand on a line of their own, with `#` before them if one likes.
 * In the front matter, `sm-jd-disable:` takes a rule, a list of rules, or `rule: reason` pairs, and
 * holds for the whole posting. No rule named means all; `tools/*` means all of a category.
 */
interface Directive {
  readonly action: 'disable-next-line' | 'disable-line' | 'disable' | 'enable';
  /** The comment, or the front matter's entry. */
  readonly span: Span;
  /** Absent means every rule. A comment that names several rules gives one directive for each. */
  readonly rule?: NamedRule;
  readonly reason?: string;
  /** Where findings are suppressed; empty for `enable`. */
  readonly range: Span;
}

interface NamedRule {
  readonly name: string;
  readonly span: Span;
}

/** Ids of the findings that suppressions themselves may give; they have no card. */
export const SUPPRESSION_RULES = [
  'suppression/unused',
  'suppression/unknown-rule',
  'suppression/unknown-comment',
] as const;

/** What the run knows about its rules. */
export interface KnownRules {
  /** Every rule there is, whether it runs or not; an alias leads to its id. */
  readonly idOf: ReadonlyMap<string, string>;
  /** Rules that ran on this posting: only for these can a suppression be called unused. */
  readonly ran: ReadonlySet<string>;
}

/**
 * Marks findings that the posting suppresses, and adds a finding for every suppression that
 * suppresses nothing or names no rule. Source order is kept.
 */
export function suppressFindings(posting: Posting, findings: readonly Finding[], known: KnownRules): Finding[] {
  if (!posting.source.includes('sm-jd-')) return [...findings];
  const { directives, unknown } = readDirectives(posting);
  if (directives.length + unknown.length === 0) return [...findings];
  const used = new Set<Directive>();
  const marked = findings
    // The words of a directive in a text file are no part of the posting.
    .filter(finding => !directives.some(directive => contains(directive.span, finding.span) && !isEmpty(finding.span)))
    .map(finding => {
      const directive = directives.find(directive => suppresses(directive, finding, known));
      if (!directive) return finding;
      used.add(directive);
      const { reason } = directive;
      return { ...finding, suppressed: { by: 'comment' as const, ...(reason !== undefined && { reason }) } };
    });
  const complaints = directives.flatMap(directive => complaintAbout(directive, used.has(directive), posting, known));
  return [...marked, ...complaints, ...unknown].sort((a, b) => compareSpans(a.span, b.span));
}

function suppresses(directive: Directive, finding: Finding, known: KnownRules): boolean {
  if (directive.action === 'enable') return false;
  const { start } = finding.span;
  if (start < directive.range.start || start >= directive.range.end) return false;
  return directive.rule === undefined || names(directive.rule.name, finding.rule, known);
}

function names(name: string, id: string, known: KnownRules): boolean {
  return name.endsWith('/*') ? id.startsWith(name.slice(0, -1)) : (known.idOf.get(name) ?? name) === id;
}

function complaintAbout(directive: Directive, isUsed: boolean, posting: Posting, known: KnownRules): Finding[] {
  const { rule, action } = directive;
  if (rule && !namesAny(rule.name, new Set(known.idOf.values()), known) && !isOwnRule(rule.name)) {
    const hint = nameHint(rule.name, [...known.idOf.keys()]);
    return [
      complaint('suppression/unknown-rule', rule.span, posting, `There is no rule “${rule.name}” to suppress${hint}`),
    ];
  }
  if (isUsed || action === 'enable' || (rule && !namesAny(rule.name, known.ran, known))) return [];
  return [
    complaint(
      'suppression/unused',
      rule?.span ?? directive.span,
      posting,
      `Nothing here breaks ${rule ? `“${rule.name}”` : 'any rule'}: this suppression can go.`,
    ),
  ];
}

function namesAny(name: string, ids: ReadonlySet<string>, known: KnownRules): boolean {
  return [...ids].some(id => names(name, id, known));
}

function isOwnRule(name: string): boolean {
  return (SUPPRESSION_RULES as readonly string[]).includes(name);
}

function complaint(rule: (typeof SUPPRESSION_RULES)[number], span: Span, posting: Posting, message: string): Finding {
  return {
    rule,
    severity: 'warning',
    message,
    span,
    actual: posting.source.slice(span.start, span.end),
    evidence: [],
    suggestions: [],
  };
}

const ACTIONS: readonly string[] = ['disable-next-line', 'disable-line', 'disable', 'enable'];
const COMMENT = /<!--\s*sm-jd-([a-z]\w*(?:-\w+)*)([\s\S]*?)-->/g;
const TEXT_LINE = /^[ \t]*(?:#+|\/\/)?[ \t]*sm-jd-((?:disable|enable)\w*(?:-\w+)*)(?![\w:-])(.*)$/gm;

/** The directives of a posting, and findings about comments that look like some and are none. */
function readDirectives(posting: Posting): { directives: Directive[]; unknown: Finding[] } {
  const { source, format } = posting;
  const index = new LineIndex(source);
  const found: Directive[] = [];
  const unknown: Finding[] = [];
  for (const pattern of format === 'text' ? [COMMENT, TEXT_LINE] : [COMMENT]) {
    for (const match of source.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (format === 'markdown' && !isHtml(posting, span)) continue;
      const [whole, name = '', rest = ''] = match;
      const nameAt = span.start + whole.indexOf(`sm-jd-${name}`);
      if (!ACTIONS.includes(name)) {
        const place = { start: nameAt, end: nameAt + `sm-jd-${name}`.length };
        const near = didYouMean(name, ACTIONS) ?? 'disable-next-line';
        const message = `“sm-jd-${name}” is nothing that sm-jd knows, and suppresses nothing; did you mean “sm-jd-${near}”?`;
        unknown.push(complaint('suppression/unknown-comment', place, posting, message));
        continue;
      }
      const action = name as Directive['action'];
      const { rules, reason } = readRest(rest, nameAt + `sm-jd-${name}`.length);
      const common = { action, span, ...(reason && { reason }), range: EMPTY };
      if (rules.length === 0) found.push(common);
      else found.push(...rules.map(rule => ({ ...common, rule })));
    }
  }
  found.sort((a, b) => compareSpans(a.span, b.span));
  const inBody = found.map((directive, at) => ({
    ...directive,
    range: rangeOf(directive, found.slice(at + 1), source, index),
  }));
  return { directives: [...frontMatterDirectives(posting), ...inBody], unknown };
}

const EMPTY: Span = { start: 0, end: 0 };

function isEmpty(span: Span): boolean {
  return span.start === span.end;
}

/** A comment shown inside code is talked about, not meant. */
function isHtml(posting: Posting, span: Span): boolean {
  const around = posting.opaque.find(opaque => contains(opaque, span));
  return around !== undefined && posting.source[around.start] === '<';
}

function readRest(text: string, offset: number): { rules: NamedRule[]; reason?: string } {
  const dashes = /(?:^|\s)--(?:\s|$)/.exec(text);
  const list = dashes ? text.slice(0, dashes.index) : text;
  const reason = dashes ? text.slice(dashes.index + dashes[0].length).trim() : '';
  const rules = Array.from(list.matchAll(/[^\s,]+/g), word => ({
    name: word[0],
    span: { start: offset + word.index, end: offset + word.index + word[0].length },
  }));
  return { rules, ...(reason && { reason }) };
}

function rangeOf(directive: Directive, later: readonly Directive[], source: string, index: LineIndex): Span {
  const lastLine = index.place(Math.max(directive.span.start, directive.span.end - 1)).line;
  switch (directive.action) {
    case 'enable':
      return EMPTY;
    case 'disable-line':
      return lineSpan(index.place(directive.span.start).line, source, index);
    case 'disable-next-line': {
      let line = lastLine + 1;
      while (line < index.lineCount && index.lineText(line).trim() === '') line++;
      return line > index.lineCount ? EMPTY : lineSpan(line, source, index);
    }
    case 'disable': {
      const end = later.find(other => other.action === 'enable' && reenables(other, directive));
      return { start: directive.span.end, end: end?.span.start ?? source.length + 1 };
    }
  }
}

/** `enable` without a rule ends every block. */
function reenables(enable: Directive, disable: Directive): boolean {
  return enable.rule === undefined || enable.rule.name === disable.rule?.name;
}

/** The line with its end, so that a finding without words at the end of the line is in it. */
function lineSpan(line: number, source: string, index: LineIndex): Span {
  const end = line < index.lineCount ? index.lineStart(line + 1) : source.length + 1;
  return { start: index.lineStart(line), end };
}

function frontMatterDirectives(posting: Posting): Directive[] {
  const { frontMatter, source } = posting;
  const value = frontMatter?.data['sm-jd-disable'];
  if (!frontMatter || value === undefined || value === null) return [];
  const range = { start: 0, end: source.length + 1 };
  return frontMatterEntries(value).map(({ name, reason }) => {
    const key = source.indexOf('sm-jd-disable', frontMatter.span.start);
    const start = source.indexOf(name, key + 'sm-jd-disable'.length);
    const span = start >= 0 ? { start, end: start + name.length } : frontMatter.span;
    return { action: 'disable', span, rule: { name, span }, ...(reason && { reason }), range };
  });
}

function frontMatterEntries(value: unknown): { name: string; reason?: string }[] {
  if (typeof value !== 'object' || value === null) return [{ name: String(value) }];
  if (Array.isArray(value)) return value.map(name => ({ name: String(name) }));
  return Object.entries(value).map(([name, reason]) => ({ name, ...(reason != null && { reason: String(reason) }) }));
}
