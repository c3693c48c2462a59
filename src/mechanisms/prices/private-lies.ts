import { integer, outOfRange } from '../../core/errors.ts';
import type { Truth } from '../truth.ts';
import type { Deviation } from './cohorts.ts';
import { refuseBrackets } from './deterrence.ts';
import { enumeration, type Enumeration } from './enumeration.ts';
import { affordable, type PriceGrid } from './grid.ts';

/** The lies of one buyer with all that the others may report. */
interface ListedLies {
  readonly lies: readonly Deviation[];
  readonly all: Enumeration;
  /** The gain that is allowed; null when every lie is to lose. */
  readonly most: number | null;
}

/**
 * Private values of a whole number of buyers. Under `brackets` the lies are those between types j/m. Under `gain` types are any
 * in [0, 1]: for a report in one cell of the prices a gain and a loss are linear in the type over another, so its two ends decide
 * (the upper one, which is not in it, by the double before it). All reports of a cell are one to the mechanism.
 *
 * @throws RangeError for lies beyond a length, whose types and reports are not cells; the refusals of `enumeration`
 */
export function listedLies(
  grid: PriceGrid,
  truth: Truth,
  population: number,
  profiles: number,
): ListedLies {
  const others = integer('population', population, 1) - 1;
  if (truth !== 'brackets' && 'beyond' in truth) {
    throw outOfRange('profiles', 'left out under {"beyond": b}', profiles);
  }
  if (truth === 'brackets') refuseBrackets(grid);
  const { possible, lies } = truth === 'brackets' ? bracketLies(grid.grid) : cellLies(grid);
  const all = enumeration(grid, { members: 1, others, possible, deviations: lies }, profiles);
  return { lies, all, most: truth === 'brackets' ? null : truth.gain };
}

interface Lies {
  readonly possible: readonly number[];
  readonly lies: readonly Deviation[];
}

function bracketLies(m: number): Lies {
  const possible = Array.from({ length: m + 1 }, (_, j) => j / m);
  return { possible, lies: possible.flatMap((t) => possible.flatMap((b) => lie(t, b))) };
}

/** Higher reports never gain, so those below are all there is to list. */
function cellLies(grid: PriceGrid): Lies {
  const { prices } = grid;
  const lowest = affordable(grid, 0);
  const possible = [0, ...prices.subarray(lowest)];
  const lies = possible.flatMap((low, a) => {
    const next = possible[a + 1];
    const high = next === undefined ? 1 : next - 2 ** -53;
    return possible.slice(0, a).flatMap((b) => [...lie(low, b), ...lie(high, b)]);
  });
  return { possible, lies };
}

function lie(value: number, told: number): Deviation[] {
  return value === told ? [] : [{ value, told, from: `type ${value}`, to: `${told}` }];
}
