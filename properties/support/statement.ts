import type { Arbitrary } from '../../src/verify/arbitrary.ts';
import { runSpec } from './run.ts';

/** What a run ends in. A printed statement holds, is corrected, or is refuted; `open` has no check yet. */
export type Verdict = 'holds' | 'corrected' | 'refuted' | 'inconclusive' | 'open';

/** One inequality over generated cases: slack(case) < -tolerance refutes it, a NaN slack decides nothing. */
export interface Claim<C> {
  /** The claim in our words, with its formula. */
  readonly claim: string;
  /** Cases over the full range of the hypotheses: grids, ties, boundaries. */
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
 * dose up and the first refuted one is recorded; `dose` is the stored smallest dose, compared on every default run.
 */
export interface Control<C> {
  /** The broken slack for a dose (the default dose is 1 where doses make no sense). */
  readonly slack?: (dose: number) => (c: C) => number;
  /** Cases for the control when it drops a hypothesis; default: the statement's own. */
  readonly given?: (dose: number) => Arbitrary<C>;
  /** Default: the statement's own examples, or none when `given` replaces its cases. */
  readonly examples?: readonly C[];
  /** Ascending ladder of doses, for instance [0.01, 0.05, 0.25, 1]. */
  readonly doses?: readonly number[];
  /** The smallest dose of the ladder that is refuted, as found; every ladder has one. */
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
  /** Controls of the printed claim. For a claim that is false anyway they say little: see `correctedControls`. */
  readonly controls: Readonly<Record<string, Control<C>>>;
  /** Values that refute the printed claim, from properties/counterexamples/; re-checked first on every run. */
  readonly counterexamples?: readonly C[];
  /** The repaired claim, when the printed one is false and a changed constant or condition mends it. */
  readonly corrected?: Claim<D>;
  /** Controls of the repaired claim: the same check of a broken mechanism, or past the repaired condition. */
  readonly correctedControls?: Readonly<Record<string, Control<D>>>;
  /** The stored verdict, as the suite found it. */
  readonly verdict: Exclude<Verdict, 'inconclusive' | 'open'>;
  /** Figures worth keeping: constants found, tightness, from which N. Recomputed, not typed in, where cheap. */
  readonly evidence?: () => string;
  /** Generated cases in a default run (default 200); test:deep multiplies it by ten. */
  readonly runs?: number;
}

/** How far a run looks. Without options a run is the same every time. */
export interface RunOptions {
  /** Generated cases for each claim, default: the statement's own number; each dose of a control gets no fewer than that. */
  readonly runs?: number;
  /** Multiplies the statement's own number. */
  readonly effort?: number;
  /** Unsigned 32-bit; default: a hash of the id. */
  readonly seed?: number;
}

/** What a control did. */
export interface ControlOutcome {
  readonly name: string;
  readonly refuted: boolean;
  /** The smallest dose of the ladder that was refuted. */
  readonly dose?: number;
}

/** What a run found. */
export interface Outcome {
  readonly verdict: Verdict;
  /** Cases tried on the printed and the corrected claim, stored ones and examples included. */
  readonly runs: number;
  /** The least the printed claim left over. */
  readonly slack: number;
  /** The tolerance of that case. */
  readonly tolerance: number;
  /** The case that refutes the printed claim. */
  readonly counterexample?: unknown;
  /** The repaired claim and the least it left over. */
  readonly corrected?: { readonly claim: string; readonly slack: number };
  readonly controls: readonly ControlOutcome[];
  readonly evidence?: string;
  /** Whether verdict, stored counterexamples, controls and doses are all as stored. */
  readonly ok: boolean;
  /** Why not, one sentence each; empty when ok. */
  readonly complaints: readonly string[];
}

/** A statement with its case type forgotten: what the registry, the tests and the command line see. */
export interface Statement {
  readonly id: string;
  /** The paper's prefix. */
  readonly paper: string;
  readonly where: string;
  readonly claim: string;
  readonly hypotheses: string;
  readonly decided: string;
  readonly method: 'exact' | 'sequential';
  /** The stored verdict. */
  readonly verdict: Verdict;
  readonly corrected?: string;
  /** Names, and the smallest refuted dose where there is a ladder. */
  readonly controls: readonly {
    readonly name: string;
    readonly doses?: readonly number[];
    readonly dose?: number;
  }[];
  readonly counterexamples: readonly unknown[];
  readonly evidence?: () => string;
  /** Runs the check and its controls. */
  readonly run: (options?: RunOptions) => Outcome;
}

/** A statement ready to run: claim, generator, slack and controls in, verdict out. */
export function statement<C, D = C>(spec: StatementSpec<C, D>): Statement {
  const { id, where, claim, hypotheses, decided, method, verdict } = spec;
  return Object.freeze({
    id,
    paper: id.slice(0, id.indexOf('-')),
    where,
    claim,
    hypotheses,
    decided,
    method,
    verdict,
    controls: [...ladders(spec.controls), ...ladders(spec.correctedControls ?? {})],
    counterexamples: spec.counterexamples ?? [],
    ...(spec.corrected && { corrected: spec.corrected.claim }),
    ...(spec.evidence && { evidence: spec.evidence }),
    run: (options: RunOptions = {}) => runSpec(spec, options),
  });
}

function ladders<C>(controls: Readonly<Record<string, Control<C>>>): Statement['controls'] {
  return Object.entries(controls).map(([name, { doses, dose }]) => ({
    name,
    ...(doses && { doses }),
    ...(dose !== undefined && { dose }),
  }));
}
