// From the choices of a household panel to a market for `candor menu`: node scripts/yogurt.mjs <choices.csv> [classes]
// With four classes, the default, it writes data/yogurt-market.json and tells the fit that data/README.md describes on stderr; with another number
// it writes nothing and prints the scenario on stdout. The same file gives the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';

/** How many classes the bundled market has. */
const BUNDLED = 4;
const BRANDS = ['yoplait', 'dannon', 'hiland', 'weight'];
/** Starting points of the likelihood's ascent, of which the best is kept. */
const STARTS = 20;
/** How far tastes may spread: the intercept of a brand that a class never takes would run away without it. */
const SPREAD = 10;
const TOLERANCE = 1e-9;

const [path, wanted = '4'] = process.argv.slice(2);
if (path === undefined || !(Number(wanted) >= 1))
  throw new Error('usage: node scripts/yogurt.mjs <choices.csv> [classes]');
const classes = Number(wanted);
const households = read(path);
const occasions = households.flat();
const fits = Array.from({ length: STARTS }, (_, start) => fit(households, classes, start));
const best = fits.reduce((a, b) => (b.likelihood > a.likelihood + 1e-6 ? b : a));
report(best);
const text = `${JSON.stringify(scenario(best), null, 2)}\n`;
if (classes === BUNDLED)
  writeFileSync(new URL('../data/yogurt-market.json', import.meta.url), text);
else process.stdout.write(text);

