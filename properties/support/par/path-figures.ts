import type { Rule } from '../../../src/mechanisms/monopoly/rules.ts';
import { tiedWithEfficient } from '../../counterexamples/par-paths.ts';
import { simpleSlack } from './simple-claims.ts';

/** How many of the stored markets refute the printed claim under a rule. */
export const verdictsAtTies = (rule: Rule): number =>
  tiedWithEfficient.filter((each) => simpleSlack('any')({ ...each, rule }) < 0).length;
