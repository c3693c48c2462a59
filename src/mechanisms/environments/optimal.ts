import { integer, oneOf, positive } from '../../core/errors.ts';
import { component, type ComponentKind } from '../components/component.ts';
import type { CommitmentOptions } from '../optimal-lottery.ts';
import { commitmentLottery } from './commitment-lottery.ts';
import { gainOf, lawsAt, stage } from './deviations.ts';
import type { Environment } from './environment.ts';
import { lieIn, lieLosses, type Lie } from './separation.ts';
import { BUDGET } from './space.ts';
import type { Welfare } from './welfare.ts';

/** What the lottery is to take from a lie at least: as much from each, or as much for what it gains in the private part. */
export type OptimalCommitmentOptions = { readonly budget?: number } & (
  | { readonly weights: 'one' }
  | {
      readonly weights: 'gain';
      readonly welfare: Welfare;
      /** The multiplier of the summed welfare in the private part: what a lie gains depends on it. */
      readonly tilt: number;
      readonly component?: ComponentKind;
    }
);

/** Lies that gain less than this part of the largest gain count as if they gained it, so that every lie loses. */
const LEAST = 2 ** -20;

/**
 * Every lie against every alternative, ties in the liar's favour. Gains are those that `approximate` reads: exact where the profiles
 * fit the budget, else bounds. O(lies S R).
 *
 * @throws a refusal when the profiles exceed the budget; RangeError naming the option
 */
export function environmentCommitment(
  environment: Environment,
  options: OptimalCommitmentOptions,
): CommitmentOptions {
  const budget = integer('budget', options.budget ?? BUDGET, 1);
  oneOf('weights', options.weights, ['one', 'gain']);
  if (options.weights === 'one') {
    const { lies, losses } = lieLosses(environment, { ties: 'worst', budget });
    return { losses, weights: losses.map(() => 1), name: (dev) => inWords(lies[dev]!) };
  }
  const { welfare, tilt } = options;
  const law = component(options.component);
  const uniform = commitmentLottery(environment, 'uniform', { budget });
  const read = stage(environment, welfare, uniform, budget);
  const laws = lawsAt(read, law, positive('tilt', tilt));
  const gains = read.deviations.map((lie) =>
    gainOf(read, lie, laws, (width) => law.influence(tilt * width)),
  );
  const most = gains.reduce((top, x) => Math.max(top, x), 0);
  return {
    losses: read.deviations.map(({ circle, row, type, report }) =>
      Array.from(read.book.at(circle, row).loss(type, report, 'worst')),
    ),
    weights: gains.map((gain) => (most > 0 ? Math.max(gain, LEAST * most) : 1)),
    name: (dev) => inWords(lieIn(read.space, read.deviations[dev]!)),
  };
}

function inWords({ agent, type, report, others }: Lie): string {
  const where = others === null ? '' : `, the others being ${others.join(', ')}`;
  return `type ${type} of agent ${agent} as ${report}${where}`;
}
