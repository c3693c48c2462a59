// The built package once, on whatever Node runs this. `--save file` keeps the figures' digests; `--against file`
// compares with digests that another Node kept, and closes with "N passed, N failed".
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { population, representatives, seeded, system } from 'candor';
import { statements } from 'candor/properties';
import { digests, solverDigests } from '../dist/properties/portable.js';
import { solved } from '../dist/properties/support/portable-programs.js';
import { tally } from './tally.mjs';

const { values } = parseArgs({
  options: { save: { type: 'string' }, against: { type: 'string' } },
});
if ((values.save === undefined) === (values.against === undefined)) {
  throw new RangeError('smoke must be given one of --save and --against');
}
const found = { ...digests(), ...(await solverDigests()) };
if (values.save !== undefined) writeFileSync(values.save, JSON.stringify(found, null, 1));
else {
  const { check, compare, close } = tally();
  const linear = { family: 'linear', slope: 1 };
  const made = representatives({
    population: population(Float64Array.of(0, 0.25, 0.25, 1), 1),
    segments: 2,
    grid: 4,
    click: linear,
    utility: linear,
    mode: 'calibrated',
    truth: 'brackets',
    promise: { epsilon: 0.5 },
  });
  check('a release draws two products', made.draw(system()).representatives.length === 2);
  check('a replay repeats itself', replay(made) === replay(made), replay(made));
  check('the certificate keeps the promise', made.certificate.privacy.epsilon === 0.5);
  check('the registry lists 135 statements', statements.length === 135, statements.length);
  const [quarter] = await solved();
  check('the solver runs, and fractions prove 1/4', quarter?.startsWith('1/4 '), quarter);
  compare(JSON.parse(readFileSync(values.against, 'utf8')), found);
  console.log(`Node ${process.version} on ${process.platform} ${process.arch}`);
  close();
}

function replay(made) {
  return JSON.stringify(made.draw(seeded('again')));
}
