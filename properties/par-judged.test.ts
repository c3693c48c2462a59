import { expect, test } from 'vitest';
import { compared, fractionText, inner, minus, total, ZERO } from '../src/core/rational.ts';
import { improvability } from '../src/mechanisms/maps/improvability.ts';
import { RULES } from '../src/mechanisms/monopoly/rules.ts';
import { assess } from '../src/mechanisms/segmentation/assess.ts';
import { consumerBest } from '../src/mechanisms/single/consumer-best.ts';
import { hunt, map, oneOfValues, tuple } from '../src/verify/arbitrary.ts';
import { segmented, sold, type Segmented } from './support/par/arbitraries.ts';
import { ruled } from './support/par/ruled.ts';
import { greedy } from './support/par/greedy.ts';
import { broken, dominates, efficientIn, paretoImproving } from './support/par/judge.ts';
import { stuckSpots } from './support/par/line.ts';
import { averaged, offered, sceneOf, served, splitSceneOf } from './support/par/scenes.ts';
import { atTies } from './support/par/ties.ts';

test('what assess says of a segmentation is what the judge says, under every rule', () => {
  const verdicts = new Map<string, number>();
  const given = map(
    tuple<[Segmented, (typeof RULES)[number]]>(
      segmented({ types: [1, 3], alternatives: [1, 2] }, 1, 3),
      oneOfValues(...RULES),
    ),
    ([c, rule]) => ({ ...c, rule }),
  );
  const found = hunt(
    given,
    (c) => {
      const { seller, f, parts } = splitSceneOf(c);
      const said = assess(seller, f, parts, { rule: c.rule });
      const { surplus } = offered(seller, f, c.rule);
      const segments = served(seller, parts, c.rule);
      const improving = paretoImproving(f, surplus, segments);
      const harming = segments.some((segment) => !dominates(segment, surplus, false));
      const verdict = improving ? 'improving' : harming ? 'harming' : 'neutral';
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      const kept = averaged(segments, (segment) => inner(segment.market, segment.surplus));
      return said.verdict === verdict && compared(said.after.consumerSurplus, kept) === 0;
    },
    { runs: 40, seed: 1 },
  );
  expect(found.counterexample).toBeUndefined();
  expect([...verdicts.keys()].toSorted()).toEqual(['harming', 'improving', 'neutral']);
});

test('the segmentation that is best for consumers is the greedy one written by hand, and takes all that efficiency gains', () => {
  const found = hunt(
    sold({ types: [1, 5], alternatives: [1, 1] }),
    (c) => {
      const { seller, values, f } = sceneOf(c);
      const worths = values.map((row) => row[1]!);
      const { segments } = consumerBest(seller.environment, f);
      const weights = greedy(worths, f, ZERO).map((part) => total(part));
      const sorted = (list: typeof weights) => list.toSorted(compared).map(fractionText);
      const { surplus, payments } = offered(seller, f, 'efficient');
      const judged = served(seller, segments, 'efficient');
      const gained = averaged(judged, ({ market, surplus: kept }) => inner(market, kept));
      const best = worths.map((v) => (v.numerator > 0n ? v : ZERO));
      return (
        sorted(weights).join() === sorted(segments.map(({ weight }) => weight)).join() &&
        compared(gained, minus(inner(f, best), inner(f, payments))) === 0 &&
        paretoImproving(f, surplus, judged) !==
          efficientIn(values, f, offered(seller, f, 'efficient'))
      );
    },
    { runs: 40, seed: 2 },
  );
  expect(found.counterexample).toBeUndefined();
});

test('markets of two types are improvable by the map exactly where the line of markets says so, ties included', () => {
  let stuck = 0;
  const found = hunt(
    ruled(atTies({ types: [2, 2], alternatives: [1, 3] }), RULES),
    (c) => {
      const { seller, values, f } = sceneOf(c);
      const inefficient = !efficientIn(values, f, offered(seller, f, c.rule));
      const alone = stuckSpots(c.values, c.rule).some(({ q }) => compared(q, f[1]!) === 0);
      if (alone) stuck++;
      const said = improvability(seller, f, { rule: c.rule });
      const segments = served(seller, said.segmentation ?? [], c.rule);
      const { surplus } = offered(seller, f, c.rule);
      const sound = !said.improvable || paretoImproving(f, surplus, segments);
      const kept = segments.every(({ mechanism }) => broken(values, mechanism).numerator === 0n);
      return sound && kept && said.improvable === (inefficient && !alone);
    },
    { runs: 25, seed: 3 },
  );
  expect(found.counterexample).toBeUndefined();
  expect(stuck).toBeGreaterThan(1);
});
