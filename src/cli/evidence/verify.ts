import { integer, outOfRange } from '../../core/errors.ts';
import { encode, type Json } from '../../verify/index.ts';
import { wrap } from '../frame/help.ts';
import { misuse } from '../frame/misuse.ts';

type Registry = typeof import('../../../properties/index.ts');
type Statement = Registry['statements'][number];
type Found = ReturnType<Statement['run']>;
type RunOptions = Parameters<Statement['run']>[0];

/** What `candor verify` is asked. */
export interface VerifyArgs {
  /** Ids, or a paper's prefix for all of its statements; none means all. */
  readonly ids: readonly string[];
  /** Generated cases for each claim; default, and least for a control: each statement's own number. */
  readonly runs?: number;
  /** Any string; default: each statement hunts by its id, the same way every time. */
  readonly seed?: string;
  /** Whether an inconclusive statement is told apart from a failed one by exit code 3. */
  readonly strict?: boolean;
  /** Hears one line before each statement runs. */
  readonly onProgress?: (line: string) => void;
  /** Ends the run before the next statement; what was finished is reported. */
  readonly signal?: AbortSignal;
}

/** A page, a document and an exit code. */
export interface Report {
  readonly json: Json;
  readonly text: string;
  readonly exit: number;
}

/** The registry of statements: evidence, so it is loaded only when asked for. */
export function loadRegistry(): Promise<Registry> {
  return import('../../../properties/index.ts');
}

/**
 * Runs statements with their controls and compares what comes with what is stored. Exit 0: every verdict is the
 * stored one and every control was refuted; 3 under `strict`: the only trouble is an inconclusive verdict; 1 otherwise.
 *
 * @throws RangeError naming an unknown id and the nearest known ones, or a choice of which nothing is checked yet
 */
export async function runVerify(args: VerifyArgs): Promise<Report> {
  const registry = await loadRegistry();
  const chosen = select(registry, args.ids);
  if (chosen.every(({ verdict }) => verdict === 'open')) throw nothingToCheck(chosen, args.ids);
  const options = {
    ...(args.runs !== undefined && { runs: integer('--runs', args.runs, 1) }),
    ...(args.seed !== undefined && { seed: registry.seedOf(args.seed) }),
  };
  const results: Result[] = [];
  for (const [i, statement] of chosen.entries()) {
    if (statement.verdict !== 'open')
      args.onProgress?.(`${i + 1}/${chosen.length} ${statement.id}`);
    await new Promise((resume) => setTimeout(resume)); // progress is shown, an interrupt is heard
    if (args.signal?.aborted) break;
    results.push({ statement, found: statement.run(options) });
  }
  const findings = results.map(({ found }) => found);
  const json = {
    schema: 'candor/verify/1',
    seed: args.seed ?? 'by id',
    statements: results.map(({ statement, found }) => resultJson(statement, found)),
  };
  return { json, text: page(results, registry.statements), exit: exitCode(findings, args.strict) };
}

/** A run whose errors name the statement and never read as a misuse of the command. */
export function runOne(statement: Statement, options?: RunOptions): Found {
  try {
    return statement.run(options);
  } catch (error) {
    throw new Error(`${statement.id} cannot be decided: ${String(error)}`, { cause: error });
  }
}

/**
 * The statements that ids or prefixes name, each once and in the registry's order; all when none is named.
 *
 * @throws RangeError naming an unknown id and the nearest known ones
 */
export function select(registry: Registry, names: readonly string[]): readonly Statement[] {
  const { statements, papers } = registry;
  const ids = statements.map(({ id }) => id);
  const prefixes = papers.map(({ prefix }) => prefix);
  const unknown = names.find((name) => !ids.includes(name) && !prefixes.includes(name));
  if (unknown !== undefined) throw unknownId(registry, unknown);
  if (names.length === 0) return statements;
  return statements.filter(({ id, paper }) => names.includes(id) || names.includes(paper));
}

/** The error of an id that no statement has, with the ids nearest to it. */
export function unknownId({ statements, nearest }: Registry, id: string): RangeError {
  const near = nearest(
    id,
    statements.map((statement) => statement.id),
  );
  return outOfRange('id', `one that candor verify lists (the nearest are ${near.join(', ')})`, id);
}

function nothingToCheck(chosen: readonly Statement[], names: readonly string[]): RangeError {
  const [only, more] = chosen;
  const open = more
    ? `whose ${chosen.length} statements are open`
    : `which is open (${only?.where})`;
  return misuse('id', 'one with a statement that is checked', `${names.join(' ')}, ${open}`);
}

interface Result {
  readonly statement: Statement;
  readonly found: Found;
}

