/** What a picture of places shows; every coordinate in the data's own units. */
export interface Picture {
  readonly title: string;
  readonly subtitle: string;
  /** What the places are called: products, sites. */
  readonly called: string;
  readonly axes: readonly PictureAxis[];
  /** Two axes: width and height in pixels. */
  readonly size: readonly [number, number];
  readonly places: readonly PicturePlace[];
  /** Two axes: where places may be, where these can be told apart. */
  readonly nodes: readonly (readonly [number, number])[];
  /** Two axes: who is served by which place, as an index, in cells. */
  readonly areas: readonly Cell[];
  /** Only for the data's owner, two axes: the shares of the reports in cells, the fullest being 1. */
  readonly density: readonly Cell[];
  /** Only for the data's owner: the best places there are. */
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

/** One place, or several equal ones under one label. */
export interface PicturePlace {
  readonly label: string;
  readonly at: readonly number[];
  /** Whom it serves, on one axis. */
  readonly region: readonly [number, number] | null;
}

/** A Vega-Lite specification: plain data, for a file or for a web page. */
export type Specification = Readonly<Record<string, unknown>>;
