import { seeded } from '../../src/core/rng.ts';
import type { Approximate } from '../../src/mechanisms/environments/approximate.ts';
import { environment, type Environment } from '../../src/mechanisms/environments/environment.ts';
import { welfare, type Welfare } from '../../src/mechanisms/environments/welfare.ts';

export type Society = readonly [Environment, Welfare];

/** Three agents with types of their own, private values on a coarse grid, welfare a table. */
function patchwork(label: string): Society {
  const rng = seeded(label);
  const [types, S] = [[2, 3, 2], 3];
  const noise = Float64Array.from({ length: 3 * 3 * S * 3 }, () => Math.round(8 * rng()) / 32);
  const game = environment({
    agents: 3,
    types,
    alternatives: S,
    reactions: 3,
    utility: {
      each: (i, t, s, r) =>
        (r === t ? 0.75 : 0.25) + noise[((i * 3 + t) * S + s) * 3 + r]! - 0.25 * (r === t ? 0 : 1),
    },
  });
  const table = Array.from({ length: 12 }, () => Array.from({ length: S }, () => rng()));
  return [game, welfare(game, 'table', { table })];
}

/** Common values, agents alike: reacting by one's type pays more the more agents share it; a wrong reaction may be best in a crowd. */
function crowd(privateReactions: boolean): Society {
  const game = environment({
    agents: 4,
    types: 2,
    alternatives: 2,
    reactions: 2,
    utility: {
      counts: (t, counts, s, r) => {
        const share = counts[t]! / 4;
        if (privateReactions) return r === t ? (s === 0 ? 0.5 : 0.25) + share / 4 : 0.1 * s;
        // by the others' types: a majority of the first turns the right reaction round
        return r === (counts[0]! - (t === 0 ? 1 : 0) >= 2 ? t : 1 - t)
          ? (s === 0 ? 0.5 : 0.3) + share / 2
          : 0.1 * s;
      },
    },
  });
  return [game, welfare(game, 'share', { counts: (counts, s) => counts[s]! / 4 })];
}

/** Common values, agents told apart: a type is right or wrong by the neighbour's. */
function ring(): Society {
  const game = environment({
    agents: 3,
    types: 2,
    alternatives: 2,
    reactions: 2,
    utility: {
      profile: (i, t, s, r) => (r === (t[i]! + t[(i + 1) % 3]!) % 2 ? (s === 0 ? 0.6 : 0.9) : 0.2),
    },
  });
  return [
    game,
    welfare(game, 'ones', { profile: (t, s) => (s === 0 ? t[0]! : 1 - t[0]!) / 2 + 0.25 }),
  ];
}

export const SOCIETIES: Readonly<Record<string, Society>> = {
  patchwork: patchwork('patchwork'),
  'private reactions': crowd(true),
  'common values, alike': crowd(false),
  'common values, a ring': ring(),
};

/** Every profile of a society as vectors. */
export function profiles({ agents, types }: Environment): number[][] {
  let all: number[][] = [[]];
  for (let i = 0; i < agents; i++) {
    all = all.flatMap((head) => Array.from({ length: types(i) }, (_, t) => [...head, t]));
  }
  return all;
}

export const withReport = (profile: readonly number[], i: number, b: number): number[] =>
  profile.map((t, j) => (j === i ? b : t));

/** u_i at a profile given in full, by the definition. */
export function utilities(
  game: Environment,
  i: number,
  vector: readonly number[],
  s: number,
): number[] {
  const counts = Array.from(
    { length: game.commonTypes ?? 1 },
    (_, t) => vector.filter((x) => x === t).length,
  );
  return Array.from({ length: game.reactions(i) }, (_, r) =>
    game.utility(i, vector[i]!, { vector, counts }, s, r),
  );
}

/**
 * What agent i with true types `truth` expects when everybody's reports are `reports`: reactions free in the private part, held to a best
 * reaction at the reports in the lottery, ties in her favour.
 */
function expected(
  game: Environment,
  mechanism: Pick<Approximate, 'law' | 'commitment'>,
  q: number,
  i: number,
  truth: readonly number[],
  reports: readonly number[],
): number {
  const law = mechanism.law(reports).component;
  let total = 0;
  for (let s = 0; s < game.alternatives; s++) {
    const mine = utilities(game, i, truth, s);
    const asked = utilities(game, i, reports, s);
    const held = asked.flatMap((u, r) => (u >= Math.max(...asked) - 1e-12 ? [mine[r]!] : []));
    total += (1 - q) * Math.exp(law[s]!) * Math.max(...mine);
    total += q * mechanism.commitment[s]! * Math.max(...held);
  }
  return total;
}

/** The largest gain of any lie by brute force; others' reports are their types, or anything at all. */
export function largestGain(
  game: Environment,
  mechanism: Approximate,
  q: number,
  anything: boolean,
): number {
  const all = profiles(game);
  const laws = new Map(all.map((reports) => [reports.join(), mechanism.law(reports)]));
  const kept = {
    commitment: mechanism.commitment,
    law: (reports: ArrayLike<number>) => laws.get(Array.from(reports).join())!,
  };
  let most = -Infinity;
  for (const truth of all) {
    for (const reports of anything ? all : [truth]) {
      for (let i = 0; i < game.agents; i++) {
        const honest = withReport(reports, i, truth[i]!);
        for (let b = 0; b < game.types(i); b++) {
          if (b === truth[i]) continue;
          const told = withReport(reports, i, b);
          const gain =
            expected(game, kept, q, i, truth, told) - expected(game, kept, q, i, truth, honest);
          most = Math.max(most, gain);
        }
      }
    }
  }
  return most;
}
