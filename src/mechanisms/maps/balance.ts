/** A vector of the plane, up to a factor > 0. */
export interface Direction {
  readonly x: bigint;
  readonly y: bigint;
}

/**
 * Which vectors take part in some combination with weights >= 0 that adds up to 0, each with weight > 0; there is one in which all of
 * these take part. O(n^2) products, and O(n) for vectors that leave no open half-plane free.
 *
 * ours: 0 is inside the hull of vectors that span the plane unless a line through 0 and one of them leaves the others on one side, and
 * then whatever is off that line takes part in nothing; on a line both ways must be there.
 */
export function balanced(vectors: readonly Direction[]): boolean[] {
  const moving = vectors.filter((v) => v.x !== 0n || v.y !== 0n);
  const kept = new Set(balancedMoves(moving));
  return vectors.map((v) => (v.x === 0n && v.y === 0n) || kept.has(v));
}

function balancedMoves(moving: readonly Direction[]): readonly Direction[] {
  for (const line of moving) {
    let [left, right] = [false, false];
    for (const other of moving) {
      const turn = line.x * other.y - line.y * other.x;
      left ||= turn > 0n;
      right ||= turn < 0n;
      if (left && right) break;
    }
    if (left && right) continue;
    return bothWays(
      moving.filter((other) => line.x * other.y === line.y * other.x),
      line,
    );
  }
  return moving;
}

function bothWays(onLine: readonly Direction[], line: Direction): readonly Direction[] {
  return onLine.some((other) => line.x * other.x + line.y * other.y < 0n) ? onLine : [];
}
