import fc from 'fast-check';

/**
 * Generators in domain words, and the hunt for a counterexample: the one file that knows the property-testing
 * library. Values come from fixed grids, never from the library's uniform double, which is uniform over bit patterns
 * and so visits almost nothing of [0, 1] above 1e-100. Every generator shrinks toward its low end, its first value or
 * its shortest list.
 */

/** A generator of cases that knows how to shrink them. */
export type Arbitrary<T> = fc.Arbitrary<T>;

/** One of several generators, taken `weight` times as often as one of weight 1. */
export interface Weighted<T> {
  readonly weight: number;
  readonly of: Arbitrary<T>;
}

/** Integers in [low, high], both ends included and both favoured; shrinks toward `low`. */
export function integerIn(low: number, high: number): Arbitrary<number> {
  const inside = fc.integer({ min: 0, max: high - low });
  const mixed = fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(0), weight: 1 },
    { arbitrary: inside, weight: 10 },
    { arbitrary: fc.constant(high - low), weight: 1 },
  );
  return mixed.map((k) => low + k);
}

/** Grid positions 0..steps: both ends, the quarters (which make ties between agents) and every other position. */
function position(steps: number): Arbitrary<number> {
  const quarters = fc.integer({ min: 0, max: 4 }).map((k) => Math.round((k * steps) / 4));
  const all = integerIn(0, steps);
  if (steps < 8) return all;
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: quarters, weight: 1 },
    { arbitrary: all, weight: 5 },
  );
}

/** The grid low + (high - low) k/steps, k = 0..steps, ends exact; ends and quarters are favoured. */
export function fixed(low: number, high: number, steps: number): Arbitrary<number> {
  return position(steps).map((k) => (k === steps ? high : low + (high - low) * (k / steps)));
}

/** The grid j/m, j = 0..m, each the double nearest to the fraction. */
export function onGrid(m: number): Arbitrary<number> {
  return fixed(0, 1, m);
}

/** Orders of magnitude: low (high/low)^(k/steps), k = 0..steps, both > 0, ends exact. */
export function logScale(low: number, high: number, steps: number): Arbitrary<number> {
  const rate = Math.log(high / low);
  return position(steps).map((k) => {
    if (k === 0) return low;
    return k === steps ? high : low * Math.exp(rate * (k / steps));
  });
}

/** Always `value`. */
export function constant<const T>(value: T): Arbitrary<T> {
  return fc.constant(value);
}

/** One of the listed values, equally often; shrinks toward the first. */
export function oneOfValues<const T>(...values: readonly T[]): Arbitrary<T> {
  return fc.integer({ min: 0, max: values.length - 1 }).map((i) => values[i] as T);
}

/** A case from one of the generators; the first is what the others shrink to. */
export function choose<T>(...options: readonly (Arbitrary<T> | Weighted<T>)[]): Arbitrary<T> {
  const weighted = options.map((option) =>
    'of' in option
      ? { arbitrary: option.of, weight: option.weight }
      : { arbitrary: option, weight: 1 },
  );
  return fc.oneof({ withCrossShrink: true }, ...weighted);
}

/** `inner`, with each of the named corners taken one time in about `4 corners`. */
export function boundaryMix<T>(inner: Arbitrary<T>, ...corners: readonly T[]): Arbitrary<T> {
  const edge = oneOfValues(...corners) as Arbitrary<T>;
  return choose<T>({ weight: 3, of: inner }, { weight: 1, of: edge });
}

/** Cases of several generators side by side. */
export function tuple<T extends readonly unknown[]>(
  ...parts: { readonly [K in keyof T]: Arbitrary<T[K]> }
): Arbitrary<T> {
  return fc.tuple(...(parts as unknown as Arbitrary<unknown>[])) as unknown as Arbitrary<T>;
}

/** Records with one generated value a field. */
export function record<T extends object>(fields: {
  readonly [K in keyof T]: Arbitrary<T[K]>;
}): Arbitrary<T> {
  return fc.record(fields, { noNullPrototype: true }) as unknown as Arbitrary<T>;
}

/** Arrays of `least` to `most` cases; shrinks toward the shortest, then each element. */
export function listOf<T>(element: Arbitrary<T>, least: number, most = least): Arbitrary<T[]> {
  return fc.array(element, { minLength: least, maxLength: most, size: 'max' });
}

