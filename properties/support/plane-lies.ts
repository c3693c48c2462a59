import { seeded } from '../../src/core/rng.ts';
import type { SiteLottery } from '../../src/mechanisms/sites/lotteries/lottery.ts';
import { gridSites } from '../../src/mechanisms/sites/plane/distance.ts';
import { away, pays, type Place, type PlaneCost } from './plane-costs.ts';

/** What a lie loses when these sites are drawn, a tie broken in the liar's favour. */
export function lost(kind: PlaneCost, t: Place, b: Place, sites: readonly Place[]): number {
  const least = Math.min(...sites.map((s) => away(kind, b, s)));
  const held = sites.filter((s) => away(kind, b, s) <= least + 1e-12);
  return (
    Math.min(...held.map((s) => pays(kind, t, s))) - Math.min(...sites.map((s) => pays(kind, t, s)))
  );
}

/** Standard deviations between the loss that is claimed and the mean over draws. */
export function deviations(
  lottery: SiteLottery,
  kind: PlaneCost,
  lies: readonly (readonly [Place, Place])[],
): number {
  const rng = seeded(`losses ${lottery.kind} ${kind.distance} ${kind.cost}`);
  const draws = Array.from({ length: 1200 }, () => lottery.draw(rng));
  return Math.max(
    ...lies.map(([t, b]) => {
      const seen = draws.map((sites) => lost(kind, t, b, sites));
      const mean = seen.reduce((a, x) => a + x, 0) / seen.length;
      const spread = seen.reduce((a, x) => a + (x - mean) ** 2, 0) / seen.length ** 2;
      return Math.abs(lottery.loss(t, b) - mean) / (Math.sqrt(spread) + 1e-6);
    }),
  );
}

/** Every lie between two of the grid's types. */
export function allLies(m: number, extent: Place): [Place, Place][] {
  const types = gridSites(m, extent);
  return types.flatMap((t) => types.filter((b) => b !== t).map((b): [Place, Place] => [t, b]));
}
