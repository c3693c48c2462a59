import { fractionText } from '../../../src/core/rational.ts';
import type { Rule } from '../../../src/mechanisms/monopoly/rules.ts';
import { tiedWithEfficient } from '../../counterexamples/par-paths.ts';
import { binds } from './path-claims.ts';
import { limitAt } from './paths.ts';
import { simpleSlack } from './simple-claims.ts';
import { STANDARD } from './two-types-samples.ts';
import { rowOf, twoTypes } from './two-types.ts';

/** delta of the environments with two types, the high one first, where the path binds. */
export function thresholdsOfPaths(): string {
  const said = STANDARD.map((values) => {
    const ordered = twoTypes(values).high === 0 ? values : values.toReversed();
    if (!binds(ordered)) return 'does not bind';
    const [before, row] = ordered.map((each) => rowOf(each));
    const limit = limitAt(before!, row!);
    return limit === null ? 'no limit' : fractionText(limit);
  });
  return `limits of F(t_H)/1 in the standard environments: ${said.join(', ')}`;
}

/** The three stored markets under a rule: as printed and as corrected. */
export function verdictsAtTies(rule: Rule): string {
  const refuted = (reading: 'any' | 'inefficient'): number =>
    tiedWithEfficient.filter((each) => simpleSlack(reading)({ ...each, rule }) < 0).length;
  return `${refuted('any')} of ${tiedWithEfficient.length} ties refute (3) as printed, ${refuted('inefficient')} as corrected`;
}
