import type { Picture, Specification } from './data.ts';
import {
  colour,
  diamonds,
  dots,
  forOwner,
  histogram,
  position,
  rectangles,
  stems,
  ticks,
  titled,
  upright,
  WIDTH,
} from './layers.ts';
import { map } from './map.ts';

/** The picture of places: an axis with regions for one attribute, a map for two, a strip each for more. */
export function plot(picture: Picture): Specification {
  const { axes } = picture;
  const body =
    axes.length === 1 ? line(picture) : axes.length === 2 ? map(picture) : strips(picture);
  return titled(picture.title, [picture.subtitle, ...owner(picture)], body);
}

/** What is shown without protection. */
function owner({ axes, best, called }: Picture): string[] {
  return forOwner([
    ...(axes.some(({ histogram }) => histogram) ? ['grey shows the reports'] : []),
    ...(best.length > 0 ? [`hollow diamonds the best ${called} without privacy`] : []),
  ]);
}

/** One attribute: who is served by whom as bands, the grid as ticks, places as labelled pins. */
function line({ axes, places, best }: Picture): Specification {
  const axis = axes[0]!;
  const x = position(axis, 'x');
  const colours = colour(places);
  const bands = places.flatMap(({ label, region }) =>
    region ? [{ label, x: region[0], to: region[1] }] : [],
  );
  const pins = places.map(({ label, at }, k) => ({ label, x: at[0], y: 0.92 - 0.11 * (k % 3) }));
  return {
    width: WIDTH,
    height: axis.histogram ? 260 : 150,
    layer: [
      rectangles(bands, { x, x2: { field: 'to' }, color: colours }, { opacity: 0.15 }),
      ...histogram(axis, x, 0.6),
      ticks(axis.grid, x),
      stems(pins, { x, color: colours }),
      ...dots(pins, axis, { x, y: upright('y'), color: colours }),
      ...diamonds(
        best.map((at) => ({ x: at[0], y: 0.05 })),
        { x, y: upright('y') },
      ),
    ],
  };
}

/** Three attributes or more: one strip each, places in the same colours. */
function strips({ axes, places, best }: Picture): Specification {
  const colours = colour(places);
  return {
    spacing: 26,
    vconcat: axes.map((axis, i) => {
      const x = position(axis, 'x');
      const pins = places.map(({ label, at }, k) => ({
        label,
        x: at[i],
        y: 0.98 - (0.96 * (k + 0.5)) / places.length,
      }));
      return {
        width: WIDTH,
        height: Math.max(48, 22 * places.length),
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
