import { finite, outOfRange, positive, wrongKind } from './errors.ts';

/** A decreasing function of the l1 distance d in [0, I], by name. */
export type CurveSpec =
  | { readonly family: 'linear'; readonly slope: number }
  | { readonly family: 'power'; readonly exponent: number }
  | { readonly family: 'table'; readonly points: readonly (readonly [number, number])[] };

/**
 * A click or utility function on [0, reach], decreasing, into [0, 1], with the constants that the theorems use. They
 * are derived from the family, never asked for.
 */
export interface Curve {
  readonly spec: CurveSpec;
  /** I, the largest l1 distance. */
  readonly reach: number;
  /** P(d), d in [0, reach]; d outside is read at the nearer end. */
  value(d: number): number;
  /** The integral of P over [0, d]. */
  integral(d: number): number;
  /** B: the largest slope in size; Infinity when it is not Lipschitz. */
  readonly lipschitz: number;
  /** c: the smallest slope in size. */
  readonly slope: number;
  /** P(0) - P(reach). */
  readonly range: number;
}

/** A curve whose Lipschitz constant is finite [SEG, 2]. @throws RangeError naming the family's parameter */
export function clickCurve(path: string, spec: CurveSpec, reach: number): Curve {
  const made = curve(path, spec, reach);
  if (!(made.lipschitz < Infinity)) {
    throw outOfRange(`${path}.exponent`, '>= 1, for a Lipschitz click function', parameter(spec));
  }
  return made;
}

/** A curve with value 1 at 0 and slope away from 0 [SEG, 2]. @throws RangeError naming the family's parameter */
export function utilityCurve(path: string, spec: CurveSpec, reach: number): Curve {
  const made = curve(path, spec, reach);
  if (made.value(0) !== 1) throw outOfRange(`${path} at 0`, '1', made.value(0));
  if (!(made.slope > 0)) {
    const range = `such that the slope stays away from 0 on [0, ${reach}]`;
    throw outOfRange(`${path}.${parameterName(spec)}`, range, parameter(spec));
  }
  return made;
}

function parameterName(spec: CurveSpec): string {
  if (spec.family === 'linear') return 'slope';
  return spec.family === 'power' ? 'exponent' : 'points';
}

function parameter(spec: CurveSpec): unknown {
  if (spec.family === 'linear') return spec.slope;
  return spec.family === 'power' ? spec.exponent : spec.points;
}

/** The curve of a spec on [0, reach]. */
export function curve(path: string, spec: CurveSpec, reach: number): Curve {
  if (typeof spec !== 'object' || spec === null) throw wrongKind(path, 'an object', spec);
  if (spec.family === 'linear') return linear(spec, positive(`${path}.slope`, spec.slope), reach);
  if (spec.family === 'power') {
    return powerCurve(spec, positive(`${path}.exponent`, spec.exponent), reach);
  }
  if (spec.family === 'table') return tableCurve(path, spec, reach);
  const family = (spec as { family?: unknown }).family;
  throw outOfRange(`${path}.family`, 'one of linear, power, table', family);
}

/** max(0, 1 - slope d). */
function linear(spec: CurveSpec, slope: number, reach: number): Curve {
  const zero = Math.min(reach, 1 / slope);
  const value = (d: number): number => Math.max(0, 1 - slope * clamp(d, reach));
  return Object.freeze({
    spec,
    reach,
    value,
    integral: (d: number) => {
      const to = Math.min(clamp(d, reach), zero);
      return to - (slope * to * to) / 2;
    },
    lipschitz: slope,
    slope: slope * reach <= 1 ? slope : 0,
    range: 1 - value(reach),
  });
}

/** 1 - (d/reach)^exponent. */
function powerCurve(spec: CurveSpec, exponent: number, reach: number): Curve {
  const steep = exponent / reach;
  return Object.freeze({
    spec,
    reach,
    value: (d: number) => 1 - power(clamp(d, reach) / reach, exponent),
    integral: (d: number) => {
      const to = clamp(d, reach);
      return to - (to * power(to / reach, exponent)) / (exponent + 1);
    },
    lipschitz: exponent >= 1 ? steep : Infinity,
    slope: exponent <= 1 ? steep : 0,
    range: 1,
  });
}

