/**
 * Linear memory. A bump arena handed out above the module's own data, and the only raw accesses of f64.
 * `reserve` aligns to 64 bytes, so a vector load of any lane width is aligned at the start of an array.
 */

let top: usize = (__heap_base + 63) & ~63;

/** Address of `bytes` fresh bytes; memory grows when needed. Returns 0 when the host refuses to grow. */
export function reserve(bytes: usize): usize {
  const at = top;
  const next = (at + bytes + 63) & ~63;
  const have = (<usize>memory.size()) << 16;
  if (next > have) {
    const pages = <i32>((next - have + 0xffff) >> 16);
    if (memory.grow(pages) < 0) return 0;
  }
  top = next;
  return at;
}

/** The current top of the arena, to be given back to `rewind`. */
export function mark(): usize {
  return top;
}

/** Forgets everything reserved since `mark` returned `to`. */
export function rewind(to: usize): void {
  top = to;
}

/** Element i of the f64 array at `from`. */
export function at(from: usize, i: i32): f64 {
  return load<f64>(from + ((<usize>i) << 3));
}

/** Writes element i of the f64 array at `to`. */
export function put(to: usize, i: i32, x: f64): void {
  store<f64>(to + ((<usize>i) << 3), x);
}

/** Bytes of `count` f64. */
export function span(count: i32): usize {
  return (<usize>count) << 3;
}

/** The same where a call would cost more than what it does: the optimiser keeps small functions as calls for size. */
export class F64 {
  /** Element i of the f64 array at `from`. */
  @inline static at(from: usize, i: i32): f64 {
    return load<f64>(from + ((<usize>i) << 3));
  }

  /** Writes element i of the f64 array at `to`. */
  @inline static put(to: usize, i: i32, x: f64): void {
    store<f64>(to + ((<usize>i) << 3), x);
  }

  /** Address of element i of the f64 array at `from`. */
  @inline static of(from: usize, i: i32): usize {
    return from + ((<usize>i) << 3);
  }
}
