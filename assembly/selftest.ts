import { exp, log } from './exp';
import { entropy } from './entropy';
import { at, mark, put, reserve, rewind, span } from './memory';
import { fillUniform } from './random';
import { logPartition, softmax } from './softmax';

/** Whether x is within 4 rounding steps of `expected`. */
function near(x: f64, expected: f64): bool {
  return Math.abs(x - expected) <= 8.9e-16 * Math.abs(expected);
}

/**
 * Known values through every elementary kernel: 0, or the number of the first one that came out wrong. A host has
 * been reported whose vector instructions gave wrong results; a mechanism must not run there.
 */
export function selfTest(): i32 {
  if (exp(0) != 1 || !near(exp(2), 7.38905609893065) || !near(exp(-700), 9.85967654375977e-305)) {
    return 1;
  }
  if (log(1) != 0 || !near(log(20), 2.995732273553991) || !near(log(5e-324), -744.4400719213812)) {
    return 2;
  }
  const from = mark();
  const p = reserve(span(16));
  for (let i = 0; i < 4; ++i) put(p, i, <f64>(1 << i) / 15);
  let failed = near(entropy(p, 4), 1.1369165918330006) ? 0 : 3;
  for (let i = 0; i < 3; ++i) put(p, i, 1e6 + <f64>i);
  if (!near(logPartition(p, 0, 3, 1, p + span(8)), 1000002.4076059645)) failed = 4;
  softmax(p, 0, 3, 1, p + span(8), p + span(4));
  if (!near(at(p, 6), 0.6652409557748219)) failed = 5;
  for (let i = 0; i < 4; ++i) store<u64>(p + span(i), <u64>(i + 1));
  fillUniform(p, 8, p + span(4));
  if (at(p, 11) != 0.672540701523444) failed = 6;
  rewind(from);
  return failed;
}
