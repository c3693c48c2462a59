import { finite, list, oneOf, ofLength, outOfRange, within, wrongKind } from '../../core/errors.ts';
import { unit, type Environment, type Profile } from './environment.ts';
import { bestReactions } from './reactions.ts';

/** F: T x S -> [0, 1] in one of four forms; types and alternatives are indices. */
export type WelfareForm =
  | {
      /** The mean over agents of f(t_i, s). */
      readonly average: (type: number, alternative: number) => number;
    }
  | { readonly counts: (counts: readonly number[], alternative: number) => number }
  | { readonly profile: (profile: readonly number[], alternative: number) => number }
  | {
      /** One row a profile, the last agent's type the fastest digit; one column an alternative. */
      readonly table: readonly (readonly number[])[];
    };

/** A social welfare function of an environment [AMD, 2.2]. */
export interface Welfare {
  readonly name: string;
  /** f(t_i, s) when F is its mean over agents. */
  readonly each: ((type: number, alternative: number) => number) | null;
  /** Whether the form makes F a function of how many agents have each type. */
  readonly anonymous: boolean;
  /** F(t, s) for every s: S numbers in [0, 1], or an error that names the cell. */
  at(profile: Profile): Float64Array;
}

/**
 * A welfare function, its values checked where they are read.
 *
 * @throws TypeError, RangeError naming the option and its range
 */
export function welfare(environment: Environment, name: string, form: WelfareForm): Welfare {
  const { alternatives, commonTypes } = environment;
  const forms = ['average', 'counts', 'profile', 'table'];
  if (typeof form !== 'object' || form === null || !forms.some((each) => each in form)) {
    throw wrongKind(name, 'one of {average}, {counts}, {profile}, {table}', form);
  }
  const counted = 'average' in form || 'counts' in form;
  if (counted && commonTypes === null) {
    throw outOfRange(name, 'a function of the profile when agents have different types', form);
  }
  if ('table' in form) checkedTable(environment, name, form.table);
  const over = (f: (s: number) => number): Float64Array =>
    Float64Array.from({ length: alternatives }, (_, s) => f(s));
  const each =
    'average' in form
      ? (t: number, s: number) =>
          unit(form.average(t, s), () => `${name}(type ${t}, alternative ${s})`)
      : null;
  return Object.freeze({
    name,
    each,
    anonymous: counted,
    at: (profile: Profile): Float64Array => over(valueAt(environment, name, form, each, profile)),
  });
}

function checkedTable(
  { agents, types, alternatives }: Environment,
  name: string,
  table: readonly (readonly number[])[],
): void {
  let rows = 1;
  for (let i = 0; i < agents; i++) rows *= types(i);
  ofLength(`${name}.table`, table, rows).forEach((row, at) =>
    ofLength(`${name}.table[${at}]`, row, alternatives),
  );
}

function valueAt(
  { agents, types }: Environment,
  name: string,
  form: WelfareForm,
  each: Welfare['each'],
  { vector, counts }: Profile,
): (s: number) => number {
  if (each) {
    const parts = (counts ?? []).map((count, t) => ({ count, t })).filter((x) => x.count > 0);
    return (s) =>
      Math.min(1, parts.reduce((sum, { count, t }) => sum + count * each(t, s), 0) / agents);
  }
  if ('counts' in form) {
    return (s) =>
      unit(form.counts(counts ?? [], s), () => `${name}(counts ${counts}, alternative ${s})`);
  }
  const profile = vector ?? [];
  if ('profile' in form) {
    return (s) =>
      unit(form.profile(profile, s), () => `${name}(profile ${vector}, alternative ${s})`);
  }
  if (!('table' in form)) throw wrongKind(name, 'a welfare function', form);
  const row = profile.reduce((index, t, i) => index * types(i) + t, 0);
  return (s) => unit(form.table[row]?.[s] ?? NaN, () => `${name}.table[${row}][${s}]`);
}

