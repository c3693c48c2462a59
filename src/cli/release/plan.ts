import { integer } from '../../core/errors.ts';
import type { Flag, Typed } from '../frame/command.ts';
import { aligned } from '../frame/help.ts';
import { misuse } from '../frame/misuse.ts';
import { capital, count, short } from '../frame/words.ts';
import { numeric } from '../input/values.ts';
import { lotteryFields } from './document.ts';
import { needed } from './meaning.ts';
import type { PlanFigures } from './run.ts';

/** A plan and what it promises on any data. */
export interface Promising extends PlanFigures {
  readonly promised: number;
  readonly blind: number;
  readonly dataHelp: boolean;
}

/** Refuses whatever has nothing to do with a plan, which reads no data. */
export function onlyPlanned(
  typed: Typed,
  flags: readonly Flag[],
  planned: readonly string[],
): void {
  const input = typed.inputs[0];
  if (input !== undefined)
    throw misuse('input', 'left out with --plan, which reads no data', input);
  for (const { name } of flags) {
    if (typed.has(name) && !planned.includes(name)) {
      const given = typed.text(name) || 'it';
      throw misuse(
        `--${name}`,
        'left out with --plan, which reads no data and draws nothing',
        given,
      );
    }
  }
}

/** The public population sizes of `--population`. */
export function populations(typed: Typed): number[] {
  return needed('--population', 'public population sizes', typed.text('population'))
    .split(',')
    .map((size) => numeric('--population', size))
    .map((size) => integer('--population', size, 1, 2 ** 53 - 1));
}

/** A plan as data. */
export function planJson(plan: Promising): Readonly<Record<string, unknown>> {
  const { lottery, ...figures } = plan;
  return { ...figures, lottery: lotteryFields(lottery) };
}

/** Plans as a table. `most` is what nothing at all would lose. */
export function plansText(
  plans: readonly Promising[],
  how: { readonly most: number; readonly loss: string },
  notes: readonly string[],
): string {
  const header = ['reports', 'promised loss', 'blind', 'q', 'epsilon', 'tilt', 'the data'];
  const rows = plans.map((plan) => [
    count(plan.population),
    short(plan.promised),
    short(plan.blind),
    short(plan.q),
    short(plan.epsilon),
    short(plan.tilt),
    plan.dataHelp ? 'help' : plan.promised < how.most ? 'add nothing' : 'add nothing; trivial',
  ]);
  const printed = plans.some(({ mode }) => mode === 'paper')
    ? ', with parameters as printed in the paper'
    : '';
  return `What would be promised on any data of these sizes${printed}; loss is ${how.loss} per head.\n\n${aligned([header, ...rows])}\n${notes
    .map((note) => `\n${capital(note)}.\n`)
    .join('')}`;
}

/** A published table. */
export interface PublishedTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string)[])[];
}

export function tableText({ title, columns, rows }: PublishedTable): string {
  const cells = rows.map((row) => row.map((x) => (typeof x === 'number' ? figure(x) : x)));
  return `${title}\n\n${aligned([columns, ...cells])}\n`;
}

/** Three digits as published, four of a population. */
function figure(x: number): string {
  if (Number.isInteger(x) && x < 1e6) return count(x);
  return x >= 1000 ? count(Number(x.toPrecision(4))) : short(x);
}
