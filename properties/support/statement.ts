import type { Arbitrary } from '../../src/verify/arbitrary.ts';

/** What a run ends in. A printed statement holds, is corrected, or is refuted; `open` has no check yet. */
export type Verdict = 'holds' | 'corrected' | 'refuted' | 'inconclusive' | 'open';

/** One inequality over generated cases: slack(case) < -tolerance refutes it, a NaN slack decides nothing. */
export interface Claim<C> {
  /** The claim in our words, with its formula. */
  readonly claim: string;
  /** Cases over the full range of the hypotheses: grids, ties, boundaries; JSON values only, so that they can be stored. */
  readonly given: Arbitrary<C>;
  /** What the claim leaves over on this case; negative refutes. */
  readonly slack: (c: C) => number;
  /** Numeric tolerance, from core/numeric.ts families; may depend on the case. */
  readonly tolerance: number | ((c: C) => number);
  /** Cases that are always tried, before any generated one. */
  readonly examples?: readonly C[];
}

/**
 * A deliberately broken variant that the same check must refute. With `doses` the control is run from the smallest
 * dose up and the first refuted one is recorded; `dose` is the stored smallest dose, compared on every run.
 */
export interface Control<C> {
  /** The broken slack for a dose (the default dose is 1 where doses make no sense). */
  readonly slack?: (dose: number) => (c: C) => number;
  /** Cases for the control when it drops a hypothesis; default: the statement's own. */
  readonly given?: (dose: number) => Arbitrary<C>;
  readonly examples?: readonly C[];
  /** Ascending ladder of doses, for instance [0.01, 0.05, 0.25, 1]. */
  readonly doses?: readonly number[];
  /** The smallest dose of the ladder that is refuted, as found. */
  readonly dose?: number;
}

/** A statement as data. */
export interface StatementSpec<C, D = C> extends Claim<C> {
  readonly id: string;
  /** Where in the paper, e.g. "Thm 3". */
  readonly where: string;
  /** The printed hypotheses, and the range that `given` generates. */
  readonly hypotheses: string;
  /** How it is decided, in words: what is exact, what is assumed. */
  readonly decided: string;
  readonly method: 'exact' | 'sequential';
  readonly controls: Readonly<Record<string, Control<C>>>;
  /** Values that refute the printed claim; re-checked first on every run. Stored in properties/counterexamples/<id>.json. */
  readonly counterexamples?: readonly C[];
  /** The repaired claim, when the printed one is false and a changed constant or condition mends it. */
  readonly corrected?: Claim<D>;
  /** The stored verdict, as the suite found it. */
  readonly verdict: Exclude<Verdict, 'inconclusive' | 'open'>;
  /** Figures worth keeping: constants found, tightness, from which N. Recomputed, not typed in, where cheap. */
  readonly evidence?: () => string;
  /** Generated cases in a default run (default 200); test:deep multiplies it by ten. */
  readonly runs?: number;
}
