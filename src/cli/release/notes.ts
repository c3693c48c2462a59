import type { Run } from './run.ts';

export const NOTES = {
  again: 'another run on the same reports spends epsilon again',
  replay: 'a replay with a known seed, not a private release: whoever has the seed can undo it',
  clipped: 'values outside the declared bounds were moved to the nearer bound',
  private:
    'the fields under private depend on the data without protection: for the data owner only',
} as const;

/** The notes that apply to a run, its command's own among them. */
export function notes(run: Run, own: readonly string[]): string[] {
  return [
    ...(run.seed === null ? [] : [NOTES.replay]),
    NOTES.again,
    ...own,
    ...(run.clip ? [NOTES.clipped] : []),
    ...(run.diagnostics ? [NOTES.private] : []),
  ];
}
