import type { PictureAxis, PicturePlace, Specification } from './data.ts';

const INK = '#1f2933';
/** Colour of grids and small print. */
export const FAINT = '#7b8794';
/** Colour of what only the data's owner may see. */
export const PRIVATE = '#8a96a3';
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#6b4c9a'];
const FONT = 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif';
/** Width of an axis in pixels. */
export const WIDTH = 640;

/** Typography and axes. */
const CONFIG: Specification = {
  font: FONT,
  view: { stroke: null },
  title: {
    fontSize: 17,
    color: INK,
    subtitleColor: FAINT,
    subtitleFontSize: 12,
    subtitlePadding: 5,
  },
  axis: {
    labelFontSize: 12,
    titleFontSize: 13,
    titleFontWeight: 'normal',
    labelColor: INK,
    titleColor: INK,
    domainColor: FAINT,
    tickColor: FAINT,
    titlePadding: 8,
  },
};

/** A whole picture under its title. */
export function titled(
  text: string,
  subtitle: readonly string[],
  body: Specification,
): Specification {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    padding: 16,
    title: { text, subtitle, anchor: 'start', offset: 14 },
    config: CONFIG,
    ...body,
  };
}

/** What is shown without protection, in words; nothing when nothing is. */
export function forOwner(shown: readonly string[]): string[] {
  return shown.length === 0 ? [] : [`For the data owner only, not private: ${shown.join(', ')}.`];
}

/** A quantitative position on a declared axis; never widened to rounder numbers than the caller declared. */
export function position(
  { name, low, high }: PictureAxis,
  field: string,
  shown = true,
): Specification {
  return {
    field,
    type: 'quantitative',
    scale: { domain: [low, high], nice: false, zero: false },
    axis: shown ? { title: name, grid: false, format: ',~r' } : null,
  };
}

/** A colour for each place, by its label. */
export const colour = (places: readonly PicturePlace[]): Specification => ({
  field: 'label',
  type: 'nominal',
  legend: null,
  scale: {
    domain: places.map(({ label }) => label),
    range: places.map((_, k) => COLOURS[k % COLOURS.length]),
  },
});

/** A height between 0, the axis, and 1. */
export const upright = (field: string): Specification => ({
  field,
  type: 'quantitative',
  axis: null,
  scale: { domain: [0, 1] },
});

/** Rectangles at the given corners. */
export function rectangles(
  values: unknown,
  encoding: Specification,
  mark: Specification,
): Specification {
  return { data: { values }, mark: { type: 'rect', ...mark }, encoding };
}

/** Grey bars from the axis up to `top`; the largest reaches it. */
export function histogram(
  { histogram: bars }: PictureAxis,
  x: Specification,
  top: number,
): Specification[] {
  if (!bars) return [];
  const values = bars.map(([from, to, share]) => ({ x: from, to, y: share * top, zero: 0 }));
  const encoding = { x, x2: { field: 'to' }, y: upright('y'), y2: { field: 'zero' } };
  return [rectangles(values, encoding, { color: PRIVATE, opacity: 0.55, stroke: 'white' })];
}

/** Small marks at the declared grid. */
export function ticks(grid: readonly number[], x: Specification): Specification {
  return {
    data: { values: grid.map((at) => ({ x: at })) },
    mark: { type: 'tick', color: FAINT, size: 8, thickness: 1, yOffset: -4 },
    encoding: { x, y: { value: 'height' } },
  };
}

interface Pin {
  readonly label: string;
  readonly x: number | undefined;
  readonly y: number | undefined;
}

/** Lines from the axis up to pins. */
export function stems(pins: readonly object[], encoding: Specification): Specification {
  return {
    data: { values: pins.map((pin) => ({ ...pin, zero: 0 })) },
    mark: { type: 'rule', strokeWidth: 2 },
    encoding: { ...encoding, y: upright('zero'), y2: { field: 'y' } },
  };
}

/** Dots with their labels beside them, on the side that has room. */
export function dots(
  pins: readonly Pin[],
  axis: PictureAxis,
  encoding: Specification,
): Specification[] {
  const late = ({ x }: Pin): boolean => (x ?? 0) > axis.low + 0.8 * (axis.high - axis.low);
  const named = (values: readonly Pin[], dx: number, align: string): Specification => ({
    data: { values },
    mark: { type: 'text', dx, align, baseline: 'middle', fontSize: 12.5, fontWeight: 'bold' },
    encoding: { ...encoding, text: { field: 'label' } },
  });
  return [
    {
      data: { values: pins },
      mark: {
        type: 'point',
        filled: true,
        size: 140,
        opacity: 1,
        stroke: 'white',
        strokeWidth: 1.5,
      },
      encoding,
    },
    named(
      pins.filter((pin) => !late(pin)),
      11,
      'left',
    ),
    named(pins.filter(late), -11, 'right'),
  ];
}

/** Hollow diamonds: the places that the data's owner would choose without privacy. */
export function diamonds(values: readonly object[], encoding: Specification): Specification[] {
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: {
        type: 'point',
        shape: 'diamond',
        size: 130,
        stroke: INK,
        strokeWidth: 1.5,
        fill: 'white',
      },
      encoding,
    },
  ];
}
