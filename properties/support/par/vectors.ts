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

/** A finite linear environment, its virtual values on the support, and the menus by tie rule. */
export interface LinearVector {
  readonly id: string;
  readonly v: readonly string[];
  readonly A: readonly string[];
  readonly C: readonly string[];
  readonly f: readonly string[];
  readonly phi_raw: readonly string[] | null;
  readonly phi: readonly string[];
  readonly on_hull: readonly boolean[];
  readonly support: readonly number[];
  readonly efficient_alloc: readonly number[];
  readonly profit: string;
  readonly alpha_max: LinearSelected;
  readonly alpha_min: LinearSelected;
}

interface LinearSelected {
  readonly alloc_index: readonly number[];
  readonly u: readonly string[];
  readonly cor2: boolean;
  readonly improvable_exact?: boolean;
}

/** C(a) = a^2/2 on [0, inf). */
export interface ContinuumVector {
  readonly id: string;
  readonly v: readonly string[];
  readonly f: readonly string[];
  readonly phi: readonly string[];
  readonly a: readonly string[];
  readonly u: readonly string[];
  readonly profit: string;
  readonly excluded: readonly number[];
  readonly some_type_excluded: boolean;
  readonly improvable: boolean;
}

/** The same cost on [0, 1], values 1 and 2. */
export interface TwoContinuumVector {
  readonly id: string;
  readonly q: string;
  readonly phi_low: string;
  readonly a_low: string;
  readonly cs_high: string;
  readonly profit: string;
  readonly improvable: boolean;
}

/** Two types: the intervals, from q = 0 on; payments by type, as the mass of the second type rises. */
export interface IntervalVector {
  readonly id: string;
  readonly v: readonly (readonly string[])[];
  readonly low_high: readonly number[];
  readonly thresholds: readonly string[];
  readonly alphas: readonly string[];
  readonly low_type_lotteries: readonly Readonly<Record<string, string>>[];
  readonly payments: readonly (readonly string[])[];
  readonly nonimprovable_inefficient_q: Readonly<
    Record<'efficient' | 'consumer' | 'adverse' | 'mid', readonly string[]>
  >;
}

/** Three types: payment rules with the areas of their polygons, and cells by one market of each. */
export interface CellsVector {
  readonly id: string;
  readonly v: readonly (readonly string[])[];
  readonly vertices: readonly (readonly [readonly string[], string])[];
  readonly efficient: CellsByRule;
  readonly adverse?: CellsByRule;
}

interface CellsByRule {
  readonly n_cells: number;
  readonly cells: readonly {
    readonly f: readonly string[];
    readonly n_opt_vertices: number;
    readonly u: readonly string[];
    readonly efficient: boolean;
    readonly improvable: boolean;
  }[];
}

/** The most that consumers can gain together in one market. */
export interface GainVector {
  readonly id: string;
  readonly v: readonly (readonly string[])[];
  readonly f: readonly string[];
  readonly rule: 'efficient';
  readonly base_cs: string;
  readonly sup_total_cs_gain: string;
  readonly limiting_segments: readonly (readonly [string, readonly string[]])[] | null;
}

/** One two-segment split by the construction: what it is made of, and how much of the dominating market can be cut off. */
export interface SplitVector {
  readonly id: string;
  readonly v: readonly (readonly string[])[];
  readonly f: readonly string[];
  readonly rule: 'efficient';
  readonly inefficient_type: number;
  readonly t_prime: number;
  readonly path: readonly number[];
  readonly lemma5_delta: readonly (string | null)[];
  readonly f_prime: readonly string[];
  readonly mstar_surplus: Readonly<Record<string, string>>;
  readonly base_surplus: readonly string[];
  readonly base_payment: readonly string[];
  readonly eps_keep: string;
  readonly split_at_half_eps: {
    readonly improving: boolean;
    readonly revenue_gain: string;
    readonly segment_surplus: readonly (readonly string[])[];
  };
  readonly eps_intervals_weak_dominance: readonly (readonly [string, string, boolean])[];
}

/** One product: the surplus triangle and the greedy segmentation of Bergemann, Brooks and Morris. */
export interface SingleVector {
  readonly id: string;
  readonly v: readonly number[];
  readonly f: readonly string[];
  readonly total_surplus: string;
  readonly pi_star: string;
  readonly cs_max: string;
  readonly optimal_prices: readonly string[];
  readonly triangle: readonly (readonly string[])[];
  readonly greedy: readonly {
    readonly weight: string;
    readonly support: readonly number[];
    readonly market: readonly string[];
  }[];
}

/** The kinds of the vectors and what they hold. */
export interface Kinds {
  readonly interval: IntervalVector;
  readonly cells3: CellsVector;
  readonly best_gain: GainVector;
  readonly market: MarketVector;
  readonly bbm: SingleVector;
  readonly theorem1: SplitVector;
  readonly linear: LinearVector;
  readonly continuum: ContinuumVector;
  readonly continuum2: TwoContinuumVector;
}

/** Every instance of a kind, in the file's order. */
export function paretoVectors<K extends keyof Kinds>(kind: K): readonly Kinds[K][] {
  const found = vectors.instances.filter((each: Instance) => each.kind === kind);
  return found as unknown as readonly Kinds[K][];
}
