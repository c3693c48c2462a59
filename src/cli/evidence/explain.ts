import { encode } from '../../verify/index.ts';
import { wrap } from '../frame/help.ts';
import {
  figure,
  loadRegistry,
  marked,
  resultJson,
  runOne,
  unknownId,
  type Report,
} from './verify.ts';

type Registry = Awaited<ReturnType<typeof loadRegistry>>;
type Statement = Registry['statements'][number];
type Found = ReturnType<Statement['run']>;

/**
 * One statement in full: claim, hypotheses, how it is tested, what came of it, counterexample, controls, evidence. The
 * check is run, so the figures are of now. Exit 0, or 1 when something is not as stored.
 *
 * @throws RangeError naming an unknown id and the nearest known ones
 */
export async function runExplain(id: string): Promise<Report> {
  const registry = await loadRegistry();
  const statement = registry.statements.find((each) => each.id === id);
  const paper = registry.papers.find(({ prefix }) => prefix === statement?.paper);
  if (!statement || !paper) throw unknownId(registry, id);
  const found = runOne(statement);
  const json = {
    schema: 'candor/explain/1',
    ...resultJson(statement, found),
    source: encode({ ...paper, where: statement.where }),
    claim: statement.claim,
    hypotheses: statement.hypotheses,
    decided: statement.decided,
    stored: encode({
      verdict: statement.verdict,
      counterexamples: statement.counterexamples,
      controls: statement.controls,
    }),
    ...(found.evidence !== undefined && { evidence: found.evidence }),
  };
  const source = `${paper.title} (${paper.authors}; ${paper.edition}), ${statement.where}`;
  return { json, text: page(statement, found, source), exit: found.ok ? 0 : 1 };
}

const INDENT = 18;

function page(statement: Statement, found: Found, source: string): string {
  const { id, claim, hypotheses, decided, method } = statement;
  const rows: readonly (readonly [string, string])[] = [
    ['source', source],
    ['claim', claim],
    ['hypotheses', hypotheses],
    ['how', `${decided} (${method === 'exact' ? 'exact: no sampling' : 'sequential test'})`],
    ...(found.verdict === 'open' ? [] : findings(statement, found)),
    ...found.complaints.map((each) => ['not as stored', each] as const),
  ];
  const lines = rows.map(([name, text]) => `  ${name.padEnd(INDENT - 2)}${wrap(text, INDENT)}`);
  return [`${marked(found.verdict)} ${id}`, ...lines, ''].join('\n');
}

function findings(statement: Statement, found: Found): (readonly [string, string])[] {
  const { corrected, evidence, counterexample } = found;
  const stored = statement.counterexamples.length;
  return [
    ['slack', `${figure(found.slack)}, the least over ${found.runs} cases`],
    ['tolerance', figure(found.tolerance)],
    ...(corrected
      ? [['corrected', `${corrected.claim} (slack ${figure(corrected.slack)})`] as const]
      : []),
    ...(counterexample === undefined
      ? []
      : [['counterexample', JSON.stringify(encode(counterexample))] as const]),
    ...(stored === 0 ? [] : [['stored', `${stored} counterexamples, re-checked first`] as const]),
    ...found.controls.map((control) => ['control', controlText(control)] as const),
    ...(evidence === undefined ? [] : [['evidence', evidence] as const]),
  ];
}

function controlText({ name, refuted, dose }: Found['controls'][number]): string {
  if (!refuted) return `${name}: NOT refuted`;
  return dose === undefined ? `${name}: refuted` : `${name}: refuted from dose ${dose}`;
}
