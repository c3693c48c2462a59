import { nearest, type Rational } from '../../core/rational.ts';
import {
  intervalMap,
  type Market,
  type OfferedSegment,
  type OptimalMenu,
  polygonMap,
  type ProductEnvironment,
  type Rule,
  surplusTriangle,
  typeAverages,
  welfareOver,
} from '../../lp.ts';
import { many } from '../frame/words.ts';
import { keptPanels, paidPanels } from '../picture/bars.ts';
import type { Specification } from '../picture/data.ts';
import { intervalPanel } from '../picture/interval.ts';
import { clipped } from '../picture/marks.ts';
import { panels } from '../picture/panels.ts';
import { simplexPanel, type Shares } from '../picture/simplex.ts';
import { svg } from '../picture/svg.ts';
import { trianglePanel } from '../picture/triangle.ts';
import { earningsName, paidFor, type Costs } from './costs.ts';
import { lower } from './names.ts';
import { amounts, itemText } from './page.ts';
import { share } from './figures.ts';
import type { MenuRun } from './runs.ts';
import type { Setting } from './scenario.ts';
import { ANY } from './seller.ts';
import { lost } from './value.ts';

/** A market with its segments, as far as pictures show them. */
export interface Drawn extends Setting {
  readonly before: OptimalMenu;
  readonly segments: readonly (OfferedSegment & { readonly name: string })[];
  readonly rule: Rule | null;
  readonly title: string;
}

/** The menu of a market: who pays what. */
export function menuPicture({ environment, costs, menu }: MenuRun): Promise<string> {
  const amount = amounts(environment, menu.arithmetic);
  const rows = menu.entries.map((entry) => ({
    name: typeText(environment, entry.type, entry.share),
    pays: Math.max(0, nearest(paidFor(costs, entry))),
    keeps: Math.max(0, nearest(entry.surplus)),
    lost: Math.max(0, nearest(lost(environment, entry))),
    item: `${itemText(environment, entry.lottery)}, ${amount(paidFor(costs, entry), entry.type)}`,
  }));
  const brought = `${earned(costs)} ${amount(menu.revenue)} a head, consumers keep ${amount(menu.consumerSurplus)}`;
  return svg(
    panels(
      'The menu that earns most',
      [`${size(environment)}; ${brought}${source(menu)}`],
      paidPanels(rows),
    ),
  );
}

/** A market before and after it is segmented: what each type keeps, and where the market and its segments stand. */
export function segmentsPicture(drawn: Drawn): Promise<string> {
  const { environment, costs, before, segments, title } = drawn;
  const amount = amounts(environment, before.arithmetic);
  const rows = typeAverages(before, segments).map(({ type, share: there, ...kept }) => ({
    name: typeText(environment, type, there),
    before: Math.max(0, nearest(kept.before)),
    after: Math.max(0, nearest(kept.after)),
    shown: [amount(kept.before, type), amount(kept.after, type)] as const,
  }));
  const then =
    segments.length === 0 ? '' : ` before, ${amount(welfareOver(segments).revenue)} after`;
  const brought = `${earned(costs)} ${amount(before.revenue)} a head${then}`;
  const after = segments.length > 0;
  const found = maps(drawn);
  const bars = after || found.length === 0 ? keptPanels(rows, after) : [];
  return svg(
    panels(title, [`${size(environment)}; ${brought}${source(before)}`], [...bars, ...found]),
  );
}

const earned = (costs: Costs): string => lower(earningsName(costs));

const source = ({ arithmetic }: OptimalMenu): string =>
  arithmetic === 'exact' ? '' : "; a solver's figures";

const size = ({ types, alternatives }: ProductEnvironment): string =>
  `${many(types.length, 'type')}, ${many(alternatives.length - 1, 'product')}`;

const typeText = ({ types }: ProductEnvironment, type: number, there: Rational): string =>
  `${types[type]} (${share(there)})`;

/** The maps that there are for so few types, or for one product. */
function maps(drawn: Drawn): Specification[] {
  const { environment, before } = drawn;
  const { types, alternatives } = environment;
  return [
    ...(types.length === 2 ? [intervals(drawn)] : []),
    ...(types.length === 3 && before.arithmetic === 'exact' ? [simplex(drawn)] : []),
    ...(alternatives.length === 2 ? [triangle(drawn)] : []),
  ];
}

/** The market and its segments by name. */
function places({
  before,
  segments,
}: Drawn): { name: string; market: Market; menu: OptimalMenu; whole: boolean }[] {
  return [
    { name: 'the market', market: before.market, menu: before, whole: true },
    ...segments.map((segment) => ({ ...segment, whole: false })),
  ];
}

/** How ties are broken, where a rule was asked for or shows. */
const tiesText = (rule: Rule | null, shows: boolean): string | null =>
  rule !== null || shows ? `Where menus are tied, by the rule ${rule ?? ANY}.` : null;

function intervals(drawn: Drawn): Specification {
  const { environment, rule } = drawn;
  const map = intervalMap(environment);
  const { high, low } = map;
  const between = map.chosen(rule ?? ANY).map(({ q, surplus, efficient, improvable }) => ({
    x: nearest(q),
    y: nearest(surplus),
    stuck: !efficient && !improvable,
  }));
  return intervalPanel({
    high: clipped(environment.types[high]!),
    low: clipped(environment.types[low]!),
    steps: map.intervals.map(({ from, to, alpha, efficient }) => ({
      from: nearest(from),
      to: nearest(to),
      kept: nearest(alpha),
      efficient,
    })),
    between,
    points: places(drawn).map(({ name, market, menu, whole }) => ({
      name,
      x: nearest(market[high]!),
      y: nearest(menu.mechanism.surplus[high]!),
      whole,
    })),
    ties: tiesText(
      rule,
      between.some(({ stuck }) => stuck),
    ),
  });
}

function simplex(drawn: Drawn): Specification {
  const { environment, rule } = drawn;
  const shares = (f: Market): Shares => [nearest(f[0]!), nearest(f[1]!), nearest(f[2]!)];
  const cells = polygonMap(environment).cells(rule ?? ANY);
  return simplexPanel({
    types: environment.types.map((name) => clipped(name)),
    cells: cells
      .filter(({ dimension, status }) => dimension === 2 || status === 'stuck')
      .map(({ status, corners }) => ({ status, corners: corners.map(shares) })),
    points: places(drawn).map(({ name, market, whole }) => ({ name, at: shares(market), whole })),
    ties: tiesText(
      rule,
      cells.some(({ status }) => status === 'stuck'),
    ),
  });
}

function triangle(drawn: Drawn): Specification {
  const { environment, costs, before, segments } = drawn;
  const { vertices } = surplusTriangle(environment, before.market);
  const point = (name: string, surplus: Rational, revenue: Rational, whole: boolean) => ({
    name,
    x: nearest(surplus),
    y: nearest(revenue),
    whole,
  });
  return trianglePanel({
    revenue: earned(costs),
    vertices: vertices.map(({ consumerSurplus, profit }) => ({
      x: nearest(consumerSurplus),
      y: nearest(profit),
    })),
    points: [
      point('without segments', before.consumerSurplus, before.revenue, true),
      ...(segments.length > 0
        ? [
            point(
              'with these segments',
              welfareOver(segments).consumerSurplus,
              welfareOver(segments).revenue,
              false,
            ),
          ]
        : []),
    ],
  });
}
