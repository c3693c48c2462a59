import { describe, expect, it } from 'vitest';
import {
  approximate,
  component,
  isRefusal,
  printedLoss,
  printedMixture,
  printedThreshold,
  structure,
  type Approximate,
} from '../src/index.ts';
import { hunt, logScale, map, record, type Arbitrary } from '../src/verify/arbitrary.ts';
import { engineOf, lawsOf, near, plays, scoresOf, type Play } from './support/amd/engine-cases.ts';
import {
  gapOn,
  isSeparating,
  leastLossAt,
  liesOf,
  replaced,
  typeOf,
  upTo,
  type Ties,
} from './support/amd/environments.ts';
import * as print from './support/amd/formulas.ts';
import {
  leastAhead,
  leastChance,
  sensitivityOf,
  supportOf,
  tablesFor,
} from './support/amd/games.ts';

/** What the engine certifies against the figures that the statements compute on their own tables. */

/** Runs a check over generated cases and gives back the shrunk case that fails it. */
function failing<T>(given: Arbitrary<T>, holds: (c: T) => boolean, runs: number): unknown {
  return hunt(given, holds, { runs, seed: 31 }).counterexample;
}

/** A lie's gain in the private part, reactions free, and its loss in the lottery, ties in her favour. */
interface Stake {
  readonly gain: number;
  readonly loss: number;
}

/** Every lie, at what the others report: the truth, or anything where reactions are private. */
function stakesOf(play: Play, lying: boolean): Stake[] {
  const { listed, chances } = play;
  const { types } = listed;
  const tables = tablesFor(listed, 'first');
  const laws = lawsOf(play);
  return liesOf(listed).flatMap((lie) => {
    const { i, t, b } = lie;
    const [own, told] = [typeOf(types, t, i), typeOf(types, b, i)];
    const best = listed.utility[i]![t]!.map((row) => Math.max(...row));
    const loss = chances.reduce((all, p, s) => all + p * leastLossAt(tables, lie, s), 0);
    const others = lying ? upTo(tables.profiles).filter((p) => typeOf(types, p, i) === own) : [t];
    return others.map((p) => {
      const [honest, lied] = [laws[p]!, laws[replaced(types, p, i, told)]!];
      return { loss, gain: best.reduce((all, u, s) => all + (lied[s]! - honest[s]!) * u, 0) };
    });
  });
}

const made = (play: Play, truth: 'brackets' | { readonly gain: number }): Approximate => {
  const { chances: given, tilt } = play;
  const game = engineOf(play.listed);
  const options = { commitment: { given }, mode: 'calibrated', truth, promise: { tilt } } as const;
  return approximate(game, scoresOf(play, game)[0], options);
};

function reasonOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isRefusal(error)) return error.reason;
    throw error;
  }
  return 'none';
}

const TIES: readonly Ties[] = ['first', 'last', 'own', 'others'];
let [deterred, unseparated, crossed] = [0, 0, 0];

function sameNets(play: Play): boolean {
  const { listed, chances, rows } = play;
  const tables = tablesFor(listed, 'first');
  const lying = structure(engineOf(listed)).privateReactions;
  const stakes = stakesOf(play, lying);
  const alone = made(play, { gain: 1 }).plan;
  const worst = Math.max(0, ...stakes.map(({ gain }) => gain));
  if (alone.q !== 0 || !near(alone.worstGain, worst)) return false;
  if (!isSeparating(tables, supportOf(chances))) {
    unseparated += 1;
    return reasonOf(() => made(play, 'brackets')) === 'separation';
  }
  if (stakes.length === 0) return true;
  const { plan, certificate } = made(play, 'brackets');
  const { q } = plan;
  const ratio = Math.max(0, ...stakes.map(({ gain, loss }) => gain / loss));
  const net = Math.min(...stakes.map(({ gain, loss }) => q * loss - (1 - q) * gain));
  const laws = lawsOf(play);
  const ahead = TIES.map((ties) =>
    leastAhead(tablesFor(listed, ties), { q, laws, chances }, lying),
  );
  const promised = Math.max(
    ...rows.map((row, p) => {
      const kept = row.map((x, s) => x * ((1 - q) * laws[p]![s]! + q * chances[s]!));
      return Math.max(...row) - kept.reduce((all, x) => all + x, 0);
    }),
  );
  if (ratio > 1e-9) deterred += 1;
  if (lying && listed.types.length > 1) crossed += 1;
  return (
    near(q / (1 - q), ratio, 1e3) &&
    net > 0 &&
    near(plan.leastLoss, Math.max(0, net)) &&
    ahead.every((x) => x >= plan.leastLoss - 1e-12) &&
    near(plan.promised, promised) &&
    certificate.truthfulness.promise.includes(lying ? 'whatever the others' : 'report the truth')
  );
}

