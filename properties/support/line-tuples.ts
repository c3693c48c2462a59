/** The exponential law over ordered tuples of sites on a line, every tuple listed: slow, obviously right, host arithmetic. */

export type SquaredOr = 'distance' | 'squared';

/** Agents, sites and fixed sites on a line. */
export interface LineCase {
  readonly at: readonly number[];
  readonly weight: readonly number[];
  readonly sites: readonly number[];
  readonly fixed: readonly number[];
  readonly K: number;
  readonly tilt: number;
  readonly cost: SquaredOr;
}

/** All ordered K-tuples. */
export function tuplesOf(sites: readonly number[], K: number): number[][] {
  if (K === 0) return [[]];
  return tuplesOf(sites, K - 1).flatMap((head) => sites.map((site) => [...head, site]));
}

const raised = (d: number, cost: SquaredOr): number => (cost === 'squared' ? d * d : d);

/** What t pays at the nearest of some places. */
export function paysAt(places: readonly number[], t: number, cost: SquaredOr): number {
  return raised(Math.min(...places.map((x) => Math.abs(x - t))), cost);
}

/** What t pays at the place nearest to b; `tie` chooses among equally near ones. */
export function heldTo(
  places: readonly number[],
  t: number,
  b: number,
  cost: SquaredOr,
  tie: 'low' | 'liar',
): number {
  const near = Math.min(...places.map((x) => Math.abs(x - b)));
  const open = places.filter((x) => Math.abs(x - b) <= near + 1e-12);
  const chosen = tie === 'low' ? [Math.min(...open)] : open;
  return paysAt(chosen, t, cost);
}

/** Every tuple with its log-weight, and the law. */
export function listed(given: LineCase): {
  tuples: number[][];
  logs: number[];
  logZ: number;
  p: number[];
} {
  const tuples = tuplesOf(given.sites, given.K);
  const logs = tuples.map(
    (tuple) =>
      -given.tilt *
      given.at.reduce(
        (total, t, i) =>
          total + given.weight[i]! * paysAt([...tuple, ...given.fixed], t, given.cost),
        0,
      ),
  );
  const top = Math.max(...logs);
  const logZ = top + Math.log(logs.reduce((total, x) => total + Math.exp(x - top), 0));
  return { tuples, logs, logZ, p: logs.map((x) => Math.exp(x - logZ)) };
}

/** The same agents with one of those at t moved to b. */
export function moved(given: LineCase, t: number, b: number): LineCase {
  const i = given.at.indexOf(t);
  const weight = [...given.weight.with(i, given.weight[i]! - 1), 1];
  return { ...given, at: [...given.at, b], weight };
}
