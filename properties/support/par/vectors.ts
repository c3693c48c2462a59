import vectors from '../../vectors/pareto.json' with { type: 'json' };

type Instance = (typeof vectors.instances)[number];

/** The market's optimal menus, as the vectors print them. */
export interface MarketVector {
  readonly id: string;
  readonly v: readonly (readonly string[])[];
  readonly f: readonly string[];
  readonly revenue: string;
  readonly unique_payment: boolean;
  readonly pay_range: Readonly<Record<string, readonly string[]>>;
  readonly cs_range: Readonly<Record<string, readonly string[]>>;
  readonly efficient: Selected;
  readonly consumer: Selected;
  readonly adverse: Selected;
}

interface Selected {
  readonly u: readonly string[];
  readonly p: readonly string[];
  readonly efficient_on_support: boolean;
}

/** The kinds of the vectors and what they hold. */
export interface Kinds {
  readonly market: MarketVector;
}

/** Every instance of a kind, in the file's order. */
export function paretoVectors<K extends keyof Kinds>(kind: K): readonly Kinds[K][] {
  const found = vectors.instances.filter((each: Instance) => each.kind === kind);
  return found as unknown as readonly Kinds[K][];
}
