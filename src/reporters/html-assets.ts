/** Style and script of the HTML report. Constant: nothing of a posting ever comes in here. */

export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ground: #f6f5f2; --ink: #1d1c1a; --soft: #5d5a54; --line: #dcd8d0;
  --error: #a3161a; --error-wash: #fbdcdb; --warning: #7a4a00; --warning-wash: #fce8bf;
  --info: #1f4f8f; --info-wash: #dbe8f9; --good: #1c6130; --good-wash: #dcefdf; --bar: #3f6fae;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #211f1c; --ground: #171614; --ink: #ece8e1; --soft: #b3ada2; --line: #3d3a34;
    --error: #ff9d98; --error-wash: #55211f; --warning: #f2c56b; --warning-wash: #4d3a12;
    --info: #9fc4f7; --info-wash: #1f3655; --good: #96d5a5; --good-wash: #1f3d27; --bar: #7fa9e0;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 78rem; margin: 0 auto; padding: 1rem 1.25rem; }
h1 { font-size: 1.5rem; margin: 0.5rem 0 0; }
h2 { font-size: 1.15rem; margin: 0 0 0.75rem; overflow-wrap: anywhere; }
.failures, .note { overflow-wrap: anywhere; }
a { color: var(--info); }
:focus-visible { outline: 3px solid var(--bar); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; }
.filters label { min-width: 0; max-width: 100%; }
.filters { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; align-items: center; margin-top: 0.75rem; }
.filters fieldset { border: 0; margin: 0; padding: 0; display: flex; gap: 1rem; flex-wrap: wrap; }
.filters legend { float: left; padding: 0; margin-right: 0.75rem; color: var(--soft); }
select { max-width: 100%; }
select, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 0.35rem; padding: 0.2rem 0.6rem; }
button { cursor: pointer; }
table { border-collapse: collapse; width: 100%; background: var(--paper); }
th, td { text-align: left; padding: 0.35rem 0.75rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; } td.number, th.number { text-align: right; width: 1%; white-space: nowrap; font-variant-numeric: tabular-nums; }
caption { text-align: left; }
article { background: var(--paper); border: 1px solid var(--line); border-radius: 0.5rem; padding: 1.25rem; margin: 1.25rem 0; }
.columns { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem; }
@media (max-width: 56rem) { article { padding: 0.75rem; } th, td { padding: 0.35rem 0.4rem; } .columns { grid-template-columns: minmax(0, 1fr); } }
.source { white-space: pre-wrap; overflow-wrap: anywhere; font: 0.92rem/1.65 ui-monospace, "Liberation Mono", monospace; }
mark { color: inherit; padding: 0.05em 0; border-radius: 0.15em; background: none; }
mark.error { background: var(--error-wash); box-shadow: inset 0 -2px var(--error); }
mark.warning { background: var(--warning-wash); box-shadow: inset 0 -2px var(--warning); }
mark.info { background: var(--info-wash); box-shadow: inset 0 -2px var(--info); }
mark.evidence { box-shadow: inset 0 -1px var(--soft); }
mark.lit { outline: 2px solid var(--bar); }
.ref { font: 600 0.72rem/1 system-ui, sans-serif; vertical-align: super; padding: 0 0.15rem; text-decoration: none; }
.notes { list-style: none; margin: 0; padding: 0; }
.note { border-left: 4px solid var(--soft); padding: 0.1rem 0 0.1rem 0.9rem; margin: 0 0 1.25rem; }
.note.error { border-color: var(--error); } .note.warning { border-color: var(--warning); } .note.info { border-color: var(--info); }
.note:target { background: var(--ground); }
.note p { margin: 0.25rem 0; }
.head { color: var(--soft); font-size: 0.85rem; }
.severity { font-weight: 700; } .severity.error { color: var(--error); } .severity.warning { color: var(--warning); } .severity.info { color: var(--info); }
.change { font-size: 0.9rem; margin: 0.35rem 0; }
.change del, .change ins { display: block; white-space: pre-wrap; overflow-wrap: anywhere; text-decoration: none; padding: 0.2rem 0.5rem; border-radius: 0.25rem; margin: 0.15rem 0; }
.change del { background: var(--error-wash); } .change ins { background: var(--good-wash); }
.change del::before { content: "− "; color: var(--error); } .change ins::before { content: "+ "; color: var(--good); }
.balance { margin: 0 0 1.25rem; }
.balance th { font-weight: 400; color: var(--ink); width: 30%; } .balance td, .balance th { border: 0; padding: 0.1rem 0.5rem 0.1rem 0; }
.bar { height: 0.7rem; background: var(--bar); border-radius: 0.2rem; min-width: 1px; }
.clean { color: var(--good); } .failures { border-color: var(--error); }
@media print {
  :root { --ground: #fff; --paper: #fff; }
  .filters, button, .skip { display: none !important; }
  article { border: 0; padding: 0; break-before: page; } .note, .change { break-inside: avoid; }
  header, main { max-width: none; padding: 0; }
  mark, .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

export const SCRIPT = `
'use strict';
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const boxes = all('.filters input');
const rule = document.querySelector('#rule');
const status = document.querySelector('#status');
function filter() {
  const severities = new Set(boxes.filter(box => box.checked).map(box => box.value));
  const shown = new Set();
  for (const note of all('.note')) {
    const isShown = severities.has(note.dataset.severity) && (rule.value === '' || rule.value === note.dataset.rule);
    note.hidden = !isShown;
    if (isShown) shown.add(note.id);
  }
  for (const ref of all('.ref')) ref.hidden = !shown.has(ref.hash.slice(1));
  for (const mark of all('mark')) {
    const grade = mark.dataset.notes.split(' ').filter(id => shown.has(id)).map(id => document.getElementById(id).dataset.severity);
    const own = mark.dataset.own === '' ? grade : mark.dataset.own.split(' ').filter(id => shown.has(id)).map(id => document.getElementById(id).dataset.severity);
    mark.className = mark.dataset.own === '' ? (grade.length > 0 ? 'evidence' : '') : ['error', 'warning', 'info'].find(one => own.includes(one)) || (grade.length > 0 ? 'evidence' : '');
  }
  status.textContent = shown.size + (shown.size === 1 ? ' finding shown' : ' findings shown');
}
for (const control of [...boxes, rule]) control.addEventListener('change', filter);
document.addEventListener('click', async event => {
  const button = event.target.closest('button[data-copy]');
  if (!button) return;
  const text = document.getElementById(button.dataset.copy).textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    button.focus();
  }
  button.textContent = 'Copied';
  status.textContent = 'Copied to the clipboard';
  setTimeout(() => { button.textContent = 'Copy'; }, 2000);
});
function light(id, on) {
  for (const mark of all('mark')) if (mark.dataset.notes.split(' ').includes(id)) mark.classList.toggle('lit', on);
}
for (const note of all('.note')) {
  for (const [start, end] of [['mouseenter', 'mouseleave'], ['focusin', 'focusout']]) {
    note.addEventListener(start, () => light(note.id, true));
    note.addEventListener(end, () => light(note.id, false));
  }
}
document.querySelector('.filters').hidden = false;
`;
