import { logMeanDecay } from '../special.ts';
import type { SiteShape } from './shape.ts';

/** What a private part of the mixture declares, as functions of its tilt. */
export interface SiteBounds {
  /** The most that a lie at distance d can lower its teller's expected cost. */
  gain(tilt: number, d: number): number;
  /** Cost per head given up at most under truthful reports. */
  loss(tilt: number): { readonly value: number; readonly formula: string };
  /** Privacy loss of a draw: proportional to the tilt. */
  epsilon(tilt: number): number;
}

/**
 * The bounds of a part over K-tuples of sites, on any data.
 *
 * gain: a report moved by d changes tilt times the score of every alternative within an interval of width L = tilt `width(d)`, and
 * an expectation of a cost in [0, c], c the largest one, by at most c times the component's influence: c tanh(L/4) for
 * the exponential law. epsilon: L at d = D. [AMD, Lemma 6] prints 2 epsilon d, about eight times as much.
 */
export function siteBounds(shape: SiteShape): SiteBounds {
  const { ceiling, component: law, reach, population } = shape;
  return Object.freeze({
    gain: (tilt: number, d: number) => ceiling * law.influence(tilt * width(shape, d)),
    epsilon: (tilt: number) => law.epsilon(tilt * width(shape, reach)),
    loss: (tilt: number) => lossAt(shape, population * tilt),
  });
}

/**
 * Width of the interval in which a move by d changes the cost at any alternative: 2d; squared, t^2-type costs change by (t-b)(t+b-2r)
 * at a site r, whose width over a domain of diameter D is 2 D d in straight-line distance, and x^2 - y^2 with |x-y| <= d,
 * x, y <= D lies within 2 D d - d^2 on either side in l1.
 */
function width({ cost, reach, attributes, distance }: SiteShape, d: number): number {
  const least = Math.min(d, reach);
  if (cost === 'distance') return 2 * least;
  if (attributes === 1 || distance === 'euclidean') return 2 * reach * least;
  return 2 * least * (2 * reach - least);
}

/** The smallest of the largest cost, the bound over finitely many alternatives, and the one over a box of sites. */
function lossAt(shape: SiteShape, x: number): { value: number; formula: string } {
  const { ceiling, component: law, logAlternatives, candidates } = shape;
  let best = { value: ceiling, formula: 'the largest cost' };
  if (x === 0) return best; // a privacy loss whose tilt is below the least double
  if (logAlternatives < Infinity) {
    const finite = law.loss(logAlternatives, x);
    if (finite.value < best.value) best = finite;
  }
  if (law.kind === 'exponential' && candidates === null) {
    const box = boxLoss(shape, x);
    if (box < best.value) {
      best = {
        value: box,
        formula: 'sum over axes of (K/x) ln(y/(1-e^-y)), x = N tilt, y = x B/K',
      };
    }
  }
  return best;
}

/**
 * The bound of sites anywhere in the box, or on its grid, as in segments/bounds.ts: x E[loss] is at most minus the log of the mean of
 * e^(-x loss), and moving site k off its best place by d_i along axis i costs its share of the agents at most B_i d_i each; equal
 * shares are the worst. B = 1; squared 2 e_i along an axis of length e_i in straight-line distance, 2 D in l1.
 */
function boxLoss({ extent, facilities, cost, distance, reach }: SiteShape, x: number): number {
  return extent.reduce((total, end) => {
    const steep = cost === 'distance' ? 1 : 2 * (distance === 'l1' ? reach : end);
    return total + (facilities / x) * logMeanDecay((x * steep * end) / facilities);
  }, 0);
}
