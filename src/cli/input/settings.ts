import type { Truth } from '../../index.ts';
import { oneOf, positive } from '../../core/errors.ts';
import { loss, numeric, truth } from './values.ts';

/** How each setting is read, from an option's word or from a scenario's value alike. */
export type Rules<S> = {
  readonly [K in keyof Required<S>]: (path: string, value: unknown) => NonNullable<S[K]>;
};

/** What truth means, and whose parameters are taken. */
export interface TruthSettings {
  readonly truth?: Truth;
  readonly mode?: 'calibrated' | 'paper';
}

/** How private, or how good; exactly one of the three. */
export interface PromiseSettings {
  readonly epsilon?: number;
  readonly tilt?: number;
  readonly loss?: number | 'best';
}

export const TRUTH: Rules<TruthSettings> = {
  truth,
  mode: (path, value) => oneOf(path, value, ['calibrated', 'paper']),
};

export const PROMISE: Rules<PromiseSettings> = {
  epsilon: (path, value) => positive(path, numeric(path, value)),
  tilt: (path, value) => positive(path, numeric(path, value)),
  loss,
};

/** The settings among `given`, each read by its own rule. */
export function settings<S>(rules: Rules<S>, given: Readonly<Record<string, unknown>>): S {
  const all = Object.entries<(path: string, value: unknown) => unknown>(rules);
  const read = all
    .filter(([name]) => given[name] !== undefined)
    .map(([name, rule]) => [name, rule(name, given[name])]);
  return Object.fromEntries(read) as S;
}

/** One of epsilon, tilt, loss on the command line replaces whichever the file has. */
export function merged<S extends PromiseSettings>(file: S, options: S): S {
  const promises = Object.keys(PROMISE);
  const replaced = promises.some((name) => name in options);
  const kept = Object.entries(file).filter(([name]) => !(replaced && promises.includes(name)));
  return { ...(Object.fromEntries(kept) as S), ...options };
}
