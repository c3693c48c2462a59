import type { Specification } from './data.ts';
import { FAINT } from './layers.ts';
import { averaging, namedDots, type Named } from './marks.ts';
import { heading, legend } from './panels.ts';

/** A market of three types by its shares. */
export type Shares = readonly [number, number, number];

/** Where markets are efficient, improvable or neither. */
export interface SimplexPicture {
  readonly types: readonly string[];
  readonly cells: readonly {
    readonly status: 'efficient' | 'improvable' | 'stuck';
    readonly corners: readonly Shares[];
  }[];
  readonly points: readonly {
    readonly name: string;
    readonly at: Shares;
    readonly whole: boolean;
  }[];
  /** How ties are broken; null where that does not show. */
  readonly ties: string | null;
}

const STATUS = {
  efficient: 'efficient',
  improvable: 'inefficient, improvable',
  stuck: 'inefficient, not improvable',
} as const;
const COLOURS = {
  [STATUS.efficient]: '#b5dfcc',
  [STATUS.improvable]: '#b9d7ec',
  [STATUS.stuck]: '#d55e00',
};
const WIDE = 460;
/** How far the legend is from the triangle, whose upper corner has a name. */
const LEGEND = 26;
const UP = Math.sqrt(3) / 2;

/** The first type at the left, the second at the right, the third on top. */
const placed = ([, second, third]: Shares): { readonly x: number; readonly y: number } => ({
  x: second + third / 2,
  y: third * UP,
});

/** The markets of three types as a triangle. */
export function simplexPanel({ types, cells, points, ties }: SimplexPicture): Specification {
  const place = (field: string, high: number): Specification => ({
    field,
    type: 'quantitative',
    axis: null,
    scale: { domain: [0, high], nice: false },
  });
  const encoding = { x: place('x', 1), y: place('y', UP) };
  const named: Named[] = points.map(({ at, ...rest }) => ({ ...rest, ...placed(at) }));
  const { halos, marks } = namedDots(named, encoding, {
    reach: [1, UP],
    pixels: [WIDE, WIDE * UP],
  });
  return {
    ...heading('Every market of these three types', ties === null ? [] : [ties]),
    width: WIDE,
    height: WIDE * UP,
    layer: [
      ...areas(cells, encoding),
      ...corners(types, encoding),
      ...averaging(named, encoding),
      ...halos,
      ...thin(cells, encoding),
      ...marks,
    ],
  };
}

/** The corners of the cells that have as many as that. */
function cornersOf(
  cells: SimplexPicture['cells'],
  size: (corners: number) => boolean,
): Specification {
  const values = cells.flatMap(({ status, corners: ends }, cell) =>
    size(ends.length)
      ? ends.map((corner, order) => ({ ...placed(corner), cell, order, status: STATUS[status] }))
      : [],
  );
  return { values };
}

const along = { detail: { field: 'cell' }, order: { field: 'order' } };

/** Polygons by their status. */
function areas(cells: SimplexPicture['cells'], encoding: Specification): Specification[] {
  const used = Object.entries(COLOURS).filter(([name]) =>
    cells.some(({ status }) => STATUS[status] === name),
  );
  const fill = legend('status', Object.fromEntries(used), LEGEND);
  return [
    {
      data: cornersOf(cells, (n) => n > 2),
      mark: { type: 'line', interpolate: 'linear-closed', strokeWidth: 1, stroke: 'white' },
      encoding: { ...encoding, ...along, fill },
    },
  ];
}

/** The lines and points where nothing can be improved, which no halo may hide. */
function thin(cells: SimplexPicture['cells'], encoding: Specification): Specification[] {
  const color = COLOURS[STATUS.stuck];
  return [
    {
      data: cornersOf(cells, (n) => n === 2),
      mark: { type: 'line', strokeWidth: 3, color },
      encoding: { ...encoding, ...along },
    },
    {
      data: cornersOf(cells, (n) => n === 1),
      mark: { type: 'point', filled: true, size: 45, opacity: 1, color },
      encoding,
    },
  ];
}

/** The outline, and who is everybody at its corners. */
function corners(types: readonly string[], encoding: Specification): Specification[] {
  const at: readonly Shares[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const values = at.map((shares, t) => ({ ...placed(shares), name: `all ${types[t]}`, order: t }));
  const text = (t: number, dy: number): Specification => ({
    data: { values: [values[t]] },
    mark: { type: 'text', dy, fontSize: 12, color: FAINT, baseline: 'middle' },
    encoding: { ...encoding, text: { field: 'name' } },
  });
  return [
    {
      data: { values },
      mark: { type: 'line', interpolate: 'linear-closed', stroke: FAINT, strokeWidth: 1 },
      encoding: { ...encoding, order: { field: 'order' } },
    },
    text(0, 16),
    text(1, 16),
    text(2, -14),
  ];
}
