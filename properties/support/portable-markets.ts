import { linearEnvironment, linearMenu, virtualValuations } from '../../src/index.ts';
import {
  assess,
  consumerBest,
  exactMonopolist,
  improvability,
  improve,
  intervalMap,
  market,
  monopolist,
  optimalMenu,
  paymentRanges,
  polygonMap,
  productEnvironment,
  RULES,
  strictConsumerBest,
  surplusPoint,
  surplusTriangle,
  type Improvement,
  type Market,
  type Monopolist,
  type OptimalMenu,
  type ProductEnvironment,
} from '../../src/lp.ts';
import { figuresOf } from './portable-figures.ts';
import { spread, type Portable } from './portable-kernels.ts';

/** Menus, improving segmentations, maps and assessments in fractions, linear menus, and virtual valuations in doubles. */
export function portableMarkets(): Portable {
  return {
    ...menus(),
    'markets, improvements': () =>
      scenes().flatMap(({ environment, markets }) => {
        const seller = exactMonopolist(environment);
        return markets.flatMap((f) =>
          RULES.flatMap((rule) => improved(improve(seller, f, { rule }))),
        );
      }),
    'markets, two types': twoTypes,
    'markets, three types': threeTypes,
    'markets, assessed': assessed,
    'markets, one product': oneProduct,
    'markets, linear menus': linearMenus,
    'markets, virtual valuations in doubles': () =>
      [1, 2, 17, 400].flatMap((n) => {
        const values = Float64Array.from(spread(`values ${n}`, n, -1, 9)).toSorted();
        const masses = Float64Array.from(spread(`masses ${n}`, n, 0, 1), (x, t) =>
          t > 0 && t % 3 === 0 ? 0 : x,
        );
        // Types below all that are there have -Infinity, which is one bit pattern.
        return figuresOf(virtualValuations(values, masses));
      }),
  };
}

/** The same menus and improvements by the solver in doubles: what is printed of them is exact, where the solver stops is its own affair. */
export async function portableSolver(): Promise<Portable> {
  const sellers = await Promise.all(
    [...scenes(), large()].map(async ({ environment, markets }) => {
      return { seller: await monopolist(environment, { arithmetic: 'certified' }), markets };
    }),
  );
  const over = (of: (seller: Monopolist, f: Market) => number[]) => (): number[] =>
    sellers.flatMap(({ seller, markets }) => markets.flatMap((f) => of(seller, f)));
  return {
    'solver, menus': over((seller, f) =>
      ROUNDED.flatMap((rule) => menuFigures(optimalMenu(seller, f, { rule }))),
    ),
    'solver, payment ranges': over((seller, f) =>
      figuresOf(paymentRanges(seller.environment, seller.optimum(f))),
    ),
    'solver, improvements': over((seller, f) =>
      improved(improve(seller, f, { rule: 'efficient' })),
    ),
  };
}

/** Posted prices need fractions. */
const ROUNDED = RULES.filter((rule) => rule !== 'posted');

interface Scene {
  readonly environment: ProductEnvironment;
  readonly markets: readonly Market[];
}

function scene(
  values: readonly (readonly (number | string)[])[],
  ...masses: readonly (readonly (number | string)[])[]
): Scene {
  const environment = productEnvironment({ values });
  return { environment, markets: masses.map((each) => market(environment, each)) };
}

/** Generic markets and markets at which the seller has a choice. */
function scenes(): readonly Scene[] {
  return [
    scene(
      [
        ['3/4', 1],
        [1, 2],
      ],
      [1, 1],
      [3, 1],
      [1, 3],
      ['1/3', '2/7'],
    ),
    scene(
      [
        [4, 3],
        [5, 9],
        [2, 6],
      ],
      [1, 1, 1],
      [1, 2, 3],
      [3, 1, 2],
    ),
    scene([[1], [2], [4]], [1, 1, 2], [2, 1, 1]),
    scene(
      [
        [2, 5, 1],
        [7, 3, 2],
        [1, 4, 6],
        [8, 9, 3],
      ],
      [1, 2, 3, 4],
      [4, 3, 2, 1],
    ),
  ];
}