/** Choices by household: the attributes of each brand on the shelf, and the brand that was taken. */
function read(file) {
  const [header, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const names = header.split(',');
  const found = new Map();
  for (const line of lines) {
    const cells = line.split(',');
    const cell = (name) => cells[names.indexOf(name)];
    const shelf = BRANDS.map((brand, b) => [
      ...BRANDS.slice(0, -1).map((_, other) => (other === b ? 1 : 0)), // the last brand is the reference
      Number(cell(`price.${brand}`)),
      Number(cell(`feat.${brand}`)),
    ]);
    const id = cell('id');
    found.set(id, [...(found.get(id) ?? []), { shelf, taken: BRANDS.indexOf(cell('choice')) }]);
  }
  return [...found.values()];
}

/** Expectation and maximisation from one assignment of households to classes until the likelihood stands still. */
function fit(panel, count, start) {
  const random = generator(start + 1);
  let member = panel.map(() => {
    const home = Math.floor(random() * count);
    return Array.from({ length: count }, (_, c) => (c === home ? 0.9 : 0.1 / (count - 1 || 1)));
  });
  let taste = Array.from({ length: count }, () => Array.from({ length: 5 }, () => 0));
  let share = [];
  let likelihood = -Infinity;
  for (let round = 0; round < 2000; round++) {
    share = taste.map((_, c) => mean(member.map((row) => row[c])));
    taste = taste.map((from, c) =>
      better(
        panel,
        member.map((row) => row[c]),
        from,
      ),
    );
    const logs = panel.map((home) =>
      taste.map((each, c) => Math.log(share[c]) + logOf(home, each)),
    );
    const totals = logs.map(logSum);
    member = logs.map((row, h) => row.map((x) => Math.exp(x - totals[h])));
    const before = likelihood;
    likelihood = totals.reduce((a, b) => a + b, 0);
    if (round > 0 && Math.abs(likelihood - before) < TOLERANCE * Math.abs(likelihood)) break;
  }
  const order = share.map((_, c) => c).toSorted((a, b) => share[b] - share[a]);
  return { likelihood, share: order.map((c) => share[c]), taste: order.map((c) => taste[c]) };
}

/** One step of Newton's method on a class's weighted multinomial logit, halved until it gains. */
function better(panel, weights, from) {
  const value = weighted(panel, weights, from);
  const { gradient, information } = slope(panel, weights, from);
  const move = solve(information, gradient);
  for (let size = 1; size > 1e-6; size /= 2) {
    const next = from.map((x, i) => x + size * move[i]);
    if (weighted(panel, weights, next) > value) return next;
  }
  return from;
}

function weighted(panel, weights, taste) {
  return panel.reduce((all, home, h) => all + weights[h] * logOf(home, taste), penalty(taste));
}

/** The logarithm of the prior, without its constant. */
function penalty(taste) {
  return -dot(taste, taste) / (2 * SPREAD ** 2);
}

function slope(panel, weights, taste) {
  const size = taste.length;
  const gradient = taste.map((x) => -x / SPREAD ** 2);
  const information = taste.map((_, i) => taste.map((__, j) => (i === j ? 1 / SPREAD ** 2 : 0)));
  for (const [h, home] of panel.entries()) {
    for (const { shelf, taken } of home) {
      const chances = probabilities(shelf, taste);
      const middle = gradient.map((_, i) =>
        dot(
          chances,
          shelf.map((x) => x[i]),
        ),
      );
      for (let i = 0; i < size; i++) {
        gradient[i] += weights[h] * (shelf[taken][i] - middle[i]);
        for (let j = 0; j < size; j++) {
          const second = dot(
            chances,
            shelf.map((x) => x[i] * x[j]),
          );
          information[i][j] += weights[h] * (second - middle[i] * middle[j]);
        }
      }
    }
  }
  return { gradient, information };
}

function logOf(home, taste) {
  return home.reduce((all, { shelf, taken }) => {
    const utility = shelf.map((x) => dot(x, taste));
    return all + utility[taken] - logSum(utility);
  }, 0);
}

function probabilities(shelf, taste) {
  const utility = shelf.map((x) => dot(x, taste));
  const whole = logSum(utility);
  return utility.map((x) => Math.exp(x - whole));
}

/**
 * What a class would pay for each brand: differences are intercepts over the price coefficient. The level is the least at which not
 * buying is never better on an occasion of the panel, for a panel has no row for it.
 */
function values(taste) {
  const price = -taste[3];
  const worth = BRANDS.map((_, b) => (taste[b] !== undefined && b < 3 ? taste[b] / price : 0));
  const offers = occasions.map(({ shelf }) => Math.max(...worth.map((w, b) => w - shelf[b][3])));
  const level = Math.min(...offers);
  return worth.map((w) => w - level);
}

function scenario({ share, taste }) {
  return {
    note: 'Fitted to 2,412 yogurt choices of 100 households; the level of the values is an assumption, see data/README.md.',
    types: share.map((_, c) => `class ${c + 1}`),
    alternatives: BRANDS,
    values: taste.map((each) => values(each).map((v) => Number(v.toFixed(2)))),
    market: rounded(share),
  };
}

/** Shares to three decimals that still add up to 1. */
function rounded(share) {
  const parts = share.map((x) => Math.round(1000 * x));
  parts[0] += 1000 - parts.reduce((a, b) => a + b, 0);
  return parts.map((x) => x / 1000);
}

function report({ likelihood, share, taste }) {
  const near = fits.filter((each) => each.likelihood > likelihood - 1e-3).length;
  const free = share.length * 6 - 1;
  const bic = free * Math.log(occasions.length) - 2 * likelihood;
  console.error(
    `${households.length} households, ${occasions.length} choices, ${share.length} classes`,
  );
  console.error(
    `log-likelihood ${likelihood.toFixed(3)} (${near} of ${STARTS} starts), BIC ${bic.toFixed(1)}`,
  );
  for (const [c, each] of taste.entries()) {
    console.error(
      `class ${c + 1}: share ${share[c].toFixed(3)}, ${[...BRANDS.slice(0, -1), 'price', 'feature']
        .map((name, i) => `${name} ${each[i].toFixed(3)}`)
        .join(', ')}`,
    );
  }
}

function solve(matrix, right) {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (const [i] of rows.entries()) {
    const pivot = rows.reduce(
      (a, row, r) => (r >= i && Math.abs(row[i]) > Math.abs(rows[a][i]) ? r : a),
      i,
    );
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (const [r, row] of rows.entries()) {
      if (r === i) continue;
      const times = row[i] / rows[i][i];
      rows[r] = row.map((x, j) => x - times * rows[i][j]);
    }
  }
  return rows.map((row, i) => row.at(-1) / row[i]);
}

function logSum(xs) {
  const most = Math.max(...xs);
  return most + Math.log(xs.reduce((all, x) => all + Math.exp(x - most), 0));
}

function dot(a, b) {
  return a.reduce((all, x, i) => all + x * b[i], 0);
}

function mean(xs) {
  return xs.reduce((a, b) => a + b, 0) / xs.length;
}

/** Uniforms of a linear congruence, for starting points only. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
