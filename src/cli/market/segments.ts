import { list, outOfRange, wrongKind } from '../../core/errors.ts';
import { fractionText, type Rational } from '../../core/rational.ts';
import {
  posteriors,
  roundedSegmentation,
  type Market,
  type ProductEnvironment,
  type Segmentation,
  type SegmentInput,
} from '../../lp.ts';
import { readAll, type Io } from '../frame/io.ts';
import { json } from '../input/values.ts';
import { masses, quantity } from './quantities.ts';
import { fieldsOf } from './scenario.ts';

/** Somebody's segmentation, as a file says it. */
export interface GivenSegments {
  readonly segments: Segmentation;
  /** `segment 1`, or the signal that makes it. */
  readonly names: readonly string[];
  /** By how much the numbers of the file, taken as written, miss the market; null for none. */
  readonly missed: Rational | null;
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
  const given = fieldsOf(source, whole, isDocument(whole) ? null : FIELDS);
  if (given['policy'] !== undefined) return disclosed(given, environment, f);
  const { exact } = given as { readonly exact?: Fields };
  const written = exact?.['segments'] ?? given['segments'];
  const inputs = list('segments', written as readonly unknown[]).map((each, s) =>
    segmentInput(`segments[${s}]`, each),
  );
  const { segments, difference } = roundedSegmentation(environment, f, inputs);
  const missed = difference.numerator === 0n ? null : difference;
  return { segments, names: segments.map((_, s) => `Segment ${s + 1}`), missed };
}

const FIELDS = ['$schema', 'note', 'segments', 'signals', 'policy'];

function isDocument(whole: unknown): boolean {
  const { schema } = (whole ?? {}) as { readonly schema?: unknown };
  return typeof schema === 'string' && schema.startsWith('candor/');
}

function segmentInput(path: string, value: unknown): SegmentInput {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrongKind(path, 'a weight and a market, or masses', value);
  }
  const { weight, market, masses: each } = value as Fields;
  const texts = (name: string, given: unknown): string[] =>
    masses(`${path}.${name}`, given).map((mass) => fractionText(mass));
  if (weight === undefined && market === undefined) return { masses: texts('masses', each) };
  const share = quantity(`${path}.weight`, weight);
  if (share.numerator <= 0n) throw outOfRange(`${path}.weight`, '> 0', weight);
  return { weight: fractionText(share), market: texts('market', market) };
}

function disclosed(given: Fields, environment: ProductEnvironment, f: Market): GivenSegments {
  const rows = list('policy', given['policy'] as readonly unknown[]).map((row, t) =>
    masses(`policy[${t}]`, row).map((p) => fractionText(p)),
  );
  const names = signalNames(given['signals'], rows[0]?.length ?? 0);
  const { segments, signals } = posteriors(environment, f, rows);
  return { segments, names: signals.map((s) => `Signal ${names[s]!}`), missed: null };
}

function signalNames(given: unknown, count: number): readonly string[] {
  if (given === undefined) return Array.from({ length: count }, (_, s) => `${s + 1}`);
  const names = list('signals', given as readonly unknown[]).map((name, s) => {
    if (typeof name !== 'string') throw wrongKind(`signals[${s}]`, 'a text', name);
    return name;
  });
  const twice = names.findIndex((name, s) => names.indexOf(name) !== s);
  if (twice >= 0) throw outOfRange(`signals[${twice}]`, 'a name of its own', names[twice]);
  if (names.length !== count) throw outOfRange('signals.length', `${count}`, names.length);
  return names;
}
