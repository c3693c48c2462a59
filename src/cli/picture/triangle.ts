import type { Specification } from './data.ts';
import { averaging, namedDots, type Named } from './marks.ts';
import { heading } from './panels.ts';

/** What segmentations of a market of one product can bring. */
export interface TrianglePicture {
  readonly vertices: readonly { readonly x: number; readonly y: number }[];
  readonly points: readonly Named[];
  /** What the seller's figure is called. */
  readonly revenue: string;
}

const SIDE = 380;

/** Room around the triangle, as a part of its side. */
const ROOM = 0.12;

const AREA: Specification = {
  type: 'line',
  interpolate: 'linear-closed',
  fill: '#b9d7ec',
  fillOpacity: 0.6,
  stroke: '#0072b2',
  strokeWidth: 1.5,
};

/** Consumer surplus and profit: the surplus triangle of Bergemann, Brooks and Morris (2015), true to scale. */
export function trianglePanel({ vertices, points, revenue }: TrianglePicture): Specification {
  const least = Math.min(...vertices.map(({ y }) => y));
  const side = Math.max(...vertices.map(({ y }) => y)) - least;
  const span = side > 0 ? side : Math.max(least, 1);
  const from = [0, Math.max(0, least - ROOM * span)] as const;
  const reach = [(1 + ROOM) * span + least - from[1], least + (1 + ROOM) * span] as const;
  const axis = (i: 0 | 1, title: string): Specification => ({
    field: i === 0 ? 'x' : 'y',
    type: 'quantitative',
    scale: { domain: [from[i], reach[i]], nice: false, zero: false },
    axis: { title, format: ',~r', grid: false },
  });
  const encoding = { x: axis(0, 'consumer surplus a head'), y: axis(1, `${revenue} a head`) };
  const values = vertices.map((vertex, order) => ({ ...vertex, order }));
  const { halos, marks } = namedDots(points, encoding, { from, reach, pixels: [SIDE, SIDE] });
  return {
    ...heading('What segments of a market of one product can bring', [
      'Every point of the triangle is some segmentation, with ties broken as the point needs;',
      'on its long side nothing is lost.',
    ]),
    width: SIDE,
    height: SIDE,
    layer: [
      { data: { values }, mark: AREA, encoding: { ...encoding, order: { field: 'order' } } },
      ...averaging(points, encoding),
      ...halos,
      ...marks,
    ],
  };
}
