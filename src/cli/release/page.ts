import { wrap } from '../frame/help.ts';
import type { Charged } from '../frame/ledger.ts';
import { capital, count, percent, short } from '../frame/words.ts';
import { NOTES } from './notes.ts';
import type { PlanFigures, Run } from './run.ts';

/** What a command adds to the page of its runs. */
export interface OwnPage {
  readonly title: string;
  /** What fails of the printed claims, before everything else. */
  readonly fails?: string | null;
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
  /** A gain or the length of a lie in the data's own units, where these are not the certificate's. */
  readonly own?: (x: number) => string | null;
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
      ...(own.fails ? [wrap(own.fails)] : []),
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

function truthfulness({ made, release }: Run, subject: Subject): string[] {
  const { name, they, come, say, gain } = subject;
  const { promise, q, lottery, worstGain, leastLoss } = made.certificate.truthfulness;
  const beside = (x: number): string => {
    const own = x > 0 ? subject.own?.(x) : null;
    return own ? ` (${own})` : '';
  };
  const sentence = `${capital(promise)}${beside(promised(made.plan.truth))}.`;
  const unused = q === 1 ? ' So the reports are not used at all.' : '';
  const mixing =
    q === 0
      ? 'No lottery is needed for that.'
      : `With probability q = ${percent(q)} ${name} ${come} from a lottery that looks at no report: ${lottery}.${unused}`;
  const which = {
    exponential: `This time ${they} ${come} from the reports.`,
    lottery: `This time ${they} ${come} from the lottery, and ${say} nothing about anybody.`,
    each: 'Both are drawn, and everybody tosses her own coin for which of them she is shown.',
  }[release.part];
  return [
    sentence,
    q === 0 ? mixing : `${mixing} ${which}`,
    `${worstGain === 0 ? 'No lie is left that gains anything' : `The most any lie can still gain is ${short(worstGain)} of ${gain}${beside(worstGain)}`}` +
      `${leastLoss > 0 ? `; a lie that is deterred loses at least ${short(leastLoss)}.` : '.'}`,
  ];
}

/** The gain or the length of a lie that a promise names; 0 for none. */
function promised(truth: PlanFigures['truth']): number {
  if (typeof truth !== 'object') return 0;
  return 'gain' in truth ? truth.gain : truth.beyond;
}

/** What blind choices promise, and what the reports are worth beside it; `shown` says how much that is. */
export function blindly(
  { made }: Run,
  blind: string,
  shown: (loss: number) => string = short,
): string {
  const { loss, blind: promised, dataHelp } = made.certificate.guarantee;
  return (
    `${blind}, without looking at anybody, would promise ${shown(promised)}` +
    `${dataHelp ? `: the reports are worth ${shown(promised - loss)}.` : ': with so few reports the data add nothing to the promise.'}`
  );
}

const MARK = { true: 'holds', false: 'FAILS', null: 'yours to know' } as const;

function assumptions({ made }: Run): string[] {
  return made.certificate.assumptions.map(
    ({ name, holds, detail }) => `[${MARK[`${holds}`]}] ${name}: ${detail}`,
  );
}
