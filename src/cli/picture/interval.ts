import type { Specification } from './data.ts';
import { WIDTH } from './layers.ts';
import { averaging, namedDots, type Named } from './marks.ts';
import { heading, legend, PERCENT } from './panels.ts';

/** What the high type keeps, by her share of the market. */
export interface IntervalPicture {
  readonly high: string;
  readonly low: string;
  readonly steps: readonly {
    readonly from: number;
    readonly to: number;
    readonly kept: number;
    readonly efficient: boolean;
  }[];
  /** Markets between two steps, and whether they are inefficient and cannot be improved. */
  readonly between: readonly {
    readonly x: number;
    readonly y: number;
    readonly stuck: boolean;
  }[];
  readonly points: readonly Named[];
  /** How ties are broken; null where that does not show. */
  readonly ties: string | null;
}

const ACROSS = WIDTH - 60;
const UP = 220;
/** How far the legend is from the axis, whose upper end has a number. */
const LEGEND = 16;
const CROSS = 'A cross is an inefficient market that cannot be improved.';
const EFFICIENT = 'efficient';
const INEFFICIENT = 'inefficient';
const COLOURS = { [EFFICIENT]: '#009e73', [INEFFICIENT]: '#0072b2' };

/** The markets of two types on a line, with what the high type keeps above it. */
export function intervalPanel(picture: IntervalPicture): Specification {
  const { steps, between, points, ties } = picture;
  const most = Math.max(...steps.map(({ kept }) => kept), 0);
  const top = most > 0 ? most * 1.2 : 1;
  const { x, y } = axes(picture, top);
  const { halos, marks } = namedDots(points, { x, y }, { reach: [1, top], pixels: [ACROSS, UP] });
  const notes = [
    ...(ties === null ? [] : [ties]),
    ...(between.some((each) => each.stuck) ? [CROSS] : []),
  ];
  return {
    ...heading('Every market of these two types', notes),
    width: ACROSS,
    height: UP,
    layer: [
      ...stairs(steps, { x, y }),
      ...stuck(between, { x, y }),
      ...averaging(points, { x, y }),
      ...halos,
      ...marks,
    ],
  };
}

function axes(
  { high, low }: IntervalPicture,
  top: number,
): { readonly x: Specification; readonly y: Specification } {
  const axis = (field: string, reach: number, title: string, format: object): Specification => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, reach], nice: false },
    axis: { title, grid: false, ...format },
  });
  return {
    x: axis('x', 1, `share of ${high} (the rest is ${low})`, { labelExpr: PERCENT }),
    y: axis('y', top, `what ${high} keeps`, { format: ',~r' }),
  };
}

/** One step an interval, shaded down to nothing. */
function stairs(
  steps: IntervalPicture['steps'],
  { x, y }: { readonly x: Specification; readonly y: Specification },
): Specification[] {
  const values = steps.map(({ from, to, kept, efficient }) => ({
    x: from,
    toX: to,
    y: kept,
    zero: 0,
    status: efficient ? EFFICIENT : INEFFICIENT,
  }));
  const ends = { x, x2: { field: 'toX' }, y, color: legend('status', COLOURS, LEGEND) };
  const shade = { type: 'rect', opacity: 0.1 };
  return [
    { data: { values }, mark: shade, encoding: { ...ends, y2: { field: 'zero' } } },
    { data: { values }, mark: { type: 'rule', strokeWidth: 3 }, encoding: ends },
  ];
}

/** Crosses where an inefficient market cannot be improved. */
function stuck(between: IntervalPicture['between'], encoding: Specification): Specification[] {
  const values = between.filter((each) => each.stuck);
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: {
        type: 'point',
        shape: 'cross',
        angle: 45,
        size: 280,
        filled: true,
        opacity: 1,
        color: '#d55e00',
      },
      encoding,
    },
  ];
}
