import { outOfRange, wrongKind } from '../../core/errors.ts';
import { compared, fractionText, ONE, total, ZERO, type Rational } from '../../core/rational.ts';
import { market, productEnvironment, type Market, type ProductEnvironment } from '../../lp.ts';
import { readAll, type Io } from '../frame/io.ts';
import { misuse } from '../frame/misuse.ts';
import { json } from '../input/values.ts';
import type { Costs } from './costs.ts';
import { nameList } from './names.ts';
import { masses, quantities } from './quantities.ts';

/** What a scenario of `menu`, `improve` and `assess` says. */
export interface Scenario {
  readonly environment: ProductEnvironment;
  readonly market: Market;
  /** What the masses as given add up to, where that is not 1. */
  readonly divided: Rational | null;
  /** Of each alternative, nothing first; null where none are given, or all are 0. */
  readonly costs: Costs;
  /** Whatever the author says about the numbers. */
  readonly note: string | null;
}

/** Who there is, what is sold, and what it costs. */
export type Setting = Pick<Scenario, 'environment' | 'costs'>;

const FIELDS = ['$schema', 'note', 'types', 'alternatives', 'values', 'market', 'costs'];

/** The scenario of a command line. @throws TypeError, RangeError naming the cell, as in values[2][1] */
export async function readMarket(input: string | undefined, io: Io): Promise<Scenario> {
  if (input === undefined) throw misuse('input', 'a JSON file or -', 'nothing');
  return marketOf(input === '-' ? 'standard input' : input, await readAll(io, input));
}

/** A JSON value that is one object, of the given fields or, with null, of any. */
export function fieldsOf(
  source: string,
  whole: unknown,
  known: readonly string[] | null,
): Readonly<Record<string, unknown>> {
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) {
    throw wrongKind(source, 'one JSON object', whole);
  }
  const unknown = Object.keys(whole).find((name) => known && !known.includes(name));
  if (known && unknown !== undefined) {
    throw outOfRange(`fields of ${source}`, `among ${known.join(', ')}`, unknown);
  }
  return whole as Readonly<Record<string, unknown>>;
}

function marketOf(source: string, text: string): Scenario {
  const given = fieldsOf(source, json(source, text), FIELDS);
  const { types, alternatives, values, costs, note = null } = given;
  if (note !== null && typeof note !== 'string') throw wrongKind('note', 'a text', note);
  if (!Array.isArray(values)) throw wrongKind('values', 'an array', values);
  const cost = costs === undefined ? undefined : quantities('costs', costs);
  const environment = productEnvironment({
    ...(types === undefined ? {} : { types: nameList('types', types) }),
    ...(alternatives === undefined ? {} : { alternatives: nameList('alternatives', alternatives) }),
    values: values.map((row: unknown, t) => quantities(`values[${t}]`, row)),
    ...(cost && { costs: cost }),
  });
  const paying = cost?.some(({ numerator }) => numerator !== 0n) ?? false;
  return {
    environment,
    ...shares(environment, 'market', given['market']),
    costs: cost && paying ? [ZERO, ...cost] : null,
    note,
  };
}

/** Masses as a market of the environment, and what they were divided by. */
function shares(
  environment: ProductEnvironment,
  path: string,
  value: unknown,
): Pick<Scenario, 'market' | 'divided'> {
  const given = masses(path, value);
  const sum = total(given);
  if (given.length > 0 && sum.numerator === 0n) {
    throw outOfRange(path, 'masses of which one is > 0', value);
  }
  const divided = compared(sum, ONE) === 0 ? null : sum;
  return { market: market(environment, given.map(fractionText), path), divided };
}
