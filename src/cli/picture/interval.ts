import type { Specification } from './data.ts';
import { WIDTH } from './layers.ts';
import { averaging, namedDots, type Named } from './marks.ts';
import { heading, legend } from './panels.ts';

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
  /** How ties are broken. */
  readonly ties: string;
}

const ACROSS = WIDTH - 60;
const UP = 220;
const CROSS = 'A cross is an inefficient market that cannot be improved.';
const EFFICIENT = 'efficient';
const INEFFICIENT = 'inefficient';
const COLOURS = { [EFFICIENT]: '#009e73', [INEFFICIENT]: '#0072b2' };

/** The markets of two types on a line, with what the high type keeps above it. */
export function intervalPanel(picture: IntervalPicture): Specification {
  const { high, low, steps, between, points, ties } = picture;
  const most = Math.max(...steps.map(({ kept }) => kept), 0);
  const top = most > 0 ? most * 1.2 : 1;
  const x = {
    field: 'x',
    type: 'quantitative',
    scale: { domain: [0, 1], nice: false },
    axis: { title: `share of ${high} (the rest is ${low})`, format: '.0%', grid: false },
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: { domain: [0, top], nice: false },
    axis: { title: `what ${high} keeps`, format: ',~r', grid: false },
  };
  const values = steps.map(({ from, to, kept, efficient }) => ({
    x: from,
    toX: to,
    y: kept,
    zero: 0,
    status: efficient ? EFFICIENT : INEFFICIENT,
  }));
  const color = legend('status', COLOURS);
  const ends = { x, x2: { field: 'toX' }, color };
  return {
    ...heading(
      'Every market of these two types',
      between.some((each) => each.stuck) ? [ties, CROSS] : [ties],
    ),
    width: ACROSS,
    height: UP,
    layer: [
      {
        data: { values },
        mark: { type: 'rect', opacity: 0.1 },
        encoding: { ...ends, y, y2: { field: 'zero' } },
      },
      { data: { values }, mark: { type: 'rule', strokeWidth: 3 }, encoding: { ...ends, y } },
      ...stuck(between, { x, y }),
      ...averaging(points, { x, y }),
      ...namedDots(points, { x, y }, { reach: [1, top], pixels: [ACROSS, UP] }),
    ],
  };
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
        size: 130,
        filled: true,
        opacity: 1,
        color: '#d55e00',
      },
      encoding,
    },
  ];
}