/** (1/n) sum over i of u_i(t, s, best reaction) [AMD, 2.2]; the mean of a function of the type when values are the own type's. */
export function averageUtility(environment: Environment): Welfare {
  const name = 'average utility';
  const { agents, alike, ownOnly } = environment;
  const best = (i: number, t: number, profile: Profile, s: number): number => {
    const r = bestReactions(environment, i, t, profile, s)[0] ?? 0;
    return environment.utility(i, t, profile, s, r);
  };
  if (alike && ownOnly) {
    const nobody = { vector: null, counts: null };
    return welfare(environment, name, { average: (t, s) => best(0, t, nobody, s) });
  }
  if (alike) {
    return welfare(environment, name, {
      counts: (counts, s) => {
        const profile = { vector: null, counts };
        const parts = counts.map((c, t) => (c > 0 ? c * best(0, t, profile, s) : 0));
        return Math.min(1, parts.reduce((sum, x) => sum + x, 0) / agents);
      },
    });
  }
  return welfare(environment, name, {
    profile: (vector, s) => {
      const profile = { vector, counts: null };
      const parts = vector.map((t, i) => best(i, t, profile, s));
      return Math.min(1, parts.reduce((sum, x) => sum + x, 0) / agents);
    },
  });
}

/**
 * Revenue per head of a posted price: prices[s] times the share of buyers whose value is at least the price (`at`) or above it
 * (`above`, as [AMD, 4] prints).
 *
 * @param values of the types, in [0, 1]
 * @param prices of the alternatives, in [0, 1]
 */
export function monopolyRevenue(
  environment: Environment,
  values: readonly number[],
  prices: readonly number[],
  buys: 'at' | 'above',
): Welfare {
  lengths(environment, { values, prices });
  oneOf('buys', buys, ['at', 'above']);
  const buyer = (value: number, price: number): boolean =>
    buys === 'at' ? value >= price : value > price;
  return welfare(environment, 'monopoly revenue', {
    average: (t, s) => (buyer(values[t]!, prices[s]!) ? prices[s]! : 0),
  });
}

/**
 * 1 - G, G the Gini index sum over i, j of |x_i - x_j| / (2 n sum of x) of the agents' incomes at an alternative; G = 0 when nobody has
 * any. O(T^2) a value.
 *
 * @param incomes of the types at each alternative, >= 0: [type][alternative]
 */
export function equality(
  environment: Environment,
  incomes: readonly (readonly number[])[],
): Welfare {
  const { agents, alternatives, commonTypes } = environment;
  if (list('incomes', incomes).length !== commonTypes) {
    throw outOfRange('incomes.length', `${commonTypes}`, incomes.length);
  }
  incomes.forEach((row, t) => {
    if (list(`incomes[${t}]`, row).length !== alternatives)
      throw outOfRange(`incomes[${t}].length`, `${alternatives}`, row.length);
    row.forEach((x, s) => within(`incomes[${t}][${s}]`, x, 0, Number.MAX_VALUE));
  });
  return welfare(environment, 'equality', {
    counts: (counts, s) => {
      let [total, apart] = [0, 0];
      counts.forEach((c, t) => {
        total += c * incomes[t]![s]!;
        counts.forEach((e, b) => (apart += c * e * Math.abs(incomes[t]![s]! - incomes[b]![s]!)));
      });
      return total === 0 ? 1 : Math.max(0, 1 - apart / (2 * agents * total));
    },
  });
}

function lengths(
  { commonTypes, alternatives }: Environment,
  given: { readonly values: readonly number[]; readonly prices: readonly number[] },
): void {
  const wanted = { values: commonTypes ?? 0, prices: alternatives };
  for (const name of ['values', 'prices'] as const) {
    if (list(name, given[name]).length !== wanted[name]) {
      throw outOfRange(`${name}.length`, `${wanted[name]}`, given[name].length);
    }
    given[name].forEach((x, j) => within(`${name}[${j}]`, finite(`${name}[${j}]`, x), 0, 1));
  }
}