/** Eleven types and five alternatives, in doubles that are no short fractions. */
function large(): Scene {
  const values = Array.from({ length: 11 }, (_, t) => spread(`type ${t}`, 5, 0, 1 + t / 4));
  return scene(
    values.map((row) => Array.from(row)),
    Array.from(spread('shares', 11, 0.1, 1)),
  );
}

function menus(): Portable {
  const all = RULES.map((rule) => {
    const figures = (): number[] =>
      scenes().flatMap(({ environment, markets }) => {
        const seller = exactMonopolist(environment);
        return markets.flatMap((f) => menuFigures(optimalMenu(seller, f, { rule })));
      });
    return [`markets, menus, ${rule}`, figures] as const;
  });
  return Object.fromEntries(all);
}

/** A menu without what it was asked with. */
function menuFigures({ mechanism, entries, binding, certificate, ...rest }: OptimalMenu): number[] {
  const { revenue, consumerSurplus, efficient, uniquePayments } = rest;
  return figuresOf([
    [mechanism, entries, binding, certificate],
    [revenue, consumerSurplus, efficient, uniquePayments],
  ]);
}

function improved({ segments, largestWeight, certificate, ...rest }: Improvement): number[] {
  const { improvable, reason, dominating, revenueAfter } = rest;
  return figuresOf([
    [improvable, reason, dominating, largestWeight, revenueAfter, certificate],
    ...segments.map(({ weight, market: f, menu }) => [weight, f, menu.mechanism, menu.revenue]),
  ]);
}

function twoTypes(): number[] {
  const [{ environment }] = scenes() as readonly [Scene];
  const { thresholds, intervals, chosen } = intervalMap(environment);
  return figuresOf([thresholds, intervals, RULES.map((rule) => chosen(rule))]);
}

function threeTypes(): number[] {
  return scenes()
    .filter(({ environment }) => environment.types.length === 3)
    .flatMap(({ environment, markets }) => {
      const { polygons, cells } = polygonMap(environment);
      const seller = exactMonopolist(environment);
      const verdicts = markets.map(
        (f) => improvability(seller, f, { rule: 'posted' }).segmentation,
      );
      return figuresOf([polygons, cells('efficient'), cells('mid'), verdicts]);
    });
}

function assessed(): number[] {
  const [, { environment, markets }] = scenes() as readonly [Scene, Scene];
  const [f] = markets as readonly [Market];
  const segments = [{ masses: ['1/3', 0, '1/6'] }, { masses: [0, '1/3', '1/6'] }];
  return RULES.flatMap((rule) => {
    const made = assess(exactMonopolist(environment), f, segments, { rule });
    const { verdict, before, after, averages, gainers, losers } = made;
    return figuresOf([verdict, before, after, averages, gainers, losers]);
  });
}

function oneProduct(): number[] {
  const { environment, markets } = scene([[1], [2], [4], ['9/2'], [7], [-1]], [5, 3, 4, 1, 2, 1]);
  const [f] = markets as readonly [Market];
  const triangle = surplusTriangle(environment, f);
  const { profit, totalSurplus } = triangle;
  const text = ({ numerator, denominator }: typeof profit): string => `${numerator}/${denominator}`;
  return figuresOf([
    triangle,
    consumerBest(environment, f),
    strictConsumerBest(environment, f, { moved: '1/100', rule: 'adverse' }),
    surplusPoint(environment, f, { consumerSurplus: '1/9', profit: text(profit) }),
    surplusPoint(environment, f, { consumerSurplus: 0, profit: text(totalSurplus) }),
  ]);
}

function linearMenus(): number[] {
  const values = [1, '3/2', 2, 4, 5];
  const costs = [
    { levels: [0, 1, 2], costs: [0, '1/2', 2] },
    { cost: { family: 'power', scale: 1, exponent: 2 }, low: 0, high: null },
    { cost: { family: 'power', scale: '1/3', exponent: '5/2' }, low: 0, high: 4 },
    { cost: { family: 'polynomial', coefficients: [0, 1, 0, '1/7'] }, low: 0, high: null },
  ] as const;
  return costs.flatMap((alternatives) => {
    const environment = linearEnvironment({ values, alternatives });
    return (['largest', 'smallest'] as const).flatMap((ties) =>
      [
        [1, 1, 1, 1, 1],
        [4, 1, 0, 2, 3],
      ].flatMap((masses) => figuresOf(linearMenu(environment, masses, { ties }))),
    );
  });
}
