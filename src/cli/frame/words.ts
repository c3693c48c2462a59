/** A number for people: `digits` significant ones. */
export function short(x: number, digits = 3): string {
  if (!Number.isFinite(x)) return x > 0 ? 'infinite' : String(x);
  const cut = Number(x.toPrecision(digits));
  if (Math.abs(cut) >= 1e9) return cut.toExponential().replace('+', '');
  return Math.abs(cut) >= 1e5 ? cut.toLocaleString('en') : String(cut);
}

/** A share of one, for people. */
export function percent(x: number): string {
  return `${short(100 * x)} %`;
}

/** How many of something, in words: `1 report`, `2,000 reports`. */
export function many(x: number, one: string): string {
  return `${count(x)} ${one}${x === 1 ? '' : 's'}`;
}

/** A count for people; what three decimals would call none keeps its digits. */
export function count(x: number): string {
  if (x !== 0 && Math.abs(x) < 0.01) return short(x);
  return x.toLocaleString('en', { maximumFractionDigits: 3 });
}

/** A sentence from a clause. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
