import type { CurveSpec } from '../../../src/core/curve.ts';
import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  logScale,
  map,
  oneOfValues,
  record,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { clickOn, curvesFor, moved, pointIn, sized, utilityOn, weightsOf } from './cases.ts';
import { engineUtility, exponentialLaw } from './engine.ts';
import { lineNodes } from './laws.ts';
import {
  bendsOf,
  clickRate,
  curveAt,
  headcount,
  l1,
  mean,
  nearestProduct,
  slopesOf,
  tuples,
  type Crowd,
  type Point,
} from './oracles.ts';

/**
 * One agent of type t who reports b beside others whose reports stand. `cube`: one attribute, one product anywhere.
 * `grid`: one attribute, K products on {0, 1/m, .., 1}. `sites`: K products among the given ones, any I (the theorem's proof asks
 * nothing of the base measure).
 */
export interface Lie {
  readonly kind: 'cube' | 'grid' | 'sites';
  readonly K: number;
  /** Candidate products for `sites`, none otherwise. */
  readonly sites: readonly Point[];
  /** The others; the last click curve is the agent's own. */
  readonly reports: readonly Point[];
  readonly weights: readonly number[];
  readonly clicks: readonly CurveSpec[];
  readonly taste: CurveSpec;
  readonly t: Point;
  readonly b: Point;
  readonly epsilon: number;
}

/** Grid steps of the `grid` kind. */
const STEPS = 12;

/** N. */
export function agentsOf(lie: Lie): number {
  return 1 + headcount(lie);
}

/** The paper's B: the largest Lipschitz constant of the clicks, or 1/c if that is larger. */
export function paperB(lie: Lie): number {
  const reach = lie.t.length;
  const steep = lie.clicks.map((click) => slopesOf(click, reach).most);
  return Math.max(...steep, 1 / slopesOf(lie.taste, reach).least);
}

/** The agent's own P: how far one report can move the exponent. */
export function ownClick(lie: Lie): CurveSpec {
  return lie.clicks[lie.clicks.length - 1]!;
}

function crowdWith(lie: Lie, report: Point): Crowd {
  return {
    points: [...lie.reports, report],
    weights: [...lie.weights, 1],
    clicks: lie.clicks,
  };
}

/** Which product a report is given. */
export type Assign = (report: Point, s: readonly Point[]) => number;

/** What reporting b gains over reporting t in expected utility; negative when it loses. `tilt` multiplies epsilon. */
export function gainOf(lie: Lie, tilt = 1, assign: Assign = nearestProduct): number {
  const epsilon = lie.epsilon * tilt;
  if (lie.kind === 'cube') return cubeGain(lie, epsilon);
  if (lie.kind === 'sites') {
    const all = tuples(lie.sites, lie.K);
    return (
      siteUtility(lie, lie.b, epsilon, all, assign) - siteUtility(lie, lie.t, epsilon, all, assign)
    );
  }
  const at = (report: Point): number =>
    engineUtility(crowdWith(lie, report), lie.K, STEPS, epsilon, {
      type: lie.t[0]!,
      report: report[0]!,
      taste: lie.taste,
    });
  return at(lie.b) - at(lie.t);
}

function siteUtility(
  lie: Lie,
  report: Point,
  epsilon: number,
  all: readonly (readonly Point[])[],
  assign: Assign,
): number {
  const crowd = crowdWith(lie, report);
  const rates = Float64Array.from(all, (s) => clickRate(crowd, s));
  const law = exponentialLaw(rates, epsilon * agentsOf(lie));
  const reach = lie.t.length;
  return mean(
    law,
    all.map((s) => curveAt(lie.taste, l1(lie.t, s[assign(report, s)]!), reach)),
  );
}

