import { wrap } from '../frame/help.ts';
import type { Charged } from '../frame/ledger.ts';
import { capital, count, percent, short } from '../frame/words.ts';
import { NOTES } from './notes.ts';
import type { Run } from './run.ts';

/** What a command adds to the page of its runs. */
export interface OwnPage {
  readonly title: string;
  /** What came out. */
  readonly table: string;
  /** What came out in a sentence: `the products`, `they`, and verbs that go with them. */
  readonly subject: Subject;
  readonly cost: readonly string[];
  readonly reminders: readonly string[];
  /** Figures for the data's owner. */
  readonly owner: readonly string[];
}

interface Subject {
  readonly name: string;
  readonly they: string;
  readonly come: string;
  readonly say: string;
  /** What a gain is a part of: `a utility in [0, 1]`. */
  readonly gain: string;
}

/** The page of a run: what came out, how private, how truthful, what it costs, what it rests on. */
export function releasePage(run: Run, own: OwnPage, spent: Charged | null): string {
  const printed = run.made.plan.mode === 'paper' ? ' (parameters as printed in the paper)' : '';
  const kind = `${printed}${run.seed === null ? '' : ` (${NOTES.replay})`}`;
  const reminders = [...own.reminders, ...(run.clip ? [`${capital(NOTES.clipped)}.`] : [])];
  const moved = `Values moved to the bounds: ${count(run.reports.clipped)}.`;
  const owner = [...own.owner, ...(run.clip ? [moved] : [])];
  return (
    [
      wrap(`${own.title}${kind}`),
      own.table,
      block('How private', privacy(run, spent)),
      block('How truthful', truthfulness(run, own.subject)),
      block('What it costs', own.cost),
      block('What it rests on', assumptions(run)),
      ...(reminders.length > 0 ? [block('Keep in mind', reminders)] : []),
      ...(run.diagnostics ? [block('For the data owner only (not private)', owner)] : []),
    ].join('\n\n') + '\n'
  );
}

function block(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${wrap(line, 2)}`)].join('\n');
}

function privacy({ made, seed }: Run, spent: Charged | null): string[] {
  const { epsilon, basis, neighbours } = made.certificate.privacy;
  return [
    `Epsilon is ${short(epsilon)} (${neighbours}). Whatever the other reports are, one report changes the probability of ` +
      `any result by at most ${change(epsilon)}, ${basis === 'exact' ? 'the exact worst case' : 'by a proved bound'}` +
      `${protects(epsilon) ? '.' : ': no protection.'}`,
    seed === null
      ? `This run has spent that epsilon, and another run on the same reports spends it again: two runs promise ${short(2 * epsilon)}.`
      : 'That holds for fresh randomness. This run had a known seed and protects nobody.',
    ...(spent
      ? [`Ledger ${spent.path}: ${short(spent.total, 6)} of ${short(spent.budget, 6)} spent.`]
      : []),
  ];
}

/** Beyond a factor of 100 a percentage says nothing, and the factor says that nothing is protected. */
const protects = (epsilon: number): boolean => epsilon < Math.log(100);

function change(epsilon: number): string {
  return protects(epsilon) ? percent(Math.expm1(epsilon)) : `a factor of e^${short(epsilon)}`;
}

function truthfulness({ made, release }: Run, { name, they, come, say, gain }: Subject): string[] {
  const { promise, q, lottery, worstGain, leastLoss } = made.certificate.truthfulness;
  const sentence = `${capital(promise)}.`;
  const mixing =
    q === 0
      ? 'No lottery is needed for that.'
      : `With probability q = ${percent(q)} ${name} ${come} from a lottery that looks at no report: ${lottery}.`;
  const which = {
    exponential: `This time ${they} ${come} from the reports.`,
    lottery: `This time ${they} ${come} from the lottery, and ${say} nothing about anybody.`,
    each: 'Both are drawn, and everybody tosses her own coin for which of them she is shown.',
  }[release.part];
  return [
    sentence,
    q === 0 ? mixing : `${mixing} ${which}`,
    `${worstGain === 0 ? 'No lie is left that gains anything' : `The most any lie can still gain is ${short(worstGain)} of ${gain}`}` +
      `${leastLoss > 0 ? `; a lie that is deterred loses at least ${short(leastLoss)}.` : '.'}`,
  ];
}

/** What blind choices promise, and what the reports are worth beside it. */
export function blindly({ made }: Run, blind: string): string {
  const { loss, blind: promised, dataHelp } = made.certificate.guarantee;
  return (
    `${blind}, without looking at anybody, would promise ${short(promised)}` +
    `${dataHelp ? `: the reports are worth ${short(promised - loss)}.` : ': with so few reports the data add nothing to the promise.'}`
  );
}

const MARK = { true: 'holds', false: 'FAILS', null: 'yours to know' } as const;

function assumptions({ made }: Run): string[] {
  return made.certificate.assumptions.map(
    ({ name, holds, detail }) => `[${MARK[`${holds}`]}] ${name}: ${detail}`,
  );
}
