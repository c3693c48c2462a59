import { scratch } from './arena.ts';
import { kernels } from './instance.ts';

/** e^x within 1.2 ulp; 0 below -708.396, where e^x leaves the normal range; Infinity above 709.782712893384; NaN for NaN. */
export function exp(x: number): number {
  return kernels().exp(x);
}

/** ln x within 1.2 ulp, subnormals too; -Infinity for 0 and -0, NaN below 0 and for NaN. */
export function log(x: number): number {
  return kernels().log(x);
}

/** e^x[i], a new array of the same bits as `exp` gives. */
export function expArray(x: Float64Array): Float64Array {
  return scratch((arena) => {
    const at = arena.put(x);
    arena.kernels.expArray(at, x.length, at);
    return arena.take(at, x.length);
  });
}

/** ln x[i], a new array of the same bits as `log` gives. */
export function logArray(x: Float64Array): Float64Array {
  return scratch((arena) => {
    const at = arena.put(x);
    arena.kernels.logArray(at, x.length, at);
    return arena.take(at, x.length);
  });
}
