import { finiteArray, outOfRange } from '../../core/errors.ts';
import { iron, virtualValues } from '../../kernel/hull.ts';

/** Virtual valuations in doubles. */
export interface DoubleVirtual {
  readonly arithmetic: 'double';
  /** phi(t), ironed; -Infinity for types below all that are there. */
  readonly ironed: Float64Array;
}

/** The kernel's ironed virtual values of the types that are there, types of one value taken together, handed on to the others. */
export function virtualValuesOf(values: Float64Array, masses: Float64Array): DoubleVirtual {
  finiteArray('values', values, 1);
  const n = values.length;
  if (finiteArray('masses', masses, 0, 0).length !== n) {
    throw outOfRange('masses.length', String(n), masses.length);
  }
  const [v, f] = [new Float64Array(n), new Float64Array(n)];
  const place = new Int32Array(n).fill(-1);
  let count = 0;
  for (let t = 0; t < n; t++) {
    if (t > 0 && values[t]! < values[t - 1]!) {
      throw outOfRange(`values[${t}]`, `>= ${values[t - 1]!}`, values[t]);
    }
    if (masses[t]! > 0) {
      if (count === 0 || values[t]! > v[count - 1]!) v[count++] = values[t]!;
      f[count - 1]! += masses[t]!;
    }
    place[t] = count - 1;
  }
  if (count === 0) throw outOfRange('masses', 'masses of which one is > 0', [...masses]);
  const weights = f.subarray(0, count);
  const fit = iron(virtualValues(v.subarray(0, count), weights), weights);
  const ironed = new Float64Array(n);
  for (let t = 0; t < n; t++) {
    // An absent type may have the value of the next one that is there.
    const next = place[t]! + 1;
    const at = next < count && v[next] === values[t] ? next : next - 1;
    ironed[t] = at < 0 ? -Infinity : fit[at]!;
  }
  return { arithmetic: 'double', ironed };
}
