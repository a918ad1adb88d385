import { createHash } from 'node:crypto';
import { FACET_NAMES } from '../core/facets.js';
import { LineIndex } from '../core/line-index.js';
import {
  type Failure,
  type FileResult,
  type Finding,
  type Reporter,
  type RunResult,
  SEVERITIES,
  type Severity,
  type Suggestion,
} from '../core/types.js';
import { beforeAfter } from './before-after.js';
import { SCRIPT, STYLE } from './html-assets.js';
import { Html, html, raw } from './html-escape.js';
import { countFindings, countsInWords, openFindings, plural } from './summary.js';

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };
const GRAVEST_FIRST = [...SEVERITIES].reverse();

/**
 * One page to look at: each posting as it was written, its words marked, the notes beside them.
 * It needs no network, and its content security policy lets nothing run but its own script.
 */
export const htmlReporter: Reporter = {
  name: 'html',
  format: run => `<!doctype html>\n${page(run).text}\n`,
};

function page(run: RunResult): Html {
  const postings = run.files.map((file, index) => ({ file, id: `p${index + 1}`, open: openFindings(file.findings) }));
  // What needs work comes first; among equals the order of the run stays.
  const sorted = [...postings].sort((a, b) => compareWeights(weightOf(a.open), weightOf(b.open)));
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const counts = countFindings(run);
  const title = `${countsInWords(counts) || 'Nothing to mend'} in ${plural(counts.files, 'posting')}`;
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · sm-jd</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the postings</a>
<header>
<h1>${title}</h1>
${filters(run)}
</header>
<main id="content">
${run.failures.length > 0 && failures(run.failures)}
${postings.length > 1 && overview(sorted)}
${sorted.map(article)}
</main>
<footer class="head">Made by sm-jd ${run.tool.version}.</footer>
<script>${raw(SCRIPT)}</script>
</body>
</html>`;
}

interface PostingView {
  readonly file: FileResult;
  readonly id: string;
  readonly open: readonly Finding[];
}

/** Hidden until the script shows it: without scripts it could do nothing. */
function filters(run: RunResult): Html {
  const rules = [
    ...new Set(run.files.flatMap(file => openFindings(file.findings).map(finding => finding.rule))),
  ].sort();
  const boxes = GRAVEST_FIRST.map(
    severity => html`<label><input type="checkbox" value="${severity}" checked> ${SEVERITY_WORDS[severity]}s</label>`,
  );
  return html`<div class="filters" hidden>
<fieldset><legend>Show</legend>
${boxes}
</fieldset>
<label>Rule <select id="rule"><option value="">all</option>
${rules.map(rule => html`<option>${rule}</option>`)}
</select></label>
<span id="status" role="status" class="head"></span>
</div>`;
}

function failures(list: readonly Failure[]): Html {
  const items = list.map(({ subject, message }) => html`<li><strong>${subject}</strong>: ${message}</li>`);
  return html`<article class="failures"><h2>Could not be checked</h2><ul>
${items}
</ul></article>`;
}

function overview(postings: readonly PostingView[]): Html {
  const rows = postings.map(({ file, id, open }) => {
    const cells = weightOf(open).map(count => html`<td class="number">${count || '–'}</td>`);
    return html`<tr><th scope="row"><a href="#${id}">${file.path}</a></th>${cells}</tr>`;
  });
  const heads = GRAVEST_FIRST.map(severity => html`<th scope="col" class="number">${SEVERITY_WORDS[severity]}s</th>`);
  return html`<article><h2>Postings, those that need most work first</h2><table>
<thead><tr><th scope="col">Posting</th>${heads}</tr></thead>
<tbody>
${rows}
</tbody></table></article>`;
}

function article({ file, id, open }: PostingView): Html {
  const index = new LineIndex(file.source);
  const notes = open.map((finding, number) => note(finding, `${id}n${number + 1}`, number + 1, file.source, index));
  return html`<article id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${file.path}</h2>
${balance(file)}
<div class="columns">
<div class="source" tabindex="0" role="region" aria-label="Text of ${file.path}">${marked(file.source, open, id)}</div>
<ol class="notes" aria-label="Findings">
${notes.length > 0 ? notes : html`<li class="clean">Nothing to mend.</li>`}
</ol>
</div>
</article>`;
}

/** How the statements of the posting divide, as bars in a table that reads as well without them. */
function balance({ balance: shares }: FileResult): Html | undefined {
  if (!shares || shares.length === 0) return undefined;
  const rows = [...shares]
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.share - a.share)
    .map(({ facet, count, share }) => {
      const percent = Math.round(share * 100);
      return html`<tr><th scope="row">${FACET_NAMES[facet]}</th><td>
<div class="bar" style="width:${percent}%"></div></td><td class="number">${percent}% (${count})</td></tr>`;
    });
  return html`<table class="balance"><caption class="head">What the statements speak of</caption><tbody>
${rows}
</tbody></table>`;
}

function note(finding: Finding, id: string, number: number, source: string, index: LineIndex): Html {
  const { rule, severity, message, span, suggestions } = finding;
  const help = suggestions.map((suggestion, at) => suggestionOf(suggestion, `${id}s${at + 1}`, source, index));
  return html`<li class="note ${severity}" id="${id}" data-severity="${severity}" data-rule="${rule}">
<p class="head">${number} · <span class="severity ${severity}">${SEVERITY_WORDS[severity]}</span> · line ${index.place(span.start).line} · ${rule}</p>
<p>${message}</p>
${help}
</li>`;
}

function suggestionOf(suggestion: Suggestion, id: string, source: string, index: LineIndex): Html {
  const changes = beforeAfter(source, index, suggestion.edits);
  const after = changes.flatMap(change => change.after).join('\n');
  const lines = changes.flatMap(change => [
    ...change.before.map(line => html`<del>${line}</del>`),
    ...change.after.map(line => html`<ins>${line}</ins>`),
  ]);
  const copy = after !== '' || suggestion.help === 'ask';
  const label = suggestion.help === 'ask' ? 'Ask' : 'Try';
  return html`<div class="change"><p><strong>${label}:</strong> ${suggestion.title}
${copy && html`<button type="button" data-copy="${id}" aria-label="Copy: ${suggestion.title}">Copy</button>`}</p>
${lines}
${copy && html`<div id="${id}" hidden>${after || suggestion.title}</div>`}
</div>`;
}

/** The source with every finding's words marked, and its number as a link behind them. */
function marked(source: string, findings: readonly Finding[], id: string): Html {
  const noteId = (number: number) => `${id}n${number + 1}`;
  const borders = new Set([0, source.length]);
  for (const { span, evidence } of findings) for (const one of [span, ...evidence]) borders.add(one.start).add(one.end);
  const offsets = [...borders].sort((a, b) => a - b);
  const pieces: Html[] = [];
  offsets.forEach((start, at) => {
    const refs = findings.flatMap(({ span }, number) => (span.end === start ? [number] : []));
    for (const number of refs) {
      pieces.push(html`<a class="ref" href="#${noteId(number)}" aria-label="Finding ${number + 1}">${number + 1}</a>`);
    }
    const end = offsets[at + 1];
    if (end === undefined) return;
    const holds = (span: { start: number; end: number }) => span.start <= start && end <= span.end;
    const own = findings.flatMap(({ span }, number) => (holds(span) ? [number] : []));
    const any = findings.flatMap(({ span, evidence }, number) => ([span, ...evidence].some(holds) ? [number] : []));
    const text = source.slice(start, end);
    if (any.length === 0) pieces.push(html`${text}`);
    else {
      const grade = GRAVEST_FIRST.find(severity => own.some(number => findings[number]?.severity === severity));
      const ids = (numbers: readonly number[]) => numbers.map(noteId).join(' ');
      pieces.push(
        html`<mark class="${grade ?? 'evidence'}" data-notes="${ids(any)}" data-own="${ids(own)}">${text}</mark>`,
      );
    }
  });
  return new Html(pieces.map(piece => piece.text).join(''));
}

/** Numbers of findings, the gravest first. */
function weightOf(findings: readonly Finding[]): number[] {
  return GRAVEST_FIRST.map(severity => findings.filter(finding => finding.severity === severity).length);
}

function compareWeights(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((count, index) => count !== b[index]);
  return at < 0 ? 0 : (b[at] as number) - (a[at] as number);
}
