import { RULES, type Rule } from '../../../src/mechanisms/monopoly/rules.ts';
import { map, oneOfValues, tuple, type Arbitrary } from '../../../src/verify/arbitrary.ts';

/**
 * The engine's rules, and `contrary`: the efficient mechanism, unless it serves everybody efficiently; then the adverse one. It is consistent, a
 * function of the set of optimal mechanisms.
 */
export type AnyRule = Rule | 'contrary';

export const ALL_RULES: readonly AnyRule[] = [...RULES, 'contrary'];

/** A case under a selection rule. */
export type Ruled<C, R = AnyRule> = C & { readonly rule: R };

/** Cases, each under one of the rules. */
export const ruled = <C, R>(of: Arbitrary<C>, rules: readonly R[]): Arbitrary<Ruled<C, R>> =>
  map(tuple<[C, R]>(of, oneOfValues(...rules)), ([c, rule]) => ({ ...c, rule }));
