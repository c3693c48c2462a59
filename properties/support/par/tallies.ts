import { hunt, type Arbitrary } from '../../../src/verify/arbitrary.ts';
import { seedOf } from '../run.ts';

/** The first cases of a generator, the same on every run: to count what is among them. */
export function draws<T>(given: Arbitrary<T>, count: number, name: string): T[] {
  const drawn: T[] = [];
  hunt(given, (value) => drawn.push(value) > 0, { runs: count, seed: seedOf(name) });
  return drawn;
}
