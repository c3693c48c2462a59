import { oneOf } from '../../core/errors.ts';
import type { Target, Truth } from '../../index.ts';
import { misuse } from '../frame/misuse.ts';
import type { PromiseSettings, TruthSettings } from '../input/settings.ts';

/** Mode, truth and promise as the engine takes them. */
export interface Meaning {
  readonly mode: 'calibrated' | 'paper';
  readonly truth?: Truth;
  readonly promise?: Target;
}

/**
 * Mode, truth and promise: all printed functions of the population in paper mode, else one of each.
 *
 * @param typedIn whether a setting is an option's, and not a scenario file's: what is wrong is called by its own name
 */
export function meaning(
  settings: TruthSettings & PromiseSettings,
  typedIn: (name: string) => boolean = () => true,
): Meaning {
  const called = (name: string): string => (typedIn(name) ? `--${name}` : name);
  const { mode = 'calibrated', truth, epsilon, tilt, loss } = settings;
  const given = Object.entries({ epsilon, tilt, loss }).filter(([, value]) => value !== undefined);
  const list = given.map(([name]) => called(name)).join(' and ');
  if (mode === 'paper') {
    const extra = truth === undefined ? list : called('truth');
    if (extra !== '') throw misuse(extra, 'left out in paper mode: the paper prints it', 'a value');
    return { mode };
  }
  if (given.length !== 1) {
    const [either = '', ...or] = ['epsilon', 'tilt', 'loss'].map(
      (name) => `${given.every(([other]) => typedIn(other)) ? '--' : ''}${name}`,
    );
    throw misuse(`${either}, ${or.join(' or ')}`, 'exactly one of the three', list || 'none');
  }
  const promise = Object.fromEntries(given) as unknown as Target;
  return { mode, truth: needed('--truth', 'brackets, beyond:<d> or gain:<g>', truth), promise };
}

/** A setting that has no default. */
export function needed<T>(path: string, range: string, value: T | undefined): T {
  if (value === undefined) throw misuse(path, `given: ${range}`, 'nothing');
  return value;
}

/** The first components of the mixture. */
export type Component = 'exponential' | 'permute-and-flip' | 'laplace';

export const COMPONENT = (path: string, value: unknown): Component =>
  oneOf(path, value, ['exponential', 'permute-and-flip', 'laplace']);