describe('calibrated figures', () => {
  it('gains, losses, the least q and the promise are those of every lie listed, under every tie rule', () => {
    expect(failing(plays, sameNets, 120)).toBeUndefined();
    expect(Math.min(deterred, unseparated, crossed)).toBeGreaterThan(10);
  });
});

let [defined, small] = [0, 0];

/** The printed quantities of a play, or the refusal that has them. */
function samePrint(play: Play): boolean {
  const { listed, chances, rows } = play;
  const tables = tablesFor(listed, 'first');
  const [support, n] = [supportOf(chances), listed.types.length];
  const d = sensitivityOf(listed.types, rows);
  const gamma = gapOn(tables, support, leastLossAt);
  if (d === 0 || gamma === Infinity || gamma === 0) return true;
  const scale = { d, loss: leastChance(chances, support) * gamma, size: chances.length };
  const [n0, q] = [print.printedN0(scale), (2 * print.printedEpsilon(scale, n)) / scale.loss];
  const game = engineOf(listed);
  try {
    const F = scoresOf(play, game)[0];
    const { plan } = approximate(game, F, { commitment: { given: chances }, mode: 'paper' });
    defined += 1;
    const { printed } = plan;
    return (
      printed !== null &&
      near(printed.gamma, gamma) &&
      printed.n0 === n0 &&
      near(plan.q, q) &&
      near(printed.bound, print.printedInaccuracy(scale, n))
    );
  } catch (error) {
    if (!isRefusal(error)) throw error;
    small += 1;
    return error.reason === 'population' ? error.figures['n0'] === n0 : n > n0 && q >= 1;
  }
}

interface Quantities {
  readonly d: number;
  readonly separation: number;
  readonly alternatives: number;
  readonly beyond: number;
}

const quantities: Arbitrary<Quantities> = record<Quantities>({
  d: logScale(1e-6, 1e3, 40),
  separation: logScale(1e-6, 1, 30),
  alternatives: map(logScale(1, 1e12, 40), Math.round),
  beyond: logScale(1, 1e6, 12),
});

describe('printed figures', () => {
  it('n0, q and the bound of any lottery are the printed ones, and below n0 there is a refusal', () => {
    const flat = map(plays, (play) => ({
      ...play,
      rows: play.rows.map((row) => row.map((x) => x / 4096)),
    }));
    expect(failing(plays, samePrint, 150)).toBeUndefined();
    expect(failing(flat, samePrint, 150)).toBeUndefined();
    expect(Math.min(defined, small)).toBeGreaterThan(10);
  });

  it('the threshold and the parameters agree over the whole range', () => {
    const holds = ({ d, separation, alternatives, beyond }: Quantities): boolean => {
      const scale = { d, loss: separation, size: alternatives };
      const n0 = printedThreshold({ d, separation, alternatives });
      const n = Math.ceil(n0 * beyond);
      const found = printedMixture({ d, separation, alternatives }, n);
      const epsilon = print.printedEpsilon(scale, n);
      const x = (n * epsilon) / (2 * d);
      const loss = printedLoss({ d, alternatives }, n, epsilon);
      return (
        n0 === print.printedN0(scale) &&
        near(found.epsilon, epsilon, 0) &&
        near(found.q, (2 * epsilon) / separation, 0) &&
        near(found.bound, print.printedInaccuracy(scale, n), 0) &&
        (x * alternatives > Math.E
          ? near(loss, print.printedLoss(n, epsilon, d, Math.log(alternatives)), 0)
          : Number.isNaN(loss))
      );
    };
    expect(failing(quantities, holds, 400)).toBeUndefined();
  });

  it('the exact gain and loss of the exponential law', () => {
    const law = component('exponential');
    const holds = ({ d, separation, alternatives }: Quantities): boolean => {
      const [x, lnSize] = [d / separation, Math.log(alternatives + 1)];
      const [exact, within] = [law.loss(lnSize, x).value, print.worstLoss(lnSize, x)];
      const capped = exact > 1 - 1 / x; // the worst gap is above 1, which no F has
      return (
        (capped ? exact >= within * (1 - 1e-12) : near(exact, within, 0)) &&
        near(law.influence(d), print.exactGain(d), 0)
      );
    };
    expect(failing(quantities, holds, 400)).toBeUndefined();
  });
});
