import { logSum, type Point } from './oracles.ts';

/**
 * Laws of the score under the Lebesgue measure, as finite alternatives: Gauss-Legendre nodes with the logarithms of
 * their masses. A law over such nodes is the paper's mechanism on the whole cube, up to the quadrature's error.
 */
export interface Nodes {
  /** Where: a distance, or a product's coordinate. */
  readonly at: Float64Array;
  /** ln of the mass that the base measure gives to each node; they sum to 1 up to what a tilt cannot see. */
  readonly logBase: Float64Array;
}

/** Twelve Gauss-Legendre abscissae and weights on [0, 1], found once by Newton's method. */
const RULE = gauss(12);

function gauss(n: number): { readonly at: number; readonly weight: number }[] {
  return Array.from({ length: n }, (_, i) => {
    let z = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 50; step++) {
      let [low, high] = [1, z];
      for (let k = 2; k <= n; k++)
        [low, high] = [high, ((2 * k - 1) * z * high - (k - 1) * low) / k];
      slope = (n * (z * high - low)) / (z * z - 1);
      z -= high / slope;
    }
    return { at: (1 - z) / 2, weight: 1 / ((1 - z * z) * slope * slope) };
  });
}

/** The largest change of an exponent that one panel of the rule is asked to integrate: e^3 to 1e-16 relative. */
const STEP = 3;

/**
 * Nodes for integrals of exp(tilt score) against a density on [low, high], score smooth between the bends. Panels are
 * halved until the exponent moves by at most 3 on each; a panel that cannot hold e^-60 of the total is not refined.
 *
 * @param ceiling  an upper bound of the score on an interval
 * @param floor    ln of a lower bound of the integral of exp(tilt score)
 */
export function panels(options: {
  readonly bends: readonly number[];
  readonly score: (at: number) => number;
  readonly ceiling: (low: number, high: number) => number;
  readonly logMass: (low: number, high: number) => number;
  readonly logDensity: (at: number) => number;
  readonly tilt: number;
  readonly floor: number;
  /** How much the logarithm of the density's hard factor moves over an interval; default 0. */
  readonly bending?: (low: number, high: number) => number;
}): Nodes {
  const { bends, score, ceiling, logMass, logDensity, tilt, floor } = options;
  const bending = options.bending ?? ((): number => 0);
  const at: number[] = [];
  const logBase: number[] = [];
  const visit = (low: number, high: number): void => {
    const middle = (low + high) / 2;
    const [left, centre, right] = [score(low), score(middle), score(high)];
    const swing = Math.abs(left - centre) + Math.abs(centre - right);
    const seen = tilt * ceiling(low, high) + logMass(low, high) > floor - 60;
    if (seen && tilt * swing + bending(low, high) > STEP && middle > low && middle < high) {
      visit(low, middle);
      visit(middle, high);
      return;
    }
    for (const node of RULE) {
      const x = low + (high - low) * node.at;
      const mass = logDensity(x) + Math.log(node.weight * (high - low));
      if (mass === -Infinity) continue; // beyond the reach of doubles: no alternative at all
      at.push(x);
      logBase.push(mass);
    }
  };
  const cuts = [...new Set(bends)].toSorted((a, b) => a - b);
  for (let i = 1; i < cuts.length; i++) visit(cuts[i - 1]!, cuts[i]!);
  return { at: Float64Array.from(at), logBase: Float64Array.from(logBase) };
}

/** Density and distribution of |t - U|_1, U uniform in the cube: a polynomial in the offset u in [0, 1) of each quarter cell. */
export interface DistanceLaw {
  readonly cells: number;
  density(d: number): number;
  below(d: number): number;
}

/**
 * The law of the l1 distance from t to a uniform point of the cube, coordinates of t in quarters. |t_i - U_i| has density
 * 1 on [0, max(t_i, 1-t_i)] plus 1 on [0, min(t_i, 1-t_i)]; the sum is their convolution, cell by cell. O(I^3).
 */
