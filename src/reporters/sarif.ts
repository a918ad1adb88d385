import { LineIndex } from '../core/line-index.js';
import type { Edit, Failure, Finding, Reporter, RuleInfo, RunResult, Severity, Span } from '../core/types.js';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0 (OASIS), which GitHub code scanning and many viewers read. Suppressed findings stay in, marked. */
export const sarifReporter: Reporter = {
  name: 'sarif',
  format(run) {
    const rules = rulesOf(run);
    const log = {
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: run.tool.name,
              semanticVersion: run.tool.version,
              rules: rules.map(describe),
            },
          },
          invocations: [
            {
              executionSuccessful: run.failures.length === 0,
              toolExecutionNotifications: run.failures.map(notification),
            },
          ],
          columnKind: 'utf16CodeUnits',
          artifacts: run.files.map(file => ({ location: { uri: toUri(file.path) } })),
          results: run.files.flatMap(({ path, source, findings }, artifact) => {
            const index = new LineIndex(source);
            return findings.map(finding => {
              const ruleIndex = rules.findIndex(rule => rule.id === finding.rule);
              return resultOf(finding, { uri: toUri(path), index: artifact }, index, ruleIndex);
            });
          }),
        },
      ],
    };
    return `${JSON.stringify(log, undefined, 2)}\n`;
  },
};

interface ArtifactLocation {
  readonly uri: string;
  readonly index?: number;
}

/** The run's rules, and those that findings name but no card describes. */
function rulesOf(run: RunResult): RuleInfo[] {
  const known = [...(run.rules ?? [])];
  for (const { rule, severity } of run.files.flatMap(file => file.findings)) {
    if (!known.some(one => one.id === rule)) known.push({ id: rule, summary: rule, why: '', severity });
  }
  return known;
}

function describe({ id, summary, why, severity, sources = [] }: RuleInfo) {
  const restsOn = sources.map(({ title, url }) => (url === undefined ? title : `${title}, ${url}`));
  const text = [asSentence(summary), why, restsOn.length > 0 ? `Sources: ${restsOn.join('; ')}` : '']
    .filter(part => part !== '')
    .join('\n\n');
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: asSentence(summary) },
    ...(why !== '' && { fullDescription: { text: asSentence(why) }, help: { text, markdown: text } }),
    defaultConfiguration: severity === 'off' ? { enabled: false } : { level: LEVELS[severity] },
  };
}

function resultOf(finding: Finding, artifactLocation: ArtifactLocation, index: LineIndex, ruleIndex: number) {
  const { rule, severity, message, span, evidence, suppressed, fingerprint } = finding;
  const fixes = finding.suggestions.filter(({ safety, edits }) => safety !== 'display' && edits.length > 0);
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation, region: regionOf(span, index) } }],
    ...(evidence.length > 0 && {
      relatedLocations: evidence.map((place, id) => ({
        id,
        physicalLocation: { artifactLocation, region: regionOf(place, index) },
      })),
    }),
    ...(fingerprint !== undefined && { partialFingerprints: { 'statement/v1': fingerprint } }),
    ...(fixes.length > 0 && {
      fixes: fixes.map(({ title, edits }) => ({
        description: { text: title },
        artifactChanges: [{ artifactLocation, replacements: edits.map(edit => replacementOf(edit, index)) }],
      })),
    }),
    ...(suppressed && {
      suppressions: [
        {
          kind: suppressed.by === 'comment' ? 'inSource' : 'external',
          ...(suppressed.reason !== undefined && { justification: suppressed.reason }),
        },
      ],
    }),
  };
}

function replacementOf({ span, text }: Edit, index: LineIndex) {
  return { deletedRegion: regionOf(span, index), ...(text !== '' && { insertedContent: { text } }) };
}

function regionOf({ start, end }: Span, index: LineIndex) {
  const from = index.place(start);
  const to = index.place(end);
  return {
    startLine: from.line,
    startColumn: from.column,
    endLine: to.line,
    endColumn: to.column,
    charOffset: start,
    charLength: end - start,
  };
}

function notification({ kind, subject, message, line, column }: Failure) {
  const region = line === undefined ? undefined : { startLine: line, ...(column && { startColumn: column }) };
  return {
    level: 'error',
    message: { text: `${subject}: ${message}` },
    descriptor: { id: `failure/${kind}` },
    // Only a file can be a place; other failures are about a rule or an option.
    ...((kind === 'file' || region) && {
      locations: [{ physicalLocation: { artifactLocation: { uri: toUri(subject) }, ...(region && { region }) } }],
    }),
  };
}

/** A path as a relative or file URI: every character that has a meaning in URIs is escaped. */
function toUri(path: string): string {
  const escaped = path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(part => encodeURIComponent(part))
    .join('/');
  if (path.startsWith('/')) return `file://${escaped}`;
  return /^[A-Za-z]%3A\//.test(escaped) ? `file:///${escaped.replace('%3A', ':')}` : escaped.replace(/^\.\//, '');
}

/** `tools/only-lists-tools` → `ToolsOnlyListsTools`, as SARIF wants names. */
function pascalCase(id: string): string {
  return id.replace(/(?:^|[^a-z0-9]+)([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
