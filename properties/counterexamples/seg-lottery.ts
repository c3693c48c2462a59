import type { Lie } from '../support/seg/lie-cases.ts';

const line = (attributes: number): Lie['utility'] => ({ family: 'linear', slope: 1 / attributes });
const corner = (attributes: number, x: number): number[] => Array<number>(attributes).fill(x);
const cornerLie = (attributes: number, mbar: number, segments: number, report = 1): Lie => ({
  attributes,
  mbar,
  segments,
  utility: line(attributes),
  type: corner(attributes, 0),
  report: corner(attributes, report),
});

/**
 * Lies that cost less than [SEG, Lemma 1] prints, V = 1 - d/I: corner to corner from I = 5 at mbar = 1, from I = 8 at every mbar;
 * I = 4 just short of the corner; one product only, where nobody has a choice.
 */
export const lemma1Refuters: readonly Lie[] = [
  cornerLie(5, 1, 2),
  cornerLie(8, 3, 2),
  cornerLie(8, 12, 5),
  cornerLie(10, 2, 3),
  cornerLie(4, 1, 2, 15 / 16),
  cornerLie(1, 1, 1),
];
