import type { PictureAxis, Specification } from '../picture/data.ts';
import {
  colour,
  diamonds,
  dots,
  forOwner,
  position,
  PRIVATE,
  rectangles,
  stems,
  ticks,
  titled,
  upright,
  WIDTH,
} from '../picture/layers.ts';
import { axis, gridShown, subtitle } from '../picture/places.ts';
import { svg } from '../picture/svg.ts';
import { attributeNames, pointText, type Reports } from '../input/units.ts';
import { priceInUnits, type Pricing } from './result.ts';

/** Only the demand curve has heights that mean something. */
const SCALES: Specification = { resolve: { axis: { y: 'independent' } } };

/** A finished run as SVG. */
export function pricePicture(run: Pricing): Promise<string> {
  return svg(pricePlot(run));
}

/** The price on the declared axis with those who buy; the demand curve and the best price only under diagnostics. */
function pricePlot(run: Pricing): Specification {
  const [name = ''] = attributeNames(run.reports);
  const bare = axis(run.reports, name, 0, 0, false);
  const own = { ...bare, grid: gridShown(run.grid) === 0 ? [] : pricesOf(run) };
  const shown = ['grey shows how many buy at each price', 'the hollow diamond the best price'];
  return titled(
    run.reports.columns ? `One price (${name})` : 'One price',
    [subtitle(run), ...forOwner(run.diagnostics ? shown : [])],
    { width: WIDTH, height: run.diagnostics ? 260 : 150, layer: layers(run, own), ...SCALES },
  );
}

const pricesOf = (run: Pricing): number[] =>
  Array.from(run.made.prices, (price) => priceInUnits(run, price));

function layers(run: Pricing, own: PictureAxis): Specification[] {
  const { diagnostics, release } = run;
  const x = position(own, 'x');
  const price = priceInUnits(run, release.price);
  const label = `price: ${pointText([release.price], run.reports)[0]}`;
  const colours = colour([{ label, at: [price], region: null }]);
  const pins = [{ label, x: price, y: 0.92 }];
  const buying = [{ label, x: price, to: own.high }];
  return [
    rectangles(buying, { x, x2: { field: 'to' }, color: colours }, { opacity: 0.15 }),
    ...(diagnostics ? [demandLayer(run, x)] : []),
    ticks(own.grid, x),
    stems(pins, { x, color: colours }),
    ...dots(pins, own, { x, y: upright('y'), color: colours }),
    ...(diagnostics
      ? diamonds([{ x: priceInUnits(run, diagnostics.optimalPrice), y: 0.05 }], {
          x,
          y: upright('y'),
        })
      : []),
  ];
}

/** The share of the agents that buys, at every price. Not private. */
function demandLayer(run: Pricing, x: Specification): Specification {
  return {
    data: { values: demand(run.reports) },
    mark: {
      type: 'area',
      interpolate: 'step-before',
      color: PRIVATE,
      opacity: 0.4,
      line: { color: PRIVATE },
    },
    encoding: {
      x,
      y: {
        field: 'share',
        type: 'quantitative',
        stack: null, // else two heights at one price are added up
        scale: { domain: [0, 1] },
        axis: { title: 'share that buys', format: '%', grid: false },
      },
    },
  };
}

/** Of more values than this only steps that a picture can tell apart are drawn, at most a part of this many too far left. */
const DRAWN = 4096;

/**
 * The full demand curve: 0, and each value that occurs with the share of agents whose value is at least that; between two values
 * the share is that of the upper one, and beyond the largest it is 0.
 */
export function demand(reports: Reports): { x: number; share: number }[] {
  const { points, weights } = reports;
  const at = new Map<number, number>();
  const step = points.length > DRAWN ? DRAWN : null;
  for (const [i, exact] of points.entries()) {
    const value = step === null ? exact : Math.floor(exact * step) / step;
    at.set(value, (at.get(value) ?? 0) + (weights?.[i] ?? 1));
  }
  const found: { x: number; share: number }[] = [];
  const all = weights?.reduce((total, w) => total + w, 0) ?? points.length;
  let reached = 0;
  for (const [value, weight] of [...at].toSorted(([a], [b]) => b - a)) {
    reached += weight;
    found.push({ x: priceInUnits({ reports }, value), share: reached / all });
  }
  const highest = found[0]?.x ?? 0;
  return [
    { x: priceInUnits({ reports }, 0), share: 1 },
    ...found.toReversed(),
    { x: highest, share: 0 },
  ];
}
