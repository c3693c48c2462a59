import type { Specification } from './data.ts';
import { FAINT, WIDTH } from './layers.ts';
import { heading, legend, legible, namesAxis } from './panels.ts';

/** A type with what she keeps. */
export interface KeptBar {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** The amounts as a page writes them. */
  readonly shown: readonly [string, string];
}

/** A type with what an item is worth to her: what she pays and keeps of it, and what a better one would be worth beyond. */
export interface PaidBar {
  readonly name: string;
  readonly pays: number;
  readonly keeps: number;
  readonly lost: number;
  readonly item: string;
}

const BEFORE = '#b4bec8';
const AFTER = '#0072b2';
const KEPT = '#009e73';
const LOST = '#e3e8ec';
/** Width of the bars; what is left of the usual one is for names. */
const BARS = WIDTH - 110;
/** How far an axis goes beyond its longest bar, for the text beside it: a number, or what an item is. */
const REACH = { number: 1.12, item: 1.3 };
/** Of more types than have room for names, so many are shown by name as well. */
const FIRST = 10;
/** Of the largest amount, what is no change but rounding. */
const STILL = 1e-9;

/** What each type keeps: two bars a type, or one where nothing comes after. */
export function keptPanels(rows: readonly KeptBar[], after: boolean): Specification[] {
  if (legible(rows.length)) return [keptBars(rows, 'What each type keeps', after)];
  const least = STILL * rows.reduce((all, row) => Math.max(all, row.before, row.after), 0);
  const size = (row: KeptBar): number => {
    const change = after ? Math.abs(row.after - row.before) : 0;
    return change > least ? change : 0;
  };
  const sorted = rows.toSorted((a, b) => size(b) - size(a) || b.before - a.before);
  const most = after ? 'for whom most changes' : 'who keep most';
  return [
    keptBars(sorted.slice(0, FIRST), `What the ${FIRST} types ${most} keep`, after),
    keptBars(sorted, `What all ${rows.length} types keep, in that order`, after),
  ];
}

/** Who pays what: one bar a type, as long as her best alternative is worth to her. */
export function paidPanels(rows: readonly PaidBar[]): Specification[] {
  if (legible(rows.length)) return [paidBars(rows, 'Who pays what')];
  const sorted = rows.toSorted((a, b) => b.pays - a.pays);
  return [
    paidBars(sorted.slice(0, FIRST), `The ${FIRST} types who pay most`),
    paidBars(sorted, `All ${rows.length} types, in that order`),
  ];
}

function keptBars(rows: readonly KeptBar[], title: string, both: boolean): Specification {
  const values = rows.flatMap(({ name, before, after, shown }) => [
    { name, when: 'before', amount: before, shown: shown[0] },
    ...(both ? [{ name, when: 'after', amount: after, shown: shown[1] }] : []),
  ]);
  const most = Math.max(...values.map(({ amount }) => amount), 0);
  const y = namesAxis('name', rows.length);
  const yOffset = both ? { yOffset: { field: 'when', sort: null } } : {};
  const kept = 'what each consumer of the type keeps on average';
  const x = amounts('amount', most * REACH.number, kept);
  const color = both
    ? { color: legend('when', { before: BEFORE, after: AFTER }) }
    : { color: { value: BEFORE } };
  const step = (both ? 1 : 2) * (legible(rows.length) ? 14 : 3);
  return {
    ...heading(title),
    width: BARS,
    height: { step, ...(both ? { for: 'offset' } : {}) },
    data: { values },
    layer: [
      {
        mark: { type: 'bar', cornerRadiusEnd: 1.5 },
        encoding: { x, y, ...yOffset, ...color },
      },
      ...(legible(rows.length)
        ? [{ mark: beside, encoding: { x, y, ...yOffset, text: { field: 'shown' } } }]
        : []),
    ],
  };
}

function paidBars(rows: readonly PaidBar[], title: string): Specification {
  const whole = rows.map(({ pays, keeps, lost }) => pays + keeps + lost);
  const most = Math.max(...whole, 0);
  const parts = { pays: AFTER, keeps: KEPT, 'lost to inefficiency': LOST };
  const values = rows.flatMap(({ name, pays, keeps, lost }) => [
    { name, part: 'pays', from: 0, to: pays },
    { name, part: 'keeps', from: pays, to: pays + keeps },
    { name, part: 'lost to inefficiency', from: pays + keeps, to: pays + keeps + lost },
  ]);
  const y = namesAxis('name', rows.length);
  const worth = 'what each consumer of the type pays and keeps, and what is lost';
  const x = amounts('from', most * REACH.item, worth);
  const ends = rows.map(({ name, item }, t) => ({ name, from: whole[t], item }));
  const texts = {
    data: { values: ends },
    mark: beside,
    encoding: { x, y, text: { field: 'item' } },
  };
  return {
    ...heading(title),
    width: BARS,
    height: { step: legible(rows.length) ? 30 : 6 },
    layer: [
      {
        data: { values },
        mark: { type: 'bar', height: { band: 0.7 } },
        encoding: { x, x2: { field: 'to' }, y, color: legend('part', parts) },
      },
      ...(legible(rows.length) ? [texts] : []),
    ],
  };
}

const beside: Specification = {
  type: 'text',
  align: 'left',
  baseline: 'middle',
  dx: 5,
  fontSize: 11,
  color: FAINT,
  limit: 360,
};

function amounts(field: string, most: number, title: string): Specification {
  return {
    field,
    type: 'quantitative',
    scale: { domain: [0, most > 0 ? most : 1], nice: false, zero: true },
    axis: { title, grid: true, gridColor: '#eef1f4', domain: false, ticks: false, format: ',~r' },
  };
}