const number = (x: number): Json => (Number.isNaN(x) ? null : encode(x));

/** One statement's finding as JSON; numbers that decide nothing are null. */
export function resultJson(statement: Statement, found: Found): { readonly [key: string]: Json } {
  const { verdict, runs, corrected } = found;
  return {
    id: statement.id,
    paper: statement.paper,
    verdict,
    method: statement.method,
    runs,
    slack: number(found.slack),
    tolerance: number(found.tolerance),
    ...(found.counterexample !== undefined && { counterexample: encode(found.counterexample) }),
    ...(corrected && { corrected: { claim: corrected.claim, slack: number(corrected.slack) } }),
    controls: found.controls.map((control) => ({ ...control })),
    ok: found.ok,
    complaints: found.complaints,
  };
}

/** The exit code of these findings, as `runVerify` says. */
export function exitCode(found: readonly Found[], strict = false): number {
  const bad = found.filter(({ ok }) => !ok);
  if (bad.length === 0) return 0;
  const undecided = bad.every(
    ({ verdict, complaints }) => verdict === 'inconclusive' && complaints.length === 1,
  );
  return strict && undecided ? 3 : 1;
}

const MARKS: Readonly<Record<Found['verdict'], string>> = {
  holds: '✓',
  corrected: '≈',
  refuted: '✗',
  inconclusive: '?',
  open: '·',
};

/** The mark and the word of a verdict, padded. */
export function marked(verdict: Found['verdict']): string {
  return `${MARKS[verdict]} ${verdict.padEnd(12)}`;
}

/** A slack or a tolerance for people: four digits. */
export function figure(x: number): string {
  return Number.isNaN(x) ? 'undecided' : String(Number(x.toPrecision(4)));
}

/** How many statements, by verdict or by paper. */
function tally(keys: readonly string[], of: readonly string[]): string {
  return keys.map((key) => `${of.filter((each) => each === key).length} ${key}`).join(', ');
}

const VERDICTS: readonly Found['verdict'][] = [
  'holds',
  'corrected',
  'refuted',
  'inconclusive',
  'open',
];

function page(results: readonly Result[], all: readonly Statement[]): string {
  const checked = results.filter(({ found }) => found.verdict !== 'open');
  const open = results.filter(({ found }) => found.verdict === 'open');
  const width = Math.max(0, ...results.map(({ statement }) => statement.id.length));
  const listed = checked.length > 0 && open.length > 12 ? checked : results;
  const lines = listed.map((result) => resultLines(result, width).join('\n'));
  const falsePrinted = checked.filter(({ found }) => found.verdict !== 'holds');
  const bad = checked.filter(({ found }) => !found.ok);
  const covered = all.filter(({ verdict }) => verdict !== 'open').length;
  const verdicts = results.map(({ found }) => found.verdict);
  const openPapers = open.map(({ statement }) => statement.paper);
  return [
    ...lines,
    '',
    ...falsePages(falsePrinted),
    `${covered} of ${all.length} checked. This run: ${tally(VERDICTS, verdicts)}.`,
    ...(open.length === 0 ? [] : [`Open: ${tally([...new Set(openPapers)], openPapers)}.`]),
    checked.length === 0
      ? 'Nothing was checked.'
      : bad.length === 0
        ? 'Every verdict is the stored one and every control was refuted.'
        : `Not as stored: ${bad.map(({ statement }) => statement.id).join(', ')}.`,
    '',
  ].join('\n');
}

function resultLines({ statement, found }: Result, width: number): string[] {
  const head = `${marked(found.verdict)} ${statement.id.padEnd(width)}`;
  if (found.verdict === 'open') return [`${head}  ${statement.where}`];
  const refuted = found.controls.filter((control) => control.refuted).length;
  const figures = [
    `slack ${figure(found.slack)}`,
    `${found.runs} cases`,
    `controls refuted ${refuted}/${found.controls.length}`,
  ];
  return [`${head}  ${figures.join(', ')}`, ...found.complaints.map((each) => `    ! ${each}`)];
}

function falsePages(results: readonly Result[]): string[] {
  if (results.length === 0) return [];
  const entries = results.flatMap(({ statement, found: { verdict, slack, corrected } }) => [
    `  ${wrap(`${statement.id} (${statement.where}): ${statement.claim}`, 4)}`,
    corrected
      ? `    ${verdict === 'corrected' ? 'holds as' : 'not even'}: ${wrap(corrected.claim, 6)} (slack ${figure(corrected.slack)})`
      : `    ${verdict}, slack ${figure(slack)}`,
  ]);
  return ['Not as printed:', ...entries, ''];
}
