import { readdirSync, readFileSync } from 'node:fs';
import { parsePosting } from '/work/main/src/document/index.ts';

const root = '/work/shared/corpus/';
let gold = 0,
  found = 0,
  right = 0,
  pred = 0,
  predTrue = 0;
let us = 0,
  ps = 0,
  same = 0;
const miss: string[] = [],
  wrong: string[] = [],
  extra: string[] = [];
const conf: Record<string, number> = {};
for (const f of readdirSync(root + 'labels')) {
  const d = JSON.parse(readFileSync(root + 'labels/' + f, 'utf8'));
  const s = readFileSync(root + d.file, 'utf8');
  const p = parsePosting(s, { path: d.file });
  const hs = p.statements.filter(x => x.kind === 'heading' || x.section.role === 'title');
  const gh = d.units.filter((u: any) => u.heading);
  for (const u of gh) {
    gold++;
    const all = p.statements.filter(x => x.span.start < u.end && u.start < x.span.end);
    const h =
      all.find(x => x.kind === 'heading') ??
      (u.heading === 'title'
        ? all.find(
            x =>
              x.section.role === 'title' ||
              p.facts.some(y => y.key === 'title' && y.span.start < u.end && u.start < y.span.end),
          )
        : undefined);
    if (!h) {
      miss.push(`${d.file}\t${u.heading}\t${JSON.stringify(s.slice(u.start, u.end).slice(0, 90))}`);
      continue;
    }
    found++;
    const role = p.facts.some(y => y.key === 'title' && y.span.start < u.end && u.start < y.span.end)
      ? 'title'
      : h.section.role;
    if (role === u.heading) right++;
    else {
      wrong.push(`${d.file}\t${u.heading}->${role}\t${JSON.stringify(s.slice(u.start, u.end).slice(0, 90))}`);
      conf[u.heading + '>' + role] = (conf[u.heading + '>' + role] ?? 0) + 1;
    }
  }
  for (const h of p.statements.filter(x => x.kind === 'heading')) {
    pred++;
    if (gh.some((u: any) => h.span.start < u.end && u.start < h.span.end)) predTrue++;
    else {
      const u = d.units.find((u: any) => h.span.start < u.end && u.start < h.span.end);
      extra.push(`${d.file}\t${u?.code}\t${JSON.stringify(h.prose.text.slice(0, 90))}`);
    }
  }
  const key = new Set(p.statements.map(x => x.span.start + ':' + x.span.end));
  us += d.units.length;
  ps += p.statements.length;
  for (const u of d.units) if (key.has(u.start + ':' + u.end)) same++;
}
console.log({ gold, found, right, share: right / gold, pred, predTrue, us, ps, same, unitF1: (2 * same) / (us + ps) });
console.log(
  Object.entries(conf)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 40)
    .map(x => x.join(' '))
    .join(' | '),
);
const n = +(process.argv[2] ?? 30);
const which = process.argv[3] ?? 'mwe';
let seed = 7;
const rnd = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
const samp = (a: string[]) =>
  a
    .map(x => [rnd(), x] as const)
    .sort((a, b) => a[0] - b[0])
    .slice(0, n)
    .map(x => x[1])
    .join('\n');
if (which.includes('m')) console.log('## MISSED', miss.length, '\n' + samp(miss));
if (which.includes('w')) console.log('## WRONG', wrong.length, '\n' + samp(wrong));
if (which.includes('e')) console.log('## EXTRA', extra.length, '\n' + samp(extra));