/** Arrays of `least` to `most` cases with many equal entries: all are copies of at most three. */
export function tied<T>(element: Arbitrary<T>, least: number, most = least): Arbitrary<T[]> {
  const pool = listOf(element, 1, 3);
  const picks = listOf(fc.integer({ min: 0, max: 5 }), least, most);
  return map(tuple<[T[], number[]]>(pool, picks), ([values, chosen]) =>
    chosen.map((pick) => values[pick % values.length] as T),
  );
}

/** f of a case. */
export function map<T, U>(given: Arbitrary<T>, f: (value: T) => U): Arbitrary<U> {
  return given.map(f);
}

/** A case of the generator that f makes of a case: sizes first, contents after. */
export function chain<T, U>(given: Arbitrary<T>, f: (value: T) => Arbitrary<U>): Arbitrary<U> {
  return given.chain(f);
}

/**
 * Probability vectors of length n on the multiples of 1/denominator: vertices, faces and the inside. Their sum is 1
 * up to n roundings.
 */
export function simplex(n: number, denominator: number): Arbitrary<number[]> {
  const cuts = listOf(integerIn(0, denominator), n - 1);
  return map(cuts, (inner) => {
    const ends = [...inner, denominator].toSorted((a, b) => a - b);
    return ends.map((end, i) => (end - (ends[i - 1] ?? 0)) / denominator);
  });
}

/** Two profiles that differ in the report of one agent. */
export interface Neighbours<T> {
  readonly profile: readonly T[];
  readonly agent: number;
  readonly other: readonly T[];
}

/** A profile (never empty) and a neighbour of it: one agent's report replaced, by anyone else's too. */
export function neighbourOf<T>(
  profile: Arbitrary<readonly T[]>,
  report: Arbitrary<T>,
): Arbitrary<Neighbours<T>> {
  const parts = tuple<[readonly T[], number, T]>(
    profile,
    fc.integer({ min: 0, max: 2 ** 20 }),
    report,
  );
  return map(parts, ([reports, pick, replacement]) => {
    const agent = pick % reports.length;
    return { profile: reports, agent, other: reports.with(agent, replacement) };
  });
}

/** How far and from where to hunt. */
export interface HuntOptions<T> {
  /** Generated cases, at most; the examples come on top. */
  readonly runs: number;
  /** Unsigned 32-bit: the same seed hunts through the same cases. */
  readonly seed: number;
  /** Cases tried before any generated one. */
  readonly examples?: readonly T[];
  /** Whether to shrink what is found (default), or only to know that there is something. */
  readonly shrink?: boolean;
}

/** What a hunt brought back: how many cases it tried before shrinking, and the shrunk counterexample if it met one. */
export interface Hunted<T> {
  readonly runs: number;
  readonly shrinks: number;
  readonly counterexample?: { readonly value: T };
}

/**
 * Looks for a case on which `holds` is false and shrinks it. A case on which `holds` throws ends the hunt with that
 * error, the case named in its message: a crash is no verdict.
 */
export function hunt<T>(
  given: Arbitrary<T>,
  holds: (value: T) => boolean,
  options: HuntOptions<T>,
): Hunted<T> {
  const examples = options.examples ?? [];
  let crash: { readonly value: T; readonly error: unknown } | undefined;
  const guarded = (value: T): boolean => {
    try {
      return holds(value);
    } catch (error) {
      crash ??= { value, error };
      return false;
    }
  };
  const details = fc.check(
    fc.property(given, (value) => crash !== undefined || guarded(value)),
    {
      numRuns: options.runs + examples.length,
      seed: options.seed | 0,
      endOnFailure: options.shrink === false,
      examples: examples.map((example): [T] => [example]),
    },
  );
  if (crash !== undefined) {
    throw new Error(`the case ${fc.stringify(crash.value)} throws: ${String(crash.error)}`, {
      cause: crash.error,
    });
  }
  const { numRuns, numShrinks, counterexample } = details;
  if (counterexample === null) return { runs: numRuns, shrinks: numShrinks };
  return { runs: numRuns, shrinks: numShrinks, counterexample: { value: counterexample[0] } };
}