export function distanceLaw(t: Point): DistanceLaw {
  const cells = 4 * t.length;
  let density: number[][] = [];
  let mass: number[][] = [];
  t.forEach((x, i) => {
    const ends = [Math.round(4 * x), 4 - Math.round(4 * x)];
    density = Array.from({ length: cells }, (_, cell) => {
      if (i === 0) return [ends.filter((end) => cell < end).length];
      const parts = ends.map((end) => difference(mass[cell]!, mass[cell - end]));
      return parts[0]!.map((a, k) => a + parts[1]![k]!);
    });
    mass = accumulate(density);
  });
  const local = (poly: readonly number[][], d: number): number => {
    const cell = Math.min(cells - 1, Math.max(0, Math.floor(4 * d)));
    return poly[cell]!.reduceRight((value, a) => value * (4 * d - cell) + a, 0);
  };
  return {
    cells,
    density: (d) => Math.max(0, local(density, d)),
    below: (d) => (d >= t.length ? 1 : Math.min(1, Math.max(0, local(mass, d)))),
  };
}

function difference(a: readonly number[], b: readonly number[] | undefined): number[] {
  return a.map((x, k) => x - (b?.[k] ?? 0));
}

/** The running integral of a piecewise polynomial on quarter cells. */
function accumulate(density: readonly number[][]): number[][] {
  let start = 0;
  return density.map((poly) => {
    const integral = [start, ...poly.map((a, k) => a / (4 * (k + 1)))];
    start = integral.reduce((total, a) => total + a, 0);
    return integral;
  });
}

/**
 * All agents at t: nodes in D = min_k |t - s_k|, whose law under K uniform products is 1 - (1-G(d))^K; the score is a
 * decreasing function of D that bends where told.
 */
export function pointNodes(
  t: Point,
  K: number,
  rate: { readonly score: (d: number) => number; readonly bends: readonly number[] },
  tilt: number,
): Nodes {
  const law = distanceLaw(t);
  const { score } = rate;
  const logAny = (d: number): number => {
    const one = law.below(d);
    return one >= 1 ? 0 : Math.log(-Math.expm1(K * Math.log1p(-one)));
  };
  const quarters = Array.from({ length: law.cells + 1 }, (_, j) => j / 4);
  const ladder = Array.from({ length: 120 }, (_, j) => t.length * 2 ** -(j / 2));
  return panels({
    bends: [...quarters, ...rate.bends],
    score,
    ceiling: (low) => score(low),
    logMass: (_, high) => logAny(high),
    logDensity: (d) => {
      const rest = K === 1 ? 0 : (K - 1) * Math.log(Math.max(0, 1 - law.below(d)));
      return Math.log(K) + rest + Math.log(law.density(d));
    },
    tilt,
    floor: Math.max(...ladder.map((d) => tilt * score(d) + logAny(d))),
    bending: (low, high) => (K - 1) * (law.below(high) - law.below(low)),
  });
}

/**
 * One attribute, one product: nodes in its place s for a score that is a mean of curves of |t_n - s|.
 *
 * @param kinks  where the score bends, besides 0 and 1
 * @param steep  a Lipschitz constant of the score
 */
export function lineNodes(
  score: (s: number) => number,
  kinks: readonly number[],
  steep: number,
  tilt: number,
): Nodes {
  const bends = [0, 1, ...kinks.filter((s) => s > 0 && s < 1)].toSorted((a, b) => a - b);
  const ceiling = (low: number, high: number): number =>
    Math.min(1, (score(low) + score(high) + steep * (high - low)) / 2);
  const between = bends.slice(1).map((s, i) => (s + bends[i]!) / 2);
  const top = Math.max(...[...bends, ...between].map(score));
  return panels({
    bends,
    score,
    ceiling,
    logMass: (low, high) => Math.log(high - low),
    logDensity: () => 0,
    tilt,
    floor: tilt * top - Math.log(2 * (1 + tilt * steep)) - 1,
  });
}

/** ln of the total mass of the nodes: 0 up to the quadrature's error. */
export function logTotal(nodes: Nodes): number {
  return logSum(nodes.logBase);
}
