import { nearest } from '../../core/rational.ts';
import { assess, type Assessment, type Effect, type Monopolist, type Welfare } from '../../lp.ts';
import { ITSELF, type Command, type Outcome, type Typed, type Written } from '../frame/command.ts';
import type { Io } from '../frame/io.ts';
import { misuse } from '../frame/misuse.ts';
import { progress, type Progress } from '../frame/progress.ts';
import { advised } from './advice.ts';
import { assessText } from './assess-text.ts';
import { exactly, head, segmentRow, type Shown } from './document.ts';
import { marketFlags, RULE_NOTE, SCENARIO_NOTE } from './flags.ts';
import { segmentsPicture } from './picture.ts';
import { lower } from './names.ts';
import type { AssessRun } from './runs.ts';
import { postedField } from './rule.ts';
import { readMarket, type Scenario, type Setting } from './scenario.ts';
import { readSegments, type GivenSegments } from './segments.ts';
import { ANY, contested, ruleNeeded, ruleOf, sellerOf } from './seller.ts';
import { worst } from './worst.ts';

/** `candor assess`: who gains and who loses by somebody's segments. */
export const assessCommand: Command = {
  name: 'assess',
  summary: 'who gains and who loses when a market is segmented',
  usage: 'candor assess <json | -> --segments file [--rule R] [--exact] [--plot file]',
  flags: [
    {
      name: 'segments',
      value: 'file',
      about:
        'the segmentation: segments, a disclosure policy, or what `candor improve --json` printed',
      files: [ITSELF],
      reads: true,
    },
    ...marketFlags(
      'what each type keeps before and after, and where the market and its segments stand',
    ),
  ],
  notes: [
    SCENARIO_NOTE,
    'Segments are {"segments":[{"weight":w,"market":[..]},..]} or {"segments":[{"masses":[..]},..]}, in the order of the types, and average ' +
      'back to the market; rounded numbers may miss by 1e-9. A disclosure policy is {"signals":[..],"policy":[[..],..]}: for each type ' +
      'the probability of each signal.',
    RULE_NOTE,
  ],
  example: 'candor assess data/yogurt-market.json --segments data/yogurt-segments.json',
  inputs: 1,
  readsInput: true,
  async run(typed, io) {
    const telling = progress(io);
    try {
      return await assessed(typed, io, telling);
    } finally {
      telling.end();
    }
  },
};

async function assessed(typed: Typed, io: Io, telling: Progress): Promise<Outcome> {
  const asked = ruleOf(typed);
  const file = typed.text('segments');
  if (file === undefined) throw misuse('--segments', 'a JSON file or -', 'nothing');
  if (file === '-' && typed.inputs[0] === '-') {
    throw misuse('--segments', 'a file where the input is -', file);
  }
  const scenario = await readMarket(typed.inputs[0], io);
  const { environment, market } = scenario;
  const given = await readSegments(file, environment, market, io);
  const seller = await sellerOf(typed, environment);
  if (asked === undefined) withoutRule(seller, scenario, given, telling);
  telling.line('comparing the segments with the market');
  const found = advised(environment, () =>
    assess(seller, market, given.segments, { rule: asked ?? ANY }),
  );
  const run: AssessRun = { ...scenario, given, found, rule: asked ?? null };
  const plot = typed.text('plot');
  const files: Written[] =
    plot === undefined ? [] : [{ path: plot, content: [await picture(run)] }];
  return { code: 0, text: assessText(run), json: assessDocument(run), files };
}

function picture({ environment, costs, given, found, rule }: AssessRun): Promise<string> {
  const segments = found.segments.map((segment, s) => ({
    ...segment,
    name: lower(given.names[s]!),
  }));
  const title = TITLES[found.verdict];
  return segmentsPicture({ environment, costs, before: found.menu, segments, rule, title });
}

const TITLES = {
  improving: 'Segments by which nobody loses and somebody gains',
  neutral: 'Segments by which nobody gains or loses',
  harming: 'Segments by which somebody loses',
} as const;

/** Refuses an answer that hangs on the rule. */
function withoutRule(
  seller: Monopolist,
  { environment, market }: Scenario,
  { segments, names }: GivenSegments,
  telling: Progress,
): void {
  const markets = [
    { name: 'this market', market },
    ...segments.map((each, s) => ({ ...each, name: names[s]! })),
  ];
  for (const each of markets) {
    telling.line(`looking at ${lower(each.name)}`);
    const several = contested(environment, seller.optimum(each.market));
    if (several.length > 0) throw ruleNeeded(environment, lower(each.name), several);
  }
}

/** The document of `candor assess --json`. */
function assessDocument(run: AssessRun): object {
  const { given, found, rule } = run;
  const { arithmetic, verdict, nonTrivial, revenueRises } = found;
  const made = (shown: Shown): Readonly<Record<string, unknown>> =>
    figures(run, given, found, shown);
  return {
    ...head('assess'),
    rule,
    ...postedField(rule, [found.menu, ...found.segments.map(({ menu }) => menu)]),
    arithmetic,
    verdict,
    nonTrivial,
    revenueRises,
    ...made(nearest),
    ...exactly(arithmetic, made),
  };
}

function figures(
  setting: Setting,
  { names, missed }: GivenSegments,
  found: Assessment,
  shown: Shown,
): Readonly<Record<string, unknown>> {
  const { types } = setting.environment;
  return {
    types: found.averages.map(({ type, share, before, after, gain }) => ({
      type: types[type]!,
      share: shown(share),
      before: shown(before),
      after: shown(after),
      gain: shown(gain),
    })),
    losers: found.losers.map((each) => effectRow(types, names, each, shown)),
    gainers: found.gainers.map((each) => effectRow(types, names, each, shown)),
    before: welfareRow(found.before, shown),
    after: welfareRow(found.after, shown),
    segments: found.segments.map((segment, s) => ({
      name: names[s]!,
      dominance: segment.dominance.kind,
      ...segmentRow(setting, segment, shown),
    })),
    missed: missed && shown(missed),
    certificate: certificate(found, shown),
  };
}

function effectRow(
  types: readonly string[],
  names: readonly string[],
  { type, segment, mass, amount }: Effect,
  shown: Shown,
): Readonly<Record<string, unknown>> {
  return { type: types[type]!, segment: names[segment]!, mass: shown(mass), amount: shown(amount) };
}

function welfareRow(
  { consumerSurplus, revenue, totalSurplus }: Welfare,
  shown: Shown,
): Readonly<Record<string, unknown>> {
  return {
    consumerSurplus: shown(consumerSurplus),
    revenue: shown(revenue),
    totalSurplus: shown(totalSurplus),
  };
}

function certificate(found: Assessment, shown: Shown): Readonly<Record<string, unknown>> {
  const { gap, maxViolation } = worst(found);
  return {
    tolerance: shown(found.tolerance),
    gap: shown(gap),
    maxViolation: shown(maxViolation),
  };
}
