import { readFileSync } from 'node:fs';
import { validate as validateRdjson } from '@umbrelladocs/rdformat-validator';
import { Ajv, type ValidateFunction } from 'ajv';
import { Parser } from 'htmlparser2';
import { SaxesParser } from 'saxes';
import type { RunResult } from '../../src/core/types.js';
import { FORMAT_NAMES, type Format, loadReporter } from '../../src/reporters/formats.js';

/** One run in every format, and a mistake of each that is not what its readers take. */
export interface ReportFault {
  readonly format: Format;
  readonly fault: string;
}

/** C0 without tab and line end, DEL, C1, and whatever reorders text: none may reach a terminal. */
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;
/** Colours and weights of the text report are meant; nothing else that begins with ESC is. */
const STYLE = /\u001b\[[\d;]*m/g;

const SHOWN_IN_TERMINALS: readonly Format[] = ['text', 'compact', 'github', 'markdown'];
const JSON_FORMATS: readonly Format[] = ['json', 'sarif', 'gitlab', 'rdjson'];
const XML_FORMATS: readonly Format[] = ['junit', 'checkstyle'];

/**
 * Prints a run in every format and reads each back as its consumers do.
 * @param thorough also validates SARIF and reviewdog's format by their schemas, which takes far longer
 */
export async function faultsOfReports(run: RunResult, thorough: boolean): Promise<ReportFault[]> {
  const faults: ReportFault[] = [];
  for (const format of FORMAT_NAMES) {
    const reporter = await loadReporter(format);
    for (const color of format === 'text' ? [true, false] : [false]) {
      const report = reporter.format(run, { color, width: 80, verbose: true });
      const fault = await faultOf(report, format, run, thorough);
      if (fault !== undefined) faults.push({ format, fault });
    }
  }
  return faults;
}

async function faultOf(report: string, format: Format, run: RunResult, thorough: boolean): Promise<string | undefined> {
  if (/\p{Cs}/u.test(report)) return 'holds half a surrogate pair';
  if (SHOWN_IN_TERMINALS.includes(format)) {
    const obeyed = OBEYED.exec(report.replace(STYLE, ''));
    if (obeyed) return `holds U+${obeyed[0].codePointAt(0)?.toString(16)}, which a terminal obeys`;
  }
  if (XML_FORMATS.includes(format)) return faultOfXml(report, format, run);
  if (format === 'html') return faultOfHtml(report);
  if (!JSON_FORMATS.includes(format)) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(report);
  } catch (error) {
    return `is no JSON: ${(error as Error).message}`;
  }
  if (format === 'sarif') return faultOfSarif(data as SarifLog, run, thorough);
  if (format === 'json') return faultOfJson(data as JsonLog, run);
  if (format === 'rdjson' && thorough) {
    const { valid, errors } = await validateRdjson(report);
    if (!valid) return `is no rdjson: ${JSON.stringify(errors)}`;
  }
  return undefined;
}

interface JsonLog {
  readonly files: readonly {
    readonly findings: readonly { readonly actual: string; readonly span: { start: number; end: number } }[];
  }[];
}

function faultOfJson(log: JsonLog, run: RunResult): string | undefined {
  for (const [i, { source, findings }] of run.files.entries()) {
    const told = log.files[i]?.findings ?? [];
    if (told.length !== findings.length) return `tells ${told.length} of ${findings.length} findings`;
    for (const { span, actual } of told) {
      if (source.slice(span.start, span.end) !== actual) return `“actual” is not what stands at ${span.start}`;
    }
  }
  return undefined;
}

interface SarifLog {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly locations: readonly {
        readonly physicalLocation: { readonly region: { charOffset: number; charLength: number } };
      }[];
    }[];
  }[];
}

let sarifSchema: ValidateFunction | undefined;

function faultOfSarif(log: SarifLog, { files }: RunResult, thorough: boolean): string | undefined {
  const findings = files.flatMap(file => file.findings);
  const results = log.runs[0]?.results ?? [];
  if (results.length !== findings.length) return `tells ${results.length} of ${findings.length} findings`;
  for (const [i, { locations }] of results.entries()) {
    const region = locations[0]?.physicalLocation.region;
    const { span } = findings[i] as (typeof findings)[number];
    if (region?.charOffset !== span.start || region.charLength !== span.end - span.start) {
      return `result ${i} has another region than its finding`;
    }
  }
  if (!thorough) return undefined;
  sarifSchema ??= compileSarif();
  return sarifSchema(log) ? undefined : `breaks the schema: ${JSON.stringify(sarifSchema.errors?.slice(0, 3))}`;
}

/** The official schema (2.1.0-rtm.5), stored beside this file. */
function compileSarif(): ValidateFunction {
  // Written as draft 04, which Ajv has left; it uses nothing that later drafts read otherwise.
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(new URL('sarif-2.1.0.data.json', import.meta.url), 'utf8')) as Record<string, unknown>;
  return new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
}

function faultOfXml(report: string, format: Format, { files }: RunResult): string | undefined {
  const parser = new SaxesParser();
  let fault: string | undefined;
  const elements = new Map<string, number>();
  parser.on('error', error => {
    fault ??= `is no XML: ${error.message}`;
  });
  parser.on('opentag', ({ name }) => elements.set(name, (elements.get(name) ?? 0) + 1));
  parser.write(report).close();
  if (fault !== undefined || format !== 'checkstyle') return fault;
  const findings = files.flatMap(file => file.findings).filter(finding => !finding.suppressed);
  const told = elements.get('error') ?? 0;
  return told < findings.length ? `tells ${told} of ${findings.length} findings` : undefined;
}

/** Elements that the page itself is made of; a posting must not add one. */
const FOREIGN = new Set(['img', 'iframe', 'object', 'embed', 'link', 'base', 'form', 'svg', 'video', 'audio']);

function faultOfHtml(report: string): string | undefined {
  let fault: string | undefined;
  let scripts = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'script') scripts++;
      if (FOREIGN.has(name)) fault ??= `has an element <${name}>`;
      for (const [key, value] of Object.entries(attributes)) {
        if (key.startsWith('on')) fault ??= `has a handler ${key}`;
        if (key === 'href' && !value.startsWith('#')) fault ??= `has a link to ${value.slice(0, 40)}`;
      }
    },
  });
  parser.end(report);
  return fault ?? (scripts > 1 ? `has ${scripts} scripts` : undefined);
}
