/** A smooth function's value at `x`; its gradient goes to `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

const MEMORY = 8;

/**
 * Finds the least value of a smooth convex function from zero on: L-BFGS (Nocedal and Wright,
 * “Numerical Optimization”, algorithm 7.4) with halved steps until the value sinks enough.
 * Deterministic.
 *
 * @param size how many numbers the function takes
 * @returns where the steps have become fruitless, or after `steps` of them
 */
export function minimize(objective: Objective, size: number, steps = 120): Float64Array {
  let x = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = objective(x, gradient);
  const moves: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let step = 0; step < steps; step++) {
    const direction = twoLoop(gradient, moves);
    const slope = dot(direction, gradient);
    if (!(slope < 0)) break;
    let rate = moves.length === 0 ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
    let next = x;
    let nextGradient = gradient;
    let nextValue = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 20 && !(nextValue <= value + 1e-4 * rate * slope); tries++, rate /= 2) {
      const at = rate;
      next = x.map((one, i) => one + at * (direction[i] as number));
      nextGradient = new Float64Array(size);
      nextValue = objective(next, nextGradient);
    }
    if (!(nextValue < value)) break;
    const s = next.map((one, i) => one - (x[i] as number));
    const y = nextGradient.map((one, i) => one - (gradient[i] as number));
    const curve = dot(s, y);
    if (curve > 1e-12) {
      moves.push({ s, y, rho: 1 / curve });
      if (moves.length > MEMORY) moves.shift();
    }
    const gain = value - nextValue;
    x = next;
    gradient = nextGradient;
    value = nextValue;
    if (gain < 1e-7 * Math.abs(value)) break;
  }
  return x;
}

/** The way downhill that the last moves suggest. */
function twoLoop(gradient: Float64Array, moves: readonly { s: Float64Array; y: Float64Array; rho: number }[]) {
  const way = gradient.map(one => -one);
  const shares: number[] = [];
  for (let m = moves.length - 1; m >= 0; m--) {
    const { s, y, rho } = moves[m] as (typeof moves)[number];
    const share = rho * dot(s, way);
    shares[m] = share;
    addTo(way, y, -share);
  }
  const last = moves.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let i = 0; i < way.length; i++) way[i] = (way[i] as number) * scale;
  }
  for (const [m, { s, y, rho }] of moves.entries()) addTo(way, s, (shares[m] as number) - rho * dot(y, way));
  return way;
}

function addTo(target: Float64Array, other: Float64Array, times: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) + times * (other[i] as number);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
