import { nonNegative } from '../../core/errors.ts';
import { seeded, system, type Certificate, type Rng, type Truth } from '../../index.ts';
import type { Typed } from '../frame/command.ts';
import type { Io } from '../frame/io.ts';
import { charge, type Charged } from '../frame/ledger.ts';
import { misuse } from '../frame/misuse.ts';
import type { Reports } from '../input/units.ts';
import { numeric } from '../input/values.ts';

/** A finished run of any command that releases something; page, document, picture and assignments are views of it. */
export interface Run {
  readonly reports: Reports;
  /** Null where candidates were declared and no grid. */
  readonly grid: number | 'continuous' | null;
  readonly clip: boolean;
  readonly seed: string | null;
  readonly made: { readonly plan: PlanFigures; readonly certificate: Certificate };
  readonly release: { readonly part: 'exponential' | 'lottery' | 'each' };
  /** What may only be seen by the data's owner. */
  readonly diagnostics: object | null;
}

/** What every plan has. */
export interface PlanFigures {
  readonly mode: 'calibrated' | 'paper';
  readonly truth: Truth | 'paper';
  readonly population: number;
  readonly epsilon: number;
  readonly tilt: number;
  readonly q: number;
  readonly lottery: { readonly kind: string; readonly description: string } | null;
}

/** Options that make no sense together in a run that reads data. */
export function forbidden(typed: Typed, planOnly: readonly string[]): void {
  if (typed.has('ledger') && typed.has('seed')) {
    throw misuse(
      '--seed',
      'left out with --ledger: a replay is no release',
      typed.text('seed') ?? '',
    );
  }
  if (typed.has('budget') && !typed.has('ledger')) {
    throw misuse('--budget', 'given with --ledger', typed.text('budget') ?? '');
  }
  for (const name of planOnly) {
    if (typed.has(name)) {
      throw misuse(
        `--${name}`,
        'left out without --plan: the input has its own',
        typed.text(name) ?? '',
      );
    }
  }
}

/** The host's cryptographic source, or a replay of a seed. */
export function randomness(typed: Typed): { readonly seed: string | null; readonly rng: Rng } {
  const seed = typed.text('seed') ?? null;
  return { seed, rng: seed === null ? system() : seeded(seed) };
}

/** What a run adds to its ledger, if it has one. */
export function spending(typed: Typed, io: Io, command: string, epsilon: number): Charged | null {
  const ledger = typed.text('ledger');
  if (ledger === undefined) return null;
  const budget = typed.text('budget');
  return charge(io.cwd, ledger, {
    epsilon,
    command,
    ...(budget === undefined
      ? {}
      : { budget: nonNegative('--budget', numeric('--budget', budget)) }),
  });
}
