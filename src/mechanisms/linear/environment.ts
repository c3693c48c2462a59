import { list, outOfRange, wrongKind } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  rational,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import type { Alternatives, Levels } from './alternatives.ts';
import { convexLevels, type SmoothCost } from './convex.ts';
import { finiteLevels, piecewiseLevels } from './listed.ts';

/** Levels and their cost, as somebody writes them down. Level 0 at no cost, the outside option, is on offer whether it is listed or not. */
export type AlternativesSpec =
  | { readonly levels: readonly Quantity[]; readonly costs: readonly Quantity[] }
  | {
      readonly cost: {
        readonly family: 'piecewise';
        readonly points: readonly (readonly [Quantity, Quantity])[];
      };
    }
  | { readonly cost: SmoothCost; readonly low: Quantity; readonly high: Quantity | null };

/** Types with linear valuations. */
export interface LinearEnvironmentOptions {
  /** n values v(t), never falling from one type to the next; negative ones are allowed. */
  readonly values: readonly Quantity[];
  readonly alternatives: AlternativesSpec;
}

/** An environment of [PAR, C.1]: type t pays v(t) a for level a, which costs C(a). */
export interface LinearEnvironment {
  /** n names t1, t2, .. */
  readonly types: readonly string[];
  readonly values: readonly Rational[];
  readonly alternatives: Alternatives;
  /** The levels that maximise v(t) a - C(a), by type; one alone where the paper assumes it. */
  readonly efficient: readonly Levels[];
}

/**
 * Checks values and alternatives. Types of equal value are two types: they are served alike. The outside option, level 0 at no cost, is
 * always on offer. O(n k).
 *
 * @throws RangeError, TypeError naming the entry: values that fall, and what `finiteLevels`, `piecewiseLevels`, `convexLevels` refuse
 */
export function linearEnvironment(options: LinearEnvironmentOptions): LinearEnvironment {
  const values = list('values', options.values).map((v, t) => rational(v, `values[${t}]`));
  if (values.length === 0) throw outOfRange('values.length', '>= 1', 0);
  values.forEach((v, t) => {
    const before = values[t - 1];
    if (before && compared(v, before) < 0) {
      throw outOfRange(`values[${t}]`, `>= ${fractionText(before)}`, fractionText(v));
    }
  });
  const alternatives = alternativesOf(options.alternatives);
  return Object.freeze({
    types: values.map((_, t) => `t${t + 1}`),
    values,
    alternatives,
    efficient: values.map((v) => alternatives.best(v)),
  });
}

function alternativesOf(spec: AlternativesSpec): Alternatives {
  const given: unknown = spec;
  if (typeof given !== 'object' || given === null || !('levels' in given || 'cost' in given)) {
    throw wrongKind('alternatives', '{levels, costs} or {cost}', given);
  }
  if ('levels' in spec) return finiteLevels(spec.levels, spec.costs);
  const cost: unknown = spec.cost;
  if (typeof cost !== 'object' || cost === null)
    throw wrongKind('alternatives.cost', 'a cost', cost);
  if (isPiecewise(spec)) {
    if ('low' in spec || 'high' in spec) {
      throw outOfRange('alternatives', 'without low and high for a piecewise cost', spec);
    }
    return piecewiseLevels(spec.cost.points);
  }
  return convexLevels(spec.cost, spec.low, spec.high);
}

function isPiecewise(
  spec: Exclude<AlternativesSpec, { readonly levels: unknown }>,
): spec is Extract<AlternativesSpec, { readonly cost: { readonly family: 'piecewise' } }> {
  return spec.cost.family === 'piecewise';
}
