import type { Picture, Specification } from './data.ts';
import { colour, diamonds, dots, FAINT, position, PRIVATE, rectangles } from './layers.ts';

/** Two attributes: a map of the places and of where they may be. */
export function map({ axes, size, places, nodes, areas, density, best }: Picture): Specification {
  const [across, up] = [axes[0]!, axes[1]!];
  const [x, y] = [position(across, 'x'), position(up, 'y')];
  const colours = colour(places);
  const pins = places.map(({ label, at }) => ({ label, x: at[0], y: at[1] }));
  const served = areas.map((cell) => ({ ...cell, label: places[cell.value]?.label }));
  const ends = { x, x2: { field: 'toX' }, y, y2: { field: 'toY' } };
  const shade = {
    field: 'value',
    type: 'quantitative',
    legend: null,
    scale: { range: [0.06, 0.8] },
  };
  return {
    width: size[0],
    height: size[1],
    layer: [
      rectangles(served, { ...ends, color: colours }, { opacity: 0.15 }),
      rectangles(density, { ...ends, opacity: shade }, { color: PRIVATE }),
      {
        data: { values: nodes.map(([gx, gy]) => ({ x: gx, y: gy })) },
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
