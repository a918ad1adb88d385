/** How the time of one thing grows with its size. */
export interface Growth {
  readonly title: string;
  /** What the x axis counts: `files`, `bytes`. */
  readonly unit: string;
  readonly points: readonly { readonly size: number; readonly seconds: number }[];
}

const WIDTH = 360;
const HEIGHT = 280;
const LEFT = 56;
const BOTTOM = 44;
const TOP = 34;
const RIGHT = 16;

/**
 * Both axes logarithmic, one panel beside the other. The thin line is exact proportion through the
 * last point: points on it or above it to its left mean growth no worse than linear.
 */
export function growthPlot(panels: readonly Growth[]): string {
  const body = panels.map((panel, i) => `<g transform="translate(${i * WIDTH} 0)">${drawPanel(panel)}</g>`);
  const width = WIDTH * panels.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<rect width="${width}" height="${HEIGHT}" fill="white"/>`,
    ...body,
    '</svg>',
    '',
  ].join('\n');
}

function drawPanel({ title, unit, points }: Growth): string {
  const last = points.at(-1);
  if (!last) return '';
  const sizes = points.map(point => point.size);
  const proportion = (size: number) => (last.seconds * size) / last.size;
  const x = scale(Math.min(...sizes), Math.max(...sizes), LEFT, WIDTH - RIGHT);
  const decades = powersOfTen(
    Math.min(...points.map(point => point.seconds)),
    Math.max(...points.map(point => point.seconds)),
  );
  const floor = decades[0] as number;
  const y = scale(floor, decades.at(-1) as number, HEIGHT - BOTTOM, TOP);
  const path = points.map(({ size, seconds }) => `${x(size)},${y(seconds)}`).join(' ');
  // The line of proportion is cut where it leaves the panel.
  const from = Math.max(Math.min(...sizes), (floor * last.size) / last.seconds);
  return [
    `<text x="${LEFT}" y="18" font-size="13">${title}</text>`,
    ...decades.map(
      value =>
        `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/>` +
        `<text x="${LEFT - 6}" y="${y(value) + 4}" text-anchor="end">${label(value)} s</text>`,
    ),
    ...points.map(
      ({ size }) => `<text x="${x(size)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${label(size)}</text>`,
    ),
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${unit}</text>`,
    `<line x1="${x(from)}" y1="${y(proportion(from))}" x2="${x(last.size)}" y2="${y(last.seconds)}" stroke="#999" stroke-dasharray="4 3"/>`,
    `<polyline points="${path}" fill="none" stroke="#1a5fb4" stroke-width="2"/>`,
    ...points.map(({ size, seconds }) => `<circle cx="${x(size)}" cy="${y(seconds)}" r="3" fill="#1a5fb4"/>`),
  ].join('\n');
}

function scale(low: number, high: number, from: number, to: number): (value: number) => number {
  const span = Math.log10(high) - Math.log10(low) || 1;
  return value => Math.round((from + ((Math.log10(value) - Math.log10(low)) / span) * (to - from)) * 10) / 10;
}

function powersOfTen(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.max(first + 1, Math.ceil(Math.log10(high)));
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
}

/** `1k`, `10M`, `0.1` */
function label(value: number): string {
  if (value >= 1e6) return `${round(value / 1e6)}M`;
  if (value >= 1e3) return `${round(value / 1e3)}k`;
  return String(round(value));
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
