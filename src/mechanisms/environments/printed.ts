import { integer, outOfRange, positive } from '../../core/errors.ts';
import { exp, log } from '../../kernel/exp.ts';

/** d, ptilde gamma and |S|: all that the printed parameters depend on beside n [AMD, 3.3]. */
export interface Quantities {
  /** Sensitivity of the welfare function. */
  readonly d: number;
  /** ptilde gamma, in (0, 1]; gamma / |S| for the uniform lottery [AMD, Cor 2]. */
  readonly separation: number;
  /** |S|. */
  readonly alternatives: number;
}

/** The printed parameters at one n, whether or not they define a mechanism. */
export interface Parameters {
  /** sqrt(ptilde gamma d / n) sqrt(ln(n ptilde gamma |S| / (2d))); NaN where the logarithm is negative. */
  readonly epsilon: number;
  /** 2 epsilon / (ptilde gamma). */
  readonly q: number;
  /** 6 sqrt(d / (ptilde gamma n)) sqrt(ln(n ptilde gamma |S| / (2d))). */
  readonly bound: number;
}

/** 8 d / (ptilde gamma) up to here leave n0 a double. */
const MOST = 1e300;

function checked({ d, separation, alternatives }: Quantities): Quantities {
  positive('d', d);
  if (!(positive('separation', separation) <= 1)) {
    throw outOfRange('separation', 'in (0, 1]', separation);
  }
  integer('alternatives', alternatives, 1, Number.MAX_SAFE_INTEGER);
  return { d, separation, alternatives };
}

/**
 * n0: the least integer with n0 >= max{8d/(ptilde gamma) ln(ptilde gamma |S|/(2d)), 4 e^2 d/(ptilde gamma |S|^2)} and
 * n0 / ln n0 > 8d/(ptilde gamma) [AMD, 3.3]; n0 >= 2, as ln 1 = 0. The uniform lottery's own n0 [AMD, Cor 2] is this one at gamma / |S|.
 *
 * n / ln n falls up to e and rises from there on: 2 is tried, then the rest by bisection. O(log n0).
 */
export function printedThreshold(quantities: Quantities): number {
  const { d, separation, alternatives } = checked(quantities);
  const slope = (8 * d) / separation;
  if (!(slope < MOST)) throw outOfRange('d / separation', `below ${MOST}`, d / separation);
  const most = Math.max(
    slope * log((separation * alternatives) / (2 * d)),
    (4 * exp(2) * d) / (separation * alternatives * alternatives),
  );
  const enough = (n: number): boolean => n >= most && n / log(n) > slope;
  if (enough(2)) return 2;
  let high = 3;
  while (!enough(high)) high *= 2;
  let low = high === 3 ? 2 : high / 2; // enough is monotone from 3 on
  for (;;) {
    const middle = Math.floor((low + high) / 2);
    if (middle <= low || middle >= high) return high; // beyond 2^53 doubles are further apart than 1
    if (enough(middle)) high = middle;
    else low = middle;
  }
}

/** The printed epsilon, q and bound at n agents. */
export function printedMixture(quantities: Quantities, agents: number): Parameters {
  const { d, separation, alternatives } = checked(quantities);
  const n = positive('agents', agents);
  const root = Math.sqrt(log((n * separation * alternatives) / (2 * d)));
  const epsilon = Math.sqrt((separation * d) / n) * root;
  return {
    epsilon,
    q: (2 * epsilon) / separation,
    bound: 6 * Math.sqrt(d / (separation * n)) * root,
  };
}

/** (4d/(n epsilon)) ln(n epsilon |S| / (2d)): what the exponential part gives up at most when n > 2 e d/(epsilon |S|) [AMD, Lemma 3]; NaN else. */
export function printedLoss(
  quantities: Pick<Quantities, 'd' | 'alternatives'>,
  agents: number,
  epsilon: number,
): number {
  const { d, alternatives } = checked({ ...quantities, separation: 1 });
  const x = (positive('agents', agents) * positive('epsilon', epsilon)) / (2 * d);
  return x * alternatives > exp(1) ? (2 / x) * log(x * alternatives) : NaN;
}