/** One product anywhere on the line: both laws on the same nodes, which know where either score and the taste bend. */
function cubeGain(lie: Lie, epsilon: number): number {
  const x = epsilon * agentsOf(lie);
  const [truth, told] = [crowdWith(lie, lie.t), crowdWith(lie, lie.b)];
  const places = [...told.points, lie.t];
  const curves = [...lie.clicks, ownClick(lie)];
  const bends = [
    ...places.flatMap(([p], n) => around(p!, curves[n]!)),
    ...around(lie.t[0]!, lie.taste),
  ];
  const steep = Math.max(...lie.clicks.map((click) => slopesOf(click, 1).most));
  const nodes = lineNodes((s) => clickRate(told, [[s]]), bends, steep, x);
  const values = nodes.at.map((s) => curveAt(lie.taste, Math.abs(lie.t[0]! - s), 1));
  const under = (crowd: Crowd): number => {
    const rates = nodes.at.map((s) => clickRate(crowd, [[s]]));
    return mean(exponentialLaw(rates, x, nodes.logBase), values);
  };
  return under(told) - under(truth);
}

function around(place: number, curve: CurveSpec): number[] {
  return bendsOf(curve, 1).flatMap((bend) => [place - bend, place + bend]);
}

/** Rounding of exponents up to N epsilon, of places against slopes, and the quadrature's 1e-12 on the cube. */
export function gainTolerance(lie: Lie): number {
  const x = lie.epsilon * agentsOf(lie);
  const steep = Math.max(...lie.clicks.map((click) => slopesOf(click, lie.t.length).most));
  const base = 2 ** -48 * (1 + x) * (1 + (lie.kind === 'sites' ? 1e-3 : 1) * steep);
  return lie.kind === 'cube' ? base + 1e-11 : base;
}

/** The most a lie can gain for every epsilon (ours): tanh(epsilon min(B d, r) / 2). */
export function gainBound(lie: Lie, B: number): number {
  const reach = lie.t.length;
  const own = ownClick(lie);
  const range = curveAt(own, 0, reach) - curveAt(own, reach, reach);
  return Math.tanh((lie.epsilon * Math.min(B * l1(lie.t, lie.b), range)) / 2);
}

type Parts = Omit<Lie, 'epsilon'> & { readonly pace: number };

/** epsilon = pace / B: every order of magnitude, on both sides of the printed B/(2I), with exponents up to 1e6 (1e4 on the cube). */
function paced({ pace, ...parts }: Parts): Lie {
  const lie = { ...parts, epsilon: 1 };
  const most = (parts.kind === 'cube' ? 1e4 : 1e6) / agentsOf(lie);
  return { ...lie, epsilon: Math.min(pace / paperB(lie), most) };
}

/** Lies of any type to any report, I 1..10, K 1..4, N 1..2e7, common or own curves, epsilon 1e-6/B .. 1e3/B. */
export function liesOf(common: boolean): Arbitrary<Lie> {
  const kinds = oneOfValues('sites', 'sites', 'grid', 'grid', 'cube');
  return chain(kinds, (kind) => {
    const attributes = kind === 'sites' ? integerIn(1, 10) : constant(1);
    const products = kind === 'cube' ? constant(1) : integerIn(1, 4);
    return sized(attributes, products, (I, K) => lieIn(kind, I, K, common));
  });
}

function lieIn(kind: Lie['kind'], I: number, K: number, common: boolean): Arbitrary<Lie> {
  const widest = [0, 40, 12, 6, 4][K]!;
  return chain(integerIn(0, 4), (n) =>
    chain(pointIn(I), (t) =>
      map(
        record<Parts>({
          kind: constant(kind),
          K: constant(K),
          sites: kind === 'sites' ? listOf(pointIn(I), 2, widest) : constant([]),
          reports: listOf(pointIn(I), n),
          weights: n === 0 ? constant([]) : weightsOf(n),
          clicks: curvesFor(n + 1, clickOn(I, kind === 'sites' ? 1e9 : 1e4), common),
          taste: utilityOn(I),
          t: constant(t),
          b: choose<Point>(
            pointIn(I),
            map(logScale(1e-5, 1, 20), (share) => moved([t], share, [1, -1])[0]!),
          ),
          pace: logScale(1e-6, 1e3, 40),
        }),
        paced,
      ),
    ),
  );
}
