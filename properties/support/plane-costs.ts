/** The four costs of a place in the plane, by their definitions. */
export const planeCosts = [
  { distance: 'l1', cost: 'distance' },
  { distance: 'euclidean', cost: 'distance' },
  { distance: 'l1', cost: 'squared' },
  { distance: 'euclidean', cost: 'squared' },
] as const;

export type PlaneCost = (typeof planeCosts)[number];
export type Place = readonly number[];

/** How far s is from t. */
export function away({ distance }: Pick<PlaneCost, 'distance'>, t: Place, s: Place): number {
  const gaps = t.map((x, i) => Math.abs(x - s[i]!));
  if (distance === 'l1') return gaps.reduce((a, b) => a + b);
  return gaps.reduce((a, b) => a + b ** 2, 0) ** 0.5;
}

/** What a type at t pays at s. */
export function pays(kind: PlaneCost, t: Place, s: Place): number {
  return away(kind, t, s) ** (kind.cost === 'squared' ? 2 : 1);
}
