import type { Picture, Specification } from '../picture/data.ts';
import {
  colour,
  diamonds,
  dots,
  forOwner,
  histogram,
  position,
  rectangles,
  ticks,
  titled,
  upright,
  WIDTH,
} from '../picture/layers.ts';
import { map } from '../picture/map.ts';

/** The picture of a segmentation: an axis with regions for one attribute, a map for two, a strip each for more. */
export function segmentPlot(picture: Picture): Specification {
  const { axes } = picture;
  const body =
    axes.length === 1 ? line(picture) : axes.length === 2 ? map(picture) : strips(picture);
  return titled(picture.title, [picture.subtitle, ...owner(picture)], body);
}

/** What is shown without protection. */
function owner({ axes, best }: Picture): string[] {
  return forOwner([
    ...(axes.some(({ histogram }) => histogram) ? ['grey shows the reports'] : []),
    ...(best.length > 0 ? ['hollow diamonds the best products without privacy'] : []),
  ]);
}

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
