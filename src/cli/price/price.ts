import { outOfRange } from '../../core/errors.ts';
import { population, postedPrice, type PostedPriceOptions } from '../../index.ts';
import { blamed } from '../frame/blame.ts';
import type { Command, Outcome, Typed, Written } from '../frame/command.ts';
import type { Io } from '../frame/io.ts';
import { progress, type Progress } from '../frame/progress.ts';
import { readRequest, type Table } from '../input/request.ts';
import { unitCube, type Reports } from '../input/units.ts';
import { meaning } from '../release/meaning.ts';
import { forbidden, randomness, spending } from '../release/run.ts';
import { PRICE_FLAGS, PRICE_NOTES, PRICE_USAGE } from './flags.ts';
import { pricePicture } from './picture.ts';
import { pricePlan } from './plan.ts';
import { priceResult, type Pricing } from './result.ts';
import { FIELDS, priceShape, type Settings } from './settings.ts';
import { priceText } from './text.ts';

/** `candor price`: one posted price for a good that costs nothing to copy, private and truthful, with a certificate. */
export const priceCommand: Command = {
  name: 'price',
  summary: 'one posted price for a digital good',
  usage: PRICE_USAGE,
  flags: PRICE_FLAGS,
  notes: PRICE_NOTES,
  example:
    'candor price data/kakadu-wtp.csv --column dollars --weight respondents --bounds dollars=0:250 ' +
    '--grid 50 --offset none --truth gain:0.02 --epsilon 0.1',
  inputs: 1,
  readsInput: true,
  async run(typed, io) {
    if (typed.has('plan')) return pricePlan(typed);
    forbidden(typed, ['population']);
    const telling = progress(io);
    try {
      return await price(typed, io, telling);
    } finally {
      telling.end();
    }
  },
};

async function price(typed: Typed, io: Io, telling: Progress): Promise<Outcome> {
  const { table, settings, typedIn } = await readRequest(FIELDS, typed, io, telling);
  const reports = unitCube(fromZero(table));
  const options = engineOptions(reports, settings, typedIn);
  const made = blamed(typedIn, () => postedPrice(options));
  const { seed, rng } = randomness(typed);
  const run: Pricing = {
    reports,
    grid: options.grid,
    clip: typed.has('clip'),
    seed,
    made,
    release: blamed(typedIn, () => made.draw(rng)),
    diagnostics: typed.has('diagnostics') ? made.diagnostics() : null,
  };
  const plot = typed.text('plot');
  const files: Written[] =
    plot === undefined ? [] : [{ path: plot, content: [await pricePicture(run)] }];
  const spent = spending(typed, io, 'price', made.certificate.privacy.epsilon);
  return {
    code: 0,
    text: priceText(run, spent),
    json: priceResult(run),
    files,
    ...(spent ? { before: spent.record } : {}),
  };
}

/** Revenue is a multiple of the price: a scale that does not begin at 0 would change which price is best. */
function fromZero(table: Table): Table {
  const [low = 0] = table.bounds[0] ?? [];
  const path = table.columns ? `--bounds ${table.columns[0]} low` : 'bounds[0] low';
  if (low !== 0) throw outOfRange(path, '0, for prices begin there', low);
  return table;
}

/** The engine's options; what carries meaning has no default. */
function engineOptions(
  reports: Reports,
  settings: Settings,
  typedIn: (name: string) => boolean,
): PostedPriceOptions {
  return {
    values: population(reports.points, 1, reports.weights),
    ...priceShape(settings),
    ...meaning(settings, typedIn),
  };
}
