import { F64 } from './memory';

/** Side of a block of a transition table: 64 x 64 doubles fit the first cache. */
export const SIDE: i32 = 64;

/** y[k][j] = sum_{i<rows} e[k][i] w[i][j] for 4 rows k and 4 columns j; rows of e, w, y are SIDE apart. Never inlined, as hankel16. */
function product4(e: usize, w: usize, rows: i32, y: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const end = F64.of(e, rows);
  for (; e < end; e += 8, w += (<usize>SIDE) << 3) {
    const left = v128.load(w);
    const right = v128.load(w, 16);
    const a = v128.load64_splat(e);
    a0 = f64x2.add(a0, f64x2.mul(a, left));
    a1 = f64x2.add(a1, f64x2.mul(a, right));
    const b = v128.load64_splat(e, 512);
    b0 = f64x2.add(b0, f64x2.mul(b, left));
    b1 = f64x2.add(b1, f64x2.mul(b, right));
    const c = v128.load64_splat(e, 1024);
    c0 = f64x2.add(c0, f64x2.mul(c, left));
    c1 = f64x2.add(c1, f64x2.mul(c, right));
    const d = v128.load64_splat(e, 1536);
    d0 = f64x2.add(d0, f64x2.mul(d, left));
    d1 = f64x2.add(d1, f64x2.mul(d, right));
  }
  v128.store(y, a0);
  v128.store(y, a1, 16);
  v128.store(y, b0, 512);
  v128.store(y, b1, 528);
  v128.store(y, c0, 1024);
  v128.store(y, c1, 1040);
  v128.store(y, d0, 1536);
  v128.store(y, d1, 1552);
}

/** y[j] = sum_{i<rows} e[i] w[i][j] for 8 columns j; rows of w are SIDE apart. */
function product1(e: usize, w: usize, rows: i32, y: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  const end = F64.of(e, rows);
  for (; e < end; e += 8, w += (<usize>SIDE) << 3) {
    const by = v128.load64_splat(e);
    a = f64x2.add(a, f64x2.mul(by, v128.load(w)));
    b = f64x2.add(b, f64x2.mul(by, v128.load(w, 16)));
    c = f64x2.add(c, f64x2.mul(by, v128.load(w, 32)));
    d = f64x2.add(d, f64x2.mul(by, v128.load(w, 48)));
  }
  v128.store(y, a);
  v128.store(y, b, 16);
  v128.store(y, c, 32);
  v128.store(y, d, 48);
}

/** y[k][j] = sum_{i<rows} e[k][i] w[i][j] for k < count, j < SIDE; rows of e, w, y are SIDE apart. */
export function product(e: usize, w: usize, rows: i32, count: i32, y: usize): void {
  let k = 0;
  for (; k + 4 <= count; k += 4) {
    const from = F64.of(e, k * SIDE);
    const to = F64.of(y, k * SIDE);
    for (let j = 0; j < SIDE; j += 4) product4(from, F64.of(w, j), rows, F64.of(to, j));
  }
  for (; k < count; ++k) {
    const from = F64.of(e, k * SIDE);
    const to = F64.of(y, k * SIDE);
    for (let j = 0; j < SIDE; j += 8) product1(from, F64.of(w, j), rows, F64.of(to, j));
  }
}
