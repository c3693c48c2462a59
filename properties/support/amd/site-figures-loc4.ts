import { torn } from './site-cases.ts';
import { expectedDistance, type Crowd } from './site-law.ts';
import { lossIn, offersOf } from './site-lotteries.ts';
import { planFor } from './site-plans.ts';
import { exaggerated, printedRate, provedRate, provedRounded, roundedPlan } from './site-rate.ts';

/** Figures of LOC4, computed when asked for. */

/** The grid point that serves an agent best in LOC4 with adjacent pairs, and by how much it beats the next. */
function bestReply(m: number, type: number, others: Crowd, n: number): string {
  const { K, epsilon, q } = planFor('LOC3', m, 2, n);
  const offers = offersOf('adjacent', m);
  const worth = Array.from({ length: m + 1 }, (_, report) => ({
    report,
    value:
      -(1 - q) * expectedDistance({ m, K, epsilon, others }, type, report) -
      q * lossIn(offers, m, type, report, 'low'),
  })).toSorted((a, b) => b.value - a.value);
  const [first, second] = worth;
  return `${first?.report}/${m} (by ${((first?.value ?? 0) - (second?.value ?? 0)).toExponential(1)})`;
}

/** One type, two profiles, two different best replies: nothing is weakly dominant. */
export function borderFigures(): string {
  const [m, n] = [8, 3087];
  const half = Math.floor((n - 1) / 2);
  const type = m - 1 / 2 - 2 ** -12;
  const crowds: readonly Crowd[] = [
    torn(m, n - 1),
    [
      [0, half],
      [m - 1, n - 1 - half],
    ],
  ];
  const replies = crowds.map((others) => bestReply(m, type, others, n));
  return `adjacent pairs, m = 8, n = n0 + 1 = ${n}, type (7.5 - 2^-12)/8: the best reply is ${replies[0]} to one profile and ${replies[1]} to another, so no strategy of hers is weakly dominant; at the printed q the dyadic lottery also sends a tie of her own grid point the wrong way`;
}

/** The constants over a ladder of populations. */
export function rateFigures(): string {
  const rows = [1e3, 1e4, 1e6, 1e8, 1e10, 1e12].map((n) => {
    const plan = roundedPlan(n, 2);
    const proved = provedRounded(plan);
    return `n=${n.toExponential(0)}: m=${plan.m}, q=${plan.q.toPrecision(2)}, loss <= ${proved.toPrecision(2)} = ${(proved / printedRate(n)).toFixed(2)} ln n/n^(1/3) = ${(proved / provedRate(n, 2)).toFixed(2)} of the bound`;
  });
  const growth = [1e9, 1e12, 1e18, 1e24].map(
    (n) =>
      `${(exaggerated(roundedPlan(n, 2)) / printedRate(n)).toPrecision(2)} at ${n.toExponential(0)}`,
  );
  return `K = 2, truthful lottery: ${rows.join('; ')}. Printed lottery: loss over ln n/n^(1/3) at least ${growth.join(', ')}`;
}
