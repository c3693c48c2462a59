/** What a picture of segments shows; every coordinate in the data's own units. */
export interface Picture {
  readonly title: string;
  readonly subtitle: string;
  readonly axes: readonly PictureAxis[];
  readonly products: readonly PictureProduct[];
  /** Two axes: who is served by which product, as an index, in cells. */
  readonly areas: readonly Cell[];
  /** Only for the data's owner, two axes: the shares of the reports in cells, the fullest being 1. */
  readonly density: readonly Cell[];
  /** Only for the data's owner: the best products there are. */
  readonly best: readonly (readonly number[])[];
}

/** A rectangle of the map with a value. */
export interface Cell {
  readonly x: number;
  readonly toX: number;
  readonly y: number;
  readonly toY: number;
  readonly value: number;
}

/** One declared axis. */
export interface PictureAxis {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** The declared grid, where there is one that can be told apart. */
  readonly grid: readonly number[];
  /** Only for the data's owner: counts between edges, as [from, to, share of the largest]. */
  readonly histogram: readonly (readonly [number, number, number])[] | null;
}

/** One product, or several equal ones under one label. */
export interface PictureProduct {
  readonly label: string;
  readonly at: readonly number[];
  /** Whom it serves, on one axis. */
  readonly region: readonly [number, number] | null;
}

/** A Vega-Lite specification: plain data, for a file or for a web page. */
export type Specification = Readonly<Record<string, unknown>>;

const INK = '#1f2933';
const FAINT = '#7b8794';
const PRIVATE = '#8a96a3';
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#6b4c9a'];
const FONT = 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif';
const WIDTH = 640;

/** The picture of a segmentation: an axis with regions for one attribute, a map for two, a strip each for more. */
export function segmentPlot(picture: Picture): Specification {
  const { axes } = picture;
  const body =
    axes.length === 1 ? line(picture) : axes.length === 2 ? map(picture) : strips(picture);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    padding: 16,
    title: {
      text: picture.title,
      subtitle: [picture.subtitle, ...owner(picture)],
      anchor: 'start',
      offset: 14,
    },
    config: CONFIG,
    ...body,
  };
}

/** What is shown without protection, in words. */
function owner({ axes, best }: Picture): string[] {
  const shown = [
    ...(axes.some(({ histogram }) => histogram) ? ['grey shows the reports'] : []),
    ...(best.length > 0 ? ['hollow diamonds the best products without privacy'] : []),
  ];
  return shown.length === 0 ? [] : [`For the data owner only, not private: ${shown.join(', ')}.`];
}

