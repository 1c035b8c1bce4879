/**
 * Durations by their order of magnitude: two buckets for each power of two of a quarter microsecond, so that a quantile
 * is off by a fifth at most. Recordings hold the counts, and readers take the quantiles from them.
 */

export const BUCKETS = 64;

/** Quarter microseconds in a millisecond. */
const UNIT = 4000;

/** The bucket of a duration in milliseconds. The last one has all that is longer than nine minutes. */
export function bucketOf(milliseconds: number): number {
  const units = Math.min(milliseconds * UNIT, 0x7fffffff) | 0;
  if (units < 1) return 0;
  const exponent = 31 - Math.clz32(units);
  return exponent === 0 ? 0 : 2 * exponent + ((units >>> (exponent - 1)) & 1);
}

/** The shortest duration of a bucket, in milliseconds. */
function start(bucket: number): number {
  return bucket === 0 ? 0 : (2 ** (bucket >> 1) * (1 + (bucket & 1) / 2)) / UNIT;
}

/** The duration that a share of all does not exceed, in milliseconds, evenly spread within its bucket. */
export function quantile(buckets: ArrayLike<number>, share: number, longest: number): number {
  const counts = Array.from(buckets);
  const wanted = counts.reduce((sum, count) => sum + count, 0) * share;
  let before = 0;
  for (const [bucket, count] of counts.entries()) {
    if (count > 0 && before + count >= wanted) {
      const from = start(bucket);
      return Math.min(from + ((start(bucket + 1) - from) * (wanted - before)) / count, longest);
    }
    before += count;
  }
  return longest;
}
