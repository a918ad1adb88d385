import type { PrintedFinding } from './run-cli.js';

const AROUND = 160;

/** One finding with the text around it, for reading by eye. */
export function show(path: string, source: string, finding: PrintedFinding): string {
  const { start, end } = finding.span;
  const before = oneLine(source.slice(Math.max(0, start - AROUND), start));
  const words = oneLine(source.slice(start, end));
  const after = oneLine(source.slice(end, end + AROUND));
  const lines = [
    `${path}:${finding.start.line}:${finding.start.column}  ${finding.severity}  ${finding.rule}`,
    `  …${before}⟦${words.length > 400 ? `${words.slice(0, 400)} …` : words}⟧${after}…`,
    `  ${finding.message}`,
  ];
  for (const span of finding.evidence.slice(0, 6))
    lines.push(`  evidence: ${oneLine(source.slice(span.start, span.end))}`);
  for (const suggestion of finding.suggestions) {
    lines.push(`  ${suggestion.help ?? 'suggestion'} (${suggestion.safety}): ${suggestion.title}`);
    for (const edit of suggestion.edits) {
      lines.push(`    − ${oneLine(source.slice(edit.span.start, edit.span.end))}`, `    + ${oneLine(edit.text)}`);
    }
  }
  return lines.join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\r\n|\r|\n/g, ' ⏎ ').replace(/[\u0000-\u001f\u007f\u009b]/g, '�');
}
