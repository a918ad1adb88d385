import { didYouMean } from '../core/did-you-mean.js';
import { FACETS, type RoleFamily } from '../core/facets.js';
import { compareSpans } from '../core/span.js';
import type { Failure, FileResult, Finding, Posting, Severity } from '../core/types.js';
import type { PeerIndex } from '../kinds/types.js';
import type { Profile } from '../profile/types.js';
import type { Card } from '../rules/card.js';
import { compileRules, type RuleSetOptions, type RuleSettings, withSettings } from '../rules/rule-set.js';
import { mendTogether, withoutRepeats } from './joint-help.js';
import { lintPosting } from './lint.js';
import { withoutSettled } from './settled.js';
import { suppressFindings } from './suppress.js';

/** What somebody wants changed about one rule or several. */
export interface NamedSettings {
  /** A rule's id or alias, `tools/*` for a category, `*` for every rule. */
  readonly name: string;
  /** `on` is the card's own severity, or `info` where the card has the rule off. */
  readonly severity?: Severity | 'off' | 'on';
  readonly params?: RuleSettings['params'];
  /** Where this was written; failures name it. */
  readonly from?: { readonly file: string; readonly line: number; readonly column: number };
}

export interface LinterOptions extends RuleSetOptions {
  readonly cards: readonly Card[];
  /** What every rule's severity becomes before `settings`. */
  readonly severityOf?: (rule: string, card: Severity | 'off') => Severity | 'off';
  /** What becomes of settings that name no rule. Default `fail`. */
  readonly unknownRules?: 'fail' | 'ignore';
  /** Later entries win. */
  readonly settings?: readonly NamedSettings[];
  /** The posting's profile; `role` is what the user says the job is. */
  readonly profile: (posting: Posting, role: RoleFamily | undefined) => Profile;
  readonly role?: RoleFamily;
  readonly jurisdictions?: readonly string[];
  readonly employer?: string;
}

/** What a result should hold beside the findings. */
export interface LintAsks {
  /** How the statements divide over the facets. */
  readonly balance?: boolean;
  /** Every finding's questions, those too that another finding asks: for those who hide some findings. */
  readonly repeats?: boolean;
}

/** Rules with their settings applied, ready for any number of postings. */
export interface Linter {
  /** All rules, those that are off too, as their settings leave them. By id. */
  readonly cards: readonly Card[];
  /** What the user said about the postings; with the cards, all that a result hangs on but the texts. */
  readonly given: Pick<LinterOptions, 'role' | 'jurisdictions' | 'employer'>;
  /** Settings that name no rule or do not fit it, and cards that cannot be used. */
  readonly failures: readonly Failure[];
  /**
   * Runs the rules and marks what the posting suppresses. Pure.
   * @param peers texts that the posting is compared with
   * @param asks what the result should hold beside the findings
   */
  lint(
    posting: Posting,
    peers?: PeerIndex,
    asks?: LintAsks,
  ): { readonly file: FileResult; readonly failures: readonly Failure[] };
}

export function createLinter(options: LinterOptions): Linter {
  const settled = applySettings(options);
  const compiled = compileRules(settled.cards, options);
  const idOf = new Map(settled.cards.flatMap(card => [card.id, ...card.aliases].map(name => [name, card.id])));
  const { role, employer } = options;

  return {
    cards: settled.cards,
    given: {
      ...(role !== undefined && { role }),
      ...(employer !== undefined && { employer }),
      jurisdictions: options.jurisdictions ?? [],
    },
    failures: [...settled.failures, ...compiled.failures],
    lint(posting, peers, { balance = false, repeats = false } = {}) {
      let known: Profile | undefined;
      const profile = () => {
        known ??= options.profile(posting, role);
        return known;
      };
      const result = lintPosting(posting, compiled.set, {
        profile,
        jurisdictions: [...(options.jurisdictions ?? []), ...jurisdictionsOf(posting)],
        ...(peers && { peers }),
        ...(employer !== undefined && { employer }),
      });
      const silent = new Set(result.skips.map(skip => skip.rule));
      const ran = new Set(compiled.set.rules.map(rule => rule.meta.id).filter(id => !silent.has(id)));
      const findings = [...result.findings, ...formFindings(posting)];
      const marked = suppressFindings(posting, findings, { idOf, ran }).sort((a, b) => compareSpans(a.span, b.span));
      const helped = mendTogether(withoutSettled(marked, compiled.set), compiled.set);
      return {
        file: {
          path: posting.path,
          source: posting.source,
          findings: repeats ? helped : withoutRepeats(helped),
          skips: result.skips,
          ...(balance && { balance: balanceOf(profile()) }),
        },
        failures: result.failures,
      };
    },
  };
}

function balanceOf({ facets }: Profile): NonNullable<FileResult['balance']> {
  return FACETS.map(facet => ({ facet, count: facets[facet].count, share: facets[facet].share }));
}

function applySettings(options: LinterOptions): { cards: Card[]; failures: Failure[] } {
  const { settings = [], kinds, severityOf } = options;
  const failures: Failure[] = [];
  const fail = ({ name, from }: NamedSettings, message: string) => {
    const place = from && { line: from.line, column: from.column };
    failures.push({ kind: 'config', subject: from?.file ?? name, message, ...place });
  };
  const names = options.cards.map(card => card.id);
  const categories = [...new Set(names.map(id => `${id.split('/')[0]}/*`))];
  for (const setting of settings) {
    if (options.unknownRules === 'ignore' || options.cards.some(card => isNamed(card, setting.name))) continue;
    const near = didYouMean(setting.name, setting.name.endsWith('/*') ? categories : names);
    fail(setting, `there is no rule “${setting.name}”; ${near ? `did you mean ${near}?` : '“sm-jd rules” lists them'}`);
  }
  const cards = options.cards.map(original => {
    let card = severityOf ? { ...original, severity: severityOf(original.id, original.severity) } : original;
    for (const setting of settings.filter(one => isNamed(original, one.name))) {
      const on = original.severity === 'off' ? 'info' : original.severity;
      const severity = setting.severity === 'on' ? on : setting.severity;
      const { params } = setting;
      const result = withSettings(card, { ...(severity && { severity }), ...(params && { params }) }, kinds);
      for (const { message } of result.failures) fail(setting, `${setting.name}: ${message}`);
      card = result.card;
    }
    return card;
  });
  return { cards, failures };
}

function isNamed(card: Card, name: string): boolean {
  if (name === '*') return true;
  if (name.endsWith('/*')) return card.id.startsWith(name.slice(0, -1));
  return card.id === name || card.aliases.includes(name);
}

/** Where the posting itself says that it applies: `jurisdiction: us-co, us-ny` in its front matter. */
function jurisdictionsOf(posting: Posting): string[] {
  return posting.facts
    .filter(fact => fact.key === 'jurisdiction')
    .flatMap(fact => fact.value.toLowerCase().split(/[\s,;]+/))
    .filter(code => code !== '');
}

/** What is wrong with the file's form. These findings have no card: no rule can judge what was not read. */
function formFindings(posting: Posting): Finding[] {
  return posting.problems.map(({ code, message, span }) => ({
    rule: `form/${code}`,
    severity: 'warning',
    message,
    span,
    actual: posting.source.slice(span.start, span.end),
    evidence: [],
    suggestions: [],
  }));
}
