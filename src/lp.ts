// The public face of what needs a linear program; re-exports only.
export { EXACT_WORK, exactBasis, type ExactOutcome } from './core/lp-basis.ts';
export { linearCertificate, type LinearCertificate } from './core/lp-certificate.ts';
export {
  checkedProgram,
  exactly,
  exactProgram,
  roundedProgram,
  type Basis,
  type Column,
  type ExactProgram,
  type LinearProgram,
  type Place,
  type Row,
  type Sense,
  type Solution,
} from './core/lp.ts';
export {
  compared,
  fraction,
  fractionText,
  minus,
  nearest,
  over,
  plus,
  rational,
  times,
  type Quantity,
  type Rational,
} from './core/rational.ts';
export { solve, type SolveOptions } from './solver/highs.ts';
export { loadSolver, type SolverSource } from './solver/loading.ts';
