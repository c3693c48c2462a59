import { nearest } from '../../core/rational.ts';
import {
  exactMonopolist,
  improve,
  RULES,
  type Improvement,
  type Monopolist,
  type ProductEnvironment,
} from '../../lp.ts';
import type { Command, Outcome, Typed, Written } from '../frame/command.ts';
import type { Io } from '../frame/io.ts';
import { misuse } from '../frame/misuse.ts';
import { progress, type Progress } from '../frame/progress.ts';
import { advised } from './advice.ts';
import { exactly, head, segmentRow, type Shown } from './document.ts';
import { marketFlags, RULE_NOTE, SCENARIO_NOTE } from './flags.ts';
import { improveText, menusOf } from './improve-text.ts';
import { segmentsPicture } from './picture.ts';
import type { ImproveRun } from './runs.ts';
import { postedField } from './rule.ts';
import { readMarket, type Setting } from './scenario.ts';
import { ANY, contested, ruleNeeded, ruleOf, sellerOf } from './seller.ts';

/** `candor improve`: segments of a market in which nobody loses and somebody gains. */
export const improveCommand: Command = {
  name: 'improve',
  summary: 'segments of a market in which nobody loses and somebody gains',
  usage: 'candor improve <json | -> [--rule R] [--exact] [--plot file]',
  flags: marketFlags('what each type keeps before and after, and where the market stands'),
  notes: [
    SCENARIO_NOTE,
    RULE_NOTE,
    'Up to three types the answer is complete. Beyond, an inefficient market with unique payments and one best alternative for each type is ' +
      'always improvable by two segments; where payments are not unique the answer may be unknown, and where types have several best ' +
      'alternatives it may be refused. `candor assess --segments` reads the document of --json.',
  ],
  example: 'candor improve data/yogurt-market.json',
  inputs: 1,
  readsInput: true,
  async run(typed, io) {
    const telling = progress(io);
    try {
      return await improved(typed, io, telling);
    } finally {
      telling.end();
    }
  },
};

async function improved(typed: Typed, io: Io, telling: Progress): Promise<Outcome> {
  const asked = ruleOf(typed);
  const scenario = await readMarket(typed.inputs[0], io);
  const seller = await sellerOf(typed, scenario.environment);
  telling.line('looking for segments');
  const found = advised(scenario.environment, () =>
    improve(seller, scenario.market, { rule: asked ?? ANY }),
  );
  if (asked === undefined) withoutRule(seller, found);
  const run: ImproveRun = { ...scenario, found, rule: asked ?? null };
  const plot = typed.text('plot');
  const files: Written[] =
    plot === undefined ? [] : [{ path: plot, content: [await picture(run)] }];
  return { code: 0, text: improveText(run), json: improveDocument(run), files };
}

function picture({ environment, costs, found, rule }: ImproveRun): Promise<string> {
  const segments = found.segments.map((segment, i) => ({ ...segment, name: `segment ${i + 1}` }));
  const title = TITLES[`${found.improvable}`];
  return segmentsPicture({ environment, costs, before: found.before, segments, rule, title });
}

const TITLES = {
  true: 'Segments in which nobody loses and somebody gains',
  false: 'A market that cannot be improved',
  unknown: 'A market for which no improving segments were found',
} as const;

/** Refuses an answer that hangs on the rule. */
function withoutRule(asked: Monopolist, found: Improvement): void {
  const { before, segments, reason, arithmetic } = found;
  const { environment } = asked;
  const seller = arithmetic === asked.arithmetic ? asked : exactMonopolist(environment);
  const optimum = seller.optimum(before.market);
  const whole = contested(environment, optimum);
  if (whole.length > 0) throw ruleNeeded(environment, 'this market', whole);
  for (const [i, { market }] of segments.entries()) {
    const several = contested(environment, optimum.nearby(market));
    if (several.length > 0) throw ruleNeeded(environment, `segment ${i + 1}`, several);
  }
  if (reason !== 'no-segments') return;
  for (const rule of RULES) {
    if (improve(seller, before.market, { rule }).reason === reason) continue;
    const range = `one of ${RULES.join(', ')}, since it decides whether this market can be improved`;
    throw misuse('--rule', range, 'nothing');
  }
}

/** The document of `candor improve --json`. */
function improveDocument(run: ImproveRun): object {
  const { found, rule } = run;
  const { arithmetic, improvable, reason } = found;
  const made = (shown: Shown): Readonly<Record<string, unknown>> => figures(run, found, shown);
  return {
    ...head('improve'),
    rule,
    ...postedField(
      rule,
      menusOf(found).map(({ menu }) => menu),
    ),
    arithmetic,
    improvable,
    reason,
    ...made(nearest),
    ...exactly(arithmetic, made),
  };
}

function figures(
  setting: Setting,
  found: Improvement,
  shown: Shown,
): Readonly<Record<string, unknown>> {
  const { environment } = setting;
  const { dominating, segments, largestWeight, revenueBefore, revenueAfter } = found;
  return {
    dominating: dominating && {
      market: dominating.market.map(shown),
      path: dominating.path.map((t) => environment.types[t]!),
    },
    segments: segments.map((segment) => segmentRow(setting, segment, shown)),
    largestWeight: largestWeight && shown(largestWeight.value),
    revenueBefore: shown(revenueBefore),
    revenueAfter: revenueAfter && shown(revenueAfter),
    certificate: certificate(environment, found, shown),
  };
}

function certificate(
  { types }: ProductEnvironment,
  { certificate: given, largestWeight }: Improvement,
  shown: Shown,
): Readonly<Record<string, unknown>> {
  const { tolerance, surplusBound, gains, revenueGain, revenueRises, gap, maxViolation, failed } =
    given;
  return {
    tolerance: shown(tolerance),
    surplusBound: shown(surplusBound),
    gains: gains && { least: shown(gains.least), most: shown(gains.most) },
    revenueGain: revenueGain && shown(revenueGain),
    revenueRises,
    largestWeight: largestWeight && {
      attained: largestWeight.attained,
      limit: shown(largestWeight.limit),
    },
    gap: shown(gap),
    maxViolation: shown(maxViolation),
    failed: failed.map(({ path, defects }) => ({ path: path.map((t) => types[t]!), defects })),
  };
}
