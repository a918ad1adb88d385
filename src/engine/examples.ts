import type { RoleFamily } from '../core/facets.js';
import type { Posting } from '../core/types.js';
import { parsePosting } from '../document/index.js';
import type { PeerIndex } from '../kinds/types.js';
import type { Profile } from '../profile/types.js';
import type { Card } from '../rules/card.js';
import { compileRules, type RuleSetOptions } from '../rules/rule-set.js';
import { fixText } from './fix.js';
import { settleHelp } from './joint-help.js';
import { lintPosting } from './lint.js';

export interface ExampleTools extends RuleSetOptions {
  readonly profile: (posting: Posting, role: RoleFamily | undefined) => Profile;
  /** Makes the posting comparable with the shipped stock, and with another for `given: beside`. */
  readonly peers: (postings: readonly Posting[]) => PeerIndex;
}

/** An example that does not do what its card says. */
export interface ExampleProblem {
  readonly rule: string;
  /** The text that was linted. */
  readonly text: string;
  /** What was expected and what came. */
  readonly message: string;
}

/**
 * Runs a card's examples: exactly the marked words are found, a near miss finds nothing, fixing
 * gives exactly the text after, and fixing again changes nothing. Each bad example is tried once
 * more in a list, in a block quote and with its words in bold.
 */
export function testExamples(card: Card, tools: ExampleTools): ExampleProblem[] {
  const active = card.severity === 'off' ? { ...card, severity: 'info' as const } : card;
  const { set, failures } = compileRules([active], tools);
  if (failures.length > 0) return failures.map(({ message }) => ({ rule: card.id, text: '', message }));
  const problems: ExampleProblem[] = [];

  for (const example of card.examples) {
    const given = example.given ?? {};
    const lint = (text: string) => {
      const posting = parsePosting(text, { path: 'example.md', ...(given.format && { format: given.format }) });
      const beside = given.beside && parsePosting(given.beside, { path: 'other.md' });
      const result = lintPosting(posting, set, {
        profile: one => tools.profile(one, given.role),
        peers: tools.peers(beside ? [posting, beside] : [posting]),
        ...(given.jurisdictions && { jurisdictions: given.jurisdictions }),
        ...(given.employer && { employer: given.employer }),
      });
      return { ...result, findings: settleHelp(result.findings, set), opaque: posting.opaque };
    };
    const report = (text: string, message: string) => problems.push({ rule: card.id, text, message });
    const expectMarks = (text: string, marks: readonly string[]) => {
      const { findings, failures, skips } = lint(text);
      for (const { message } of failures) report(text, message);
      const found = findings.map(finding => finding.actual);
      if (JSON.stringify(found.map(plain)) === JSON.stringify(marks.map(plain))) return;
      const silence = skips.map(({ reason }) => `; it kept silent: ${reason}`).join('');
      report(text, `expected ${JSON.stringify(marks)} to be marked, but found ${JSON.stringify(found)}${silence}`);
    };

    if (example.good !== undefined) {
      expectMarks(example.good, []);
      continue;
    }
    const { bad = '', marks = [] } = example;
    expectMarks(bad, marks);
    if (given.format !== 'text') for (const variant of variantsOf(bad, marks)) expectMarks(variant, marks);

    const fixed = fixText(bad, lint, { safety: 'review' });
    if (example.after !== undefined && fixed.source !== example.after) {
      report(bad, `expected ${JSON.stringify(example.after)} after fixing, but got ${JSON.stringify(fixed.source)}`);
    }
    if (fixText(fixed.source, lint, { safety: 'review' }).source !== fixed.source) {
      report(bad, 'fixing twice changes more than fixing once');
    }
  }
  return problems;
}

/** A finding in bold or over two lines marks the same words with markup between. */
function plain(text: string): string {
  return text
    .replace(/\*\*|\n>|\n/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

function variantsOf(text: string, marks: readonly string[]): string[] {
  const lines = text.split('\n');
  const variants = [lines.map(line => (line === '' ? '>' : `> ${line}`)).join('\n')];
  if (lines.every(line => /^[\p{L}\p{N}"“]/u.test(line))) variants.push(`- ${lines.join('\n  ')}`);
  const inBold = boldened(text, marks);
  if (inBold !== undefined) variants.push(inBold);
  return variants;
}

/** The first mark in bold, where that is one line of plain words. */
function boldened(text: string, [mark = '']: readonly string[]): string | undefined {
  const at = text.indexOf(mark);
  if (at < 0 || !/^[\p{L}\p{N}](.*[\p{L}\p{N}])?[.!?]?$/u.test(mark) || mark.includes('*')) return undefined;
  return `${text.slice(0, at)}**${mark}**${text.slice(at + mark.length)}`;
}
