import type { Paper } from '../papers.ts';
import type { Statement } from './statement.ts';

const HEAD = `# The statements

Every claim of the five papers that the suite puts to the test, in our own words. Generated from the registry by
\`npm run docs\`; the tests compare this page with it, run every check and every control, and compare verdicts and doses.

- **holds**: no counterexample over a generator that reaches every corner of the hypotheses;
- **corrected**: false as printed, and holds with a changed constant or condition, which the row names; the printed form
  is refuted by a stored counterexample that is re-checked on every run;
- **refuted**: false as printed, and no small change repairs it; the counterexample is stored and re-checked;
- **open**: no check yet.

A control is the same check run on a mechanism broken on purpose, or past a hypothesis: it must be refuted. Where a control
has a ladder of doses, the smallest one refuted is given.
`;

/** The page docs/statements.md: the papers, and one table a paper. */
export function statementsPage(papers: readonly Paper[], statements: readonly Statement[]): string {
  const known = papers.map(({ prefix, title, authors, edition }) =>
    line([prefix, title, authors, edition]),
  );
  const list = [
    line(['prefix', 'paper', 'authors', 'edition']),
    line(Array(4).fill('---')),
    ...known,
  ];
  const done = statements.filter(({ verdict }) => verdict !== 'open').length;
  const count = `${done} of ${statements.length} statements have a check.`;
  const sections = papers.map((paper) => section(paper, statements));
  return [HEAD, list.join('\n'), '', count, '', sections.join('\n')].join('\n');
}

const COLUMNS = [
  'id',
  'where',
  'claim',
  'how decided',
  'controls, smallest dose refuted',
  'verdict',
  'evidence',
];

function section(paper: Paper, statements: readonly Statement[]): string {
  const own = statements.filter((each) => each.paper === paper.prefix);
  const reading =
    paper.reading === undefined ? [] : [`How these rows are read: ${escaped(paper.reading)}.`, ''];
  const table = [line(COLUMNS), line(COLUMNS.map(() => '---')), ...own.map(row)];
  return [`## ${paper.prefix}`, '', ...reading, ...table, ''].join('\n');
}

function row(each: Statement): string {
  if (each.verdict === 'open') return line([each.id, each.where, each.claim, '', '', 'open', '']);
  const controls = each.controls.map(({ name, dose }) =>
    dose === undefined ? name : `${name}: ${dose}`,
  );
  const verdict = each.corrected ? `${each.verdict}: ${each.corrected}` : each.verdict;
  const how = each.method === 'exact' ? each.decided : `${each.decided} (sequential test)`;
  const evidence = each.evidence?.() ?? '';
  return line([each.id, each.where, each.claim, how, controls.join('; '), verdict, evidence]);
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(escaped).join(' | ')} |`;
}

/** Text as it stands, in a table cell of Markdown. */
function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\|*]/g, (sign) => `\\${sign}`)
    .replaceAll(/<(?=[a-zA-Z/!?])/g, '&lt;');
}
