/** What a mechanism states about itself; the same shape everywhere. */
export interface Certificate {
  readonly privacy: {
    /** Privacy loss of one release, in nats, for one report replaced. */
    readonly epsilon: number;
    /** `exact`: worst case over all neighbours computed; `bound`: from a proved inequality. */
    readonly basis: 'exact' | 'bound';
    readonly formula: string;
    readonly neighbours: string;
  };
  readonly truthfulness: {
    /** The promise in words. */
    readonly promise: string;
    /** Probability of the lottery that makes lying a loss. */
    readonly q: number;
    readonly lottery: string;
    readonly basis: 'exact' | 'bound';
    /** The most any lie can still gain, in utility in [0, 1]. */
    readonly worstGain: number;
    /** What a deterred lie loses at the least; an infimum, never below 0. */
    readonly leastLoss: number;
  };
  readonly guarantee: {
    /** Welfare per head given up at most, on any data. */
    readonly loss: number;
    readonly formula: string;
    /** The optimum that the loss is measured against. */
    readonly relativeTo: string;
    /** What products drawn without looking at anybody would promise. */
    readonly blind: number;
    /** Whether the data promise more than blind products do. */
    readonly dataHelp: boolean;
  };
  readonly assumptions: readonly Assumption[];
}

/** A hypothesis of the theorem used, and whether it holds on this input; null when only the caller can know. */
export interface Assumption {
  readonly name: string;
  readonly holds: boolean | null;
  readonly detail: string;
}