const CONFIG = {
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

/** A quantitative position on a declared axis; never widened to rounder numbers than the caller declared. */
function position({ name, low, high }: PictureAxis, field: string, shown = true): Specification {
  return {
    field,
    type: 'quantitative',
    scale: { domain: [low, high], nice: false, zero: false },
    axis: shown ? { title: name, grid: false, format: ',~r' } : null,
  };
}

const colour = (products: readonly PictureProduct[]): Specification => ({
  field: 'label',
  type: 'nominal',
  legend: null,
  scale: {
    domain: products.map(({ label }) => label),
    range: products.map((_, k) => COLOURS[k % COLOURS.length]),
  },
});

const upright = (field: string): Specification => ({
  field,
  type: 'quantitative',
  axis: null,
  scale: { domain: [0, 1] },
});

/** One attribute: who is served by whom as bands, the grid as ticks, products as labelled pins. */
function line({ axes, products, best }: Picture): Specification {
  const axis = axes[0]!;
  const x = position(axis, 'x');
  const colours = colour(products);
  const bands = products.flatMap(({ label, region }) =>
    region ? [{ label, x: region[0], to: region[1] }] : [],
  );
  const pins = products.map(({ label, at }, k) => ({ label, x: at[0], y: 0.92 - 0.11 * (k % 3) }));
  return {
    width: WIDTH,
    height: axis.histogram ? 260 : 150,
    layer: [
      rectangles(bands, { x, x2: { field: 'to' }, color: colours }, { opacity: 0.15 }),
      ...histogram(axis, x, 0.6),
      ticks(axis.grid, x),
      {
        data: { values: pins.map((pin) => ({ ...pin, zero: 0 })) },
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { x, y: upright('zero'), y2: { field: 'y' }, color: colours },
      },
      ...dots(pins, axis, { x, y: upright('y'), color: colours }),
      ...diamonds(
        best.map((at) => ({ x: at[0], y: 0.05 })),
        { x, y: upright('y') },
      ),
    ],
  };
}

/** Two attributes: a map of the products over the grid. */
function map({ axes, products, areas, density, best }: Picture): Specification {
  const [across, up] = [axes[0]!, axes[1]!];
  const [x, y] = [position(across, 'x'), position(up, 'y')];
  const colours = colour(products);
  const nodes = across.grid.flatMap((gx) => up.grid.map((gy) => ({ x: gx, y: gy })));
  const pins = products.map(({ label, at }) => ({ label, x: at[0], y: at[1] }));
  const served = areas.map((cell) => ({ ...cell, label: products[cell.value]?.label }));
  const ends = { x, x2: { field: 'toX' }, y, y2: { field: 'toY' } };
  const shade = {
    field: 'value',
    type: 'quantitative',
    legend: null,
    scale: { range: [0.06, 0.8] },
  };
  return {
    width: 460,
    height: 460,
    layer: [
      rectangles(served, { ...ends, color: colours }, { opacity: 0.15 }),
      rectangles(density, { ...ends, opacity: shade }, { color: PRIVATE }),
      {
        data: { values: nodes },
        mark: { type: 'point', filled: true, size: 7, color: FAINT, opacity: 0.6 },
        encoding: { x, y },
      },
      ...dots(pins, across, { x, y, color: colours }),
      ...diamonds(
        best.map((at) => ({ x: at[0], y: at[1] })),
        { x, y },
      ),
    ],
  };
}

/** Three attributes or more: one strip each, products in the same colours. */
function strips({ axes, products, best }: Picture): Specification {
  const colours = colour(products);
  return {
    spacing: 26,
    vconcat: axes.map((axis, i) => {
      const x = position(axis, 'x');
      const pins = products.map(({ label, at }, k) => ({
        label,
        x: at[i],
        y: 0.98 - (0.96 * (k + 0.5)) / products.length,
      }));
      return {
        width: WIDTH,
        height: Math.max(48, 22 * products.length),
        layer: [
          ...histogram(axis, x, 0.95),
          ticks(axis.grid, x),
          ...dots(pins, axis, { x, y: upright('y'), color: colours }),
          ...diamonds(
            best.map((at) => ({ x: at[i], y: 0.06 })),
            { x, y: upright('y') },
          ),
        ],
      };
    }),
  };
}

function rectangles(values: unknown, encoding: Specification, mark: Specification): Specification {
  return { data: { values }, mark: { type: 'rect', ...mark }, encoding };
}

/** Grey bars from the axis up to `top`; the largest reaches it. */
function histogram(
  { histogram: bars }: PictureAxis,
  x: Specification,
  top: number,
): Specification[] {
  if (!bars) return [];
  const values = bars.map(([from, to, share]) => ({ x: from, to, y: share * top, zero: 0 }));
  const encoding = { x, x2: { field: 'to' }, y: upright('y'), y2: { field: 'zero' } };
  return [rectangles(values, encoding, { color: PRIVATE, opacity: 0.55, stroke: 'white' })];
}

function ticks(grid: readonly number[], x: Specification): Specification {
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

/** Dots with their labels beside them, on the side that has room. */
function dots(pins: readonly Pin[], axis: PictureAxis, encoding: Specification): Specification[] {
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

/** Hollow diamonds: the products that the data's owner would choose without privacy. */
function diamonds(values: readonly object[], encoding: Specification): Specification[] {
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
