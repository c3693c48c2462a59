import { hunt } from '../../src/verify/arbitrary.ts';
import { speaksLouder, verdict, type Certificate } from '../../src/verify/certificate.ts';
import type {
  Claim,
  Control,
  ControlOutcome,
  Outcome,
  RunOptions,
  StatementSpec,
} from './statement.ts';

/** Generated cases of a default run, where the statement does not say. */
export const DEFAULT_RUNS = 200;

/** FNV-1a, unsigned 32-bit: the seed that a name stands for. */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

interface Search {
  readonly runs: number;
  /** Generated cases for each dose of a control: a short look at a claim is no reason to let a broken one pass. */
  readonly controlRuns: number;
  /** The seed of one part of the run, by name, so that adding a part moves no other. */
  readonly seed: (part: string) => number;
  /** Whether controls hunt through the usual cases, so that stored doses must come out again. */
  readonly standard: boolean;
}

/** What the cases tried so far say, with how many there were. */
interface Found<C> extends Certificate<C> {
  readonly cases: number;
}

/** Runs a statement: stored counterexamples first, then examples and generated cases, the repair, the controls. */
export function runSpec<C, D>(spec: StatementSpec<C, D>, options: RunOptions): Outcome {
  const search = searchOf(spec, options);
  const printed = examine(spec, spec.counterexamples ?? [], search, 'printed');
  const refuted = verdict(printed) === 'refuted';
  const repair =
    refuted && spec.corrected ? examine(spec.corrected, [], search, 'corrected') : undefined;
  const controls = [
    ...runControls(spec, spec.controls, search),
    ...(spec.corrected ? runControls(spec.corrected, spec.correctedControls ?? {}, search) : []),
  ];
  const reached = repair && verdict(repair) !== 'refuted' ? repaired(repair) : verdict(printed);
  const complaints = [
    ...(reached === spec.verdict ? [] : [`the verdict is ${reached}, stored is ${spec.verdict}`]),
    ...staleComplaint(spec),
    ...controls.flatMap((control) => doseComplaint(control, spec, search.standard)),
  ];
  return {
    verdict: reached,
    runs: printed.cases + (repair?.cases ?? 0),
    slack: printed.slack,
    tolerance: printed.tolerance,
    ...(refuted && { counterexample: printed.witness }),
    ...(repair && { corrected: { claim: repair.claim, slack: repair.slack } }),
    controls,
    ...(spec.evidence && { evidence: spec.evidence() }),
    ok: complaints.length === 0,
    complaints,
  };
}

function searchOf<C, D>(spec: StatementSpec<C, D>, options: RunOptions): Search {
  const { runs, effort, seed } = options;
  const suffix = seed === undefined ? '' : `@${seed}`;
  const usual = spec.runs ?? DEFAULT_RUNS;
  const own = usual * (effort ?? 1);
  const controlRuns = Math.max(own, runs ?? 0);
  return {
    runs: runs ?? own,
    controlRuns,
    seed: (part) => seedOf(`${spec.id}/${part}${suffix}`),
    standard: controlRuns === usual && seed === undefined,
  };
}

/** Stored counterexamples that refute the printed claim no more. */
function staleComplaint<C, D>(spec: StatementSpec<C, D>): string[] {
  const stored = spec.counterexamples ?? [];
  const stale = stored.filter((value) => verdict(at(spec, value)) !== 'refuted').length;
  return stale === 0 ? [] : [`${stale} of ${stored.length} stored counterexamples refute no more`];
}

function repaired(repair: Certificate): 'corrected' | 'inconclusive' {
  return verdict(repair) === 'holds' ? 'corrected' : 'inconclusive';
}

/** The certificate of one case. */
function at<C>(claim: Claim<C>, value: C): Certificate<C> {
  const { tolerance } = claim;
  return {
    claim: claim.claim,
    slack: claim.slack(value),
    tolerance: typeof tolerance === 'number' ? tolerance : tolerance(value),
    witness: value,
  };
}

/**
 * The loudest certificate over the stored cases and, unless one of them refutes already, the examples and the
 * generated cases; a refuting case that was generated is shrunk. No case at all decides nothing.
 */
function examine<C>(claim: Claim<C>, stored: readonly C[], search: Search, part: string): Found<C> {
  let loudest: Certificate<C> | undefined;
  const look = (value: C): boolean => {
    const certificate = at(claim, value);
    if (loudest === undefined || speaksLouder(certificate, loudest)) loudest = certificate;
    return verdict(certificate) !== 'refuted';
  };
  let cases = stored.length;
  if (stored.map(look).every(Boolean)) {
    const examples = claim.examples ?? [];
    const found = hunt(claim.given, look, { runs: search.runs, seed: search.seed(part), examples });
    cases += found.runs;
    if (found.counterexample) loudest = at(claim, found.counterexample.value);
  }
  return { ...(loudest ?? { claim: claim.claim, slack: NaN, tolerance: 0 }), cases };
}

function runControls<C>(
  claim: Claim<C>,
  controls: Readonly<Record<string, Control<C>>>,
  search: Search,
): ControlOutcome[] {
  return Object.entries(controls).map(([name, control]) => {
    const dose = (control.doses ?? [1]).find((each) => fails(claim, name, control, each, search));
    if (dose === undefined) return { name, refuted: false };
    return { name, refuted: true, ...(control.doses && { dose }) };
  });
}

/** Whether the claim's own check refutes the variant at this dose. */
function fails<C>(
  claim: Claim<C>,
  name: string,
  control: Control<C>,
  dose: number,
  search: Search,
): boolean {
  const broken: Claim<C> = {
    ...claim,
    ...(control.slack && { slack: control.slack(dose) }),
    ...(control.given && { given: control.given(dose) }),
  };
  const inherited = control.given ? [] : (claim.examples ?? []);
  const found = hunt(broken.given, (value) => verdict(at(broken, value)) !== 'refuted', {
    runs: search.controlRuns,
    seed: search.seed(`${name}/${dose}`),
    examples: control.examples ?? inherited,
    shrink: false,
  });
  return found.counterexample !== undefined;
}

/** What is not as stored about a control. Other seeds and numbers of cases may find another dose. */
function doseComplaint<C, D>(
  found: ControlOutcome,
  spec: StatementSpec<C, D>,
  standard: boolean,
): string[] {
  if (!found.refuted) return [`the control "${found.name}" is not refuted`];
  const stored = (spec.controls[found.name] ?? spec.correctedControls?.[found.name])?.dose;
  if (!standard || stored === undefined || stored === found.dose) return [];
  return [`the control "${found.name}" is refuted from dose ${found.dose}, stored is ${stored}`];
}