/** Piecewise linear through the points. */
function tableCurve(
  path: string,
  spec: Extract<CurveSpec, { family: 'table' }>,
  reach: number,
): Curve {
  const { xs, ys } = tablePoints(path, spec.points, reach);
  const areas = [0];
  const slopes: number[] = [];
  for (let i = 1; i < xs.length; i++) {
    const width = xs[i]! - xs[i - 1]!;
    areas.push(areas[i - 1]! + (width * (ys[i]! + ys[i - 1]!)) / 2);
    slopes.push((ys[i - 1]! - ys[i]!) / width);
  }
  const cell = (d: number): number => {
    let i = 1;
    while (i < xs.length - 1 && d > xs[i]!) i++;
    return i;
  };
  const value = (d: number): number => {
    const at = clamp(d, reach);
    const i = cell(at);
    return Math.max(0, ys[i - 1]! - slopes[i - 1]! * (at - xs[i - 1]!));
  };
  return Object.freeze({
    spec,
    reach,
    value,
    integral: (d: number) => {
      const at = clamp(d, reach);
      const i = cell(at);
      return areas[i - 1]! + ((at - xs[i - 1]!) * (ys[i - 1]! + value(at))) / 2;
    },
    lipschitz: Math.max(...slopes),
    slope: Math.min(...slopes),
    range: ys[0]! - ys[ys.length - 1]!,
  });
}

function tablePoints(
  path: string,
  points: readonly (readonly [number, number])[],
  reach: number,
): { xs: number[]; ys: number[] } {
  if (!Array.isArray(points)) throw wrongKind(`${path}.points`, 'an array of pairs', points);
  if (points.length < 2) throw outOfRange(`${path}.points.length`, '>= 2', points.length);
  const xs = points.map((point, i) => finite(`${path}.points[${i}][0]`, point[0]));
  const ys = points.map((point, i) => finite(`${path}.points[${i}][1]`, point[1]));
  if (xs[0] !== 0) throw outOfRange(`${path}.points[0][0]`, '0', xs[0]);
  const last = xs.length - 1;
  if (xs[last] !== reach) throw outOfRange(`${path}.points[${last}][0]`, `${reach}`, xs[last]);
  for (let i = 0; i < xs.length; i++) {
    const here = `${path}.points[${i}]`;
    if (!(ys[i]! >= 0 && ys[i]! <= 1)) throw outOfRange(`${here}[1]`, 'in [0, 1]', ys[i]);
    if (i > 0 && !(xs[i]! > xs[i - 1]!)) throw outOfRange(`${here}[0]`, `> ${xs[i - 1]}`, xs[i]);
    if (i > 0 && ys[i]! > ys[i - 1]!) throw outOfRange(`${here}[1]`, `<= ${ys[i - 1]}`, ys[i]);
  }
  return { xs, ys };
}

function clamp(d: number, reach: number): number {
  return d <= 0 ? 0 : d >= reach ? reach : d;
}

/**
 * x^exponent for x in [0, 1] by products and square roots only, which are correctly rounded everywhere, so that one
 * seed gives the same bits in every host; relative error below 60 ulp.
 */
export function power(x: number, exponent: number): number {
  if (x === 0) return 0;
  let result = 1;
  let factor = x;
  for (let whole = Math.floor(exponent); whole > 0; whole = Math.floor(whole / 2)) {
    if (whole % 2 === 1) result *= factor;
    factor *= factor;
  }
  let root = x;
  for (let rest = exponent - Math.floor(exponent); rest > 0;) {
    root = Math.sqrt(root);
    rest *= 2;
    if (rest >= 1) {
      result *= root;
      rest -= 1;
    }
  }
  return result;
}
