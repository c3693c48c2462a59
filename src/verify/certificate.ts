/**
 * Certificates: what was claimed, what it left over, and the case that left least. Judges return raw slack; only
 * `verdict` compares it with a tolerance.
 */

/** What one check found. */
export interface Certificate<W = unknown> {
  /** The claim in words. */
  readonly claim: string;
  /** The least the claim left over; negative refutes, NaN decides nothing. */
  readonly slack: number;
  /** How far below zero rounding, a solver or sampling may push the slack of a true claim; >= 0. */
  readonly tolerance: number;
  /** The case that left least. */
  readonly witness?: W;
}

/** How a check ends. */
export type Judgement = 'holds' | 'inconclusive' | 'refuted';

const SEVERITY: Readonly<Record<Judgement, number>> = { holds: 0, inconclusive: 1, refuted: 2 };

/** `refuted` when slack < -tolerance, `inconclusive` when either is NaN, `holds` otherwise. */
export function verdict(certificate: Pick<Certificate, 'slack' | 'tolerance'>): Judgement {
  const { slack, tolerance } = certificate;
  if (Number.isNaN(slack) || Number.isNaN(tolerance)) return 'inconclusive';
  return slack < -tolerance ? 'refuted' : 'holds';
}

/**
 * The certificate that speaks loudest: refuted before inconclusive before holding; among equals the one with least
 * slack + tolerance, and the first of those.
 *
 * @throws RangeError when there is none
 */
export function worst<W>(certificates: readonly Certificate<W>[]): Certificate<W> {
  const [first, ...rest] = certificates;
  if (first === undefined) throw new RangeError('certificates must be at least one, got none');
  return rest.reduce((kept, next) => (speaksLouder(next, kept) ? next : kept), first);
}

/** Whether `next` is a worse finding than `kept`. */
export function speaksLouder(next: Certificate, kept: Certificate): boolean {
  const step = SEVERITY[verdict(next)] - SEVERITY[verdict(kept)];
  if (step !== 0) return step > 0;
  return next.slack + next.tolerance < kept.slack + kept.tolerance;
}
