import { printedLottery } from '../../../src/mechanisms/segments/lottery.ts';
import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  logScale,
  map,
  record,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { privacyLoss } from '../../../src/verify/privacy.ts';
import { clickOn, curvesFor, pointIn, sized, weightsOf } from './cases.ts';
import { exponentialLaw } from './engine.ts';
import { clickRate, l1, nearestProduct, tuples, type Crowd, type Point } from './oracles.ts';

/**
 * A mechanism that publishes who is in which segment. `exponential`: K products among sites that contain both reports of the
 * agent in question. `lottery`: the printed lottery alone, whose draw looks at nobody.
 */
export interface Published {
  readonly kind: 'exponential' | 'lottery';
  readonly K: number;
  readonly crowd: Crowd;
  readonly epsilon: number;
  readonly sites: readonly Point[];
  readonly mbar: number;
  /** The agent's two reports. */
  readonly from: Point;
  readonly to: Point;
}

/** Products and their log-probabilities when the agent gives a report. */
function drawn(
  c: Published,
  report: Point,
): { s: readonly (readonly Point[])[]; law: Float64Array } {
  if (c.kind === 'lottery') {
    const pairs = printedLottery(report.length, c.mbar).pairs() ?? [];
    const at = (coordinate: number, x: number): Point =>
      report.map((_, i) => (i === coordinate ? x : 0));
    return {
      s: pairs.map(({ coordinate, low, high }) =>
        Array.from({ length: c.K }, (_, k) => at(coordinate, k === 0 ? low : high)),
      ),
      law: Float64Array.from(pairs, ({ probability }) => Math.log(probability)),
    };
  }
  const { points, weights, clicks } = c.crowd;
  const s = tuples([...c.sites, c.from, c.to], c.K);
  const crowd = { points: [...points, report], weights: [...weights, 1], clicks };
  const rates = Float64Array.from(s, (products) => clickRate(crowd, products));
  const N = weights.reduce((total, w) => total + w, 1);
  return { s, law: exponentialLaw(rates, N * c.epsilon) };
}

/** The score of the published outcome (products, segment of the agent); `open` false keeps the segment private. */
export function publishedLoss(c: Published, open = true): number {
  const law = (report: Point): Float64Array => {
    const { s, law: log } = drawn(c, report);
    const out = new Float64Array(s.length * c.K).fill(-Infinity);
    s.forEach((products, i) => {
      const segment = open ? nearestProduct(report, products) : 0;
      out[i * c.K + segment] = log[i]!;
    });
    return out;
  };
  return privacyLoss(law(c.from), law(c.to));
}

/** Two different reports, K products, any epsilon; under the lottery they differ by at least 2^-(mbar-1). */
export function publishedCases(least: number): Arbitrary<Published> {
  return chain(choose<Published['kind']>(constant('exponential'), constant('lottery')), (kind) =>
    sized(integerIn(1, 6), integerIn(least, least === 1 ? 1 : 4), (I, K) =>
      chain(integerIn(0, 3), (n) =>
        map(
          record<Published>({
            kind: constant(kind),
            K: constant(K),
            crowd: record<Crowd>({
              points: listOf(pointIn(I), n),
              weights: n === 0 ? constant([]) : weightsOf(n),
              clicks: curvesFor(n + 1, clickOn(I, 1e3), true),
            }),
            epsilon: logScale(1e-12, 1e-2, 30),
            sites: listOf(pointIn(I), 0, 2),
            mbar: integerIn(1, 4),
            from: pointIn(I),
            to: pointIn(I),
          }),
          apart,
        ),
      ),
    ),
  );
}

/** Reports that are equal or too near are replaced by opposite corners. */
function apart(c: Published): Published {
  const least = c.kind === 'lottery' ? 2 ** (1 - c.mbar) : Number.MIN_VALUE;
  if (l1(c.from, c.to) >= least) return c;
  const from = c.from.map((x) => Math.round(x));
  return { ...c, from, to: from.map((x) => 1 - x) };
}
