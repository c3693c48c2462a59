import { list, oneOf, outOfRange, wrongKind } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  larger,
  minus,
  ONE,
  over,
  rational,
  total,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import {
  posteriors,
  roundedSegmentation,
  type Market,
  type ProductEnvironment,
  type Segmentation,
  type SegmentInput,
} from '../../lp.ts';
import { readAll, type Io } from '../frame/io.ts';
import { misuse } from '../frame/misuse.ts';
import { json } from '../input/values.ts';
import { nameList } from './names.ts';
import { masses, quantity } from './quantities.ts';
import { fieldsOf } from './scenario.ts';

/** Somebody's segmentation, as a file says it. */
export interface GivenSegments {
  readonly segments: Segmentation;
  /** `segment 1`, or the signal that makes it. */
  readonly names: readonly string[];
  /** By how much the numbers of the file, taken as written, miss the market; null for none. */
  readonly missed: Rational | null;
  /** The rule that a document found them under; null for none. */
  readonly foundUnder: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Segments by weights and markets, or by masses; the document of another command, whose fractions are used where it has them; or a
 * disclosure policy, the probability of each signal for each type.
 *
 * @throws TypeError, RangeError naming the entry, as in segments[1].market[0], or the type whose shares do not average back
 */
export async function readSegments(
  path: string,
  environment: ProductEnvironment,
  f: Market,
  io: Io,
): Promise<GivenSegments> {
  const source = path === '-' ? 'standard input' : path;
  const whole = json(source, await readAll(io, path, '--segments'));
  if (isDocument(whole)) return printed(source, whole, environment, f);
  const given = fieldsOf(source, whole, ['$schema', 'note', 'segments', 'signals', 'policy']);
  if (given['policy'] !== undefined) {
    return disclosed(
      fieldsOf(source, whole, ['$schema', 'note', 'signals', 'policy']),
      environment,
      f,
    );
  }
  const { segments } = fieldsOf(source, whole, ['$schema', 'note', 'segments']);
  const inputs = list('segments', segments as readonly unknown[]).map((each, s) =>
    segmentInput(`segments[${s}]`, each),
  );
  return { ...averaging(environment, f, inputs), foundUnder: null };
}

/** What `improve` and `assess` print. */
interface Printed {
  readonly schema: string;
  readonly rule?: string | null;
  readonly reason?: string;
  readonly segments?: readonly Fields[];
  readonly exact?: { readonly segments?: readonly Fields[] };
}

function isDocument(whole: unknown): whole is Printed {
  const { schema } = (whole ?? {}) as { readonly schema?: unknown };
  return typeof schema === 'string' && schema.startsWith('candor/');
}

const DOCUMENTS = ['candor/improve/1', 'candor/assess/1'] as const;

/** The segments of a document, in its fractions where it has them. */
function printed(
  source: string,
  { schema, rule = null, reason, segments, exact }: Printed,
  environment: ProductEnvironment,
  f: Market,
): GivenSegments {
  oneOf(`schema of ${source}`, schema, DOCUMENTS);
  const written = list('segments', exact?.segments ?? segments ?? []);
  if (written.length === 0) {
    const range = `those of a market that was improved, which this one was not (${reason ?? 'no reason'})`;
    throw misuse(`segments of ${source}`, range, 'none');
  }
  sameTypes(source, written[0]!, environment);
  const inputs = written.map((each, s) => weighted(`segments[${s}]`, each));
  return { ...averaging(environment, f, inputs), foundUnder: rule };
}

/** Refuses the document of another market: the rows of its menus name the types. */
function sameTypes(source: string, { menu }: Fields, { types }: ProductEnvironment): void {
  const rows = Array.isArray(menu) ? (menu as readonly { readonly type?: unknown }[]) : [];
  const named = rows.map(({ type }) => type);
  if (named.length === 0 || JSON.stringify(named) === JSON.stringify(types)) return;
  throw outOfRange(`types of ${source}`, `those of the market, ${types.join(', ')}`, named);
}

function averaging(
  environment: ProductEnvironment,
  f: Market,
  inputs: readonly SegmentInput[],
): Omit<GivenSegments, 'foundUnder'> {
  const { segments, difference } = roundedSegmentation(environment, f, inputs);
  const missed = difference.numerator === 0n ? null : difference;
  return { segments, names: segments.map((_, s) => `Segment ${s + 1}`), missed };
}

const FORMS = 'a weight and a market, or masses';

function segmentInput(path: string, value: unknown): SegmentInput {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrongKind(path, FORMS, value);
  }
  const given = value as Fields;
  const byMass = !('weight' in given || 'market' in given);
  const known = byMass ? ['masses'] : ['weight', 'market'];
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other !== undefined) throw outOfRange(`fields of ${path}`, FORMS, other);
  return byMass ? { masses: texts(`${path}.masses`, given['masses']) } : weighted(path, given);
}

function weighted(path: string, { weight, market }: Fields): SegmentInput {
  const share = quantity(`${path}.weight`, weight);
  if (share.numerator <= 0n) throw outOfRange(`${path}.weight`, '> 0', weight);
  return { weight: fractionText(share), market: texts(`${path}.market`, market) };
}

const texts = (path: string, given: unknown): string[] =>
  masses(path, given).map((mass) => fractionText(mass));

/** By how much a row of probabilities may miss 1, as segments may miss their market. */
const ROUNDING = rational('1e-9');

function disclosed(given: Fields, environment: ProductEnvironment, f: Market): GivenSegments {
  const rows = list('policy', given['policy'] as readonly unknown[]).map((row, t) =>
    masses(`policy[${t}]`, row),
  );
  const names = signalNames(given['signals'], rows[0]?.length ?? 0);
  const near = (row: readonly Rational[]): boolean => compared(missing(row), ROUNDING) <= 0;
  const scaled = rows.map((row) => (near(row) ? row.map((p) => over(p, total(row))) : row));
  const { segments, signals } = posteriors(environment, f, scaled);
  const most = rows.map((row) => missing(row)).reduce((a, b) => larger(a, b));
  return {
    segments,
    names: signals.map((s) => `Signal ${names[s]!}`),
    missed: most.numerator === 0n ? null : most,
    foundUnder: null,
  };
}

/** By how much probabilities miss 1. */
function missing(row: readonly Rational[]): Rational {
  const off = minus(total(row), ONE);
  return off.numerator < 0n ? minus(ZERO, off) : off;
}

function signalNames(given: unknown, count: number): readonly string[] {
  if (given === undefined) return Array.from({ length: count }, (_, s) => `${s + 1}`);
  const names = nameList('signals', given).map((name: unknown, s) => {
    if (typeof name !== 'string') throw wrongKind(`signals[${s}]`, 'a text', name);
    return name;
  });
  const twice = names.findIndex((name, s) => names.indexOf(name) !== s);
  if (twice >= 0) throw outOfRange(`signals[${twice}]`, 'a name of its own', names[twice]);
  if (names.length !== count) throw outOfRange('signals.length', `${count}`, names.length);
  return names;
}
