import { seeded } from '../../../src/core/rng.ts';
import { market, type Market } from '../../../src/mechanisms/monopoly/market.ts';
import {
  productEnvironment,
  type ProductEnvironment,
} from '../../../src/mechanisms/monopoly/environment.ts';

/**
 * `ordered`: v(t) = (1 + t) base + noise, inefficient often and with long paths of rents; `independent`: uniform values, mostly full
 * extraction; `ties`: small integers and masses, duplicates among types and alternatives.
 */
export type Shape = 'ordered' | 'independent' | 'ties';

export const SHAPES = ['ordered', 'independent', 'ties'] as const;

/** A market of n types and k alternatives in doubles. */
export function sized(
  n: number,
  k: number,
  shape: Shape,
  seed: string,
): { readonly environment: ProductEnvironment; readonly f: Market } {
  const rng = seeded(`${shape} ${n} ${k} ${seed}`);
  const base = Array.from({ length: k }, rng);
  const value = (t: number, a: number): number => {
    if (shape === 'ordered') return (1 + t) * base[a]! + rng();
    return shape === 'ties' ? Math.floor(8 * rng()) - 1 : rng() - 0.1;
  };
  const values = Array.from({ length: n }, (_, t) => base.map((__, a) => value(t, a)));
  const masses = values.map(() => (shape === 'ties' ? Math.floor(6 * rng()) : 0.05 + rng()));
  if (shape === 'ties') masses[0] = 1;
  const environment = productEnvironment({ values });
  return { environment, f: market(environment, masses) };
}
