import { kernels, type Kernels } from './instance.ts';

/** Scratch memory of one call: reserve first, take last; an address stays valid, a view dies when memory grows. */
export interface Arena {
  readonly kernels: Kernels;
  /** Address of `count` f64, uninitialised. */
  reserve(count: number): number;
  /** Copies `values` in; returns their address. */
  put(values: ArrayLike<number>): number;
  /** A view of `count` f64 at `address`; dies when memory grows. */
  view(address: number, count: number): Float64Array;
  /** A fresh copy of `count` f64 at `address`. */
  take(address: number, count: number): Float64Array;
}

/** Runs `use` with scratch memory of `core`, by default the embedded module's, and gives all of it back on every path. */
export function scratch<T>(use: (arena: Arena) => T, core: Kernels = kernels()): T {
  const mark = core.mark();
  const view = (address: number, count: number): Float64Array =>
    new Float64Array(core.memory.buffer, address, count);
  const reserve = (count: number): number => {
    const address = core.reserve(8 * count);
    if (address === 0)
      throw new RangeError(`memory must be at most 4 GiB, got ${8 * count} bytes more`);
    return address;
  };
  const arena: Arena = {
    kernels: core,
    reserve,
    view,
    put(values) {
      const address = reserve(values.length);
      view(address, values.length).set(values);
      return address;
    },
    take: (address, count) => view(address, count).slice(),
  };
  try {
    return use(arena);
  } finally {
    core.rewind(mark);
  }
}
