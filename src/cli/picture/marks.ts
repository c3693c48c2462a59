import type { Specification } from './data.ts';

/** A named point of a map: the market, or a segment. */
export interface Named {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly whole: boolean;
}

const INK = '#1f2933';
/** The height of a line of text, and the width of a character, in pixels. */
const LINE = 15;
const LETTER = 8;
/** Segments are named up to this many points, and numbered beyond. */
const NAMES = 6;
/** Characters of a name that a map has room for. */
const LENGTH = 24;
/** Lines away from its dot that a name is put at most. */
const FAR = 3;

/** A name that a map has room for. */
export function clipped(name: string): string {
  const letters = [...name];
  return letters.length <= LENGTH ? name : `${letters.slice(0, LENGTH - 1).join('')}…`;
}

/** The axes of a map: how far they reach, and over how many pixels. */
export interface Frame {
  readonly reach: readonly [number, number];
  readonly pixels: readonly [number, number];
  /** Where they begin; 0 when left out. */
  readonly from?: readonly [number, number];
}

/** Dots and their names, and the halos of the names, which are drawn under whatever they must not hide. */
export interface NamedDots {
  readonly halos: readonly Specification[];
  readonly marks: readonly Specification[];
}

/** Dots with names beside them, the market full and its segments hollow, so that both are seen in one place; those in one place share a label. */
export function namedDots(
  points: readonly Named[],
  encoding: Specification,
  frame: Frame,
): NamedDots {
  const dot = (whole: boolean): Specification => ({
    data: { values: points.filter((point) => point.whole === whole) },
    mark: {
      type: 'point',
      size: whole ? 75 : 120,
      fill: whole ? INK : 'white',
      stroke: whole ? 'white' : INK,
      strokeWidth: whole ? 1 : 2,
      opacity: 1,
    },
    encoding,
  });
  const written = names(points, encoding, frame);
  return {
    halos: written(HALO),
    marks: [dot(false), dot(true), ...written({ color: INK })],
  };
}

/** A name in pixels: its dot, its side, and how many lines away it is. */
interface Placed extends Named {
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly late: boolean;
  readonly below: boolean;
  readonly line: number;
}

/** Names beside their dots, on whichever side there is room, a line further where there is none on any. */
function names(
  points: readonly Named[],
  encoding: Specification,
  frame: Frame,
): (paint: Specification) => Specification[] {
  const placed: Placed[] = [];
  for (const point of together(labelled(points), frame)) {
    const places = sides(point, frame);
    const found = places.find((each) => !placed.some((other) => overlap(other, each)));
    if (found) placed.push(found);
  }
  return (paint) =>
    placed.map(({ late, line, below, ...point }) => ({
      data: { values: [point] },
      mark: {
        type: 'text',
        align: late ? 'right' : 'left',
        baseline: below ? 'top' : 'bottom',
        dx: late ? -7 : 7,
        dy: (below ? 1 : -1) * (5 + line * LINE),
        fontSize: 12.5,
        fontWeight: 600,
        ...paint,
      },
      encoding: { ...encoding, text: { field: 'name' } },
    }));
}

const HALO = { color: 'white', stroke: 'white', strokeWidth: 4, strokeJoin: 'round' };

/** Numbers for names where there are many points. */
function labelled(points: readonly Named[]): Named[] {
  const numbered = points.length > NAMES + 1;
  let place = 0;
  return points.map((point) => {
    if (point.whole) return point;
    place++;
    return { ...point, name: numbered ? `${place}` : clipped(point.name) };
  });
}

/** Where a name may go, the best place first: below for the market and above for segments, towards the middle. */
function sides(point: Named, frame: Frame): Placed[] {
  const [x, y] = inPixels(point, frame);
  const right = x > 0.7 * frame.pixels[0];
  const under = point.whole;
  const all = Array.from({ length: FAR }, (_, line) =>
    [right, !right].flatMap((late) =>
      [under, !under].map((below) => boxed(point, frame, { late, below, line })),
    ),
  ).flat();
  const inside = all.filter(
    ({ left, right: end, base }) =>
      left > -LINE && end < frame.pixels[0] + LINE && base > 0 && base < frame.pixels[1] + LINE,
  );
  return y < 0 || inside.length === 0 ? all : inside;
}

function boxed(point: Named, frame: Frame, side: Pick<Placed, 'late' | 'below' | 'line'>): Placed {
  const [x, y] = inPixels(point, frame);
  const { late, below, line } = side;
  const width = point.name.length * LETTER;
  return {
    ...point,
    ...side,
    left: late ? x - 7 - width : x + 7,
    right: late ? x - 7 : x + 7 + width,
    base: y + (below ? -1 : 1) * (5 + LINE / 2 + line * LINE),
  };
}

const overlap = (a: Placed, b: Placed): boolean =>
  a.left < b.right && b.left < a.right && Math.abs(a.base - b.base) < LINE;

function inPixels({ x, y }: Named, { reach, pixels, from = [0, 0] }: Frame): [number, number] {
  const scaled = (at: number, i: 0 | 1): number =>
    ((at - from[i]) / (reach[i] - from[i])) * pixels[i];
  return [scaled(x, 0), scaled(y, 1)];
}

/** Points as close as this, in pixels, share a label. */
const CLOSE = 5;

function together(points: readonly Named[], frame: Frame): Named[] {
  const found: Named[] = [];
  for (const point of points) {
    const [x, y] = inPixels(point, frame);
    const at = found.findIndex((other) => {
      const [otherX, otherY] = inPixels(other, frame);
      return Math.hypot(x - otherX, y - otherY) < CLOSE;
    });
    const other = found[at];
    if (other) found[at] = { ...other, name: `${other.name}, ${point.name}` };
    else found.push(point);
  }
  return found;
}

/** The lines along which the segments average back to the market. */
export function averaging(points: readonly Named[], encoding: Specification): Specification[] {
  const whole = points.find((point) => point.whole);
  if (!whole) return [];
  const values = points
    .filter((point) => !point.whole)
    .map(({ x, y }) => ({ x, y, toX: whole.x, toY: whole.y }));
  return [
    {
      data: { values },
      mark: { type: 'rule', color: INK, strokeWidth: 1.2, strokeDash: [3, 3] },
      encoding: { ...encoding, x2: { field: 'toX' }, y2: { field: 'toY' } },
    },
  ];
}
